"""Which figures moved between two editions of a report, how far, and what the likely cause is.

A figure has moved if it reads otherwise at the decimals it is shown with. What changes below that
is counted and not listed.
"""

import math
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from sendlib.contracts.areas import area_name
from sendlib.measures.catalogue import INDICATORS
from sendlib.measures.change import round_half_away
from sendlib.report.edition import Row, Rows
from sendlib.views.formats import PLACES, number

STATUS_WORDS = {"not_available": "not available"}
SEPARATOR = "; "  # between the files of a figure
INTERVAL = ("lower", "upper")
COMPARED = ("significance", "significance_plain", "rank", "quartile", "trend")
COMPARED_WORDS = {
    "significance": "difference (adjusted test)",
    "significance_plain": "difference (plain test)",
    "rank": "rank",
    "quartile": "quartile",
    "trend": "trend",
}


@dataclass(frozen=True)
class Surroundings:
    """What else changed between two editions, as far as it can move figures, in words.

    inputs: every input whose content changed, came or went. params, code, packages: what changed,
    "" where nothing did.
    """

    inputs: Collection[str] = ()
    params: str = ""
    code: str = ""
    packages: str = ""


@dataclass(frozen=True)
class FigureChange:
    """A figure that moved, or whose status changed.

    size: how far, as a multiple of half its interval, or as a share of its value where it has
    none; infinite where one of the two is missing.
    """

    measure: str
    area: str
    period: str
    breakdown: str
    before: str
    after: str
    change: str
    size: float
    status: str
    source: str
    cause: str


@dataclass(frozen=True)
class ComparisonChange:
    """A comparison that reads otherwise: what of it, before and after."""

    measure: str
    area: str
    period: str
    comparator: str
    what: str
    before: str
    after: str


@dataclass(frozen=True)
class Group:
    """New figures, or figures that are gone, of one measure."""

    measure: str
    count: int
    areas: int
    periods: tuple[str, ...]


@dataclass(frozen=True)
class FigureDifferences:
    """What changed in figures.csv and comparisons.csv.

    moved: by size, the largest first. restated: status alone changed. intervals: figures of which
    only the interval reads otherwise. within_rounding: those that changed and read the same.
    """

    moved: tuple[FigureChange, ...] = ()
    restated: tuple[FigureChange, ...] = ()
    added: tuple[Group, ...] = ()
    removed: tuple[Group, ...] = ()
    intervals: int = 0
    within_rounding: int = 0
    comparisons: tuple[ComparisonChange, ...] = ()
    comparisons_added: int = 0
    comparisons_removed: int = 0


def compare_figures(
    before: tuple[Rows, Rows], after: tuple[Rows, Rows], surroundings: Surroundings
) -> FigureDifferences:
    """Return what changed in figures and comparisons.

    Args:
        before: rows of figures.csv and of comparisons.csv.
        after: the same of the other edition.
        surroundings: what else changed, to find causes in.
    """
    (old, old_compared), (new, new_compared) = before, after
    pairs = [(old[key], row) for key, row in new.items() if key in old and old[key] != row]
    moved = [pair for pair in pairs if shown(pair[0]) != shown(pair[1])]
    rest = [pair for pair in pairs if shown(pair[0]) == shown(pair[1])]
    restated = [pair for pair in rest if pair[0]["status"] != pair[1]["status"]]
    others = [pair for pair in rest if pair[0]["status"] == pair[1]["status"]]
    intervals = [pair for pair in others if _interval(pair[0]) != _interval(pair[1])]
    changes = [_change(*pair, surroundings) for pair in moved]
    return FigureDifferences(
        moved=tuple(sorted(changes, key=lambda change: -change.size)),
        restated=tuple(_change(*pair, surroundings) for pair in restated),
        added=_groups([row for key, row in new.items() if key not in old]),
        removed=_groups([row for key, row in old.items() if key not in new]),
        intervals=len(intervals),
        within_rounding=len(others) - len(intervals),
        comparisons=tuple(_compared(old_compared, new_compared)),
        comparisons_added=len(new_compared.keys() - old_compared.keys()),
        comparisons_removed=len(old_compared.keys() - new_compared.keys()),
    )


def shown(row: Row, column: str = "value") -> str:
    """Return a figure as a reader sees it, or why there is none."""
    value = _value(row, column)
    if value is None:
        status = row["status"]
        return STATUS_WORDS.get(status, status) if column == "value" else ""
    return _written(value, row)


def _written(value: float, row: Row) -> str:
    unit = row["unit"] if row["unit"] in PLACES else "ratio"
    return number(value, unit=unit, places=_places().get(row["measure"]))


def _area(code: str) -> str:
    try:
        return area_name(code)
    except KeyError:  # of another version of sendlib
        return code


def _interval(row: Row) -> tuple[str, ...]:
    return tuple(shown(row, end) for end in INTERVAL)


def _value(row: Row, column: str) -> float | None:
    try:
        return float(row[column])
    except ValueError:
        return None


def title(measure: str, breakdown: str = "Total") -> str:
    """Return what readers call a measure; its name in figures.csv where nothing else is known."""
    return _titles().get((measure, breakdown)) or _titles().get((measure, "Total")) or measure


@cache
def _titles() -> Mapping[tuple[str, str], str]:
    return {(one.measure, one.breakdown): one.title for one in INDICATORS}


@cache
def _places() -> Mapping[str, int]:
    return {one.measure: one.places for one in INDICATORS if one.places is not None}


def _change(before: Row, after: Row, surroundings: Surroundings) -> FigureChange:
    old, new = _value(before, "value"), _value(after, "value")
    statuses = [STATUS_WORDS.get(row["status"], row["status"]) for row in (before, after)]
    return FigureChange(
        measure=title(after["measure"], after["breakdown"]),
        area=after["area_name"] or _area(after["area_code"]),
        period=after["period"],
        breakdown=after["breakdown"],
        before=shown(before),
        after=shown(after),
        change=_signed(old, new, after) if old is not None and new is not None else "",
        size=_size(old, new, before) if old is not None and new is not None else math.inf,
        status=" → ".join(dict.fromkeys(statuses)),
        source=after["source"],
        cause=likely_cause(before, after, surroundings),
    )


def _signed(old: float, new: float, row: Row) -> str:
    """Return the change between two figures as they are shown; shares change by points."""
    unit = row["unit"] if row["unit"] in PLACES else "ratio"
    places = _places().get(row["measure"], PLACES[unit])
    change = round_half_away(new, places) - round_half_away(old, places)
    text = number(change, unit=unit, places=_places().get(row["measure"]))
    sign = "+" if change > 0 else ""
    return sign + (f"{text.removesuffix('%')} points" if unit == "percent" else text)


def _size(old: float, new: float, before: Row) -> float:
    if old == new:
        return 0.0
    lower, upper = (_value(before, end) for end in INTERVAL)
    if lower is not None and upper is not None and upper > lower:
        return abs(new - old) / ((upper - lower) / 2)
    return abs(new - old) / max(abs(old), abs(new))


def likely_cause(before: Row, after: Row, surroundings: Surroundings) -> str:
    """Say in words why a figure moved, as far as two manifests can tell."""
    old, new = _files(before["source"]), _files(after["source"])
    changed = [file for file in new if _is_of(file, surroundings.inputs)]
    causes = []
    if set(old) != set(new):
        causes.append(f"it comes from {_listed(new)}, before from {_listed(old)}")
    elif changed:
        causes.append(f"its source file changed: {_listed(changed)}")
    if surroundings.params:
        causes.append(f"params changed: {surroundings.params}")
    if surroundings.inputs and not causes:
        others = sorted(surroundings.inputs)
        causes.append(
            f"its source file is the same, but other inputs changed: {_listed(others[:3])}"
            + (f" and {len(others) - 3} more" if len(others) > 3 else "")
        )
    if surroundings.code:
        same = "" if causes else "same inputs and params: "
        causes.append(f"{same}the code changed from {surroundings.code}")
    elif surroundings.packages and not causes:
        causes.append(f"same inputs, params and code: packages changed: {surroundings.packages}")
    return "; ".join(causes) or (
        "nothing in the manifests explains it: check both reports with “sendlib verify”"
    )


def _files(source: str) -> list[str]:
    return [part for part in source.split(SEPARATOR) if part]


def _is_of(file: str, inputs: Collection[str]) -> bool:
    return any(file == path or file.startswith(f"{path}/") for path in inputs)


def _listed(files: list[str]) -> str:
    return ", ".join(files) or "no file"


def _groups(rows: list[Row]) -> tuple[Group, ...]:
    measures: dict[str, list[Row]] = {}
    for row in rows:
        measures.setdefault(row["measure"], []).append(row)
    return tuple(
        Group(
            measure=title(measure, group[0]["breakdown"]),
            count=len(group),
            areas=len({row["area_code"] for row in group}),
            periods=tuple(sorted({row["period"] for row in group})),
        )
        for measure, group in sorted(measures.items())
    )


def _compared(old: Rows, new: Rows) -> Iterator[ComparisonChange]:
    for key, after in new.items():
        before = old.get(key, after)
        for column in COMPARED:
            was, now = _compared_text(before, column), _compared_text(after, column)
            if was != now:
                yield ComparisonChange(
                    measure=title(after["measure"]),
                    area=_area(after["area_code"]),
                    period=after["period"],
                    comparator=_area(after["comparator"]),
                    what=COMPARED_WORDS[column],
                    before=was,
                    after=now,
                )


def _compared_text(row: Row, column: str) -> str:
    text = row[column].replace("_", " ")
    if column == "rank" and text:
        return f"{text} of {row['of']}"
    return text or "none"
