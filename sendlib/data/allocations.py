"""High needs workbooks whose headings stand in several rows: allocations, budget and outturn.

A field is named by the path of its headings: `High_needs_block: Total high needs block before
deductions (£s)`, `Section 251 outturn: Place funding: Primary`.

Known defects. The outturn workbook of the benchmarking tool has columns whose formulas point at a
file that was not published with it (`#REF!`, and amounts per head that are all 0): they are not
read. The allocations leave out City of London and Isles of Scilly, and have rows for kinds of
authority (metropolitan, unitary), which are not read either.
"""

import re

import pandas as pd

from sendlib.contracts.areas import ENGLAND
from sendlib.data.areas import from_dfe_code, from_region
from sendlib.data.layouts import same_kind
from sendlib.data.names import name_pairs
from sendlib.data.periods import financial
from sendlib.data.published import TOTAL, cell_facts
from sendlib.data.read import Read
from sendlib.data.workbooks import Sheets
from sendlib.errors import SourceError

ALLOCATIONS_TITLE = "Dedicated schools grant allocations"
OUTTURN_TITLE = "High needs benchmarking tool: budget and outturn"
_FORMULA = re.compile(r"^(\[[A-Z]\]|=.*)$")

_SECTIONS = ("Section 251 budget", "Section 251 outturn")
_PHASES = (
    "Early Years", "Primary", "Secondary", "Special schools and academies",
    "PRUs and AP academies", "Post School",
)  # fmt: skip
_PLACES = "Place funding"
_TOP_UPS = (
    "Top up funding (maintained schools, academies, free schools and colleges)",
    "Top up funding (non-maintained and independent schools and colleges)",
)
_SERVICES = (
    "SEN support and inclusion services", "Alternative provision services",
    "Hospital education services", "Therapies and other health related services",
)  # fmt: skip
_OUTTURN_START = ["Region", "LA code", "LA name"]
_POPULATION = "2-18 Population (ONS mid-2021 projection)"
_PLANS = "No. aged up to 25 with SEN statement or EHCP"
_SETTINGS = (
    "Mainstream schools or academies", "Resourced provision or SEN units",
    "Maintained special schools or special academies", "NMSS or independent schools",
    "Hospital schools or alternative provision", "Post 16", "Other",
)  # fmt: skip
_PLACEMENTS = "of these, placements in:"
OUTTURN_FIELDS = (
    _POPULATION,
    _PLANS,
    *(f"{_PLACEMENTS} {setting}" for setting in _SETTINGS),
    *(
        f"{section}: {path}"
        for section in _SECTIONS
        for path in (
            _PLACES,
            *(f"{_PLACES}: {phase}" for phase in _PHASES),
            *(
                path
                for top_up in _TOP_UPS
                for path in (top_up, *(f"{top_up}: {phase}" for phase in (*_PHASES, "Income")))
            ),
            *_SERVICES,
        )
    ),
)


def read_allocations(sheets: Sheets, source: str) -> list[Read] | None:
    """Read every sheet of the allocations as facts of `dsg_allocations`."""
    found = [
        _allocation_cells(name, rows, source=source)
        for name, rows in sheets.items()
        if rows and rows[0][0].startswith("Dedicated schools grant")
    ]
    if not found:
        return None
    cells = pd.concat(found, ignore_index=True)
    table = cell_facts(cells.drop(columns=["code", "name"]), source=source)
    councils = cells[cells["name"] != ""]
    names = name_pairs(
        councils["area_code"],
        source=source,
        period=councils["period"],
        code=councils["code"],
        name=councils["name"],
    )
    return [Read("dsg_allocations", "dsg_allocations", ALLOCATIONS_TITLE, source, table, names)]


def _allocation_cells(sheet: str, rows: list[list[str]], *, source: str) -> pd.DataFrame:
    start = next((at for at, row in enumerate(rows) if row[0] == "ENGLAND"), None)
    year = re.search(r"(\d{4}) to (\d{4})", rows[0][0])
    if start is None or year is None:
        raise SourceError(
            f"{source}: sheet {sheet}: looks like “{ALLOCATIONS_TITLE}” without a year in its "
            "title or a row for England: another edition; use the one in data_raw/sources.yml"
        )
    headings = [row for row in rows[:start] if not any(map(_FORMULA.match, row))]
    paths = _paths([row[2:] for row in headings if any(row[2:])])
    body = [row for row in rows[start:] if any(row[2:])]
    areas = [_allocation_area(row[0]) for row in body]
    period = financial(f"{year[1]}-{year[2][2:]}")
    parts = [
        pd.DataFrame(
            {
                "area_code": pd.Series(areas, dtype=object),
                "period": period,
                "breakdown_topic": TOTAL,
                "breakdown": TOTAL,
                "field": f"{sheet}: {path}",
                "cell": [row[place] for row in body],
                "code": [row[0] for row in body],
                "name": [row[1] for row in body],
            }
        )
        for place, path in enumerate(paths, start=2)
        if path
    ]
    return pd.concat(parts, ignore_index=True)


def _allocation_area(cell: str) -> str | None:
    return ENGLAND if cell == "ENGLAND" else from_dfe_code(cell) or from_region(cell.title())


def _paths(headings: list[list[str]]) -> list[str]:
    """Return the headings of each column, from the top; a merged heading holds to the next."""
    levels: list[list[str]] = []
    for number, row in enumerate(headings):
        level: list[str] = []
        for place, cell in enumerate(row):
            above_is_new = any(upper[place] != upper[place - 1] for upper in levels if place)
            merged = number < len(headings) - 1 and not cell and place and not above_is_new
            level.append(level[-1] if merged else cell)
        levels.append(level)
    return [": ".join(filter(None, dict.fromkeys(column))) for column in zip(*levels, strict=True)]


def read_outturn(sheets: Sheets, source: str) -> list[Read] | None:
    """Read the benchmarking workbook as facts of `high_needs_outturn`: pounds, plans, people."""
    for rows in sheets.values():
        start = next((at for at, row in enumerate(rows) if row[1:4] == _OUTTURN_START), None)
        if start is None or start < 2 or start + 1 >= len(rows):
            continue
        fields = _outturn_fields(*rows[start - 2 : start + 2])
        if same_kind(fields.values(), OUTTURN_FIELDS, title=OUTTURN_TITLE, name=source):
            return _outturn(rows, fields, source=source)
    return None


def _outturn_fields(
    sections: list[str], lines: list[str], heads: list[str], leaves: list[str]
) -> dict[int, str]:
    """Return the path of headings of each column that is read, by its place."""
    found: dict[int, str] = {}
    section = group = ""
    for place in range(4, len(heads)):
        section = sections[place] or section
        head, line = (_plain(cells[place]) for cells in (heads, lines))
        if section in _SECTIONS and line and not line.startswith("Table"):
            begins = bool(head) and not head.startswith("of which")
            group = line if begins else group
            found[place] = f"{section}: {group}" + ("" if begins else f": {line}")
        elif not section and (head or leaves[place]):
            group = head or group
            placed = group == _PLACEMENTS
            found[place] = f"{_PLACEMENTS} {_plain(leaves[place])}" if placed else head
    return found


def _plain(heading: str) -> str:
    return re.sub(r"\s*\(\d\)$", "", re.sub(r"\s+", " ", heading).strip())


def _outturn(rows: list[list[str]], fields: dict[int, str], *, source: str) -> list[Read]:
    year = next((row[2] for row in rows if row[1] == "Year"), "")
    try:
        period = financial(year)
    except ValueError as error:
        raise SourceError(f"{source}: cell beside “Year”: {error}") from error
    body = [row for row in rows if re.fullmatch(r"\d{3}", row[2])]
    area = pd.Series([from_dfe_code(row[2]) for row in body], dtype=object)
    parts = [
        pd.DataFrame(
            {
                "area_code": area,
                "period": period,
                "breakdown_topic": TOTAL,
                "breakdown": TOTAL,
                "field": field,
                "cell": [row[place] for row in body],
            }
        )
        for place, field in fields.items()
    ]
    table = cell_facts(pd.concat(parts, ignore_index=True), source=source)
    names = name_pairs(
        area,
        source=source,
        period=period,
        code=pd.Series([row[2] for row in body]),
        name=pd.Series([row[3] for row in body]),
    )
    publication = "high_needs_benchmarking"
    return [Read("high_needs_outturn", publication, OUTTURN_TITLE, source, table, names)]
