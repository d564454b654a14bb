import io

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sendlib.views import theme
from sendlib.views.plot import Plot


def drawn(kind):
    theme.use_style()
    figure = Figure(figsize=(4, 2))
    axes = figure.add_axes((0.1, 0.1, 0.8, 0.8), axes_class=kind)
    axes.plot([2020, 2025], [0.1, 0.9])
    axes.grid(axis="x", visible=True)
    axes.minorticks_on()
    axes.set_yticks([0.2, 0.4], ["low", "high"])
    axes.tick_params(axis="y", labelsize=8, length=0)
    buffer = io.StringIO()
    figure.savefig(buffer, format="svg", metadata={"Date": None})
    return buffer.getvalue()


def test_ticks_are_drawn_as_matplotlib_does():
    assert drawn(Plot) == drawn(Axes)


def test_a_plot_has_no_tick_before_one_is_drawn():
    with theme.canvas(1.0) as (_, axes):
        axes.plot([0, 1], [0, 1])
        assert not [*axes.xaxis.majorTicks, *axes.yaxis.majorTicks]
        assert not [*axes.xaxis.minorTicks, *axes.yaxis.minorTicks]
