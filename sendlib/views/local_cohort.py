"""Complex needs by the review's definition: how many, what they need, what they cost."""

from dataclasses import dataclass

import pandas as pd

from sendlib.measures.local.cohort import (
    COHORT_BOTH,
    COHORT_SIZE,
    COHORT_SPEND,
    IN,
    OUT,
)
from sendlib.measures.local.plans import PLANS_BY_NEED
from sendlib.measures.local.protected import Protected, ProtectedTables
from sendlib.measures.place import Place
from sendlib.params.review import ReviewOptions
from sendlib.views.blocks import (
    Absent,
    Callout,
    Chart,
    Column,
    Evidence,
    Origin,
    Statement,
    Table,
)
from sendlib.views.formats import counted, listed, number
from sendlib.views.horizontal_bars import horizontal_bars
from sendlib.views.key_points import KeyPoint
from sendlib.views.local_result_figures import derived_figures
from sendlib.views.local_shown import HIDDEN, amount, cell, wanted, year_words
from sendlib.views.local_tables import figures, notes

CHAPTER = "complex-needs"
SHOWS = (
    "how many children and young people have complex needs, which rules bring them in, what they "
    "need and what they cost"
)
CONSIDERED = "who were considered"
PER_PERSON = "local_complex_needs_spend_per_person_gbp"
SHARE = "local_complex_needs_spend_percent"
FEWEST_FOR_SHARE = 20.0  # share of spend, in percent, that a recommendation rests on


@dataclass(frozen=True)
class Cost:
    """What the cohort costs in a year: pounds, share of all spend in percent, pounds for each."""

    year: str
    size: float
    spend: float
    share: float
    each: float


def missing(own: ProtectedTables) -> Callout | Absent:
    """Say which file the chapter wants, where it is not there."""
    return wanted(own, "packages", SHOWS, "box-complex-needs")


def size_statement(
    own: ProtectedTables, place: Place, options: ReviewOptions
) -> Statement | Absent:
    """Say how many meet the definition, beside packages and plans, and how that changed."""
    label = "st-cohort-size"
    found = own.table(COHORT_SIZE)
    if found is None:
        return Absent(label)
    period = found.periods[-1]
    size, whole = cell(found, period, cohort=IN), cell(found, period)
    shown = [figures(found, place)]
    name = options.definitions[0].name
    if pd.isna(size):
        text = f"How many meet the definition “{name}” in {place.inside} is hidden."
        return _statement(text, label, shown, found)
    text = f"In January {period}, {_people(size)} in {place.inside} met the definition “{name}”"
    if not pd.isna(whole):
        share = number(100 * size / whole, unit="percent")
        text += f": {share} of the {number(whole, unit='count')} {CONSIDERED}"
    text += f".{_per_plan(own, place, period, size, shown)}{_growth(found)}"
    return _statement(text, label, shown, found)


def size_chart(own: ProtectedTables, place: Place) -> Chart | Absent:
    """Draw how many meet the definition at each January."""
    label = "fig-cohort-size"
    found = own.table(COHORT_SIZE)
    if found is None or len(found.periods) < 2:
        return Absent(label)
    sizes = [(period, cell(found, period, cohort=IN)) for period in found.periods]
    values: list[float | None] = [None if pd.isna(size) else size for _, size in sizes]
    texts = [HIDDEN if value is None else number(value, unit="count") for value in values]
    if not any(values):
        return Absent(label)
    names = [f"January {period}" for period, _ in sizes]
    told = [f"{text} in {name}" for name, text in zip(names, texts, strict=True)]
    return Chart(
        svg=horizontal_bars(names, values, texts=texts, unit="count"),
        alt=f"Bar chart of children and young people with complex needs: {listed(told)}.",
        caption=f"Children and young people with complex needs, {place.name}, "
        f"{names[0]} to {found.periods[-1]}",
        label=label,
        columns=(("january", "Count"), ("size", "In the cohort"), ("status", "Status")),
        rows=tuple(
            (name, value, "hidden" if value is None else "shown")
            for name, value in zip(names, values, strict=True)
        ),
        notes=notes(own, COHORT_SIZE, texts),
        evidence=Evidence(figures=figures(found, place)),
        origin=Origin(**found.origin),
    )


def cost_table(own: ProtectedTables, place: Place) -> Table | Absent:
    """Return what those in the cohort cost, as a share of all spend and for each of them."""
    label = "tab-cohort-cost"
    found, sizes = own.table(COHORT_SPEND), own.table(COHORT_SIZE)
    if found is None or sizes is None:
        return Absent(label)
    lines = _costs(found, sizes)
    rows = tuple(
        (
            year_words(line.year),
            amount(line.size, "count"), amount(line.spend, "gbp"),
            amount(line.share, "percent"), amount(line.each, "gbp"),
        )
        for line in lines
    )  # fmt: skip
    return Table(
        caption=f"Spend on packages for complex needs, {place.name}",
        label=label,
        columns=(
            Column("Financial year"), Column("In the cohort in January", numeric=True),
            Column("Spend (£)", numeric=True), Column("Share of all spend", numeric=True),
            Column("For each of them (£)", numeric=True),
        ),
        rows=rows,
        notes=notes(own, COHORT_SPEND, [text for row in rows for text in row]),
        evidence=Evidence(figures=_cost_figures(found, lines, place)),
        origin=Origin(**found.origin),
    )  # fmt: skip


def cost_statement(own: ProtectedTables, place: Place) -> Statement | Absent:
    """Say which share of the spend on packages goes to those with complex needs."""
    label = "st-cohort-cost"
    found, sizes = own.table(COHORT_SPEND), own.table(COHORT_SIZE)
    if found is None or sizes is None:
        return Absent(label)
    lines = _costs(found, sizes)
    last = lines[-1]
    evidence = [_cost_figures(found, lines, place)]
    if pd.isna(last.share) or pd.isna(last.each):
        text = f"What those with complex needs cost in {place.inside} is hidden."
        return _statement(text, label, evidence, found)
    year = year_words(last.year)
    text = (
        f"In {year}, {number(last.share, unit='percent')} of the spend on packages in "
        f"{place.inside} went to the {_people(last.size)} with complex needs: "
        f"{number(last.spend, unit='gbp')}, or {number(last.each, unit='gbp')} for each."
    )
    return _statement(text, label, evidence, found)


def both_table(own: ProtectedTables, place: Place, options: ReviewOptions) -> Table | Absent:
    """Return how two definitions overlap: in both, in one of them, in neither."""
    label = "tab-cohort-both"
    found = own.table(COHORT_BOTH)
    if found is None:
        return Absent(label)
    first, second = (f"{one.name} ({one.version})" for one in options.definitions)
    period = found.periods[-1]
    names = {
        f"By “{first}”": (IN, "Total"), f"By “{second}”": ("Total", IN), "By both": (IN, IN),
        f"Only by “{first}”": (IN, OUT), f"Only by “{second}”": (OUT, IN), "By neither": (OUT, OUT),
    }  # fmt: skip
    texts = [
        amount(cell(found, period, cohort=mine, other_cohort=other), "count")
        for mine, other in names.values()
    ]
    return Table(
        caption=f"Two definitions of complex needs side by side, {place.name}, January {period}",
        label=label,
        columns=(Column("Complex needs"), Column("Children and young people", numeric=True)),
        rows=tuple(zip(names, texts, strict=True)),
        notes=notes(own, COHORT_BOTH, texts),
        evidence=Evidence(figures=figures(found, place)),
        origin=Origin(**found.origin),
    )


def key_points(own: ProtectedTables) -> list[KeyPoint]:
    """Return what the chapter hands to the summary."""
    spend, sizes = own.table(COHORT_SPEND), own.table(COHORT_SIZE)
    if spend is None or sizes is None:
        return []
    last = _costs(spend, sizes)[-1]
    if pd.isna(last.share) or pd.isna(last.each):
        return []
    year = year_words(last.year)
    text = (
        f"{_people(last.size)} have complex needs and take "
        f"{number(last.share, unit='percent')} of the spend on packages "
        f"({number(last.spend, unit='gbp')} in {year})."
    )
    decide = (
        "Agree one definition of complex needs between the agencies, and review these packages "
        "together every year."
        if last.share >= FEWEST_FOR_SHARE
        else ""
    )
    figures_shown = ("tab-cohort-cost",)
    weight = min(1.0, 0.4 + last.share / 100)
    return [KeyPoint(CHAPTER, text, decide, figures_shown, weight, Origin(**spend.origin))]


def _costs(found: Protected, sizes: Protected) -> list[Cost]:
    """Return spend, share and mean of each year, worked out from protected cells alone."""
    lines = []
    for year in found.periods:
        january = str(int(year[:4]) + 1)
        size = cell(sizes, january, cohort=IN)
        spend, whole = cell(found, year, cohort=IN), cell(found, year)
        share = 100 * spend / whole if whole else float("nan")
        lines.append(Cost(year, size, spend, share, spend / size if size else float("nan")))
    return lines


def _cost_figures(found: Protected, lines: list[Cost], place: Place) -> pd.DataFrame:
    files = found.measure.files
    rows = [(SHARE, one.year, "Total", one.share, "percent") for one in lines]
    rows += [(PER_PERSON, one.year, "Total", one.each, "gbp") for one in lines]
    both = [figures(found, place), derived_figures(rows, place, files)]
    return pd.concat(both, ignore_index=True)


def _per_plan(
    own: ProtectedTables, place: Place, period: str, size: float, shown: list[pd.DataFrame]
) -> str:
    plans = own.table(PLANS_BY_NEED)
    whole = cell(plans, period) if plans is not None else 0.0
    if pd.isna(whole) or not whole:
        return ""
    rate = 100 * size / whole
    row = ("local_complex_needs_per_100_plans", period, "Total", rate, "ratio")
    shown.append(derived_figures([row], place, (*COHORT_SIZE.files, *PLANS_BY_NEED.files)))
    return f" That is as many as {number(rate, unit='ratio', places=1)} for every 100 EHC plans."


def _growth(found: Protected) -> str:
    first = found.periods[0]
    before = cell(found, first, cohort=IN)
    if first == found.periods[-1] or pd.isna(before):
        return ""
    return f" In January {first} there were {number(before, unit='count')}."


def _statement(text: str, label: str, shown: list[pd.DataFrame], found: Protected) -> Statement:
    evidence = Evidence(figures=pd.concat(shown, ignore_index=True))
    return Statement(text, label, evidence=evidence, origin=Origin(**found.origin))


def _people(size: float) -> str:
    return counted(size, "child or young person", "children and young people")
