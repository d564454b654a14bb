"""The lines of local files as people write them: days, money, yes and no, each file its own way."""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

import pandas as pd

from sendlib.contracts.local_files import LocalColumn, code_sets, local_files

Cell = str | int | float | bool | datetime.datetime | None


@dataclass(frozen=True)
class Style:
    """How one file writes its cells.

    dates: pattern of strftime. money: with a pound sign and commas. yes, no: the words. labels:
    words instead of codes. typed: cells keep their types, as in a workbook. percent: with a sign.
    """

    dates: str = "%d/%m/%Y"
    money: bool = False
    yes: str = "yes"
    no: str = "no"
    labels: bool = False
    typed: bool = False
    percent: bool = False


@dataclass(eq=False)
class Line:
    """One row.

    cells: by header. fields: how many of them are written, all where None. loose: written without
    the quotes that cells with the delimiter need.
    """

    cells: dict[str, Cell]
    fields: int | None = None
    loose: bool = False


@dataclass
class Sheet:
    """The rows of one local file as written.

    above: rows over the header. headers: what stands in the header, by the name of the column.
    """

    name: str
    columns: list[str]
    lines: list[Line]
    above: list[str] = field(default_factory=list)

    def number(self, line: Line) -> int:
        """Return the number of a line as a spreadsheet has it."""
        at = next(number for number, one in enumerate(self.lines) if one is line)
        return at + len(self.above) + 2


def sheet(name: str, table: pd.DataFrame, style: Style, *, above: Iterable[str] = ()) -> Sheet:
    """Return a table as the lines of its local file.

    Args:
        name: of the local file.
        table: in the columns of its contract.
        style: how it is written.
        above: rows over the header.
    """
    contract = local_files()[name]
    columns = [str(column) for column in table]
    written = [_written(table[column], contract.columns[column], style) for column in columns]
    lines = [Line(dict(zip(columns, row, strict=True))) for row in zip(*written, strict=True)]
    return Sheet(name, columns, lines, list(above))


def _written(values: pd.Series, column: LocalColumn, style: Style) -> list[Cell]:
    write = _writer(column, style)
    missing = values.isna().to_numpy()
    if column.kind == "date" and not style.typed:
        values, write = values.dt.strftime(style.dates), str
    plain = values.to_list()
    return [None if absent else write(value) for value, absent in zip(plain, missing, strict=True)]


def _writer(column: LocalColumn, style: Style) -> Callable[..., Cell]:
    kind = column.kind
    if kind == "date":
        return _as_is
    if kind == "yes_no":
        return lambda value: style.yes if value else style.no
    if kind == "code" and style.labels:
        labels = code_sets()[str(column.codes)]
        return lambda value: labels[str(value)]
    if kind in ("whole", "number", "money", "percent"):
        return _number if style.typed else _number_writer(kind, style)
    return str


def _as_is(value: datetime.datetime) -> datetime.datetime:
    return pd.Timestamp(value).to_pydatetime()


def _number(value: float) -> Cell:
    return int(value) if float(value).is_integer() else float(value)


def _number_writer(kind: str, style: Style) -> Callable[[float], str]:
    if kind == "money" and style.money:
        return lambda value: f"£{value:,.2f}"
    sign = "%" if kind == "percent" and style.percent else ""
    return lambda value: f"{_number(value)}{sign}"
