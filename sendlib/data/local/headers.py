"""Where the header of a grid is, and which column of a contract each of its cells names."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from sendlib.contracts.local_files import LocalColumn, LocalFile, local_files

# endings of a contract's names that people leave out of a header
_UNITS = ("_gbp", "_percent", "_miles")
_SIGNS = {"£": "", "%": "percent", "&": "and"}


@dataclass(frozen=True)
class Header:
    """The header of a grid.

    rows: how many rows of the grid end with it. places: column of the contract -> place in a row,
    from 0. width: cells of a row. unknown: place -> text of header cells that name no column;
    repeated: place -> the column that a cell names again.
    """

    rows: int
    places: Mapping[str, int]
    width: int
    unknown: Mapping[int, str]
    repeated: Mapping[int, str]
    is_one_row: bool = True

    def missing(self, contract: LocalFile) -> list[str]:
        """Return the required columns that the header lacks."""
        return [name for name in contract.required if name not in self.places]


def header_key(text: str) -> str:
    """Return what two spellings of a header have in common: letters and digits, without case."""
    for sign, word in _SIGNS.items():
        text = text.replace(sign, word)
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def find_header(
    head: Sequence[Sequence[str]], contract: LocalFile, own: Mapping[str, str] | None = None
) -> Header | None:
    """Return the header among the first rows of a grid; None where no row names a column.

    Titles may stand above it. A header of two rows, the upper one of merged cells (“Weekly cost”
    over “Education” and “Health”), counts as one.

    Args:
        head: the first rows.
        contract: what the file holds.
        own: headers of the user's own -> the contract's column.
    """
    names = _names(contract, own or {})
    found = []
    for index, row in enumerate(head):
        found.append(_matched([[text] for text in row], names, rows=index + 1))
        if index + 1 < len(head):
            spanned = _spanned(row, head[index + 1])
            found.append(_matched(spanned, names, rows=index + 2))
    # the most columns; of such the first, and then a row of its own before one with a row above
    best = max(found, key=lambda one: (len(one.places), -one.rows, one.is_one_row), default=None)
    return best if best and best.places else None


@cache
def known_headers() -> frozenset[str]:
    """Return every spelling of a header that any contract knows, as `header_key` has it."""
    return frozenset(key for one in local_files().values() for key in _names(one, {}))


def spreadsheet_letters(place: int) -> str:
    """Return what a spreadsheet calls a column, A for place 0."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _names(contract: LocalFile, own: Mapping[str, str]) -> dict[str, str]:
    """Return the column that each known spelling of a header names; a name beats an alias."""
    known: dict[str, str] = {}
    for name, column in contract.columns.items():
        for text in _spellings(name, column):
            known.setdefault(header_key(text), name)
    known |= {header_key(name): name for name in contract.columns}
    known |= {header_key(text): name for text, name in own.items()}
    return known


def _spellings(name: str, column: LocalColumn) -> list[str]:
    short = [name.removesuffix(unit) for unit in _UNITS if name.endswith(unit)]
    return [*column.aliases, *short]


def _matched(cells: Sequence[Sequence[str]], names: Mapping[str, str], *, rows: int) -> Header:
    """Return the header of some cells, each with the texts that may name its column."""
    places: dict[str, int] = {}
    unknown: dict[int, str] = {}
    repeated: dict[int, str] = {}
    for place, texts in enumerate(cells):
        name = next((names[key] for key in map(header_key, texts) if key in names), None)
        if name is None:
            if texts[-1].strip():
                unknown[place] = texts[-1].strip()
        elif name in places:
            repeated[place] = name
        else:
            places[name] = place
    width = max((place + 1 for place, texts in enumerate(cells) if texts[-1].strip()), default=0)
    is_one_row = all(len(texts) == 1 for texts in cells)
    return Header(rows, places, width, unknown, repeated, is_one_row)


def _spanned(upper: Sequence[str], lower: Sequence[str]) -> list[list[str]]:
    """Return what may name each column of a header of two rows, the merged cells above included."""
    cells, spanning = [], ""
    for place in range(max(len(upper), len(lower))):
        above = upper[place].strip() if place < len(upper) else ""
        below = lower[place].strip() if place < len(lower) else ""
        spanning = above or spanning
        cells.append([f"{spanning} {below}", below] if below else [above])
    return cells
