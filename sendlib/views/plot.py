"""Axes without ticks: a tick is made when a chart draws one.

Matplotlib makes four at the start, to copy others from, and styles each of them three times over.
Most charts never show one: their names and amounts are written by `views.scales`.
"""

from typing import Any

from matplotlib.axes import Axes
from matplotlib.axis import Axis, XAxis, YAxis


class _TicksOnDemand(Axis):
    def reset_ticks(self) -> None:
        """Begin with no tick of either kind."""
        self.majorTicks: list[Any] = []
        self.minorTicks: list[Any] = []

    def _get_tick(self, major: bool) -> Any:
        """Return a new tick, its line cut off where the axes end."""
        tick = super()._get_tick(major)  # type: ignore[misc]
        tick.set_clip_path(self.axes.patch)
        return tick


class _Across(_TicksOnDemand, XAxis):
    pass


class _Up(_TicksOnDemand, YAxis):
    pass


class Plot(Axes):
    """Matplotlib's axes, drawn the same."""

    def _init_axis(self) -> None:
        """Make the two axes, called by matplotlib where a plot begins."""
        self.xaxis, self.yaxis = _Across(self, clear=False), _Up(self, clear=False)
        for side, spine in self.spines.items():
            spine.register_axis(self.xaxis if side in ("bottom", "top") else self.yaxis)
