"""Spend on packages by year: in cash and at latest prices, by agency, and its dearest tenth."""

import pandas as pd
import seaborn as sns
from matplotlib.ticker import FuncFormatter

from sendlib.contracts.deflator import DEFLATOR_VINTAGE
from sendlib.data.tables import Tables
from sendlib.measures.change import real_terms
from sendlib.measures.deflator import deflator
from sendlib.measures.local.packages import AGENCY
from sendlib.measures.local.protected import ProtectedTables
from sendlib.measures.local.spend import SPEND_AGENCY
from sendlib.measures.place import Place
from sendlib.views import theme
from sendlib.views.blocks import Absent, Callout, Chart, Column, Evidence, Origin, Statement, Table
from sendlib.views.formats import number, tick
from sendlib.views.local_result_figures import derived_figures
from sendlib.views.local_shown import HIDDEN, amount, cell, wanted, year_words
from sendlib.views.local_tables import figures, notes

SHOWS = "what packages cost by agency, need and year, why that changed, and which cost most"
REAL = "local_packages_spend_real_gbp"
NO_DEFLATOR = "[x]"
HATCHES = ("", "//", "..", "xx")
REAL_NOTE = (
    "Real terms by the GDP deflator of the Office for Budget Responsibility, one vintage "
    f"({DEFLATOR_VINTAGE} where no file of it is given)."
)


def missing(own: ProtectedTables) -> Callout | Absent:
    """Say which file the chapter wants, where it is not there."""
    return wanted(own, "packages", SHOWS, "box-spend")


def by_year(own: ProtectedTables, published: Tables | None) -> pd.DataFrame:
    """Return spend on packages by year: `year`, `cash` and `real` (at prices of the latest).

    Missing where hidden, or where the deflator lacks the year.
    """
    found = own.table(SPEND_AGENCY)
    if found is None:
        return pd.DataFrame(columns=["year", "cash", "real"])
    rows = pd.DataFrame(
        {"year": found.periods, "cash": [cell(found, year) for year in found.periods]}
    )
    index = deflator(published)
    known = rows["year"].isin(index.index) & (rows["year"].iloc[-1] in index.index)
    real = pd.Series(float("nan"), index=rows.index)
    if known.any():
        part = rows[known]
        real = real_terms(
            part["cash"], part["year"], deflator=index, base=str(rows["year"].iloc[-1])
        ).reindex(rows.index)
    return rows.assign(real=real)


def years_statement(
    own: ProtectedTables, place: Place, published: Tables | None
) -> Statement | Absent:
    """Say what was spent in the first and latest year, and the change in real terms."""
    label = "st-packages-spend"
    found, rows = own.table(SPEND_AGENCY), by_year(own, published)
    if found is None:
        return Absent(label)
    last, first = rows.iloc[-1], rows.iloc[0]
    if pd.isna(last["cash"]):
        text = f"What was spent on packages in {place.inside} is hidden."
    else:
        text = (
            f"In {year_words(str(last['year']))}, {number(float(last['cash']), unit='gbp')} was "
            f"spent on packages in {place.inside}."
        )
        if len(rows) > 1 and not pd.isna(first["cash"]):
            text += (
                f" In {year_words(str(first['year']))} it was "
                f"{number(float(first['cash']), unit='gbp')}{_at_latest(first, last)}."
            )
    return Statement(
        text, label, evidence=Evidence(figures=_figures(own, rows, place)),
        origin=Origin(**found.origin),
    )  # fmt: skip


def _at_latest(first: pd.Series, last: pd.Series) -> str:
    if pd.isna(first["real"]) or not first["real"]:
        return ""
    change = 100 * (float(last["real"]) - float(first["real"])) / float(first["real"])
    percent = number(abs(change), unit="percent")
    way = "rose" if change > 0 else "fell"
    course = "is the same" if percent == "0.0%" else f"{way} by {percent}"
    return (
        f", or {number(float(first['real']), unit='gbp')} at prices of "
        f"{year_words(str(last['year']))}: in real terms, spend {course}"
    )


def years_table(own: ProtectedTables, place: Place, published: Tables | None) -> Table | Absent:
    """Return spend on packages by year, in cash and at latest prices."""
    label = "tab-packages-spend"
    found, rows = own.table(SPEND_AGENCY), by_year(own, published)
    if found is None:
        return Absent(label)
    latest = year_words(found.periods[-1])
    lines = tuple(
        (
            year_words(str(row["year"])), amount(float(row["cash"]), "gbp"),
            _real_text(row),
        )
        for _, row in rows.iterrows()
    )  # fmt: skip
    cells = [text for line in lines for text in line]
    lacking = [f"{NO_DEFLATOR} the deflator lacks the year."] if NO_DEFLATOR in cells else []
    return Table(
        caption=f"Spend on packages by year, {place.name}",
        label=label,
        columns=(
            Column("Financial year"), Column("Cash (£)", numeric=True),
            Column(f"At {latest} prices (£)", numeric=True),
        ),
        rows=lines,
        notes=(REAL_NOTE, *lacking, *notes(own, SPEND_AGENCY, cells)),
        evidence=Evidence(figures=_figures(own, rows, place)),
        origin=Origin(**found.origin),
    )  # fmt: skip


def _real_text(row: pd.Series) -> str:
    """Return spend at latest prices; what the deflator lacks is not hidden."""
    if pd.isna(row["real"]) and not pd.isna(row["cash"]):
        return NO_DEFLATOR
    return amount(float(row["real"]), "gbp")


def agency_chart(own: ProtectedTables, place: Place) -> Chart | Absent:
    """Draw spend by agency and year as stacked columns; what is hidden is not drawn."""
    label = "fig-packages-spend-agency"
    found = own.table(SPEND_AGENCY)
    if found is None:
        return Absent(label)
    years = found.periods
    stacks = {
        agency: [cell(found, year, agency=agency) for year in years] for agency in AGENCY.categories
    }
    stacks = {agency: sums for agency, sums in stacks.items() if any(paid > 0 for paid in sums)}
    if not stacks:
        return Absent(label)
    latest = [
        f"{AGENCY.label(agency).lower()} {number(sums[-1], unit='gbp')}"
        for agency, sums in stacks.items()
        if not pd.isna(sums[-1])
    ]
    hidden = any(pd.isna(value) for sums in stacks.values() for value in sums)
    return Chart(
        svg=_stacked(years, stacks),
        alt=f"Stacked columns of spend on packages by agency, {year_words(years[0])} to "
        f"{year_words(years[-1])}. In the last year: {', '.join(latest) or 'hidden'}.",
        caption=f"Spend on packages by agency, {place.name}",
        label=label,
        columns=(("agency", "Agency"), ("year", "Financial year"), ("value", "Pounds")),
        rows=tuple(
            (AGENCY.label(agency), year, None if pd.isna(value) else value)
            for agency, sums in stacks.items()
            for year, value in zip(years, sums, strict=True)
        ),
        notes=notes(own, SPEND_AGENCY, [HIDDEN] if hidden else []),
        evidence=Evidence(figures=figures(found, place)),
        origin=Origin(**found.origin),
    )


def _stacked(years: list[str], stacks: dict[str, list[float]]) -> str:
    with theme.canvas(3.2, left=0.1, top=0.87, bottom=0.1) as (figure, axes):
        below = [0.0] * len(years)
        colours = zip(stacks.items(), theme.SEQUENCE, HATCHES, strict=False)
        for (agency, sums), colour, hatch in colours:
            heights = [0.0 if pd.isna(value) else value for value in sums]
            axes.bar(
                [year_words(year) for year in years], heights, bottom=below, width=0.62,
                color=colour, hatch=hatch, edgecolor="white", label=AGENCY.label(agency),
            )  # fmt: skip
            below = [under + height for under, height in zip(below, heights, strict=True)]
        axes.yaxis.set_major_formatter(FuncFormatter(tick("gbp")))
        axes.legend(
            loc="lower left", bbox_to_anchor=(0, 1.0), ncols=4, frameon=False, borderaxespad=0.2
        )
        sns.despine(ax=axes, left=True)
        return theme.svg_of(figure)


def _figures(own: ProtectedTables, rows: pd.DataFrame, place: Place) -> pd.DataFrame:
    found = own.table(SPEND_AGENCY)
    parts = [] if found is None else [figures(found, place)]
    real = [
        (REAL, str(row["year"]), "Total", float(row["real"]), "gbp") for _, row in rows.iterrows()
    ]
    parts.append(derived_figures(real, place, SPEND_AGENCY.files))
    return pd.concat(parts, ignore_index=True)
