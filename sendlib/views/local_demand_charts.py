"""Charts of plans to come from the council's own persons."""

from collections.abc import Mapping

import pandas as pd
import seaborn as sns
from matplotlib.ticker import FuncFormatter, MaxNLocator

from sendlib.views import theme
from sendlib.views.formats import tick
from sendlib.views.horizontal_bars import wrapped_names

STYLES = ("-", "--", "-.", ":", (0, (5, 1, 1, 1, 1, 1)), (0, (8, 2)))
MARKERS = "oDs^vX"
HEIGHT = 3.4


def draw_courses(courses: Mapping[str, pd.DataFrame]) -> str:
    """Draw a line per course of events, with the range of the first, as SVG.

    Args:
        courses: by name, rows by January with period, value, lower and upper.
    """
    lines = -(-len(courses) // 2)  # of the legend
    with theme.canvas(HEIGHT, left=0.1, bottom=0.14 + 0.065 * lines) as (figure, axes):
        base = next(iter(courses.values()))
        years = base["period"].astype(int)
        axes.fill_between(years, base["lower"], base["upper"], color=theme.BAND, linewidth=0)
        for at, (name, rows) in enumerate(courses.items()):
            axes.plot(
                years, rows["value"], color=theme.SEQUENCE[at % len(theme.SEQUENCE)],
                linestyle=STYLES[at % len(STYLES)], marker=MARKERS[at % len(MARKERS)],
                markersize=4.5, label=name,
            )  # fmt: skip
        axes.set_ylim(bottom=0)
        axes.xaxis.set_major_locator(MaxNLocator(8, integer=True))
        axes.yaxis.set_major_locator(MaxNLocator(5))
        axes.yaxis.set_major_formatter(FuncFormatter(tick("count")))
        axes.legend(loc="upper center", bbox_to_anchor=(0.5, -0.12), ncols=2, frameon=False)
        sns.despine(ax=axes, left=True)
        return theme.svg_of(figure)


def draw_groups(groups: Mapping[str, pd.DataFrame], *, first: str, last: str) -> str:
    """Draw the first and last January of each group with their ranges, as SVG.

    Args:
        groups: by title, rows by January with value, lower and upper.
        first: the first January.
        last: the last one.
    """
    height = 1.0 + 0.42 * len(groups)
    top, bottom = 1 - 0.1 / height, 0.75 / height
    series = (
        (0, -0.16, first, theme.REGION, "o"),
        (-1, 0.16, last, theme.AREA, "D"),
    )
    with theme.canvas(height, left=0.34, right=0.97, top=top, bottom=bottom) as (figure, axes):
        for row, offset, year, colour, marker in series:
            ends = [part.iloc[row] for part in groups.values()]
            heights = [at + offset for at in range(len(ends))]
            axes.hlines(
                heights, [end["lower"] for end in ends], [end["upper"] for end in ends],
                color=colour, linewidth=2,
            )  # fmt: skip
            axes.plot(
                [end["value"] for end in ends], heights, linestyle="none", marker=marker,
                color=colour, markersize=6, label=f"January {year}",
            )  # fmt: skip
        axes.set_yticks(range(len(groups)), wrapped_names(list(groups), 32))
        axes.invert_yaxis()
        axes.set_xlim(left=0)
        axes.xaxis.set_major_formatter(FuncFormatter(tick("count")))
        axes.grid(axis="y", visible=False)
        axes.grid(axis="x", visible=True)
        axes.legend(
            loc="upper center", bbox_to_anchor=(0.4, -0.3 / (height - 0.85)), ncols=2,
            frameon=False,
        )  # fmt: skip
        sns.despine(ax=axes, left=True, bottom=True)
        return theme.svg_of(figure)
