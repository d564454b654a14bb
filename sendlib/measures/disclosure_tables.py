"""A table of counts taken in: checked, put on its full cross, and its cells named.

A cell is known by what is counted (its population) and by its categories, totals left out, so that
tables which show the same cell name it alike.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from sendlib.errors import ContractError

Key: TypeAlias = tuple[str, tuple[tuple[str, str], ...]]
Keys: TypeAlias = npt.NDArray[np.object_]
Sum: TypeAlias = tuple[Key, tuple[Key, ...]]
Bools: TypeAlias = npt.NDArray[np.bool_]
Whole: TypeAlias = npt.NDArray[np.int64]
Floats: TypeAlias = npt.NDArray[np.float64]
Hierarchies: TypeAlias = Mapping[str, Mapping[str, str]]

TOTAL = "Total"


@dataclass(frozen=True)
class CountTable:
    """One table of counts among those protected together.

    Attributes:
        name: what messages and the audit call it.
        counts: one row per cell, totals included; the columns of `dimensions`, and `count`.
        dimensions: the columns that say which cell a row is.
        population: what is counted, such as "plans, January 2025"; tables of one population share
            the cells of equal categories.
        hierarchies: parent of each category by dimension; a category not named has parent Total.
        where: categories that hold for the whole table, such as `{"need": "ASD"}`.
        primary: rows to hide besides the small counts, such as sums that one person dominates.
        printed: False for a table that no reader sees, given since its cells bind those of others.
    """

    name: str
    counts: pd.DataFrame
    dimensions: Sequence[str]
    population: str = ""
    hierarchies: Hierarchies = field(default_factory=dict)
    where: Mapping[str, str] = field(default_factory=dict)
    primary: Bools | None = None
    printed: bool = True


@dataclass(frozen=True)
class Lattice:
    """The full cross of one table: a count for every combination, and whether it has a row."""

    axes: list[list[str]]
    parts: list[dict[str, list[str]]]
    count: npt.NDArray[np.float64]
    row: npt.NDArray[np.int64]


def cell_key(population: str, categories: Mapping[str, str]) -> Key:
    """Return the key of a cell, the same whatever the order of its variables."""
    kept = sorted((name, value) for name, value in categories.items() if value != TOTAL)
    return population, tuple(kept)


def describe(key: Key) -> str:
    """Return a cell's key in words for messages."""
    population, categories = key
    named = ", ".join(f"{name} {value}" for name, value in categories) or TOTAL
    return f"{population}: {named}" if population else named


def lattice_of(table: CountTable) -> Lattice:
    """Return the full cross of a table.

    Raises:
        ContractError: columns, labels, counts or sums that do not hold.
    """
    counts, labels = _checked(table)
    parents = [_parents(table, name, set(labels[name])) for name in table.dimensions]
    axes = [sorted({*found, TOTAL}) for found in parents]
    parts = [_parts(found) for found in parents]
    places = [{label: at for at, label in enumerate(axis)} for axis in axes]
    shape = tuple(len(axis) for axis in axes)
    values, row = np.full(shape, np.nan), np.full(shape, -1)
    for at, cell in enumerate(zip(*(labels[name] for name in table.dimensions), strict=True)):
        place = tuple(found[label] for found, label in zip(places, cell, strict=True))
        if row[place] >= 0:
            raise ContractError(f"table {table.name!r} has two rows for {cell}, expected one")
        values[place], row[place] = counts[at], at
    _fill(values, axes, parts)
    lattice = Lattice(axes=axes, parts=parts, count=values, row=row)
    _check_sums(table, lattice)
    return lattice


def _checked(table: CountTable) -> tuple[Floats, dict[str, list[str]]]:
    """Return the counts and the labels of each dimension, refusing what is not a count."""
    frame, name = table.counts, table.name
    if not table.dimensions or len(set(table.dimensions)) < len(table.dimensions):
        raise ContractError(f"table {name!r} has dimensions {list(table.dimensions)}, each once")
    absent = [column for column in [*table.dimensions, "count"] if column not in frame]
    if absent:
        raise ContractError(f"table {name!r} has no column {absent}, found {list(frame.columns)}")
    extra = sorted(set(table.hierarchies) - set(table.dimensions))
    if extra:
        raise ContractError(
            f"hierarchies of table {name!r} name {extra}, expected {list(table.dimensions)}"
        )
    empty = [column for column in table.dimensions if frame[column].isna().any()]
    if empty:
        raise ContractError(f"table {name!r} has rows without a category in {empty}")
    counts = pd.to_numeric(frame["count"], errors="coerce").to_numpy(np.float64, na_value=np.nan)
    wrong = ~(np.isfinite(counts) & (counts >= 0) & (counts == np.floor(counts)))
    if wrong.any():
        at = int(np.flatnonzero(wrong)[0])
        cell = frame.iloc[at][list(table.dimensions)].tolist()
        raise ContractError(
            f"table {name!r} has count {frame['count'].iloc[at]} at {cell}, expected a whole "
            f"number of 0 or more ({int(wrong.sum())} rows at fault)"
        )
    if table.primary is not None and len(table.primary) != len(frame):
        raise ContractError(f"table {name!r} has {len(frame)} rows, primary {len(table.primary)}")
    return counts, {column: frame[column].astype(str).tolist() for column in table.dimensions}


def _parents(table: CountTable, dimension: str, found: set[str]) -> dict[str, str]:
    """Return the nearest parent that the table shows, for each category it shows but the total."""
    declared = table.hierarchies.get(dimension, {})
    parents = {}
    for category in sorted(found - {TOTAL}):
        line = [category]
        while line[-1] != TOTAL:
            line.append(declared.get(line[-1], TOTAL))
            if line[-1] in line[:-1]:
                raise ContractError(
                    f"hierarchy of {dimension} in table {table.name!r} runs in a circle: "
                    f"{' under '.join(line)}, expected to end at {TOTAL}"
                )
        parents[category] = next(one for one in line[1:] if one in found or one == TOTAL)
    return parents


def _parts(parents: Mapping[str, str]) -> dict[str, list[str]]:
    """Return the categories below each parent, parents in an order where parts come first."""
    parts: dict[str, list[str]] = {}
    for category, parent in parents.items():
        parts.setdefault(parent, []).append(category)

    def depth(category: str) -> int:
        return 0 if category == TOTAL else 1 + depth(parents[category])

    return {parent: parts[parent] for parent in sorted(parts, key=lambda one: (-depth(one), one))}


def _fill(
    values: Floats, axes: Sequence[Sequence[str]], parts: Sequence[Mapping[str, Sequence[str]]]
) -> None:
    """Give every combination without a row its count: 0, or what its parts come to."""
    leaves = np.ix_(
        *([label not in below for label in axis] for axis, below in zip(axes, parts, strict=True))
    )
    values[leaves] = np.nan_to_num(values[leaves])
    for dimension, (axis, below) in enumerate(zip(axes, parts, strict=True)):
        by_axis = np.moveaxis(values, dimension, 0)
        for parent, children in below.items():
            whole = by_axis[axis.index(parent)]
            total = sum(by_axis[axis.index(child)] for child in children)
            by_axis[axis.index(parent)] = np.where(np.isnan(whole), total, whole)


def _check_sums(table: CountTable, lattice: Lattice) -> None:
    """Refuse a total that is not the sum of its parts; the finest such cell is named."""
    wrong = []
    for dimension, (axis, below) in enumerate(zip(lattice.axes, lattice.parts, strict=True)):
        by_axis = np.moveaxis(lattice.count, dimension, 0)
        for parent, children in below.items():
            total = np.asarray(sum(by_axis[axis.index(child)] for child in children))
            for place in np.argwhere(by_axis[axis.index(parent)] != total):
                full = np.insert(place, dimension, axis.index(parent))
                cell = [one[at] for one, at in zip(lattice.axes, full, strict=True)]
                wrong.append((cell.count(TOTAL), dimension, cell, total[tuple(place)], children))
    if wrong:
        _, dimension, cell, expected, children = min(wrong)
        found = lattice.count[tuple(map(list.index, lattice.axes, cell))]
        raise ContractError(
            f"table {table.name!r} has count {found:.0f} at "
            f"{dict(zip(table.dimensions, cell, strict=True))}, expected {expected:.0f}, the sum "
            f"over {table.dimensions[dimension]} of {children}: give every cell, or give "
            "breakdowns of one total as tables of their own"
        )


def keys_of(table: CountTable, lattice: Lattice) -> Keys:
    """Return the key of every cell of the full cross."""
    keys = np.empty(lattice.count.shape, dtype=object)
    for place in np.ndindex(keys.shape):
        labels = [axis[at] for axis, at in zip(lattice.axes, place, strict=True)]
        categories = {**table.where, **dict(zip(table.dimensions, labels, strict=True))}
        keys[place] = cell_key(table.population, categories)
    return keys


def sums_of(keys: Keys, lattice: Lattice) -> Iterator[Sum]:
    """Yield each total of the full cross with its parts along one dimension."""
    for dimension, (axis, below) in enumerate(zip(lattice.axes, lattice.parts, strict=True)):
        by_axis = np.moveaxis(keys, dimension, 0).reshape(len(axis), -1)
        for parent, children in below.items():
            whole = by_axis[axis.index(parent)]
            parts = by_axis[[axis.index(child) for child in children]].T
            for total, cells in zip(whole, parts, strict=True):
                yield total, tuple(sorted(cells))
