"""The file layouts that sendlib knows, and how a file is recognised by its columns."""

from collections.abc import Collection, Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict

from sendlib.errors import SourceError

# share of its own columns (when and where aside) from which a file is a new edition of a layout
NEAR = 0.5


class Header(BaseModel):
    """Which published columns say when and where a row is about.

    published: the column with the code as first published, where `dfe` is a corrected one.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    period: str | None = None
    level: str | None = None
    dfe: str | None = None
    ons: str | None = None
    name: str | None = None
    region: str | None = None
    region_name: str | None = None
    published: str | None = None
    ignored: tuple[str, ...] = ()

    @property
    def area_columns(self) -> dict[str, str]:
        """The roles that identify an area and the column that plays each."""
        roles = ("dfe", "ons", "name", "region", "region_name")
        return {role: column for role in roles if (column := getattr(self, role))}

    @property
    def columns(self) -> tuple[str, ...]:
        named = (self.period, self.level, *self.area_columns.values(), self.published)
        named = (*named, *self.ignored)
        return tuple(column for column in named if column)


class Layout(BaseModel):
    """One edition of one published table: its columns, and what each of them is."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    dataset: str
    title: str
    publication: str
    edition: str
    header: Header
    period: Literal["january", "calendar", "academic", "financial"]
    topic: str | None = None
    breakdown: str | None = None
    fields: tuple[str, ...] = ()
    name: str | None = None
    value: str | None = None
    ignored: tuple[str, ...] = ()
    rows: dict[str, tuple[str, ...]] = {}
    first_row: dict[str, str] = {}
    fixed_period: str | None = None

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column that a file of this layout has."""
        named = (self.topic, self.breakdown, self.name, self.value)
        found = (*self.header.columns, *(column for column in named if column), *self.fields)
        return tuple(dict.fromkeys((*found, *self.ignored)))


@cache
def layouts() -> tuple[Layout, ...]:
    """Return every layout of the packaged list, in its order."""
    text = files("sendlib.data").joinpath("layouts.yml").read_text(encoding="utf-8")
    listed = yaml.load(text, Loader=yaml.CSafeLoader)
    headers = {name: Header.model_validate(value) for name, value in listed["headers"].items()}
    return tuple(
        Layout.model_validate({**entry, "header": _header(entry["header"], headers)})
        for entry in listed["layouts"]
    )


def _header(given: object, headers: dict[str, Header]) -> Header:
    return headers[given] if isinstance(given, str) else Header.model_validate(given)


def recognised(
    columns: Collection[str], *, name: str, first_row: Mapping[str, str] | None = None
) -> Layout | None:
    """Return the layout a file has, None where it resembles none of them.

    Args:
        columns: the file's column names, as published.
        first_row: cells of the first row by lower-case column name; it tells apart layouts that
            share their columns (needs of all plans, needs of new plans).
        name: the file, as the user knows it.

    Raises:
        SourceError: the file resembles a layout without being it, as a new edition would.
    """
    found = _folded(columns)
    best: tuple[float, Layout] | None = None
    for layout in layouts():
        expected = _folded(layout.columns)
        if found == expected and _fits(layout, first_row or {}):
            return layout
        header = _folded(layout.header.columns)
        own, theirs = expected - header, found - header
        likeness = len(own & theirs) / len(own | theirs)
        if best is None or likeness > best[0]:
            best = (likeness, layout)
    if best is None or best[0] < NEAR:
        return None
    raise SourceError(_new_edition(found, best[1], name=name))


def _fits(layout: Layout, first_row: Mapping[str, str]) -> bool:
    return all(first_row.get(column) == cell for column, cell in layout.first_row.items())


def _folded(columns: Iterable[str]) -> set[str]:
    return {column.strip().lower() for column in columns if column.strip()}


def same_kind(found: Iterable[str], expected: Iterable[str], *, title: str, name: str) -> bool:
    """Say whether a table has just the columns expected, for readers of one kind of file.

    Args:
        found: its column names or headings.
        expected: those of the edition the reader knows.
        title: what such a file is called in an error.
        name: the file, as the user knows it.

    Raises:
        SourceError: the table resembles the kind without being it, as a new edition would.
    """
    own, theirs = set(expected), {column.strip() for column in found if column.strip()}
    if own == theirs:
        return True
    if not own & theirs or len(own & theirs) / len(own | theirs) < NEAR:
        return False
    raise SourceError(
        f"{name}: looks like “{title}” but is an edition no reader knows. "
        f"{_differences(theirs, own)} Use the edition that data_raw/sources.yml names."
    )


def _differences(found: set[str], expected: set[str]) -> str:
    new = ", ".join(sorted(found - expected)) or "none"
    gone = ", ".join(sorted(expected - found)) or "none"
    return f"New columns: {new}. Columns gone: {gone}."


def _new_edition(found: set[str], layout: Layout, *, name: str) -> str:
    return (
        f"{name}: looks like “{layout.title}” ({layout.dataset}, edition {layout.edition}) "
        f"but is an edition no reader knows. {_differences(found, _folded(layout.columns))} "
        "Use the edition named, or add this one to sendlib/data/layouts.yml."
    )
