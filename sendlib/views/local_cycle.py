"""A self-assessment by stage of the commissioning cycle, and where partners see it differently."""

import pandas as pd

from sendlib.contracts.local_files import code_sets
from sendlib.measures.commissioning.cycle import MOST, STAGES, stage_means
from sendlib.measures.commissioning.partnership import Partnership
from sendlib.views.blocks import Absent, Column, Statement, Table
from sendlib.views.formats import capital, counted, listed, number, small
from sendlib.views.key_points import KeyPoint
from sendlib.views.local_open import (
    MISSING,
    Shown,
    breakdown,
    evidence,
    named,
    open_table,
    origin_of,
    tenths,
)

FILES = ("selfassessment",)
SCALE = (
    "Ratings: 1 not in place, 2 emerging, 3 developing, 4 established, 5 embedded. They are the "
    "partners' own."
)
BEFORE = "Before: the mean of the ratings before the latest."
# a mean below this is put to those who decide
WEAK = 3.0


def cycle_statement(partners: Partnership) -> Statement | Absent:
    """Say which stage is rated highest and lowest, and on how much partners differ."""
    label = "st-cycle"
    if partners.files.table("selfassessment").empty:
        return Absent(label)
    means = stage_means(partners.ratings)
    if means.empty:
        text = "No standard of the self-assessment belongs to a stage of the commissioning cycle."
        return Statement(text, label, "missing", origin=origin_of(partners))
    low, high = lowest(means), means.sort_values("mean", kind="stable").iloc[-1]
    text = (
        f"Of the stages of the commissioning cycle, partners rate “{low['stage']}” lowest "
        f"({tenths(low['mean'])} of {MOST}) and “{high['stage']}” highest ({tenths(high['mean'])})"
        if len(means) > 1
        else f"Partners rate “{low['stage']}” at {tenths(low['mean'])} of {MOST}"
    )
    text += f"{_since(means)}."
    apart = int(partners.ratings["differs"].sum())
    count = len(partners.ratings)
    text += (
        f" On {counted(apart, 'standard', 'standards')} of {number(count, unit='count')} they are "
        "two steps or more apart."
    )
    return Statement(
        text, label, evidence=evidence(partners, _shown(partners), FILES),
        origin=origin_of(partners),
    )  # fmt: skip


def cycle_table(partners: Partnership) -> Table | None:
    """Return the mean rating of each stage by partner, and the mean before."""
    label = "tab-cycle"
    means = stage_means(partners.ratings) if _has(partners) else pd.DataFrame()
    if means.empty:
        return None
    agencies = _agencies(means)
    stages = code_sets()["cycle_stages"]
    has_before = bool(means["before"].notna().any())
    return open_table(
        partners,
        caption="Mean rating of each stage of the commissioning cycle by partner",
        label=label,
        columns=(
            Column("Stage"), Column("Standards", numeric=True),
            *(Column(named("agencies", one), numeric=True) for one in agencies),
            Column("All", numeric=True),
            *([Column("Before", numeric=True)] if has_before else []),
        ),
        rows=[
            (
                stages[row["stage"]], number(float(row["standards"]), unit="count"),
                *(tenths(row[one]) for one in agencies), tenths(row["mean"]),
                *([tenths(row["before"])] if has_before else []),
            )
            for _, row in means.iterrows()
        ],
        notes=(SCALE, *([BEFORE] if has_before else [])),
        shown=_shown(partners),
        files=FILES,
    )  # fmt: skip


def standards_table(partners: Partnership) -> Table | None:
    """Return each standard of the cycle with its ratings, its evidence and what comes next."""
    label = "tab-cycle-standards"
    if not _has(partners) or not (partners.ratings["stage"] != "").any():
        return None
    found = partners.ratings[partners.ratings["stage"] != ""]
    order = found.assign(at=found["stage"].map({one: n for n, one in enumerate(STAGES)}))
    order = order.sort_values("at", kind="stable")
    return open_table(
        partners,
        caption="Standards of the commissioning cycle as partners rate them",
        label=label,
        columns=(
            Column("Standard"), Column("Stage"), Column("Ratings"), Column("Partners"),
            Column("Next step"),
        ),
        rows=[
            (
                str(row["standard"]), capital(str(row["stage"])), rating_words(row["ratings"]),
                apart_words(row), str(row["next_step"]) or "Not given",
            )
            for _, row in order.iterrows()
        ],
        notes=(SCALE,),
        shown=rating_figures(partners, order),
        files=FILES,
    )  # fmt: skip


def differences_table(partners: Partnership) -> Table | None:
    """Return the standards on which partners are two steps or more apart."""
    label = "tab-cycle-differences"
    found = partners.ratings[partners.ratings["differs"]] if _has(partners) else pd.DataFrame()
    if found.empty:
        return None
    return open_table(
        partners,
        caption="Standards on which partners are two steps or more apart",
        label=label,
        columns=(
            Column("Standard"), Column("Lowest"), Column("Highest"),
            Column("Steps apart", numeric=True),
        ),
        rows=[
            (
                str(row["standard"]), _who(row, "lowest"), _who(row, "highest"),
                number(float(row["highest"] - row["lowest"]), unit="count"),
            )
            for _, row in found.iterrows()
        ],
        notes=("Worth talking about before a plan is agreed: partners see different things.",),
        shown=rating_figures(partners, found),
        files=FILES,
    )  # fmt: skip


def cycle_points(partners: Partnership) -> list[KeyPoint]:
    """Return what the self-assessment says to those who decide: the weakest stage."""
    means = stage_means(partners.ratings) if _has(partners) else pd.DataFrame()
    if means.empty:
        return []
    low = lowest(means)
    decide = (
        f"Agree what the partners do first to strengthen “{low['stage']}”, by when, and who leads."
        if low["mean"] < WEAK
        else ""
    )
    return [
        KeyPoint(
            "commissioning",
            f"Partners rate “{low['stage']}” lowest of the stages of the commissioning cycle, "
            f"{tenths(low['mean'])} of {MOST}.",
            decide, ("tab-cycle", "st-cycle"), 0.5 if decide else 0.25, origin_of(partners),
        )
    ]  # fmt: skip


def lowest(rated: pd.DataFrame) -> pd.Series:
    """Return the row of the lowest mean, the first where several are."""
    return rated.sort_values("mean", kind="stable").iloc[0]


def rating_words(ratings: dict[str, int]) -> str:
    """Return ratings by partner: education 3, health 4."""
    return capital(
        ", ".join(f"{small(named('agencies', one))} {value}" for one, value in ratings.items())
    )


def apart_words(row: pd.Series) -> str:
    """Say how far apart the partners are on a standard."""
    if len(row["ratings"]) < 2:
        return "One partner"
    apart = int(row["highest"] - row["lowest"])
    if not apart:
        return "Agree"
    return f"{'Differ' if row['differs'] else 'Near'}, {counted(apart, 'step', 'steps')}"


def rating_figures(partners: Partnership, rows: pd.DataFrame) -> list[Shown]:
    """Return the ratings of standards, by partner, as figures."""
    period = str(partners.as_of.year)
    return [
        Shown(
            "self_assessment_rating", period,
            breakdown(standard=str(row["reference"]) or str(row["standard"]), agency=agency),
            float(value), "index",
        )
        for _, row in rows.iterrows()
        for agency, value in row["ratings"].items()
    ]  # fmt: skip


def _has(partners: Partnership) -> bool:
    return not partners.files.table("selfassessment").empty


def _agencies(means: pd.DataFrame) -> list[str]:
    return [one for one in code_sets()["agencies"] if one in means]


def _since(means: pd.DataFrame) -> str:
    known = means.dropna(subset=["before"])
    change = (known["mean"] - known["before"]).mean() if len(known) else float("nan")
    if pd.isna(change):
        return ""
    words = number(abs(float(change)), unit="index")
    if words == "0.0":
        return "; on the whole the same as before"
    return f"; on the whole {words} {'higher' if change > 0 else 'lower'} than before"


def _who(row: pd.Series, end: str) -> str:
    level = int(row[end])
    names = [
        small(named("agencies", one)) for one, value in row["ratings"].items() if value == level
    ]
    return capital(f"{listed(names)}: {level}, {small(named('maturity', str(level), MISSING))}")


def _shown(partners: Partnership) -> list[Shown]:
    means, period = stage_means(partners.ratings), str(partners.as_of.year)
    rows = [
        Shown("self_assessment_mean", period, breakdown(stage=str(row["stage"])), row["mean"],
              "index")
        for _, row in means.iterrows()
    ]  # fmt: skip
    rows += [
        Shown(
            "self_assessment_mean", period, breakdown(stage=str(row["stage"]), agency=one),
            row[one], "index",
        )
        for _, row in means.iterrows()
        for one in _agencies(means)
    ]  # fmt: skip
    apart = float(partners.ratings["differs"].sum())
    return [*rows, Shown("self_assessment_differences_count", period, "Total", apart, "count")]
