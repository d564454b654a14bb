"""Packages over five years: starts and ends, weeks in residence, and how long stays last."""

import pandas as pd

from sendlib.measures.local.activity import BED_WEEKS, PACKAGES_MOVES, STAYS
from sendlib.measures.local.packages import ACCOMMODATION, PACKAGES_NEED
from sendlib.measures.local.protected import ProtectedTables
from sendlib.measures.place import Place
from sendlib.views.blocks import Absent, Callout, Column, Evidence, Origin, Statement, Table
from sendlib.views.formats import counted, listed, number, small
from sendlib.views.key_points import KeyPoint
from sendlib.views.local_result_blocks import result_table, said
from sendlib.views.local_shown import amount, cell, wanted, year_words
from sendlib.views.local_tables import MARK, figures, notes

CHAPTER = "packages"
SHOWS = "what is in force, starts and ends, how long stays last and how many weeks in residence"
NOT_REACHED = "[x]"
TOO_FEW = "too few have ended to say"
MINUS = "\N{MINUS SIGN}"
GREW_FAST = 25.0  # percent over the years shown, from which a plan is advised


def missing(own: ProtectedTables) -> Callout | Absent:
    """Say which file the chapter wants, where it is not there."""
    return wanted(own, "packages", SHOWS, "box-packages")


def activity_statement(own: ProtectedTables, place: Place) -> Statement | Absent:
    """Say how many packages were in force at the first and last January, started and ended."""
    label = "st-packages-activity"
    found = own.table(PACKAGES_NEED)
    if found is None:
        return Absent(label)
    last = found.periods[-1]
    text = (
        f"In January {last}, {counted_or_hidden(cell(found, last))} in force in {place.inside}"
        f"{_since(own)}."
    )
    shown = [figures(found, place)]
    moves = own.table(PACKAGES_MOVES)
    if moves is not None and last in moves.periods:
        started, ended = (cell(moves, last, movement=one) for one in ("started", "ended"))
        shown.append(figures(moves, place))
        if not pd.isna(started + ended):
            text += (
                f" In the year before, {number(started, unit='count')} started and "
                f"{number(ended, unit='count')} ended."
            )
    evidence = Evidence(figures=pd.concat(shown, ignore_index=True))
    return Statement(text, label, evidence=evidence, origin=Origin(**found.origin))


def counted_or_hidden(size: float) -> str:
    """Return a number of packages as the start of a clause."""
    if pd.isna(size):
        return "a hidden number of packages was"
    return counted(size, "package was", "packages were")


def _since(own: ProtectedTables) -> str:
    growth = _growth(own)
    if growth is None:
        return ""
    first, before, _ = growth
    return f", against {number(before, unit='count')} in January {first}"


def _growth(own: ProtectedTables) -> tuple[str, float, float] | None:
    """Return the first January, the packages in force then, and the change in percent."""
    found = own.table(PACKAGES_NEED)
    if found is None or len(found.periods) < 2:
        return None
    first, last = found.periods[0], found.periods[-1]
    before, now = cell(found, first), cell(found, last)
    if pd.isna(before + now) or not before:
        return None
    return first, before, 100 * (now - before) / before


def activity_table(own: ProtectedTables, place: Place) -> Table | Absent:
    """Return by year what started and ended, and what was in force in January."""
    label = "tab-packages-activity"
    found, moves = own.table(PACKAGES_NEED), own.table(PACKAGES_MOVES)
    if found is None or moves is None:
        return Absent(label)
    rows = []
    for period in found.periods:
        has_moves = period in moves.periods
        texts = [
            amount(cell(moves, period, movement=one), "count") if has_moves else NOT_REACHED
            for one in ("started", "ended")
        ]
        rows.append((f"January {period}", *texts, amount(cell(found, period), "count")))
    cells = [text for row in rows for text in row]
    before = [f"{NOT_REACHED} the file does not reach the January before."]
    parts = [figures(found, place), figures(moves, place)]
    return Table(
        caption=f"Packages that started, ended and were in force, {place.name}",
        label=label,
        columns=(
            Column("Year to"), Column("Started", numeric=True), Column("Ended", numeric=True),
            Column("In force", numeric=True),
        ),
        rows=tuple(rows),
        notes=(
            "A package is in force on its last day.",
            *(before if NOT_REACHED in cells else []),
            *notes(own, PACKAGES_NEED, cells),
        ),
        evidence=Evidence(figures=pd.concat(parts, ignore_index=True)),
        origin=Origin(**found.origin),
    )  # fmt: skip


def bed_weeks_statement(own: ProtectedTables, place: Place) -> Statement | Absent:
    """Say how many weeks in residence there were in the latest year, by accommodation."""
    label = "st-bed-weeks"
    found = own.result(BED_WEEKS)
    if found is None:
        return Absent(label)
    rows = found.rows
    last = rows[(rows["period"] == rows["period"].max()) & (rows["reason"] == "")]
    if last.empty:
        return Absent(label)
    told = [
        f"{number(float(line['value']), unit='count')} weeks "
        f"({small(ACCOMMODATION.label(str(line['breakdown']).partition('=')[2]))})"
        for _, line in last.iterrows()
    ]
    text = (
        f"In {year_words(str(last['period'].iloc[0]))}, children and young people from "
        f"{place.inside} spent {listed(told)} away from home in packages."
    )
    return said(found, place, label=label, text=text)


def bed_weeks_table(own: ProtectedTables, place: Place) -> Table | Absent:
    """Return weeks in residence by accommodation and year."""
    label = "tab-bed-weeks"
    found = own.result(BED_WEEKS)
    if found is None:
        return Absent(label)
    rows = found.rows
    years = sorted(rows["period"].unique())
    of = {(line["breakdown"], line["period"]): line for _, line in rows.iterrows()}
    kinds = [f"accommodation={one}" for one in ACCOMMODATION.categories]
    lines = []
    for kind in kinds:
        if not any((kind, year) in of for year in years):
            continue
        texts = [weeks_text(of[kind, year]) if (kind, year) in of else "0" for year in years]
        lines.append((ACCOMMODATION.label(kind.partition("=")[2]), *texts))
    return result_table(
        own, found, place, label=label,
        caption=f"Weeks in residence by accommodation, {place.name}",
        columns=[Column("Accommodation")]
        + [Column(f"{year_words(year)} (weeks)", numeric=True) for year in years],
        rows=lines, not_known=TOO_FEW,
    )  # fmt: skip


def stays_table(own: ProtectedTables, place: Place) -> Table | Absent:
    """Return by when a quarter and half of stays have ended, and their mean over three years."""
    label = "tab-stays"
    found = own.result(STAYS)
    if found is None:
        return Absent(label)
    rows = found.rows
    of = {(line["breakdown"], line["statistic"]): line for _, line in rows.iterrows()}
    lines = []
    for kind in ACCOMMODATION.categories:
        where = f"accommodation={kind}"
        if (where, "median_stay") not in of:
            continue
        median = of[where, "median_stay"]
        lines.append(
            (
                ACCOMMODATION.label(kind), weeks_text(of[where, "quartile_stay"]),
                weeks_text(median), _between(median), weeks_text(of[where, "mean_stay_3_years"]),
            )
        )  # fmt: skip
    return result_table(
        own, found, place, label=label,
        caption=f"How long stays last by accommodation, {place.name}, {rows['period'].iloc[0]}",
        columns=[
            Column("Accommodation"), Column("A quarter ended within (weeks)", numeric=True),
            Column("Half ended within (weeks)", numeric=True),
            Column("95% interval", numeric=True),
            Column("Mean of the first three years (weeks)", numeric=True),
        ],
        rows=lines, not_known=TOO_FEW,
    )  # fmt: skip


def weeks_text(line: pd.Series) -> str:
    """Return weeks for the cell of a table, marked where hidden or not reached."""
    if line["reason"]:
        return MARK
    return NOT_REACHED if pd.isna(line["value"]) else number(float(line["value"]), unit="count")


def _between(line: pd.Series) -> str:
    if line["reason"]:
        return MARK
    ends = [
        "more" if pd.isna(end) else number(float(end), unit="count")
        for end in (line["lower"], line["upper"])
    ]
    return " to ".join(ends)


def key_points(own: ProtectedTables) -> list[KeyPoint]:
    """Return what the chapter hands to the summary."""
    growth, found = _growth(own), own.table(PACKAGES_NEED)
    if growth is None or found is None:
        return []
    first, before, change = growth
    now = cell(found, found.periods[-1])
    text = (
        f"{number(now, unit='count')} packages were in force in January {found.periods[-1]}, "
        f"against {number(before, unit='count')} in January {first} "
        f"({'+' if change >= 0 else MINUS}{number(abs(change), unit='percent')})."
    )
    decide = (
        "Decide which of these needs to meet nearer home or in state-funded places before more "
        "packages are bought one by one."
        if change >= GREW_FAST
        else ""
    )
    shown = (f"tab-local-{PACKAGES_NEED.name}",)
    weight = min(1.0, 0.3 + abs(change) / 200)
    return [KeyPoint(CHAPTER, text, decide, shown, weight, Origin(**found.origin))]
