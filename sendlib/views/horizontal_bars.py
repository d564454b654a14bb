"""Bars of one series along the page, each with its name on the left and its figure at its end."""

import textwrap
from collections.abc import Sequence

from matplotlib.ticker import FuncFormatter

from sendlib.views import theme
from sendlib.views.formats import tick

NAME_WIDTH = 34  # letters in a line of a name
ROOM = 1.3  # how far the axis goes on beyond the longest bar, for the figure at its end


def horizontal_bars(
    names: Sequence[str], values: Sequence[float | None], *, texts: Sequence[str], unit: str,
    each: float = 0.36,
) -> str:  # fmt: skip
    """Draw a bar per name, in order, as SVG.

    Args:
        names: what each bar is of.
        values: its length; None draws none.
        texts: what stands at its end.
        unit: of the axis.
        each: inches of height for a bar.
    """
    height = 0.6 + each * len(names)
    top, bottom = 1 - 0.1 / height, 0.35 / height
    lengths = [0.0 if value is None else float(value) for value in values]
    with theme.canvas(height, left=0.36, right=0.97, top=top, bottom=bottom) as (figure, axes):
        axes.barh(range(len(names)), lengths, color=theme.AREA, height=0.66)
        for at, (length, text) in enumerate(zip(lengths, texts, strict=True)):
            axes.annotate(
                text, (max(length, 0.0), at), xytext=(4, 0), textcoords="offset points",
                va="center", fontsize=9,
            )  # fmt: skip
        axes.set_yticks(range(len(names)), wrapped_names(names, NAME_WIDTH))
        axes.invert_yaxis()
        axes.set_xlim(min([*lengths, 0.0]) * ROOM, (max([*lengths, 0.0]) or 1.0) * ROOM)
        axes.xaxis.set_major_formatter(FuncFormatter(tick(unit)))
        axes.grid(axis="y", visible=False)
        axes.grid(axis="x", visible=True)
        axes.spines[:].set_visible(False)
        return theme.svg_of(figure)


def wrapped_names(names: Sequence[str], width: int) -> list[str]:
    """Return names in lines of some letters, for the left of an axis."""
    return [textwrap.fill(name, width) for name in names]
