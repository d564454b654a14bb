"""Map of the region: one indicator by council, in five classes, with the council outlined."""

import json
from collections.abc import Mapping
from itertools import pairwise

import numpy as np
import pandas as pd
from matplotlib.patches import Patch, PathPatch
from matplotlib.path import Path as Outline

from sendlib.contracts.areas import ABOLISHED, area_name, council
from sendlib.data.tables import Tables
from sendlib.measures.compared import Compared
from sendlib.views import theme
from sendlib.views.blocks import Callout, Chart, Column, Evidence, Table
from sendlib.views.evidence import figures_of
from sendlib.views.formats import number, shorthand_notes, shown
from sendlib.views.sources import source_note
from sendlib.views.statements import period_words

SHADES = ("#D6E2EC", "#A3BCD4", "#6E94B8", "#3F6B96", "#12436D")
NO_FIGURE = "#FFFFFF"
MIN_CLASSED = 5


def region_map(compared: Compared, tables: Tables) -> Chart | Callout:
    """Draw the councils of the region shaded by their value at the latest period."""
    place = compared.place
    label = f"fig-map-{compared.indicator.measure.replace('_', '-')}"
    values = region_values(compared)
    outlines = _outlines(tables, list(values["area_code"]))
    if not outlines or values["value"].notna().sum() == 0:
        return Callout(
            f"No map: {compared.indicator.title}",
            "There are no boundaries, or no figures, for the councils of the region.",
            label,
            "missing",
        )
    classes = _classes(values["value"])
    with theme.canvas(4.2, left=0.01, right=0.66, top=0.99, bottom=0.01) as (figure, axes):
        for row in values.itertuples():
            outline = outlines.get(str(row.area_code))
            if outline is None:
                continue
            own = row.area_code == place.area_code
            shade = _shade(float(row.value), classes)
            axes.add_patch(
                PathPatch(
                    outline,
                    facecolor=shade,
                    edgecolor="#F46A25" if own else "#3D3D3D",
                    linewidth=2.6 if own else 0.6,
                    zorder=3 if own else 2,
                    hatch=None if pd.notna(row.value) else "///",
                )
            )
        axes.autoscale_view()
        south = float(np.mean([outline.vertices[:, 1].mean() for outline in outlines.values()]))
        axes.set_aspect(1 / np.cos(np.radians(south)))
        axes.set_axis_off()
        figure.legend(
            handles=_legend(classes, compared, missing=bool(values["value"].isna().any())),
            loc="center left", bbox_to_anchor=(0.67, 0.5), frameon=False,
            title=f"{place.name} has a thick orange outline" if len(place.name) < 18 else "Legend",
            title_fontsize=9.5,
        )  # fmt: skip
        svg = theme.svg_of(figure)
    known = values.dropna(subset=["value"]).sort_values("value", ascending=False)
    ends = [f"{area_name(str(known.iloc[at]['area_code']))} "
            f"({shown(known.iloc[at], compared.indicator)})" for at in (0, -1)]  # fmt: skip
    own_row = compared.own
    own_text = "no figure" if own_row is None else shown(own_row, compared.indicator)
    region = area_name(place.region)
    return Chart(
        svg=svg,
        alt=(
            f"Map of {region} by council: {compared.indicator.subject.rstrip(',')}, "
            f"{period_words(compared)}. Highest {ends[0]}, lowest {ends[1]}; "
            f"{place.name} {own_text}."
        ),
        caption=f"{compared.indicator.title}, {region}, {period_words(compared)}",
        label=label,
        columns=(("area", "Council"), ("value", compared.indicator.title)),
        rows=tuple((area_name(str(row.area_code)), row.value) for row in values.itertuples()),
        notes=("The table below gives every council's figure.",),
        evidence=Evidence(figures=figures_of(values, compared.indicator, place)),
    )


def region_table(compared: Compared) -> Table | Callout:
    """Return the figure of every council of the region, highest first."""
    values = region_values(compared)
    label = f"tab-map-{compared.indicator.measure.replace('_', '-')}"
    region = area_name(compared.place.region)
    if values["value"].notna().sum() == 0:
        return Callout(
            f"No table: {compared.indicator.title}",
            f"There are no figures for the councils of {region}.",
            label,
            "missing",
        )
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
            *shorthand_notes([cell for row in rows for cell in row]), source_note(ordered),
        ),
        evidence=Evidence(figures=figures_of(ordered, compared.indicator, compared.place)),
    )  # fmt: skip


def region_values(compared: Compared) -> pd.DataFrame:
    """Return the rows of the region's councils at the latest period."""
    latest = compared.councils[compared.councils["period"] == compared.latest]
    inside = [
        code not in ABOLISHED and council(code).region == compared.place.region
        for code in latest["area_code"]
    ]
    return latest[inside].reset_index(drop=True)


def _outlines(tables: Tables, codes: list[str]) -> Mapping[str, Outline]:
    boundaries = tables.table("boundaries")
    if boundaries.empty:
        return {}
    rows = boundaries[boundaries["area_code"].isin(codes)]
    return {row.area_code: _outline(json.loads(row.polygons)) for row in rows.itertuples()}


def _outline(polygons: list[list[list[list[float]]]]) -> Outline:
    rings = [Outline(np.array(ring), closed=True) for polygon in polygons for ring in polygon]
    return Outline.make_compound_path(*rings)


def _classes(values: pd.Series) -> list[float]:
    """Return the upper ends of five classes with as many councils each; fewer for few councils."""
    known = values.dropna()
    if known.nunique() < MIN_CLASSED:
        return sorted(known.unique())
    return sorted(set(np.quantile(known, [0.2, 0.4, 0.6, 0.8, 1.0])))


def _shade(value: float, classes: list[float]) -> str:
    if np.isnan(value):
        return NO_FIGURE
    position = int(np.searchsorted(classes, value - 1e-12))
    return SHADES[min(position, len(classes) - 1) + len(SHADES) - len(classes)]


def _legend(classes: list[float], compared: Compared, *, missing: bool) -> list[Patch]:
    unit, places = compared.indicator.unit, compared.indicator.places
    ends = [number(end, unit=unit, places=places) for end in classes]
    texts = [
        f"up to {ends[0]}",
        *(f"above {low} to {high}" for low, high in pairwise(ends)),
    ]
    shades = SHADES[len(SHADES) - len(classes) :]
    handles = [
        Patch(facecolor=shade, edgecolor="#3D3D3D", linewidth=0.6, label=text)
        for shade, text in zip(shades, texts, strict=True)
    ]
    if missing:
        handles.append(
            Patch(facecolor=NO_FIGURE, hatch="///", edgecolor="#3D3D3D", label="no figure")
        )
    return handles
