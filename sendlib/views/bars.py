"""Bars in two series side by side, told apart by colour and by stripes."""

from collections.abc import Mapping

import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.container import BarContainer

HATCHES = ("", "///")


def paired_bars(
    axes: Axes, data: pd.DataFrame, *, x: str, y: str, hue: str, colours: Mapping[str, str]
) -> list[BarContainer]:
    """Draw bars with a legend above; the second series has stripes.

    Args:
        axes: where to.
        data: one row per bar.
        x: column along the horizontal axis.
        y: column along the vertical axis.
        hue: column of the series.
        colours: of each series that may be there, in order.
    """
    series = [name for name in colours if (data[hue] == name).any()]
    sns.barplot(
        data=data, x=x, y=y, hue=hue, hue_order=series, errorbar=None, ax=axes, legend=False,
        palette=[colours[name] for name in series], saturation=1,
    )  # fmt: skip
    drawn = [container for container in axes.containers if isinstance(container, BarContainer)]
    for container, hatch in zip(drawn, HATCHES, strict=False):
        for bar in container:
            bar.set_hatch(hatch)
            bar.set_edgecolor("white")
    axes.legend(
        handles=drawn, labels=series, loc="lower left", bbox_to_anchor=(0, 1.0), ncols=2,
        frameon=False, borderaxespad=0.2,
    )  # fmt: skip
    axes.set(xlabel="", ylabel="")
    return drawn
