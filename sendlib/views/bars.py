"""Bars in two series side by side, told apart by colour and by stripes."""

from collections.abc import Mapping, Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.container import BarContainer

HATCHES = ("", "///")
ROOM = 0.8  # of the distance between two names, which the bars of one fill


def paired_bars(
    axes: Axes, rows: Sequence[tuple[str, str, float]], *, colours: Mapping[str, str],
    lying: bool = False,
) -> tuple[list[str], list[BarContainer]]:  # fmt: skip
    """Draw bars with a legend above; the second series has stripes.

    Args:
        axes: where to.
        rows: name, series and length of each bar; one or two series, in each a name once.
        colours: of each series that may be there, in order.
        lying: along the page, the first name on top; else upright, the first name on the left.

    Returns:
        The names in the order of their places, from 0, and the bars of each series.

    Raises:
        ValueError: there are more series than can be told apart.
    """
    series = [one for one in colours if any(one == of for _, of, _ in rows)]
    if len(series) > len(HATCHES):
        raise ValueError(f"bars in {len(HATCHES)} series at most are expected, found {series}")
    names = list(dict.fromkeys(name for name, _, _ in rows))
    width = ROOM / len(series)
    drawn = []
    for at, (one, hatch) in enumerate(zip(series, HATCHES, strict=False)):
        lengths = {name: length for name, of, length in rows if of == one}
        edges = np.array([names.index(name) for name in lengths]) - ROOM / 2 + at * width
        bars = axes.barh if lying else axes.bar
        drawn.append(
            bars(
                edges, list(lengths.values()), width, align="edge", color=colours[one],
                hatch=hatch, edgecolor="white",
            )
        )  # fmt: skip
    if lying:
        axes.set_ylim(len(names) - 0.5, -0.5)
    else:
        axes.set_xlim(-0.5, len(names) - 0.5)
    axes.legend(
        handles=drawn, labels=series, loc="lower left", bbox_to_anchor=(0, 1.0), ncols=2,
        frameon=False, borderaxespad=0.2,
    )  # fmt: skip
    return names, drawn
