"""A theory of change drawn and told: what goes in, what is done, and what is to come of it."""

import textwrap

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from sendlib.measures.working_together import loose_ends
from sendlib.params.region import RegionParams
from sendlib.params.theory_of_change import STAGES, Link, TheoryOfChange
from sendlib.views import theme
from sendlib.views.blocks import Absent, Chart, Column, Statement, Table
from sendlib.views.formats import counted

TITLES = {
    "inputs": "What goes in", "activities": "What is done", "outputs": "What it yields",
    "outcomes": "What changes", "impact": "What it is for",
}  # fmt: skip
LETTERS = 21  # in a line of a box
LINE, PAD, BETWEEN, HEAD = 0.15, 0.14, 0.12, 0.34  # inches
BOX_WIDTH = 0.77  # of a column
SIZE = 8.2

Boxes = dict[str, tuple[float, float, float]]


def theory_statement(params: RegionParams) -> Statement | Absent:
    """Say how many elements there are, and which ones hang loose."""
    theory = params.regional.working_together.theory_of_change
    if not theory.stage_of:
        return Absent("st-theory")
    ends, starts = loose_ends(theory)
    texts = _texts(theory)
    parts = [f"The theory of change has {counted(len(texts), 'element', 'elements')}."]
    if ends:
        parts.append(f"Lead to nothing yet: {_lists(ends, texts)}.")
    if starts:
        parts.append(f"Nothing leads to: {_lists(starts, texts)}.")
    if not ends and not starts:
        parts.append("Each leads on to another, up to what it is all for.")
    return Statement(" ".join(parts), "st-theory")


def theory_chart(params: RegionParams) -> Chart | Absent:
    """Draw each stage as a column of boxes, with lines to what they lead to."""
    theory = params.regional.working_together.theory_of_change
    stages = [stage for stage in STAGES if theory.elements(stage)]
    if not stages:
        return Absent("fig-theory")
    boxes, height = _placed(theory, stages)
    with theme.canvas(height, left=0.005, right=0.995, top=0.995, bottom=0.005) as (figure, axes):
        axes.set(xlim=(0, len(stages)), ylim=(-height, 0))
        axes.axis("off")
        for at, stage in enumerate(stages):
            axes.text(at + 0.5, -HEAD / 2, TITLES[stage], ha="center", va="center",
                      fontsize=9.5, fontweight="bold", color=theme.AREA)  # fmt: skip
            for one in theory.elements(stage):
                _draw_box(axes, one, boxes[one.id])
                for other in one.leads_to:
                    _draw_line(axes, boxes[one.id], boxes[other])
        svg = theme.svg_of(figure)
    texts = _texts(theory)
    return Chart(
        svg=svg,
        alt="Diagram of a theory of change. "
        + " ".join(f"{TITLES[stage]}: {_lists([one.id for one in theory.elements(stage)], texts)}."
                   for stage in stages),
        caption=f"Theory of change, {params.region}",
        label="fig-theory",
        columns=(("stage", "Stage"), ("element", "Element"), ("leads_to", "Leads to")),
        rows=tuple((TITLES[stage], one.text, _lists(one.leads_to, texts) or "nothing further")
                   for stage in stages for one in theory.elements(stage)),
        notes=("Read from left to right; a line leads from an element to what it is to bring "
               "about.",),
    )  # fmt: skip


def theory_table(params: RegionParams) -> Table | Absent:
    """Return each element with its stage and what it leads to, then what has to hold."""
    theory = params.regional.working_together.theory_of_change
    if not theory.stage_of:
        return Absent("tab-theory")
    texts = _texts(theory)
    last = STAGES[-1]
    return Table(
        caption=f"Theory of change in words, {params.region}",
        label="tab-theory",
        columns=(Column("Element"), Column("Stage"), Column("Leads to")),
        rows=tuple(
            (one.text, TITLES[stage],
             _lists(one.leads_to, texts) or ("Nothing yet" if stage != last else "It is the end"))
            for stage in STAGES for one in theory.elements(stage)
        ),
        notes=tuple(f"Has to hold: {one}." for one in theory.assumptions),
    )  # fmt: skip


def _texts(theory: TheoryOfChange) -> dict[str, str]:
    return {one.id: one.text for stage in STAGES for one in theory.elements(stage)}


def _lists(ids: tuple[str, ...] | list[str], texts: dict[str, str]) -> str:
    """Return elements by their words, which may hold commas, apart from each other."""
    return "; ".join(texts[one] for one in ids)


def _placed(theory: TheoryOfChange, stages: list[str]) -> tuple[Boxes, float]:
    """Return the middle and the height of each box, in columns and inches, and the whole height."""
    heights = {
        stage: [PAD + LINE * len(_lines(one)) for one in theory.elements(stage)] for stage in stages
    }
    tall = max(sum(found) + BETWEEN * (len(found) - 1) for found in heights.values())
    boxes: Boxes = {}
    for at, stage in enumerate(stages):
        own = heights[stage]
        free = (tall - sum(own)) / len(own)
        top = -HEAD - free / 2
        for one, height in zip(theory.elements(stage), own, strict=True):
            boxes[one.id] = (at + 0.5, top - height / 2, height)
            top -= height + free
    return boxes, HEAD + tall + 0.06


def _lines(one: Link) -> list[str]:
    return textwrap.wrap(one.text, LETTERS)


def _draw_box(axes: Axes, one: Link, box: tuple[float, float, float]) -> None:
    middle, level, height = box
    axes.add_patch(
        Rectangle(
            (middle - BOX_WIDTH / 2, level - height / 2), BOX_WIDTH, height,
            facecolor=theme.BAND, edgecolor=theme.AREA, linewidth=1.0, zorder=2,
        )
    )  # fmt: skip
    axes.text(middle, level, "\n".join(_lines(one)), ha="center", va="center", fontsize=SIZE,
              zorder=3)  # fmt: skip


def _draw_line(
    axes: Axes, start: tuple[float, float, float], end: tuple[float, float, float]
) -> None:
    axes.annotate(
        "", xy=(end[0] - BOX_WIDTH / 2, end[1]), xytext=(start[0] + BOX_WIDTH / 2, start[1]),
        arrowprops={"arrowstyle": "-|>", "color": theme.NATION, "linewidth": 0.9,
                    "shrinkA": 0, "shrinkB": 0},
        zorder=1,
    )  # fmt: skip
