"""Special schools and colleges outside the state sector (DfE): section 41 list, and the others.

Known defects of the section 41 list: three tables stand on one sheet, the last of providers
removed from the list; council names are misspelt or none (Bucks, Kirkby, Thanet), and then the
council comes from the reference, which begins with its code; some are in Wales.
"""

import pandas as pd

from sendlib.contracts.areas import COUNCILS
from sendlib.contracts.published import PROVIDERS
from sendlib.contracts.tables import checked
from sendlib.data.areas import from_dfe_code, from_name
from sendlib.data.layouts import same_kind
from sendlib.data.read import Read
from sendlib.data.workbooks import Sheets

SECTION41_TITLE = "Section 41 approved institutions"
OTHERS_TITLE = "Independent and non-maintained special schools, not section 41"
_SECTION41 = (
    "Getting Information about Schools reference", "Local authority",
    "Institution trading name (1)", "Legal name (2)",
    "Independent special school / Special post-16 institution",
)  # fmt: skip
_APPROVED = "Date approved under section 41"
_REMOVED = "Date removed from list"
_OTHERS = (
    "GIAS reference", "Local Authority", "School Name", "Proprietor Name",
    "Independent/non-maintained special school", "Section41 Approval",
)  # fmt: skip


def read_section41(sheets: Sheets, source: str) -> list[Read] | None:
    """Read the section 41 list as the table `providers`, removed ones included and marked."""
    found: list[dict[str, str | None]] = []
    for rows in sheets.values():
        date = ""
        for row in rows:
            if row[0] == _SECTION41[0]:
                date = row[5] if len(row) > 5 else ""
                expected = (*_SECTION41, _REMOVED if date == _REMOVED else _APPROVED)
                if not same_kind(row, expected, title=SECTION41_TITLE, name=source):
                    date = ""
            elif date and len(row) > 5 and row[2]:
                found.append(_section41(row, removed=date == _REMOVED))
    return _read(found, title=SECTION41_TITLE, source=source) if found else None


def _section41(row: list[str], *, removed: bool) -> dict[str, str | None]:
    reference, council, name, legal_name, kind, date = row[:6]
    return {
        "area_code": _council(council, reference[:3]),
        "published_area": council,
        "reference": reference,
        "name": name,
        "proprietor": legal_name,
        "type": kind.capitalize(),
        "section41": "removed" if removed else "yes",
        "approved_date": "" if removed else date,
        "removed_date": date if removed else "",
    }


def read_others(sheets: Sheets, source: str) -> list[Read] | None:
    """Read the list of schools that are not section 41 approved as the table `providers`."""
    for rows in sheets.values():
        if not rows or not same_kind(rows[0], _OTHERS, title=OTHERS_TITLE, name=source):
            continue
        found = [
            {
                "area_code": _council(council, code),
                "published_area": council,
                "reference": f"{code}/{number}",
                "name": name,
                "proprietor": proprietor,
                "type": kind,
                "section41": approval.lower(),
                "approved_date": "",
                "removed_date": "",
            }
            for code, number, council, name, proprietor, kind, approval, *_ in rows[1:]
            if name
        ]
        return _read(found, title=OTHERS_TITLE, source=source)
    return None


def _council(name: str, code: str) -> str | None:
    found = from_name(name) or from_dfe_code(code)
    return found if found and (found in COUNCILS or (len(found) == 3 and found.isdigit())) else None


def _read(rows: list[dict[str, str | None]], *, title: str, source: str) -> list[Read]:
    table = pd.DataFrame(rows, dtype=object).assign(source=source)
    text = [column for column in table.columns if column != "area_code"]
    table[text] = table[text].apply(
        lambda cells: cells.str.replace("\xad", "").str.replace(r"\s+", " ", regex=True).str.strip()
    )
    return [Read("providers", "providers", title, source, checked(table, PROVIDERS, name=source))]
