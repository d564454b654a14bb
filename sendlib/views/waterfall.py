"""A waterfall: how parts lead from one amount to another."""

import textwrap
from collections.abc import Sequence

import seaborn as sns
from matplotlib.ticker import FuncFormatter

from sendlib.views import theme
from sendlib.views.formats import tick

NAME_WIDTH = 14  # letters in a line of a name
HATCHES = {"more": "", "less": "///"}
COLOURS = {"more": theme.NEIGHBOURS, "less": theme.REGION}
ROOM = 1.12


def waterfall(
    first: tuple[str, float], parts: Sequence[tuple[str, float]], last: tuple[str, float],
    *, texts: Sequence[str], unit: str,
) -> str:  # fmt: skip
    """Draw two amounts as columns and the parts of the change between them as steps, as SVG.

    Parts that lower the amount have stripes. They have to add up to the change.

    Args:
        first: name and amount at the start.
        parts: name and size of each step, in order.
        last: name and amount at the end.
        texts: what stands above each of them, in that order.
        unit: of the axis.
    """
    names = [first[0], *(name for name, _ in parts), last[0]]
    with theme.canvas(3.3, left=0.1, top=0.95, bottom=0.16) as (figure, axes):
        axes.bar(0, first[1], color=theme.AREA, width=0.66)
        level, tops = first[1], [first[1]]
        for at, (_, size) in enumerate(parts, start=1):
            sign = "less" if size < 0 else "more"
            axes.bar(
                at, abs(size), bottom=min(level, level + size), color=COLOURS[sign], width=0.66,
                hatch=HATCHES[sign], edgecolor="white",
            )  # fmt: skip
            axes.plot([at - 0.67, at + 0.33], [level, level], color=theme.NATION, linewidth=0.8)
            tops.append(max(level, level + size))
            level += size
        end = len(parts) + 1
        axes.bar(end, last[1], color=theme.AREA, width=0.66)
        tops.append(last[1])
        for at, (top, text) in enumerate(zip(tops, texts, strict=True)):
            axes.annotate(
                text, (at, top), xytext=(0, 3), textcoords="offset points", ha="center", fontsize=9
            )
        axes.set_xticks(range(len(names)), [textwrap.fill(name, NAME_WIDTH) for name in names])
        axes.set_ylim(0, max(tops) * ROOM)
        axes.yaxis.set_major_formatter(FuncFormatter(tick(unit)))
        sns.despine(ax=axes, left=True)
        return theme.svg_of(figure)
