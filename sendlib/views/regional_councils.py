"""A need in each council beside the region: chart with intervals, table with what to expect."""

import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter

from sendlib.contracts.areas import ENGLAND, area_name
from sendlib.measures.comparisons import sure_difference
from sendlib.measures.regional import Regional
from sendlib.views import theme
from sendlib.views.blocks import Callout, Chart, Column, Table, nothing
from sendlib.views.columns import SIGNIFICANCE_CELLS
from sendlib.views.formats import interval, number, shorthand_notes, shown, tick
from sendlib.views.horizontal_bars import NAME_WIDTH, wrapped_names
from sendlib.views.regional_evidence import ends_words, left_out_words, regional_evidence
from sendlib.views.sources import source_note
from sendlib.views.statements import period_words

EACH = 0.3  # inches of height for a council
FEW = 10  # expected plans below this are shown with a decimal
EXPECTED_NOTE = (
    "Expected: what the council could expect in a usual year. Its own number is drawn towards the "
    "rate of all councils of England, a small number far and a large one hardly at all; the range "
    "holds the true level 95 times in 100."
)


def councils_chart(found: Regional) -> Chart | Callout:
    """Draw each council's rate with its interval, beside the region's and England's."""
    label = f"fig-regional-{_slug(found)}"
    own = found.compared.own
    if own is None:
        return nothing(f"No chart: {found.indicator.title}", _missing(found), label)
    ranked = found.known.sort_values(["value", "area_code"], ascending=[False, True])
    height = 0.75 + EACH * len(ranked)
    with theme.canvas(height, left=0.3, right=0.96, top=1 - 0.3 / height,
                      bottom=0.4 / height) as (figure, axes):  # fmt: skip
        _draw(axes, ranked, found)
        svg = theme.svg_of(figure)
    low, high = ends_words(found)
    ends = f"From {low} to {high}" if low else "All councils alike"
    england = found.compared.of(ENGLAND)
    beside = "" if england is None else f", England {shown(england, found.indicator)}"
    return Chart(
        svg=svg,
        alt=(
            f"Dot chart of {found.indicator.subject} by council, {period_words(found.compared)}. "
            f"{ends}; {found.region.place.name} "
            f"{shown(own, found.indicator)}{beside}."
        ),
        caption=(
            f"{found.indicator.title}, councils of {found.region.place.inside}, "
            f"{period_words(found.compared)}"
        ),
        label=label,
        columns=(("area", "Council"), ("value", found.indicator.title),
                 ("lower", "Lower 95% limit"), ("upper", "Upper 95% limit")),
        rows=tuple(
            (area_name(str(code)), float(value), float(lower), float(upper))
            for code, value, lower, upper in ranked[
                ["area_code", "value", "lower", "upper"]
            ].itertuples(index=False)
        ),
        notes=(
            f"Dot: the council; bar: its 95% confidence interval. Line: {found.region.place.name}; "
            "dashed line: England. Ring: the rate that the council could expect.",
            *filter(None, [left_out_words(found)]),
        ),
        evidence=regional_evidence(found, is_expected=True),
    )  # fmt: skip


def _draw(axes: Axes, ranked: pd.DataFrame, found: Regional) -> None:
    positions = range(len(ranked))
    axes.hlines(
        positions, ranked["lower"].astype(float), ranked["upper"].astype(float),
        color=theme.BAND, linewidth=6, zorder=1,
    )  # fmt: skip
    axes.scatter(ranked["value"].astype(float), positions, s=42, color=theme.AREA, zorder=3)
    expected = found.expected.reindex(ranked["area_code"])["expected"].to_numpy(float)
    rates = found.indicator.scale * expected / ranked["denominator"].to_numpy(float)
    axes.scatter(
        rates, positions, s=70, facecolors="none", edgecolors=theme.NATION, linewidths=1.1, zorder=4
    )
    lines = ((found.compared.own, theme.REGION, "-"), (found.compared.of(ENGLAND), theme.NATION,
                                                       "--"))  # fmt: skip
    for row, colour, dash in lines:
        if row is not None and pd.notna(row["value"]):
            axes.axvline(float(row["value"]), color=colour, linestyle=dash, linewidth=1.4, zorder=2)
    names = [area_name(str(code)) for code in ranked["area_code"]]
    axes.set_yticks(list(positions), wrapped_names(names, NAME_WIDTH))
    axes.set_ylim(len(ranked) - 0.5, -0.5)
    axes.set_xlim(0, 1.05 * float(ranked["upper"].astype(float).max()))
    axes.xaxis.set_major_formatter(FuncFormatter(tick(found.indicator.unit)))
    axes.grid(axis="x", visible=True)
    axes.grid(axis="y", visible=False)
    sns.despine(ax=axes, left=True, bottom=True)


def council_rates_table(found: Regional) -> Table | Callout:
    """Return each council's plans and rate, how it stands, and what it could expect."""
    label = f"tab-regional-{_slug(found)}"
    if found.members.empty:
        return nothing(f"No table: {found.indicator.title}", _missing(found), label)
    rows = [_row(found, code) for code in found.region.members]
    own = found.compared.own
    if own is not None:
        rows.append(
            (
                f"All of {found.region.place.name}",
                number(float(own["count"]), unit="count"),
                shown(own, found.indicator),
                interval(own, found.indicator),
                "[z]",
                "[z]",
            )
        )
    return Table(
        caption=f"{found.indicator.title} by council, {period_words(found.compared)}",
        label=label,
        columns=(
            Column("Council"),
            Column("Plans", numeric=True),
            Column("Per 1,000", numeric=True),
            Column("95% interval", numeric=True),
            Column("Beside the region"),
            Column("Expected plans", numeric=True),
        ),
        rows=tuple(rows),
        notes=(
            "Beside the region: tested at 95%, allowing for the usual spread among councils; "
            "similar is no significant difference.",
            EXPECTED_NOTE,
            *shorthand_notes(cell for row in rows for cell in row),
            source_note(found.members),
        ),
        evidence=regional_evidence(found, is_expected=True),
    )


def _row(found: Regional, code: str) -> tuple[str, ...]:
    row, against, name = found.member(code), found.beside_region(code), area_name(code)
    if row is None or pd.isna(row["value"]):
        why = shown(row, found.indicator)
        return (name, why, why, "[x]", "[x]", "[x]")
    return (
        name,
        number(float(row["count"]), unit="count"),
        shown(row, found.indicator),
        interval(row, found.indicator),
        "[x]" if against is None else SIGNIFICANCE_CELLS[sure_difference(against)],
        _expected_cell(found, code),
    )


def _expected_cell(found: Regional, code: str) -> str:
    if code not in found.expected.index:
        return "[x]"
    amounts = found.expected.loc[[code], ["expected", "lower", "upper"]].to_numpy(float)[0]
    places = 0 if amounts[0] >= FEW else 1
    value, low, high = (number(float(one), unit="count", places=places) for one in amounts)
    return f"{value} ({low} to {high})"


def _slug(found: Regional) -> str:
    return found.indicator.measure.replace("_", "-")


def _missing(found: Regional) -> str:
    return (
        f"There is no published figure to rely on for {found.indicator.subject} in the councils of "
        f"{found.region.place.inside}."
    )
