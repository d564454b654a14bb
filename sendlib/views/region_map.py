"""Map of the region: one indicator by council, in five classes, with the council outlined."""

import json
import textwrap
from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Patch, PathPatch
from matplotlib.path import Path as Outline

from sendlib.contracts.areas import ABOLISHED, area_name, council
from sendlib.data.tables import Tables
from sendlib.measures.compared import Compared
from sendlib.measures.indicator import Indicator
from sendlib.views import theme
from sendlib.views.blocks import Callout, Chart, Column, Evidence, Table, nothing
from sendlib.views.evidence import figures_of
from sendlib.views.formats import number, shorthand_notes, shown
from sendlib.views.sources import source_note
from sendlib.views.statements import period_words

SHADES = ("#D6E2EC", "#A3BCD4", "#6E94B8", "#3F6B96", "#12436D")
NO_FIGURE = "#FFFFFF"
EDGE = "#3D3D3D"
OUTLINE = "#F46A25"
MIN_CLASSED = 5


def region_map(compared: Compared, tables: Tables) -> Chart | Callout:
    """Draw the councils of the region shaded by their value at the latest period."""
    place, indicator = compared.place, compared.indicator
    label = f"fig-map-{indicator.measure.replace('_', '-')}"
    values = region_values(compared)
    trusted = values[values["value"].notna() & (values["status"] != "questioned")]
    shapes = outlines(tables, list(values["area_code"]))
    if not shapes or trusted.empty:
        return nothing(
            f"No map: {indicator.title}",
            "There are no boundaries, or no figures to rely on, for the councils of the region.",
            label,
        )
    with theme.canvas(4.2, left=0.01, right=0.62, top=0.99, bottom=0.01) as (figure, axes):
        handles = draw_map(axes, compared, trusted, shapes)
        figure.legend(
            handles=handles, loc="center left", bbox_to_anchor=(0.63, 0.5), frameon=False,
            title="\n".join(textwrap.wrap(indicator.title, 34)), title_fontsize=9.5,
            alignment="left",
        )  # fmt: skip
        svg = theme.svg_of(figure)
    ranked = trusted.sort_values("value", ascending=False)
    ends = [
        f"{area_name(str(row['area_code']))} ({shown(row, indicator)})"
        for row in (ranked.iloc[0], ranked.iloc[-1])
    ]
    own = "no figure" if compared.figure is None else shown(compared.figure, indicator)
    region = place.phrase(place.region)
    return Chart(
        svg=svg,
        alt=(
            f"Map of {region} by council: {indicator.subject.rstrip(',')}, "
            f"{period_words(compared)}. Highest {ends[0]}, lowest {ends[1]}; {place.name} {own}."
        ),
        caption=f"{indicator.title}, {area_name(place.region)}, {period_words(compared)}",
        label=label,
        columns=(("area", "Council"), ("value", indicator.title)),
        rows=tuple(
            (area_name(str(code)), float(value))
            for code, value in trusted[["area_code", "value"]].itertuples(index=False)
        ),
        notes=("The table below gives every council's figure.",),
        evidence=Evidence(figures=figures_of(values, indicator, place)),
    )


def draw_map(
    axes: Axes, compared: Compared, trusted: pd.DataFrame, shapes: Mapping[str, Outline]
) -> list[Patch]:
    """Draw each council of the region in its shade; return the marks of the legend."""
    classes = classes_of(trusted["value"], compared.indicator)
    values = {
        str(code): float(value)
        for code, value in trusted[["area_code", "value"]].itertuples(index=False)
    }
    for code, outline in shapes.items():
        own = code == compared.place.area_code
        axes.add_artist(
            PathPatch(
                outline,
                facecolor=shade(values[code], classes) if code in values else NO_FIGURE,
                edgecolor=OUTLINE if own else EDGE,
                linewidth=2.6 if own else 0.6,
                zorder=3 if own else 2,
                hatch=None if code in values else "///",
            )
        )
    # all at once: matplotlib looks for bends between the corners of each patch it is given
    axes.update_datalim(np.vstack([outline.vertices for outline in shapes.values()]))
    axes.autoscale_view()
    south, north = axes.get_ylim()
    axes.set_aspect(float(1 / np.cos(np.radians((south + north) / 2))))
    axes.set_axis_off()
    name = "\n".join(textwrap.wrap(compared.place.name, 28))
    own_mark = Patch(facecolor=NO_FIGURE, edgecolor=OUTLINE, linewidth=2.6, label=name)
    handles = [*legend(classes, compared.indicator)]
    if set(shapes) - set(values):
        handles.append(Patch(facecolor=NO_FIGURE, hatch="///", edgecolor=EDGE, label="no figure"))
    return [*handles, own_mark]


def region_table(compared: Compared) -> Table | Callout:
    """Return the figure of every council of the region, highest first."""
    values = region_values(compared)
    label = f"tab-map-{compared.indicator.measure.replace('_', '-')}"
    place = compared.place
    region = place.phrase(place.region)
    if values["value"].notna().sum() == 0:
        text = f"There are no figures for the councils of {region}."
        return nothing(f"No table: {compared.indicator.title}", text, label)
    ordered = values.sort_values(["value", "area_code"], ascending=[False, True])
    rows = tuple(
        (area_name(str(row["area_code"])), shown(row, compared.indicator))
        for _, row in ordered.iterrows()
    )
    return Table(
        caption=f"{compared.indicator.title}, councils of {region}, {period_words(compared)}",
        label=label,
        columns=(Column("Council"), Column(period_words(compared), numeric=True)),
        rows=rows,
        notes=(
            *shorthand_notes(cell for row in rows for cell in row), source_note(ordered),
        ),
        evidence=Evidence(figures=figures_of(ordered, compared.indicator, place)),
    )  # fmt: skip


def region_values(compared: Compared) -> pd.DataFrame:
    """Return the rows of the region's councils at the latest period."""
    latest = compared.councils[compared.councils["period"] == compared.latest]
    codes = {
        code
        for code in latest["area_code"].unique()
        if code not in ABOLISHED and council(code).region == compared.place.region
    }
    return latest[latest["area_code"].isin(codes)].reset_index(drop=True)


def outlines(tables: Tables, codes: Sequence[str]) -> dict[str, Outline]:
    """Return the boundaries of some councils, none where the data folder has none."""
    boundaries = tables.table("boundaries")
    if boundaries.empty:
        return {}
    rows = boundaries[boundaries["area_code"].isin(codes)].sort_values("area_code")
    return {
        str(code): _outline(json.loads(str(polygons)))
        for code, polygons in rows[["area_code", "polygons"]].itertuples(index=False)
    }


def _outline(polygons: list[list[list[list[float]]]]) -> Outline:
    rings = [Outline(np.array(ring), closed=True) for polygon in polygons for ring in polygon]
    return Outline.make_compound_path(*rings)


def classes_of(values: pd.Series, indicator: Indicator) -> list[float]:
    """Return the upper ends of up to five classes with as many councils each.

    Few councils, or values that look alike when shown, make fewer classes.
    """
    known = values.astype(float)
    if known.nunique() < MIN_CLASSED:
        ends = sorted(known.unique())
    else:
        ends = sorted(np.quantile(known, [0.2, 0.4, 0.6, 0.8, 1.0]))
    by_words = {number(end, unit=indicator.unit, places=indicator.places): end for end in ends}
    return [float(end) for end in by_words.values()]


def shade(value: float, classes: Sequence[float]) -> str:
    """Return the colour of the class a value lies in."""
    position = int(np.searchsorted(classes, value - 1e-12))
    return SHADES[min(position, len(classes) - 1) + len(SHADES) - len(classes)]


def legend(classes: Sequence[float], indicator: Indicator) -> list[Patch]:
    """Return a mark for each class, named by its ends."""
    ends = [number(end, unit=indicator.unit, places=indicator.places) for end in classes]
    texts = [f"up to {ends[0]}", *(f"above {low} to {high}" for low, high in pairwise(ends))]
    shades = SHADES[len(SHADES) - len(classes) :]
    return [
        Patch(facecolor=shade, edgecolor=EDGE, linewidth=0.6, label=text)
        for shade, text in zip(shades, texts, strict=True)
    ]
