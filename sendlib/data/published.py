"""One published table to facts: the step from a file's own columns to `area_code, period, ...`."""

import csv
import io
from collections.abc import Sequence

import pandas as pd

from sendlib.contracts.tables import FACT_COLUMNS, FACT_KEYS, checked_facts
from sendlib.data.areas import present, resolved, told_apart
from sendlib.data.layouts import Layout
from sendlib.data.names import name_pairs
from sendlib.data.periods import RULES
from sendlib.data.symbols import parsed_values
from sendlib.errors import SourceError

TOTAL = "Total"
LONGEST_CELL = 131_072  # characters
_HTML = (b"<!doctype html", b"<html", b"<?xml")


def decoded(content: bytes, *, name: str) -> str:
    """Return the text of a CSV file, with or without byte order mark.

    Raises:
        SourceError: the file is empty, or its bytes are not UTF-8 text.
    """
    if not content.strip():
        raise SourceError(f"{name}: the file is empty; download it again")
    if content.lstrip(b"\xef\xbb\xbf \r\n\t")[:14].lower().startswith(_HTML):
        raise SourceError(
            f"{name}: a web page, not a data file (an error page saved under its name); "
            "download it again"
        )
    if b"\x00" in content[:4096]:
        raise SourceError(f"{name}: not a text file; expected a CSV in UTF-8; download it again")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SourceError(
            f"{name}: byte {error.start} is not UTF-8 text; expected a CSV in UTF-8; "
            "download it again, or save it as “CSV UTF-8”"
        ) from error


def csv_rows(text: str, *, name: str) -> list[list[str]]:
    """Return the rows of a CSV that hold a cell, its header among them.

    Raises:
        SourceError: the text breaks the rules of CSV, as a damaged file does.
    """
    csv.field_size_limit(LONGEST_CELL)  # a quote that is never closed is no cell
    try:
        return [row for row in csv.reader(io.StringIO(text, newline="")) if row]
    except csv.Error as error:
        raise SourceError(
            f"{name}: not readable as CSV ({error}): the file is truncated or damaged; "
            "download it again"
        ) from error


def csv_columns(text: str, *, name: str) -> list[str]:
    """Return the column names of a CSV, duplicates included."""
    return next(iter(csv_rows(text.partition("\n")[0], name=name)), [])


def csv_frame(text: str, *, name: str) -> pd.DataFrame:
    """Return a CSV as text cells; a column that stands twice is kept once.

    Raises:
        SourceError: a row has more or fewer cells than the header, as in a truncated file.
    """
    header, *rows = csv_rows(text, name=name)
    header = [column.strip() for column in header]
    width = len(header)
    for number, row in enumerate(rows, start=2):
        if len(row) != width:
            raise SourceError(
                f"{name}: row {number} has {len(row)} cells, the header has {width}: "
                "the file is truncated or damaged; download it again"
            )
    if not rows:
        raise SourceError(f"{name}: has a header and no rows; download it again")
    frame = pd.DataFrame(rows, columns=range(width), dtype=str)
    first = [index for index, column in enumerate(header) if header.index(column) == index]
    return frame[first].set_axis([header[index] for index in first], axis=1)


def facts_from(frame: pd.DataFrame, layout: Layout, *, source: str) -> pd.DataFrame:
    """Return the facts of one published table.

    Args:
        frame: the table as published, all cells text.
        layout: what its columns are.
        source: its path inside data_raw.

    Raises:
        SourceError: an area or a period that cannot be read.
        ContractError: the result breaks the facts contract.
    """
    table = _as_laid_out(frame, layout)
    table = _chosen_rows(table, layout)
    keys = pd.DataFrame(
        {
            **_when_and_where(table, layout, source=source),
            **_breakdowns(table, layout),
        }
    )
    return cell_facts(_long(keys, table, layout), source=source)


def cell_facts(cells: pd.DataFrame, *, source: str) -> pd.DataFrame:
    """Return published cells as facts, each with its number or the reason why there is none.

    Args:
        cells: columns of `FACT_KEYS`, and cell, the text as published; rows without an area are
            left out, rows that stand twice are kept once.
        source: path of the file inside data_raw.

    Raises:
        SourceError: a cell is neither a number nor a known symbol.
        ContractError: the result breaks the facts contract.
    """
    known = cells[cells["area_code"].notna()]
    values = parsed_values(known["cell"])
    _require_read(values, known, source=source)
    facts = known.drop(columns="cell").assign(**values, source=source).drop_duplicates()
    return checked_facts(facts[FACT_COLUMNS], name=source)


def area_names(frame: pd.DataFrame, layout: Layout, *, source: str) -> pd.DataFrame:
    """Return every pairing of code and name in a published table, for the quality checks.

    Returns:
        One row per distinct pairing and period, as `name_pairs` gives them.
    """
    table = _chosen_rows(_as_laid_out(frame, layout), layout)
    header = layout.header
    columns = {"code": header.published or header.dfe, "ons": header.ons, "name": header.name}
    found = _when_and_where(table, layout, source=source)
    return name_pairs(
        found["area_code"],
        source=source,
        period=found["period"],
        **{role: table[column] for role, column in columns.items() if column},
    )


def _as_laid_out(frame: pd.DataFrame, layout: Layout) -> pd.DataFrame:
    """Take the columns of a layout as it spells them, whatever their case in the file."""
    folded: dict[str, str] = {}
    for column in frame.columns:
        folded.setdefault(column.strip().lower(), column)
    taken = {
        name: frame[name if name in frame.columns else folded[name.lower()]]
        for name in layout.columns
    }
    return pd.DataFrame(taken, index=frame.index)


def _chosen_rows(table: pd.DataFrame, layout: Layout) -> pd.DataFrame:
    for column, allowed in layout.rows.items():
        table = table[table[column].isin(allowed)]
    return table


def _when_and_where(table: pd.DataFrame, layout: Layout, *, source: str) -> dict[str, pd.Series]:
    areas = _areas(table, layout, source=source)
    periods = _periods(table, layout, source=source)
    header = layout.header
    if header.dfe is None and header.ons is None:
        keys = [column for column in (layout.topic, layout.breakdown, layout.name) if column]
        repeated = pd.DataFrame({"area": areas, "period": periods}).join(table[keys]).duplicated()
        areas = told_apart(areas, periods=periods, repeated=repeated)
    return {"area_code": areas, "period": periods}


def _areas(table: pd.DataFrame, layout: Layout, *, source: str) -> pd.Series:
    header = layout.header
    areas = resolved(table, level=header.level, columns=header.area_columns)
    named = list(dict.fromkeys(header.area_columns.values()))
    rows = table.loc[areas.isna(), [*([header.level] if header.level else []), *named]]
    unknown = rows[rows[named].map(present).any(axis=1)]
    if len(unknown):
        found = unknown.drop_duplicates().head(3).to_dict("records")
        raise SourceError(
            f"{source}: areas that are no English council, region or England: {found}; "
            "expected a DfE or ONS code, or a name as published by DfE"
        )
    return areas


def _periods(table: pd.DataFrame, layout: Layout, *, source: str) -> pd.Series:
    column = layout.header.period
    if column is None:
        return pd.Series(layout.fixed_period, index=table.index, dtype=object)
    rule = RULES[layout.period]
    try:
        periods = {text: rule(text) for text in table[column].unique()}
    except ValueError as error:
        raise SourceError(f"{source}: column {column}: {error}") from error
    return table[column].map(periods)


def _breakdowns(table: pd.DataFrame, layout: Layout) -> dict[str, object]:
    if layout.breakdown is None:
        return {"breakdown_topic": TOTAL, "breakdown": TOTAL}
    breakdown = table[layout.breakdown].str.strip()
    topic: pd.Series = (
        table[layout.topic].str.strip()
        if layout.topic
        else pd.Series(layout.breakdown, index=table.index)
    )
    if layout.topic is None:
        total = breakdown.str.lower() == TOTAL.lower()
    elif (topic == TOTAL).any():
        total = topic == TOTAL
    else:
        total = breakdown == topic
    return {
        "breakdown_topic": topic.mask(total, TOTAL),
        "breakdown": breakdown.mask(total, TOTAL),
    }


def _long(keys: pd.DataFrame, table: pd.DataFrame, layout: Layout) -> pd.DataFrame:
    parts = [keys.assign(field=field, cell=table[field]) for field in layout.fields]
    if layout.name and layout.value:
        fields = {"field": table[layout.name].str.strip(), "cell": table[layout.value]}
        parts.append(keys.assign(**fields))
    return pd.concat(parts, ignore_index=True)


def _require_read(values: pd.DataFrame, cells: pd.DataFrame, *, source: str) -> None:
    unread = values["reason"].isna()
    if unread.any():
        examples: Sequence[dict[str, object]] = (
            cells.loc[unread, [*FACT_KEYS, "cell"]].head(3).to_dict("records")  # type: ignore[assignment]
        )
        raise SourceError(
            f"{source}: {int(unread.sum())} cells are neither a number nor a known symbol "
            f"(z, x, c, k, low, u, -, ..): {examples}"
        )
