"""The look of charts: afcharts' style and palette, our typeface, one fixed layout."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

import matplotlib
import matplotlib.style
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sendlib.views.plot import Plot
from sendlib.views.typeface import use_typeface

# afcharts' categorical palette (Government Analysis Function), contrast with white at least 3:1
AREA = "#12436D"
NEIGHBOURS = "#801650"
REGION = "#28A197"
NATION = "#3D3D3D"
OWN_LIST = "#A24A0B"
PALE = "#8A8A8A"
FAINT = "#BDBDBD"
BAND = "#C9D6E2"
SEQUENCE = ("#12436D", "#28A197", "#801650", "#F46A25", "#3D3D3D", "#A285D1")
WIDTH = 7.2  # inches
CANVAS = "module://sendlib.views.svg_canvas"


@cache
def use_style() -> None:
    """Set matplotlib's style once per process, and that nothing opens a window."""
    matplotlib.use("Agg")
    matplotlib.style.use("afcharts.afcharts")
    use_typeface()
    matplotlib.rcParams.update(
        {
            "font.size": 10.5,
            "axes.titlesize": 11,
            "axes.labelsize": 10.5,
            "xtick.labelsize": 10,
            "ytick.labelsize": 10,
            "legend.fontsize": 10,
            "svg.hashsalt": "sendlib",
            "svg.fonttype": "path",
            "figure.dpi": 72,
            "axes.unicode_minus": True,
        }
    )


@contextmanager
def canvas(
    height: float,
    *,
    left: float = 0.08,
    right: float = 0.98,
    top: float = 0.96,
    bottom: float = 0.12,
) -> Iterator[tuple[Figure, Axes]]:
    """Give a figure of the report's width and one axes, known to no other drawing.

    Args:
        height: inches.
        left: where the axes begin in the figure, 0 to 1.
        right: where they end.
        top: likewise upwards.
        bottom: likewise downwards.
    """
    use_style()
    figure = Figure(figsize=(WIDTH, height))
    axes = figure.add_axes((left, bottom, right - left, top - bottom), axes_class=Plot)
    yield figure, axes


def svg_of(figure: Figure) -> str:
    """Return a figure as SVG, the same bytes every time."""
    for axes in figure.axes:
        for axis in (axes.xaxis, axes.yaxis):
            if not axis.get_label_text():
                # no place has to be looked for, which needs the size of every tick's label
                axis.set_label_coords(0.5, 0.5)
    buffer = io.StringIO()
    figure.savefig(buffer, format="svg", backend=CANVAS, metadata={"Date": None, "Creator": None})
    return buffer.getvalue()
