"""The plan of working together: phases and steps in time, and workstreams with their owners."""

import datetime
import textwrap
from dataclasses import dataclass

import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from sendlib.measures.working_together import DONE, DUE, LATE, OPEN, activities, steps
from sendlib.params.region import RegionParams
from sendlib.params.working_together import WorkingTogether
from sendlib.views import theme
from sendlib.views.blocks import Absent, Chart, Column, Statement, Table
from sendlib.views.formats import capital, counted, listed
from sendlib.views.time_axis import date_axis, days
from sendlib.views.working_together import NOBODY, month_words

STANDING = {DONE: "done", LATE: "late", DUE: "under way", OPEN: "still to come"}
MOST_ROWS = 34
# fill and pattern of a bar by how its step stands
BARS = {
    DONE: (theme.BAND, ""), LATE: ("#E8C4A6", "////"), DUE: ("#BFE3DF", "..."),
    OPEN: ("#FFFFFF", ""),
}  # fmt: skip


@dataclass(frozen=True)
class Bar:
    """A row of the chart: a phase (standing "") or one of its steps."""

    name: str
    start: pd.Timestamp
    end: pd.Timestamp
    standing: str
    done: pd.Timestamp | None = None


def phases_chart(params: RegionParams) -> Chart | Absent:
    """Draw phases and their steps in time, and the date of the report where it has one."""
    agreed, as_of = params.regional.working_together, params.document.date
    bars = _bars(agreed, as_of)
    if not bars:
        return Absent("fig-phases")
    height = 0.95 + 0.29 * len(bars)
    top, bottom = 1 - 0.1 / height, 0.75 / height
    with theme.canvas(height, left=0.42, right=0.98, top=top, bottom=bottom) as (figure, axes):
        for at, bar in enumerate(bars):
            _draw(axes, at, bar)
        if as_of is not None:
            axes.axvline(days(pd.Timestamp(as_of)), color=theme.NATION, lw=1, linestyle=":")
        names = [textwrap.shorten(bar.name, 46, placeholder="…") for bar in bars]
        axes.set_yticks(range(len(bars)), names, fontsize=8.5)
        for bar, label in zip(bars, axes.get_yticklabels(), strict=True):
            label.set_fontweight("normal" if bar.standing else "bold")
        axes.set_ylim(len(bars) - 0.4, -0.6)
        last = max([bar.end for bar in bars] + [bar.done for bar in bars if bar.done is not None])
        date_axis(axes, min(bar.start for bar in bars), last)
        sns.despine(ax=axes, left=True)
        axes.legend(
            handles=_legend(bars), loc="upper center", frameon=False, fontsize=8.5, ncol=5,
            bbox_to_anchor=(0.2, -0.36 / height / (top - bottom)), columnspacing=1.0,
        )  # fmt: skip
        svg = theme.svg_of(figure)
    return Chart(
        svg=svg,
        alt=_alt(agreed, as_of),
        caption=f"Phases and steps in time, {params.region}",
        label="fig-phases",
        columns=(("name", "Phase or step"), ("start", "Starts"), ("end", "Ends"),
                 ("standing", "Stands at"), ("done", "Done")),
        rows=tuple((bar.name, month_words(bar.start), month_words(bar.end),
                    STANDING.get(bar.standing, "phase"), month_words(bar.done) or "not yet")
                   for bar in bars),
        notes=(
            "A bar runs from its first month to the end of its last; a square stands where a step "
            "was done." + (" The dotted line is the date of the report." if as_of else ""),
        ),
    )  # fmt: skip


def phases_table(params: RegionParams) -> Table | Absent:
    """Return the steps of each phase: when, who leads, and how they stand."""
    agreed, as_of = params.regional.working_together, params.document.date
    found = steps(agreed, as_of=as_of)
    if found.empty:
        return Absent("tab-phases")
    return Table(
        caption=f"Steps of each phase, {params.region}",
        label="tab-phases",
        columns=(Column("Step"), Column("Phase"), Column("Months"), Column("Leads"),
                 Column("Stands at")),
        rows=tuple(
            (row["step"], row["phase"], _months(row["start"], row["end"]), row["lead"] or NOBODY,
             _stands(row))
            for _, row in found.iterrows()
        ),
    )  # fmt: skip


def workstreams_statement(params: RegionParams) -> Statement | Absent:
    """Say how many activities are done, late, or without an owner."""
    agreed, as_of = params.regional.working_together, params.document.date
    found = activities(agreed, as_of=as_of)
    if found.empty:
        return Absent("st-workstreams")
    counts = found["standing"].value_counts()
    late, orphans = int(counts.get(LATE, 0)), int((found["owner"] == "").sum())
    text = (
        f"{counted(len(agreed.workstreams), 'workstream has', 'workstreams have')} "
        f"{counted(len(found), 'activity', 'activities')}: {int(counts.get(DONE, 0))} done"
        + (f", {late} late" if late else "")
        + (f", {orphans} without an owner" if orphans else "") + "."
    )  # fmt: skip
    empty = [one.name for one in agreed.workstreams if not one.activities]
    if empty:
        text += f" Without an activity: {listed(empty)}."
    return Statement(text, "st-workstreams")


def workstreams_table(params: RegionParams) -> Table | Absent:
    """Return the activities of each workstream with owner, month due, and how they stand."""
    agreed, as_of = params.regional.working_together, params.document.date
    found = activities(agreed, as_of=as_of)
    if found.empty:
        return Absent("tab-workstreams")
    return Table(
        caption=f"Workstreams, their activities and who answers for them, {params.region}",
        label="tab-workstreams",
        columns=(Column("Activity"), Column("Workstream, and who leads it"), Column("Owner"),
                 Column("Due"), Column("Stands at")),
        rows=tuple(
            (row["activity"], f"{row['workstream']}: {row['lead'] or NOBODY.lower()}",
             row["owner"] or NOBODY, month_words(row["due"]) or "no month", _stands(row))
            for _, row in found.iterrows()
        ),
    )  # fmt: skip


def _bars(agreed: WorkingTogether, as_of: datetime.date | None) -> list[Bar]:
    found = steps(agreed, as_of=as_of)
    bars = []
    for phase in agreed.phases:
        bars.append(Bar(phase.name, pd.Timestamp(phase.start), _last_day(phase.end), ""))
        bars += [
            Bar(str(row["step"]), pd.Timestamp(row["start"]), _last_day(row["end"]),
                str(row["standing"]), None if row["done"] is None else pd.Timestamp(row["done"]))
            for _, row in found[found["phase"] == phase.name].iterrows()
        ]  # fmt: skip
    return bars if len(bars) <= MOST_ROWS else [bar for bar in bars if not bar.standing]


def _last_day(month: datetime.date) -> pd.Timestamp:
    return pd.Timestamp(month) + pd.offsets.MonthEnd(0)


def _draw(axes: Axes, at: int, bar: Bar) -> None:
    width = days(bar.end) - days(bar.start)
    if not bar.standing:
        axes.barh(at, width, left=days(bar.start), height=0.3, color=theme.AREA, zorder=2)
        return
    fill, hatch = BARS[bar.standing]
    axes.barh(at, width, left=days(bar.start), height=0.55, facecolor=fill, hatch=hatch,
              edgecolor=theme.NATION, linewidth=0.7, zorder=2)  # fmt: skip
    if bar.done is not None:
        axes.scatter([days(bar.done)], [at], marker="s", s=26, color=theme.AREA, zorder=3)


def _legend(bars: list[Bar]) -> list[Patch | Line2D]:
    shown = [one for one in STANDING if any(bar.standing == one for bar in bars)]
    parts: list[Patch | Line2D] = [Patch(facecolor=theme.AREA, label="Phase")]
    parts += [
        Patch(facecolor=BARS[one][0], hatch=BARS[one][1], edgecolor=theme.NATION, linewidth=0.7,
              label=capital(STANDING[one]))
        for one in shown
    ]  # fmt: skip
    return parts


def _alt(agreed: WorkingTogether, as_of: datetime.date | None) -> str:
    found = steps(agreed, as_of=as_of)
    phases = [f"{one.name}, {_months(one.start, one.end)}" for one in agreed.phases]
    counts = found["standing"].value_counts()
    told = [f"{counts[one]} {words}" for one, words in STANDING.items() if one in counts]
    stands = f" Of {counted(len(found), 'step', 'steps')}: {listed(told)}." if told else ""
    return f"Chart of phases in time: {'; '.join(phases)}.{stands}"


def _months(start: datetime.date, end: datetime.date) -> str:
    first, last = month_words(start), month_words(end)
    return first if first == last else f"{first} to {last}"


def _stands(row: pd.Series) -> str:
    words = capital(STANDING[str(row["standing"])])
    return f"{words} in {month_words(row['done'])}" if row["standing"] == DONE else words
