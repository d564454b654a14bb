"""SEND Tribunal tables in the two shapes that are no plain table: as published, and for 2025.

Known defects of the published table. Some LA codes are another council's (Cambridgeshire has
823, Nottinghamshire 928): the name decides, and the pairing is kept for the check of codes. A name
may end in the number of a footnote. `-` stands where no appeal was registered, though the table
does not say so, and is read as not published. The appeal rate of 2024 stands there twice: on all
appealable decisions, and “in development” on those of the year.
"""

import re

import pandas as pd

from sendlib.contracts.areas import ENGLAND
from sendlib.data.areas import from_dfe_code, from_name, from_region
from sendlib.data.layouts import same_kind
from sendlib.data.names import name_pairs
from sendlib.data.published import TOTAL, cell_facts, csv_columns, csv_frame, csv_rows
from sendlib.data.read import Read
from sendlib.errors import SourceError

TITLE = "SEND Tribunal appeals and appeal rate"
_FOOTNOTES = re.compile(r"\d+(,\d+)*$")
_HEADINGS = ("Local Authority", "LA code")
_PARTIAL = "England total excluding suppressed"
_IN_DEVELOPMENT = "In development: "
_FIELDS = ("Appeals registered", "Total Appealable Decisions", "SEND Tribunal Appeal Rate")
_MEASURES = {
    "appeals": "appeals_registered",
    "decisions": "appealable_decisions",
    "rate_pc": "appeal_rate_pc",
}
_YEARS = ("2024", "2025")
_COLUMNS = {
    f"{measure}_{year}": (field, year) for year in _YEARS for measure, field in _MEASURES.items()
}


def read_latest(text: str, source: str) -> list[Read] | None:
    """Read the table of 2024 and 2025 as facts of `tribunals_2025`.

    Its decisions are those of the year, for both years: the basis that the table to 2024 calls
    in development. So 2024 is not the 2024 of `tribunals`, and the two make no one series.
    """
    columns = ("old_la_code", "la_name", *_COLUMNS)
    if not same_kind(csv_columns(text, name=source), columns, title=TITLE, name=source):
        return None
    frame = csv_frame(text, name=source)
    area = frame["old_la_code"].map(from_dfe_code)
    _require_known(area, frame["la_name"], source=source)
    parts = [
        _cells(area, period=year, field=field, cells=frame[column])
        for column, (field, year) in _COLUMNS.items()
    ]
    table = cell_facts(pd.concat(parts, ignore_index=True), source=source)
    names = name_pairs(area, source=source, code=frame["old_la_code"], name=frame["la_name"])
    return [Read("tribunals_2025", "tribunals", f"{TITLE}, 2024 and 2025", source, table, names)]


def read_published(text: str, source: str) -> list[Read] | None:
    """Read the table as published as facts of `tribunals_published`, fields without footnotes.

    The total without suppressed areas has the breakdown topic and breakdown of that name.
    """
    if not text[:200].lstrip('"').startswith("SEND Appeal rate"):
        return None
    rows = [[cell.strip() for cell in row] for row in csv_rows(text, name=source)]
    start = next((at for at, row in enumerate(rows) if tuple(row[:2]) == _HEADINGS), None)
    if start is None or start + 2 > len(rows):
        raise SourceError(
            f"{source}: looks like “{TITLE}” without its headings {', '.join(_HEADINGS)}: another "
            "edition, or damaged; use the edition that data_raw/sources.yml names"
        )
    headings = _headings(rows[start], rows[start + 1], source=source)
    body = [row for row in rows[start + 2 :] if row[0] and any(row[2:])]
    width = len(headings) + 2
    if not body or any(len(row) < width for row in body):
        raise SourceError(f"{source}: rows of unequal length, or none; download the file again")
    frame = pd.DataFrame([row[:width] for row in body], dtype=str)
    name = frame[0].map(lambda text: _FOOTNOTES.sub("", text))
    area = name.map(_area)
    _require_known(area, name, source=source)
    partial = name == _PARTIAL
    topic = pd.Series(TOTAL, index=frame.index).mask(partial, _PARTIAL)
    parts = [
        _cells(area, period=year, field=field, cells=frame[place], topic=topic)
        for place, (field, year) in enumerate(headings, start=2)
    ]
    table = cell_facts(pd.concat(parts, ignore_index=True), source=source)
    councils = area != ENGLAND
    names = name_pairs(area[councils], source=source, code=frame[1], name=name)
    return [Read("tribunals_published", "tribunals", TITLE, source, table, names)]


def _headings(years: list[str], fields: list[str], *, source: str) -> list[tuple[str, str]]:
    """Return the field and year of each column of figures."""
    found: list[tuple[str, str]] = []
    year = ""
    for heading, field in zip(years[2:], fields[2:], strict=False):
        year = heading or year
        found.append((_FOOTNOTES.sub("", field), year))
    known = {*_FIELDS, *(_IN_DEVELOPMENT + field for field in _FIELDS[1:])}
    strange = {field for field, _ in found} - known
    absent = set(_FIELDS) - {field for field, _ in found}
    wrong_years = {year for _, year in found if not re.fullmatch(r"\d{4}", year)}
    if strange or absent or wrong_years:
        raise SourceError(
            f"{source}: looks like “{TITLE}” but is an edition no reader knows. New columns: "
            f"{', '.join(sorted(strange | wrong_years)) or 'none'}. Columns gone: "
            f"{', '.join(sorted(absent)) or 'none'}. Use the edition in data_raw/sources.yml."
        )
    return found


def _area(name: str) -> str | None:
    return ENGLAND if name in ("England Total", _PARTIAL) else from_name(name) or from_region(name)


def _require_known(area: pd.Series, name: pd.Series, *, source: str) -> None:
    if area.isna().any():
        raise SourceError(
            f"{source}: areas that are no English council, region or England: "
            f"{name[area.isna()].unique()[:3].tolist()}; download the file again"
        )


def _cells(
    area: pd.Series,
    *,
    period: str,
    field: str,
    cells: pd.Series,
    topic: pd.Series | str = TOTAL,
) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "area_code": area,
            "period": period,
            "breakdown_topic": topic,
            "breakdown": topic,
            "field": field,
            "cell": cells,
        }
    )
