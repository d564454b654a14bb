"""What packages do over five years: starts, ends, weeks in residence, and how long they last."""

from collections.abc import Sequence

import pandas as pd

from sendlib.data.periods import census_day
from sendlib.measures.disclosure_tables import TOTAL
from sendlib.measures.local import spend
from sendlib.measures.local.packages import NEEDED, januaries, reached
from sendlib.measures.local.result_rows import COLUMNS, row
from sendlib.measures.local.results import LocalResult
from sendlib.measures.local.table import (
    PERSON,
    Field,
    LocalMeasure,
    Part,
    Records,
    cross,
    known,
)
from sendlib.measures.survival import lasting

MOVEMENT = Field("movement", "Movement", {"started": "Started", "ended": "Ended"})
MOVES = "starts and ends of packages, year to January {year}"
AWAY = ("residential_38", "residential_52", "short_break")
NIGHTS_IN_WEEK = 7.0
# packages of one person and kind that follow within this many days are one stay: a summer
GAP_DAYS = 62
HORIZON_DAYS = 3 * 365.25


def _moves(records: Records) -> Sequence[Part]:
    parts = []
    packages = records.local.table("packages")
    for year in januaries(records)[1:]:
        before, now = census_day(year - 1), census_day(year)
        started = packages[(packages["start_date"] > before) & (packages["start_date"] <= now)]
        # a package is in force on its last day
        ended = packages[(packages["end_date"] >= before) & (packages["end_date"] < now)]
        rows = pd.concat([started.assign(movement="started"), ended.assign(movement="ended")])
        if len(rows):
            counts = _with_fewer_of_both(cross(rows, ["movement"]))
            parts.append(Part(str(year), MOVES.format(year=year), counts))
    return parts


def _with_fewer_of_both(counts: pd.DataFrame) -> pd.DataFrame:
    """Let starts and ends stand on the fewer persons of both, where there are any.

    The packages in force at both ends of the year tell their difference.
    """
    parts = counts["movement"] != TOTAL
    fewest = counts.loc[parts & (counts["persons"] > 0), "persons"].min()
    return counts.assign(persons=counts["persons"].mask(parts, fewest))


def _bed_weeks(records: Records) -> pd.DataFrame:
    packages = records.local.table("packages")
    nights = packages["residential_nights"].fillna(0.0) / NIGHTS_IN_WEEK
    found = []
    for year in spend.years(records):
        weeks = spend.weeks_in(packages, year) * nights
        rows = packages.assign(weeks=weeks)[weeks > 0]
        for kind, stays in rows.groupby(known(rows["accommodation"])):
            if kind in AWAY:
                by_person = stays.groupby(PERSON)["weeks"].sum()
                found.append(
                    row(spend.named(year), f"accommodation={kind}", "bed_weeks", by_person.sum(),
                        unit="weeks", persons=len(by_person),
                        largest=by_person.max() / by_person.sum())
                )  # fmt: skip
    return pd.DataFrame(found, columns=COLUMNS)


def stays(packages: pd.DataFrame) -> pd.DataFrame:
    """Join packages of one person and kind that follow each other into stays.

    Args:
        packages: rows of the local file.

    Returns:
        A row per stay: person_id, kind (of accommodation), start and end (missing while it goes
        on).
    """
    rows = packages[[PERSON, "start_date", "end_date"]].assign(
        kind=known(packages["accommodation"]),
        end=packages["end_date"].fillna(pd.Timestamp.max.floor("D")),
    )
    rows = rows.sort_values([PERSON, "kind", "start_date", "end"], kind="stable")
    latest = rows.groupby([PERSON, "kind"], sort=False)["end"].cummax()
    before = latest.groupby([rows[PERSON], rows["kind"]], sort=False).shift()
    is_new = before.isna() | ((rows["start_date"] - before).dt.days > GAP_DAYS)
    found = rows.assign(stay=is_new.cumsum()).groupby("stay", sort=False)
    return found.agg(
        person_id=(PERSON, "first"), kind=("kind", "first"), start=("start_date", "first"),
        end=("end", "max"),
    ).reset_index(drop=True)  # fmt: skip


def _lengths(records: Records) -> pd.DataFrame:
    packages = records.local.table("packages")
    now, first_end = reached(packages), packages["end_date"].min()
    if now is None or pd.isna(first_end):
        return pd.DataFrame(columns=COLUMNS)
    spells = stays(packages)
    spells = spells[spells["end"] >= first_end]  # what ended before is in the file by chance
    has_ended = spells["end"] <= now
    days = (spells["end"].where(has_ended, now) - spells["start"]).dt.days + 1
    entry = (first_end - spells["start"]).dt.days.clip(lower=0)
    period = f"{first_end.year} to {now.year}"
    found = []
    for kind, at in spells.groupby("kind").groups.items():
        took = lasting(days[at], has_ended[at], seen_from=entry[at], horizon=HORIZON_DAYS)
        persons = spells.loc[at, "person_id"].nunique()
        where = f"accommodation={kind}"
        weeks = {name: value / 7 for name, value in vars(took).items()}
        found += [
            row(period, where, "median_stay", weeks["median"], unit="weeks", persons=persons,
                lower=weeks["median_lower"], upper=weeks["median_upper"], confidence=95.0),
            row(period, where, "quartile_stay", weeks["quartile"], unit="weeks", persons=persons),
            row(period, where, "mean_stay_3_years", weeks["mean"], unit="weeks", persons=persons),
        ]  # fmt: skip
    return pd.DataFrame(found, columns=COLUMNS)


PACKAGES_MOVES = LocalMeasure(
    name="packages-moves", title="Packages that started and ended", files=NEEDED,
    fields=(MOVEMENT,), measure="local_packages_moves_count", noun="starts and ends of packages",
    count=_moves, note="In the year up to the January count.",
)  # fmt: skip
BED_WEEKS = LocalResult(
    name="bed-weeks", title="Weeks of residence", files=NEEDED, work_out=_bed_weeks,
    note="Nights a week by sevenths of a week, for the paid weeks in the year.",
)  # fmt: skip
STAYS = LocalResult(
    name="stays", title="How long stays last", files=NEEDED, work_out=_lengths,
    note=(
        "Packages of one person and kind that follow within two months are one stay. Stays that go "
        "on count as at least as long as they have lasted."
    ),
)  # fmt: skip
TABLES = (PACKAGES_MOVES,)
RESULTS = (BED_WEEKS, STAYS)
