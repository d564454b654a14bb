"""What stands beside a chart: names or amounts, each with a short mark, and thin lines across.

Matplotlib makes seven objects for each of them and measures them time and again. Here an axis has
one object for its marks, one for its lines, and a text for each name, at a fixed distance.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib import rcParams
from matplotlib.axis import Axis, XAxis
from matplotlib.lines import Line2D
from matplotlib.markers import TICKDOWN, TICKLEFT
from matplotlib.ticker import AutoLocator, MaxNLocator
from numpy.typing import ArrayLike

from sendlib.views.formats import tick

MARK = 3.5  # points, the length of a mark
GAP = 3.5  # points from a mark to its name
BEHIND = 0.5  # what is drawn first
NEAR = 1e-9  # of the axis: an amount so little beyond its end is at its end


def write_names(
    axis: Axis, places: Sequence[float], names: Sequence[str], *, lines: bool = False,
    linespacing: float | None = None,
) -> None:  # fmt: skip
    """Write names along an axis, which shows nothing else from then on.

    Args:
        axis: across or up the page.
        places: where each name stands.
        names: their texts.
        lines: whether a line goes across the chart at each.
        linespacing: of names in several lines; None is the typeface's own.
    """
    axis.set_visible(False)
    axes = axis.axes
    across = isinstance(axis, XAxis)
    beside = axes.get_xaxis_text1_transform if across else axes.get_yaxis_text1_transform
    transform, upright, sideways = beside(MARK + GAP)
    for place, name in zip(places, names, strict=True):
        axes.figure.text(
            place if across else 0, 0 if across else place, name, transform=transform, va=upright,
            ha=sideways, color=rcParams["xtick.labelcolor"], fontsize=rcParams["xtick.labelsize"],
            linespacing=linespacing,
        )  # fmt: skip
    if lines:
        ends = [0.0, 1.0, np.nan] * len(places)
        axes.add_artist(_line(
            axis, np.repeat(places, 3), ends, color=rcParams["grid.color"],
            linewidth=rcParams["grid.linewidth"], zorder=BEHIND,
        ))  # fmt: skip
    axes.figure.add_artist(_line(
        axis, places, [0.0] * len(places), linestyle="", marker=TICKDOWN if across else TICKLEFT,
        markersize=MARK, color=rcParams["xtick.color"],
        markeredgewidth=rcParams["xtick.major.width"],
    ))  # fmt: skip


def _line(axis: Axis, along: ArrayLike, beside: ArrayLike, **style: Any) -> Line2D:
    """Return a line, or marks, at places along an axis, and from 0 to 1 beside it."""
    if isinstance(axis, XAxis):
        return Line2D(along, beside, transform=axis.axes.get_xaxis_transform("grid"), **style)
    return Line2D(beside, along, transform=axis.axes.get_yaxis_transform("grid"), **style)


def write_amounts(axis: Axis, unit: str, *, most: int | None = None, lines: bool = True) -> None:
    """Write round amounts along an axis whose ends are set.

    Args:
        axis: across or up the page.
        unit: of the amounts.
        most: how many parts of the axis at most; None has as many as there is room for.
        lines: whether a line goes across the chart at each.
    """
    axis.set_major_locator(MaxNLocator(most) if most else AutoLocator())
    low, high = sorted(axis.get_view_interval())
    beyond = NEAR * (high - low)
    places = [
        float(place) for place in axis.get_majorticklocs() if low - beyond <= place <= high + beyond
    ]
    in_words = tick(unit)
    write_names(axis, places, [in_words(place, 0) for place in places], lines=lines)
