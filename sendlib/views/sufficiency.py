"""What published figures say of the places that will be needed."""

import pandas as pd

from sendlib.contracts.tables import FIGURE_COLUMNS
from sendlib.measures.place import Place
from sendlib.measures.sufficiency_public import SettingsAhead
from sendlib.views.blocks import Column, Evidence, Statement, Table
from sendlib.views.formats import listed, number, small

MOST = 2
ASSUMED = "if each kind of setting keeps its share of all plans"


def settings_statement(found: SettingsAhead | None, place: Place) -> Statement:
    """Say which settings would have to grow most if shares stay as they are."""
    label = "st-settings-ahead"
    if found is None:
        text = (
            f"The published figures do not allow a projection of plans in {place.inside}, and so "
            "none of the places that will be needed."
        )
        return Statement(text, label, tone="missing")
    whole = found.rows[~found.rows["title"].str.startswith("of these")]
    grown = whole.sort_values("more_count", ascending=False, kind="stable").head(MOST)
    parts = [
        f"{number(float(row['more_count']), unit='count')} more in {small(str(row['title']))} "
        f"(from {number(float(row['now_count']), unit='count')} to "
        f"{number(float(row['then_count']), unit='count')})"
        for _, row in grown[grown["more_count"] > 0].iterrows()
    ]
    if not parts:
        text = (
            f"By January {found.then}, no kind of setting in {place.inside} is expected to hold "
            f"more EHC plans than in January {found.now}, {ASSUMED}."
        )
    else:
        text = (
            f"By January {found.then}, {ASSUMED}, {place.name} would have {listed(parts)}. What "
            "places there are is not published; the council's own file of places shows the gap."
        )
    return Statement(text, label, evidence=Evidence(figures=_figures(found)))


def settings_table(found: SettingsAhead | None, place: Place) -> Table | None:
    """Return plans by setting now, expected, and the number that nine of ten futures stay under."""
    if found is None:
        return None
    names = ("now_count", "then_count", "more_count", "high_count")
    rows = tuple(
        (str(row["title"]), *(number(float(row[name]), unit="count") for name in names))
        for _, row in found.rows.iterrows()
    )
    return Table(
        caption=f"EHC plans by setting if shares stay as they are, {place.name}, January "
        f"{found.now} and {found.then}",
        label="tab-settings-ahead",
        columns=(
            Column("Setting"), Column(f"Jan {found.now}", numeric=True),
            Column(f"Expected Jan {found.then}", numeric=True), Column("Change", numeric=True),
            Column("For 9 in 10", numeric=True),
        ),
        rows=rows,
        values=tuple(
            (row["title"], *(row[name] for name in names)) for _, row in found.rows.iterrows()
        ),
        notes=(
            f"The projection of all plans, {ASSUMED}: an assumption, since shares by setting are "
            "published for few years. For 9 in 10: the number that nine of ten futures stay under.",
            f"Source: {found.source}.",
        ),
        evidence=Evidence(figures=_figures(found)),
    )  # fmt: skip


def _figures(found: SettingsAhead) -> pd.DataFrame:
    rows = found.rows
    blank = dict.fromkeys(("count", "denominator"), float("nan"))
    table = rows.assign(
        measure=rows["setting"].str.replace("_percent", "_projected_count"),
        period=found.then, breakdown="Total", value=rows["then_count"], unit="count",
        lower=rows["low_count"],
        upper=rows["high_count"], confidence=80.0, status="projected",
        area_code=found.place.area_code, area_name=found.place.name, source=found.source, **blank,
    )  # fmt: skip
    return table[FIGURE_COLUMNS]
