"""How plans are divided: by placement, need or age, as bars beside England's, and a table."""

import math
from collections.abc import Sequence

from sendlib.contracts.areas import ENGLAND
from sendlib.data.periods import end_year
from sendlib.measures.arrays import Row
from sendlib.measures.compared import Compared
from sendlib.measures.comparisons import sure_difference
from sendlib.views import theme
from sendlib.views.bars import paired_bars
from sendlib.views.blocks import Callout, Chart, Column, Statement, Table, nothing
from sendlib.views.columns import (
    RANK_NOTE,
    TEST_NOTE,
    comparator_notes,
    comparator_titles,
    difference_cell,
    rank_cell,
)
from sendlib.views.evidence import together
from sendlib.views.formats import interval, listed, number, shorthand_notes, shown, small
from sendlib.views.horizontal_bars import NAME_WIDTH, wrapped_names
from sendlib.views.scales import write_amounts, write_names
from sendlib.views.sources import source_note
from sendlib.views.standing import TEST
from sendlib.views.statements import period_words

Named = list[tuple[Compared, str, Row]]
LARGEST = 3


def shares_statement(
    parts: Sequence[Compared], *, names: Sequence[str], whole: str, label: str,
    in_order: bool = False,
) -> Statement:  # fmt: skip
    """Say which parts are largest, and which differ from England, in one paragraph.

    Args:
        parts: the shares that make up a whole, or some of them.
        names: what each is called.
        whole: what they are shares of, such as “EHC plans”.
        label: of the block.
        in_order: name every part in order instead of the largest: age bands differ in width.
    """
    place = parts[0].place
    known = trusted_parts(parts, names)
    if not known:
        return Statement(_no_figures(parts), label, tone="missing", evidence=together(parts))
    ranked = sorted(known, key=lambda part: -float(part[2]["value"]))[:LARGEST]
    largest = "" if in_order else "largest "
    ranked = known if in_order else ranked
    verb = f"the {largest}shares of" if len(ranked) > 1 else "the share of"
    top = [f"{small(name)} ({shown(row, one.indicator)})" for one, name, row in ranked]
    text = (
        f"In {period_words(known[0][0])}, {verb} {whole} in {place.inside} "
        f"{'were' if len(top) > 1 else 'was'} {listed(top)}."
    )
    return Statement(text + _beside_england(known), label, evidence=together(parts))


def _beside_england(known: Named) -> str:
    tested = {
        name: (sure_difference(row), f"{shown(own, one.indicator)} against "
               f"{shown(one.of(ENGLAND), one.indicator)}")
        for one, name, own in known
        if (row := one.at_latest(ENGLAND)) is not None and one.indicator.is_tested
    }  # fmt: skip
    text = ""
    for word in ("higher", "lower"):
        differing = [
            f"{small(name)} ({pair})" for name, (found, pair) in tested.items() if found == word
        ]
        if differing:
            text += f" Significantly {word} than in England ({TEST}): {listed(differing)}."
    if tested and not text:
        return f" No share differs significantly from England ({TEST})."
    return text


def shares_chart(
    parts: Sequence[Compared], *, names: Sequence[str], title: str, label: str
) -> Chart | Callout:
    """Draw the council's shares beside England's, one pair of bars per part."""
    place = parts[0].place
    known = trusted_parts(parts, names)
    if not known:
        return nothing(f"No chart: {title}", _no_figures(parts), label)
    rows = [
        (name, place.label(code), float(row["value"]))
        for one, name, _ in known
        for code in (place.area_code, ENGLAND)
        if (row := one.relied_on(code)) is not None
    ]
    colours = {place.name: theme.AREA, place.label(ENGLAND): theme.REGION}
    with_england = any(area == place.label(ENGLAND) for _, area, _ in rows)
    height = 0.9 + 0.42 * len(known)
    top, bottom = 1 - 0.42 / height, 0.32 / height
    with theme.canvas(height, left=0.36, right=0.95, top=top, bottom=bottom) as (figure, axes):
        _, bars = paired_bars(axes, rows, colours=colours, lying=True)
        for container in bars:
            axes.bar_label(
                container, fmt=lambda value: number(value, unit="percent"), fontsize=8.5, padding=2
            )
        labels = wrapped_names([name for _, name, _ in known], NAME_WIDTH)
        axes.set_xlim(0, (max(value for _, _, value in rows) or 1.0) * 1.14)
        write_amounts(axes.xaxis, "percent")
        write_names(axes.yaxis, range(len(known)), labels, linespacing=0.95)
        axes.spines["bottom"].set_visible(False)
        svg = theme.svg_of(figure)
    ranked = sorted(known, key=lambda part: -float(part[2]["value"]))
    largest = listed(
        f"{small(name)} ({shown(row, one.indicator)})" for one, name, row in ranked[:LARGEST]
    )
    period = period_words(known[0][0])
    areas = f"{place.name} and England" if with_england else place.name
    without = [name for name in names if name not in {name for _, name, _ in known}]
    return Chart(
        svg=svg,
        alt=f"Bar chart of {areas}, {period}. Largest in {place.inside}: {largest}.",
        caption=f"{title}, {areas}, {period}",
        label=label,
        columns=(("part", "Part"), ("area", "Area"), ("value", "Percent")),
        rows=tuple(rows),
        notes=(
            *(["Bars with stripes are England."] if with_england else []),
            *(
                [f"Without a figure to rely on, and not drawn: {listed(without)}."]
                if without
                else []
            ),
        ),
        evidence=together(parts),
    )


def shares_table(
    parts: Sequence[Compared], *, names: Sequence[str], title: str, label: str
) -> Table | Callout:
    """Return a row per part: number, share with interval, comparators, difference, rank."""
    place = parts[0].place
    if not any(one.latest for one in parts):
        return nothing(f"No table: {title}", _no_figures(parts), label)
    with_counts = parts[0].indicator.kind == "proportion"
    columns = [Column("Part"), Column("Council", numeric=True)]
    if with_counts:
        columns += [Column("Number", numeric=True), Column("95% interval", numeric=True)]
    columns += [Column(name, numeric=True) for name in comparator_titles(place)]
    beside = ENGLAND in place.comparators
    columns += [Column("Test")] if beside else []
    columns += [Column("Rank", numeric=True)]
    rows = [
        _row(one, name, with_counts=with_counts, beside=beside)
        for one, name in zip(parts, names, strict=True)
    ]
    periods = dict.fromkeys(period_words(one) for one in parts if one.latest)
    definitions = [one.indicator.definition for one in parts if one.indicator.definition]
    return Table(
        caption=f"{title}, {listed(sorted(periods))}",
        label=label,
        columns=tuple(columns),
        rows=tuple(rows),
        notes=(
            *dict.fromkeys(definitions),
            *comparator_notes(place),
            *([TEST_NOTE] if beside else []),
            RANK_NOTE,
            *shorthand_notes(cell for row in rows for cell in row),
            source_note(*(one.values for one in parts)),
        ),
        evidence=together(parts),
    )


def _row(one: Compared, name: str, *, with_counts: bool, beside: bool) -> tuple[str, ...]:
    own = one.own
    cells = [name, shown(own, one.indicator)]
    if with_counts:
        cells += ["[x]", "[x]"] if own is None else _counted_cells(own, one)
    cells += [shown(one.of(code), one.indicator) for code in one.place.comparators]
    cells += [difference_cell(one)] if beside else []
    return (*cells, rank_cell(one))


def _counted_cells(own: Row, one: Compared) -> list[str]:
    count = "[x]" if math.isnan(own["count"]) else number(float(own["count"]), unit="count")
    return [count, interval(own, one.indicator).replace("%", "") or "[x]"]


def trusted_parts(parts: Sequence[Compared], names: Sequence[str]) -> Named:
    """Return the parts with a figure to rely on at the newest period that any part has."""
    newest = max((end_year(one.latest) for one in parts if one.latest), default=0)
    return [
        (one, name, row)
        for one, name in zip(parts, names, strict=True)
        if (row := one.figure) is not None and end_year(one.latest) == newest
    ]


def _no_figures(parts: Sequence[Compared]) -> str:
    return f"There are no figures to rely on for {parts[0].place.name} in the years shown."
