"""Map of the councils of a region: a rate in up to five classes, each council with its name."""

import numpy as np
import numpy.typing as npt
from matplotlib.axes import Axes
from matplotlib.patches import Patch, PathPatch
from matplotlib.path import Path as Outline
from matplotlib.patheffects import withStroke

from sendlib.contracts.areas import area_name
from sendlib.measures.regional import Regional
from sendlib.views import theme
from sendlib.views.blocks import Callout, Chart, nothing
from sendlib.views.region_map import EDGE, NO_FIGURE, classes_of, legend, outlines, shade
from sendlib.views.regional_evidence import ends_words, left_out_words, regional_evidence
from sendlib.views.statements import period_words

HEIGHT = 4.6
LEGENDS = {"per_1000": "Per 1,000 residents", "percent": "Percent", "count": "Number"}
HALO = [withStroke(linewidth=2.2, foreground="white")]


def regional_map(found: Regional) -> Chart | Callout:
    """Draw the councils of a region, shaded by their value at the latest period and numbered."""
    label = f"fig-regional-map-{found.indicator.measure.replace('_', '-')}"
    shapes = outlines(found.region.tables, list(found.region.members))
    if not shapes or found.known.empty:
        return nothing(
            f"No map: {found.indicator.title}",
            "There are no boundaries, or no figures to rely on, for the councils of the region.",
            label,
        )
    with theme.canvas(HEIGHT, left=0.01, right=0.6, top=0.99, bottom=0.01) as (figure, axes):
        numbers = {code: at for at, code in enumerate(found.region.members, start=1)}
        handles = _draw(axes, found, shapes, numbers)
        figure.legend(
            handles=handles, loc="upper left", bbox_to_anchor=(0.62, 0.98), frameon=False,
            fontsize=9, alignment="left", title=LEGENDS[found.indicator.unit], title_fontsize=9,
        )  # fmt: skip
        figure.text(
            0.635, 0.98 - 0.052 * (len(handles) + 2), _key(numbers), va="top", fontsize=8.5,
            linespacing=1.35,
        )  # fmt: skip
        svg = theme.svg_of(figure)
    ranked = found.known.sort_values(["value", "area_code"], ascending=[False, True])
    low, high = ends_words(found)
    ends = f"From {low} to {high}" if low else "All councils alike"
    return Chart(
        svg=svg,
        alt=(
            f"Map of the councils of {found.region.place.inside}: {found.indicator.subject}, "
            f"{period_words(found.compared)}. {ends}."
        ),
        caption=(
            f"{found.indicator.title}, councils of {found.region.place.inside}, "
            f"{period_words(found.compared)}"
        ),
        label=label,
        columns=(("area", "Council"), ("value", found.indicator.title)),
        rows=tuple(
            (area_name(str(code)), float(value))
            for code, value in ranked[["area_code", "value"]].itertuples(index=False)
        ),
        notes=tuple(filter(None, [left_out_words(found)])),
        evidence=regional_evidence(found),
    )


def _draw(
    axes: Axes, found: Regional, shapes: dict[str, Outline], numbers: dict[str, int]
) -> list[Patch]:
    classes = classes_of(found.known["value"], found.indicator)
    values = {
        str(code): float(value)
        for code, value in found.known[["area_code", "value"]].itertuples(index=False)
    }
    for code, outline in shapes.items():
        axes.add_patch(
            PathPatch(
                outline,
                facecolor=shade(values[code], classes) if code in values else NO_FIGURE,
                edgecolor=EDGE,
                linewidth=0.6,
                hatch=None if code in values else "///",
            )
        )
    axes.autoscale_view()
    for code, outline in shapes.items():
        at = middle_of(outline)
        axes.text(
            at[0], at[1], str(numbers[code]), ha="center", va="center", fontsize=8,
            path_effects=HALO,
        )  # fmt: skip
    south, north = axes.get_ylim()
    axes.set_aspect(float(1 / np.cos(np.radians((south + north) / 2))))
    axes.set_axis_off()
    handles = legend(classes, found.indicator)
    if set(shapes) - set(values):
        handles.append(Patch(facecolor=NO_FIGURE, hatch="///", edgecolor=EDGE, label="no figure"))
    return handles


def middle_of(outline: Outline) -> tuple[float, float]:
    """Return the centroid of the largest ring of an outline, in degrees."""
    rings = [np.asarray(ring, dtype=np.float64) for ring in outline.to_polygons()]
    ring = max(rings, key=lambda one: abs(_area(one)))
    east, north = ring[:, 0], ring[:, 1]
    cross = east[:-1] * north[1:] - east[1:] * north[:-1]
    whole = 3 * cross.sum()
    return (
        float(((east[:-1] + east[1:]) * cross).sum() / whole),
        float(((north[:-1] + north[1:]) * cross).sum() / whole),
    )


def _area(ring: npt.NDArray[np.float64]) -> float:
    east, north = ring[:, 0], ring[:, 1]
    return float((east[:-1] * north[1:] - east[1:] * north[:-1]).sum() / 2)


def _key(numbers: dict[str, int]) -> str:
    return "\n".join(f"{at}  {area_name(code)}" for code, at in numbers.items())
