"""Spare places of councils for children of others: sentence, tables and map."""

from collections.abc import Mapping

import pandas as pd
from matplotlib.patches import FancyArrowPatch, PathPatch

from sendlib.contracts.tables import FIGURE_COLUMNS
from sendlib.measures.distances import Point, centres
from sendlib.measures.local.results import LOCAL_ORIGIN
from sendlib.measures.local.spare import SpareFound
from sendlib.measures.local.sufficiency import NEED, PHASE, ROLL_NEED
from sendlib.measures.region import Region
from sendlib.views import theme
from sendlib.views.blocks import Absent, Callout, Chart, Column, Evidence, Origin, Statement, Table
from sendlib.views.formats import counted, listed, number, small
from sendlib.views.local_ranges import all_of
from sendlib.views.local_result_figures import source
from sendlib.views.region_map import EDGE, NO_FIGURE, OUTLINE, SHADES, outlines

LOCAL = Origin(**LOCAL_ORIGIN)
MEASURES = {
    "spare": "local_spare_places_count", "short": "local_children_over_places_count",
    "placed": "local_children_placed_in_spare_count", "left": "local_children_without_place_count",
}  # fmt: skip
HEADS = {
    "spare": "Spare places", "short": "Children over its places", "placed": "Could go elsewhere",
    "given": "Places for others", "left": "Without a place in reach",
}  # fmt: skip
NARROW, WIDE = 1.2, 5.0  # points, of an arrow for few and for most children


def spare_missing(found: SpareFound | None) -> Callout | Absent:
    """Say what to give where no council shares places and numbers on roll."""
    label = "box-spare-places"
    if found is not None:
        return Absent(label)
    return Callout(
        "Spare places are not known",
        "With the file of places of each council, or the file that “sendlib share” writes of it, "
        "this section shows which spare places of one council could take children of another.",
        label,
        "missing",
    )


def spare_statement(found: SpareFound | None, region: Region) -> Statement | Absent:
    """Say how many children are over the places of their council, and how many could go where."""
    label = "st-spare-places"
    if found is None:
        return Absent(label)
    spare = int(found.councils["spare"].sum())
    text = (
        f"In {found.period}, specialist provision in {region.place.inside} had "
        f"{counted(spare, 'spare place', 'spare places')}, and elsewhere "
        f"{counted(found.short, 'child', 'children')} more on roll than places, each group of "
        f"needs and phase by itself."
    )
    if found.short:
        limit = number(found.terms.most_miles, unit="count")
        text += (
            f" Within {limit} miles, another council has a place of the same kind for "
            f"{number(found.total_placed, unit='count')} of these children."
        )
    left = found.councils[found.councils["left"] > 0]
    if len(left):
        words = [
            f"{region.place.label(code)} ({count})"
            for code, count in zip(left["area_code"], left["left"], strict=True)
        ]
        text += f" Without one in reach: {listed(words)}."
    return Statement(text, label, evidence=_evidence(found, region), origin=LOCAL)


def spare_table(found: SpareFound | None, region: Region) -> Table | Absent:
    """Return by council what it has to spare, what it lacks, and what others can take."""
    label = "tab-spare-places"
    if found is None:
        return Absent(label)
    lines = [
        (region.place.label(str(row["area_code"])), [int(row[name]) for name in HEADS])
        for _, row in found.councils.iterrows()
    ]
    sums = [int(found.councils[name].sum()) for name in HEADS]
    lines.append((all_of(len(lines)), sums))
    return Table(
        caption=f"Spare places and children over places, {region.place.name}, {found.period}",
        label=label,
        columns=(Column("Council"), *(Column(head, numeric=True) for head in HEADS.values())),
        rows=tuple(
            (name, *(number(count, unit="count") for count in counts)) for name, counts in lines
        ),
        values=tuple((name, *counts) for name, counts in lines),
        notes=_notes(found, region),
        evidence=_evidence(found, region),
        origin=LOCAL,
    )


def moves_table(found: SpareFound | None, region: Region) -> Table | Absent:
    """Return who could go where: need, phase, councils, children and miles."""
    label = "tab-spare-moves"
    if found is None or found.placed.empty:
        return Absent(label)
    ordered = found.placed.sort_values(
        ["children", "need", "phase", "from", "to"], ascending=[False, True, True, True, True]
    )
    rows = [
        (
            f"{NEED.label(row['need'])}, {small(PHASE.label(row['phase']))}",
            region.place.label(row["to"]), region.place.label(row["from"]),
            number(int(row["children"]), unit="count"), number(float(row["miles"]), unit="count"),
        )
        for _, row in ordered.iterrows()
    ]  # fmt: skip
    return Table(
        caption=f"Children over places and spare places within reach, {region.place.name}, "
        f"{found.period}",
        label=label,
        columns=(
            Column("Need and phase"), Column("Children of"), Column("Places of"),
            Column("Children", numeric=True), Column("Miles", numeric=True),
        ),
        rows=tuple(rows),
        notes=(
            "First the council that is served worst is served as well as can be, then as many "
            "children as can be have a place, then the way is made as short as can be. Whether a "
            "school suits a child is for the family and the school to say.",
        ),
        origin=LOCAL,
    )  # fmt: skip


def spare_map(found: SpareFound | None, region: Region) -> Chart | Absent:
    """Draw the councils with what they have to spare or lack, and arrows to where children go."""
    label = "fig-spare-map"
    if found is None:
        return Absent(label)
    codes = tuple(str(code) for code in found.councils["area_code"])
    shapes = outlines(region.tables, codes)
    middles = centres(region.tables, codes)
    if not shapes:
        return Absent(label)
    net = {
        str(row["area_code"]): int(row["spare"] - row["short"])
        for _, row in found.councils.iterrows()
    }
    ways = _ways(found)
    with theme.canvas(4.2, left=0.02, right=0.98, top=0.98, bottom=0.02) as (figure, axes):
        for code, outline in shapes.items():
            shade = SHADES[1] if net[code] > 0 else NO_FIGURE
            axes.add_patch(
                PathPatch(outline, facecolor=shade, edgecolor=EDGE, linewidth=0.7,
                          hatch="///" if net[code] < 0 else None)
            )  # fmt: skip
        for (giver, taker), children in ways.items():
            if giver in middles and taker in middles:
                share = children / max(ways.values())
                axes.add_patch(_arrow(middles[taker], middles[giver], share))
        for code, (east, north) in middles.items():
            name = f"{region.place.label(code)}\n{_signed(net[code])}"
            axes.annotate(
                name, (east, north), ha="center", va="center", fontsize=8.5, zorder=5,
                bbox={"facecolor": "white", "edgecolor": "none", "pad": 1.5, "alpha": 0.85},
            )  # fmt: skip
        axes.autoscale_view()
        axes.set_aspect(1.6)  # a degree of latitude beside one of longitude, at 51 to 55 north
        axes.set_axis_off()
        svg = theme.svg_of(figure)
    told = [f"{region.place.label(code)} {_signed(count)}" for code, count in net.items()]
    moved = [
        f"{counted(count, 'child', 'children')} of {region.place.label(taker)} to "
        f"{region.place.label(giver)}"
        for (giver, taker), count in ways.items()
    ]
    routes = f" Arrows: {listed(moved)}." if moved else " Nobody could go elsewhere within reach."
    return Chart(
        svg=svg,
        alt=f"Map of councils with spare places less children over places, {found.period}: "
        f"{listed(told)}.{routes}",
        caption=f"Spare places less children over places, and who could go where, "
        f"{region.place.name}, {found.period}",
        label=label,
        columns=(("council", "Council"), ("net", "Spare places less children over places")),
        rows=tuple((region.place.label(code), count) for code, count in net.items()),
        notes=(
            "Shaded: more spare places than children over places; hatched: fewer. An arrow goes "
            "from the council of the children to that of the places, and is wider for more.",
        ),
        origin=LOCAL,
    )


def _ways(found: SpareFound) -> dict[tuple[str, str], int]:
    """Return children by the council that has the place and the one they are of."""
    ways: dict[tuple[str, str], int] = {}
    for _, row in found.placed.iterrows():
        pair = str(row["from"]), str(row["to"])
        ways[pair] = ways.get(pair, 0) + int(row["children"])
    return dict(sorted(ways.items()))


def _arrow(start: Point, end: Point, share: float) -> FancyArrowPatch:
    return FancyArrowPatch(
        start, end, arrowstyle="-|>", mutation_scale=16, color=OUTLINE, zorder=4,
        linewidth=NARROW + (WIDE - NARROW) * share, connectionstyle="arc3,rad=0.2", shrinkA=18,
        shrinkB=18,
    )  # fmt: skip


def _signed(count: int) -> str:
    return f"{'+' if count > 0 else ''}{number(count, unit='count')}"


def _notes(found: SpareFound, region: Region) -> tuple[str, ...]:
    notes = [
        "Spare: places beyond the children on roll. A place counts for children of the same group "
        "of needs and phase alone. Miles are in a straight line between the middles of the "
        "councils, unless distances are given."
    ]
    if found.unknown:
        notes.append(
            f"In {counted(found.unknown, 'group', 'groups')} the number on roll is hidden; it "
            "counts as if as many were there as can be, or as few where places are short."
        )
    if found.without_way:
        names = listed([region.place.label(code) for code in found.without_way])
        notes.append(f"No distance is known of {names}; their children are placed nowhere.")
    return (*notes, "Source: the councils' own records of places.")


def _evidence(found: SpareFound, region: Region) -> Evidence:
    rows = []
    whole: Mapping[str, int] = {name: int(found.councils[name].sum()) for name in MEASURES}
    every = [(str(row["area_code"]), row) for _, row in found.councils.iterrows()]
    for code, row in [*every, (region.place.area_code, pd.Series(whole))]:
        for name, measure in MEASURES.items():
            rows.append({
                "measure": measure, "area_code": code, "area_name": region.place.label(code),
                "period": found.period, "breakdown": "Total", "value": float(row[name]),
                "unit": "count", "status": "derived", "source": source(ROLL_NEED.files),
            })  # fmt: skip
    table = pd.DataFrame(rows).reindex(columns=FIGURE_COLUMNS)
    return Evidence(figures=table)
