"""Who reports to whom, as a diagram: each group in a box below the one it reports to."""

import textwrap
from collections.abc import Mapping

import matplotlib
from matplotlib.axes import Axes

from sendlib.contracts.local_files import code_sets
from sendlib.measures.governance import Governance, Reporting
from sendlib.measures.place import Place
from sendlib.views import theme
from sendlib.views.blocks import Absent, Chart, Statement
from sendlib.views.formats import listed
from sendlib.views.local_governance import OPEN

IN_A_ROW = 4
ROW_HEIGHT = 1.05  # inches
BOX = (0.86, 0.56)  # of a place, width and height
LETTERS = 22  # in a line of a box

Places = Mapping[str, tuple[float, float]]


def reporting_statement(governance: Governance) -> Statement | Absent:
    """Say which groups report to nobody, in a ring, or to several."""
    if governance.rows.empty:
        return Absent("st-reporting")
    found = governance.reporting
    if not found.lines:
        return Statement("The file does not say to whom groups report.", "st-reporting",
                         tone="missing", origin=OPEN)  # fmt: skip
    parts = [
        f"Reports of all groups end at {listed(found.tops)}." if found.tops
        else "No group stands at the top.",
        f"Neither report nor are reported to: {listed(found.orphans)}." if found.orphans else "",
        f"Report in a ring: {'; '.join(listed(ring) for ring in found.loops)}."
        if found.loops else "",
        f"Report to more than one group: {listed(found.split)}." if found.split else "",
    ]  # fmt: skip
    if not (found.orphans or found.loops or found.split):
        parts.append("No group stands alone, and no reports go round in a ring.")
    return Statement(" ".join(filter(None, parts)), "st-reporting", origin=OPEN)


def reporting_chart(governance: Governance, place: Place) -> Chart | Absent:
    """Draw the groups, those that are reported to above those that report."""
    found = governance.reporting if len(governance.rows) else None
    if found is None or not found.lines:
        return Absent("fig-reporting")
    places, rows = _placed(found, governance.groups)
    height = ROW_HEIGHT * rows + 0.1
    with theme.canvas(height, left=0.01, right=0.99, top=0.99, bottom=0.01) as (figure, axes):
        axes.set(xlim=(0, 1), ylim=(-rows, 0))
        axes.axis("off")
        for group, other in found.lines:
            _draw_line(axes, places[group], places[other])
        for name, at in places.items():
            _draw_box(axes, name, at, is_placed=name in found.level)
        svg = theme.svg_of(figure)
    meets = governance.rows.dropna(subset=["meets"]).drop_duplicates("group")
    often = dict(zip(meets["group"].astype(str), meets["meets"].astype(str), strict=True))
    labels = code_sets()["frequencies"]
    above = {group: [other for one, other in found.lines if one == group] for group in places}
    return Chart(
        svg=svg,
        alt="Diagram of who reports to whom: "
        + "; ".join(f"{group} to {listed(others)}" for group, others in above.items() if others)
        + ".",
        caption=f"Who reports to whom, {place.name}",
        label="fig-reporting",
        columns=(("group", "Group"), ("reports_to", "Reports to"), ("meets", "Meets")),
        rows=tuple((name, listed(others) if others else "nobody",
                    labels.get(often.get(name, ""), "not given"))
                   for name, others in above.items()),
        notes=("A dashed box: its reports reach no group at the top.",)
        if set(places) - set(found.level) else (),
        origin=OPEN,
    )  # fmt: skip


def _placed(found: Reporting, groups: tuple[str, ...]) -> tuple[Places, int]:
    """Return the middle of each group's box, and how many rows there are."""
    names = dict.fromkeys([*found.tops, *groups, *(name for line in found.lines for name in line)])
    lowest = max(found.level.values(), default=-1) + 1
    by_level: dict[int, list[str]] = {}
    for name in names:
        by_level.setdefault(found.level.get(name, lowest), []).append(name)
    places: dict[str, tuple[float, float]] = {}
    row = 0
    for level in sorted(by_level):
        members = by_level[level]
        for start in range(0, len(members), IN_A_ROW):
            part = members[start : start + IN_A_ROW]
            for at, name in enumerate(part):
                places[name] = ((at + 0.5) / len(part), -(row + 0.5))
            row += 1
    return places, row


def _draw_line(axes: Axes, start: tuple[float, float], end: tuple[float, float]) -> None:
    rise = BOX[1] / 2 if end[1] > start[1] else -BOX[1] / 2 if end[1] < start[1] else 0
    axes.annotate(
        "", xy=(end[0], end[1] - rise), xytext=(start[0], start[1] + rise),
        arrowprops={"arrowstyle": "-|>", "color": theme.PALE, "linewidth": 1.2},
    )  # fmt: skip


def _draw_box(axes: Axes, name: str, at: tuple[float, float], *, is_placed: bool) -> None:
    width = BOX[0] / IN_A_ROW
    axes.add_patch(
        matplotlib.patches.Rectangle(
            (at[0] - width / 2, at[1] - BOX[1] / 2), width, BOX[1], facecolor=theme.BAND,
            edgecolor=theme.AREA, linewidth=1.2, linestyle="-" if is_placed else "--", zorder=2,
        )
    )  # fmt: skip
    axes.text(*at, textwrap.fill(name, LETTERS), ha="center", va="center", fontsize=9, zorder=3)
