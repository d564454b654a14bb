"""The cells of linked tables: which of them are the same, and which sums bind them together.

A cell is known by what is counted (its population) and by its categories, totals left out. Two
tables that show the same population by need and setting and by need and age therefore share the
row of needs, and whatever protects it in one protects it in the other.

A combination of categories without a row is read as follows. Where its parts come to nothing it is
a known zero, as it is where it has no parts. Where they come to more it is a total nobody prints:
the attacker does not see it, but knows that it binds the cells above and below it. Tables that are
not printed at all may be given too: counts of the same people by more variables at once, which
cannot be negative, limit what tables by fewer of them can be.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from scipy import sparse

from sendlib.errors import ContractError
from sendlib.measures.disclosure_swaps import FIXED, FREE, Grid, lines_of
from sendlib.measures.disclosure_tables import (
    TOTAL,
    Bools,
    CountTable,
    Floats,
    Key,
    Keys,
    Lattice,
    Sum,
    Whole,
    cell_key,
    describe,
    keys_of,
    lattice_of,
    sums_of,
)


@dataclass(frozen=True)
class System:
    """Cells and sums of all tables, in an order that does not depend on that of rows or tables.

    Attributes:
        keys: each cell's key, sorted.
        count: its true count.
        sums: one row per sum, 1 for each part and -1 for the total; times `count` it is 0.
        hideable: printed in some table, and not known from elsewhere.
        unseen: printed in no table, so never seen by the attacker.
        primary: hidden whatever else is.
        small: below the threshold, zeros included.
        cost: preference between patterns with equally many cells, 0 to 1, low hidden first.
        rows: per table, the cell of each row.
        grids: per table, its cross.
    """

    keys: list[Key]
    count: Whole
    sums: sparse.csr_array
    hideable: Bools
    unseen: Bools
    primary: Bools
    small: Bools
    cost: Floats
    rows: list[Whole]
    grids: list[Grid] = field(default_factory=list)


@dataclass
class _Found:
    """What the tables say of their cells, taken together."""

    counts: dict[Key, int] = field(default_factory=dict)
    named_in: dict[Key, set[str]] = field(default_factory=dict)
    printed: set[Key] = field(default_factory=set)
    unprinted: set[Key] = field(default_factory=set)
    forced: set[Key] = field(default_factory=set)
    sums: set[Sum] = field(default_factory=set)

    def add_rows(self, table: CountTable, lattice: Lattice, keys: Keys) -> None:
        """Take in the cells that have a row."""
        for place in zip(*np.nonzero(lattice.row >= 0), strict=True):
            key, count = keys[place], int(lattice.count[place])
            if self.counts.setdefault(key, count) != count:
                raise ContractError(
                    f"{describe(key)} is {count} in table {table.name!r}, expected "
                    f"{self.counts[key]} as in {', '.join(sorted(self.named_in[key]))}: count one "
                    "population the same way everywhere"
                )
            self.named_in.setdefault(key, set()).add(table.name)
            if table.printed:
                self.printed.add(key)
                if table.primary is not None and table.primary[lattice.row[place]]:
                    self.forced.add(key)

    def add_rest(self, table: CountTable, lattice: Lattice, keys: Keys) -> None:
        """Take in the cells without a row, and all sums.

        Where such a cell is not what another table counts under its key, the table's categories
        are not all there are, and the cell is its own.
        """
        for place in zip(*np.nonzero(lattice.row < 0), strict=True):
            count = int(lattice.count[place])
            if self.counts.get(keys[place], count) != count:
                population, categories = keys[place]
                keys[place] = (population, (*categories, ("only in", table.name)))
            self.counts[keys[place]] = count
            self.named_in.setdefault(keys[place], set()).add(table.name)
        if not table.printed:
            self.unprinted.update(keys.ravel())
        self.sums.update(sums_of(keys, lattice))


def assemble(tables: Sequence[CountTable], *, threshold: int, known: Iterable[Key] = ()) -> System:
    """Return the cells and sums of tables that are protected together.

    Args:
        tables: the tables.
        threshold: smallest count that may be shown.
        known: keys of cells whose count is published elsewhere; they cannot be hidden.

    Raises:
        ContractError: a table's columns, counts or sums do not hold, or two tables disagree.
    """
    found = _Found()
    taken = [(table, lattice_of(table)) for table in sorted(tables, key=lambda one: one.name)]
    crosses = [(table, lattice, keys_of(table, lattice)) for table, lattice in taken]
    for table, lattice, keys in crosses:
        found.add_rows(table, lattice, keys)
    for table, lattice, keys in crosses:
        found.add_rest(table, lattice, keys)
    found.sums.update(_sums_across(tables, found.counts))
    given = set(known)
    sums = _binding(found, given)
    bound = {cell for total, parts in sums for cell in (total, *parts)}
    cells = sorted(found.printed | bound)
    place = {key: at for at, key in enumerate(cells)}
    count = np.array([found.counts[key] for key in cells], dtype=np.int64)
    hideable = _among(cells, found.printed - given)
    forced = _among(cells, found.forced)
    small = count < threshold
    return System(
        keys=cells,
        count=count,
        sums=_matrix(sums, place),
        hideable=hideable,
        unseen=~_among(cells, found.printed | given)
        & ((count > 0) | _among(cells, found.unprinted)),
        primary=hideable & ((small & (count > 0)) | forced),
        small=small | forced,
        cost=_cost(cells, count, sums),
        rows=[_row_cells(table, place) for table in tables if table.printed],
        grids=[_grid(lattice, keys, sums, place) for _, lattice, keys in crosses],
    )


def _among(keys: Sequence[Key], chosen: set[Key]) -> Bools:
    return np.array([key in chosen for key in keys], dtype=bool)


def _sums_across(tables: Sequence[CountTable], counts: Mapping[Key, int]) -> Iterator[Sum]:
    """Yield sums whose total stands in one table and whose parts, by hierarchy, in others."""
    declared: dict[tuple[str, str], dict[str, str]] = {}
    for table in tables:
        for name, parents in table.hierarchies.items():
            declared.setdefault((table.population, name), {}).update(parents)
    for (population, name), parents in sorted(declared.items()):
        for parent in sorted(set(parents.values()) - {TOTAL}):
            children = [child for child in parents if parents[child] == parent]
            for key in sorted(counts):
                if key[0] != population or (name, parent) not in key[1]:
                    continue
                rest = {one: value for one, value in key[1] if one != name}
                cells = [cell_key(population, {**rest, name: child}) for child in children]
                if not all(cell in counts for cell in cells):
                    continue
                if sum(counts[cell] for cell in cells) != counts[key]:
                    raise ContractError(
                        f"{describe(key)} is {counts[key]}, expected "
                        f"{sum(counts[cell] for cell in cells)}, the sum of {sorted(children)}"
                    )
                yield key, tuple(sorted(cells))


def _binding(found: _Found, known: set[Key]) -> list[Sum]:
    """Leave out sums that say nothing: their total is unseen and bound by nothing else."""
    kept = sorted(found.sums)
    seen = found.printed | known
    while True:
        parts = {cell for _, cells in kept for cell in cells}
        loose = {
            total
            for total, _ in kept
            if total not in seen
            and total not in parts
            and found.counts[total] > 0
            and len(found.named_in[total]) == 1
        }
        if not loose:
            return kept
        kept = [one for one in kept if one[0] not in loose]


def _matrix(sums: Sequence[Sum], place: Mapping[Key, int]) -> sparse.csr_array:
    entries = [
        (at, place[cell], sign)
        for at, (total, cells) in enumerate(sums)
        for cell, sign in [(total, -1.0), *((cell, 1.0) for cell in cells)]
    ]
    rows, columns, values = zip(*entries, strict=True) if entries else ((), (), ())
    return sparse.csr_array((values, (rows, columns)), shape=(len(sums), len(place)), dtype=float)


def _cost(keys: Sequence[Key], count: Whole, sums: Sequence[Sum]) -> Floats:
    """Prefer to hide cells that are no totals, then small counts, then those first by key."""
    place = {key: at for at, key in enumerate(keys)}
    ways = np.zeros(len(keys))
    for total, _ in sums:
        ways[place[total]] += 1
    most = max(ways.max(initial=0), 1.0)
    size = np.log1p(count) / max(float(np.log1p(count.max(initial=0))), 1.0)
    order = np.arange(len(keys)) / max(len(keys), 1)
    return np.asarray(0.6 * ways / most + 0.35 * size + 0.05 * order, dtype=np.float64)


def _grid(lattice: Lattice, keys: Keys, sums: Sequence[Sum], place: Mapping[Key, int]) -> Grid:
    """Return a table's cross; cells that sums of other tables bind are fixed."""
    own = set(sums_of(keys, lattice))
    tied = {cell for one in sums if one not in own for cell in (one[0], *one[1])}
    cells = np.empty(keys.shape, dtype=np.int64)
    for at, key in np.ndenumerate(keys):
        cells[at] = FIXED if key in tied else place.get(key, FREE)
    pairs = zip(lattice.axes, lattice.parts, strict=True)
    return Grid(cells=cells, lines=tuple(lines_of(axis, parts) for axis, parts in pairs))


def _row_cells(table: CountTable, place: Mapping[Key, int]) -> Whole:
    labels = [table.counts[name].astype(str).tolist() for name in table.dimensions]
    cells = [
        place[
            cell_key(
                table.population,
                {**table.where, **dict(zip(table.dimensions, row, strict=True))},
            )
        ]
        for row in zip(*labels, strict=True)
    ]
    return np.array(cells, dtype=np.int64)
