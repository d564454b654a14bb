"""Appeals to the SEND Tribunal: the tidy table to 2024, and that of 2024 and 2025."""

import numpy as np

from sendlib.data.demo.containers import Ints, csv_bytes, number, percent
from sendlib.data.demo.people import within
from sendlib.data.demo.profiles import COUNCILS, COUNT
from sendlib.data.demo.rates import by_year, england_plans
from sendlib.data.demo.series import Series
from sendlib.data.demo.world import World

TIDY_PATH = "tribunals/send_tribunals_2014_2024_tidy.csv"
LATEST_PATH = "tribunals/send_tribunals_2024_2025_transcribed.csv"
YEARS = tuple(range(2014, 2025))
_TIDY = (
    "old_la_code", "published_la_code", "la_name", "year", "appeal_rate_pc",
    "appeal_rate_pc_in_dev", "appealable_decisions", "appealable_decisions_in_dev",
    "appeals_registered",
)  # fmt: skip
_LATEST = (
    "old_la_code", "la_name", "appeals_2024", "decisions_2024", "rate_pc_2024", "appeals_2025",
    "decisions_2025", "rate_pc_2025",
)  # fmt: skip


def appeals(demo: World) -> Series:
    """Draw appeals of appealable decisions by council and calendar year."""
    rng = demo.rng("tribunals")
    england_appeals, england_decisions = by_year("tribunals", "appeals"), _decisions()
    plans = england_plans()
    size = 1 + rng.normal(0, 0.03, COUNT)
    parts, wholes = [], []
    for year in YEARS:
        ratio = england_decisions[year] / plans[year]
        made = np.rint(demo.profile.plans_in(year) * ratio * size).astype(np.int64)
        share = england_appeals[year] / england_decisions[year]
        chance = [within(share, step) for step in demo.profile.appeals + rng.normal(0, 0.1, COUNT)]
        parts.append(rng.binomial(made, chance))
        wholes.append(made)
    texts = tuple(str(year) for year in YEARS)
    part, whole = np.array(parts, dtype=float).T, np.array(wholes, dtype=float).T
    return Series(texts, part, whole)


def _decisions() -> dict[int, float]:
    return by_year("tribunals", "decisions")


def tribunal_files(demo: World, series: Series) -> dict[str, bytes]:
    """Return both tables by their paths."""
    whole = series.part if series.whole is None else series.whole
    registered, decided = series.part.astype(np.int64), whole.astype(np.int64)
    share = by_year("tribunals", "decisions_in_development")[2024] / _decisions()[2024]
    latest = np.rint(decided[:, -1] * share).astype(np.int64)
    return {
        TIDY_PATH: csv_bytes(_TIDY, _tidy(registered, decided, latest)),
        LATEST_PATH: csv_bytes(_LATEST, _latest(demo, registered[:, -1], latest)),
    }


def _tidy(registered: Ints, decided: Ints, latest: Ints) -> list[list[str]]:
    rows = []
    share = percent(registered, decided)
    in_development = percent(registered[:, -1], latest)
    for at, council in enumerate(COUNCILS):
        for year_at, year in enumerate(YEARS):
            last = year == YEARS[-1]
            rows.append(
                [
                    council.code,
                    council.code,
                    council.name,
                    str(year),
                    str(share[at, year_at]),
                    str(in_development[at]) if last else "",
                    f"{decided[at, year_at]}.0",
                    f"{latest[at]}.0" if last else "",
                    f"{registered[at, year_at]}.0",
                ]
            )
    return rows


def _latest(demo: World, registered: Ints, decided: Ints) -> list[list[str]]:
    rng = demo.rng("tribunals", 1)
    later = np.rint(decided * rng.normal(1.12, 0.04, COUNT)).astype(np.int64)
    share = registered / decided * np.exp(rng.normal(0.08, 0.1, COUNT))
    appealed = rng.binomial(later, np.minimum(share, 0.5))
    columns = [registered, decided, percent(registered, decided), appealed, later,
               percent(appealed, later)]  # fmt: skip
    return [
        [council.code, council.name, *(number(float(column[at])) for column in columns)]
        for at, council in enumerate(COUNCILS)
    ]
