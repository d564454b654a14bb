"""Outcomes of area SEND inspections (Ofsted and the Care Quality Commission).

Compiled by Data to Insight from the published letters. Known defects: 1 January 1900 stands for no
previous inspection; three councils have no dates of inspection; one has no grade.
"""

from datetime import datetime

import pandas as pd

from sendlib.contracts.published import INSPECTIONS
from sendlib.contracts.tables import checked
from sendlib.data.areas import from_dfe_code
from sendlib.data.layouts import same_kind
from sendlib.data.names import name_pairs
from sendlib.data.read import Read
from sendlib.data.workbooks import Sheets, framed
from sendlib.errors import SourceError

TITLE = "Outcomes of area SEND inspections"
_NO_DATE = "1900-01-01"
_DATES = {
    "previous_inspection_date": "previous_inspection",
    "inspection_start_date": "inspection_start",
    "inspection_end_date": "inspection_end",
    "publication_date": "published",
    "next_inspection_by_date": "next_inspection_by",
}
_COLUMNS = (
    "urn", "la_code", "region_code", "ltla23cd", "stat_neighbours", "local_authority",
    "inspection_link", "outcome_grade", "next_inspection", "local_link_to_all_inspections",
    "inspection_outcome_text", *_DATES,
)  # fmt: skip


def read_workbook(sheets: Sheets, source: str) -> list[Read] | None:
    """Read the overview as the table `inspections`."""
    for rows in sheets.values():
        if rows and same_kind(rows[0], _COLUMNS, title=TITLE, name=source):
            return _read(framed(rows), source=source)
    return None


def _read(frame: pd.DataFrame, *, source: str) -> list[Read]:
    area = frame["la_code"].map(from_dfe_code)
    if area.isna().any():
        raise SourceError(
            f"{source}: la_code: no English council: {frame['la_code'][area.isna()].tolist()[:3]}"
        )
    table = pd.DataFrame(
        {
            "area_code": area,
            "outcome_grade": pd.to_numeric(frame["outcome_grade"], errors="coerce").astype(float),
            "outcome": _found(frame["inspection_outcome_text"]),
            **{new: frame[old].map(iso_date) for old, new in _DATES.items()},
            "next_inspection": _found(frame["next_inspection"]),
            "inspection_link": frame["inspection_link"],
        }
    )
    table = checked(table[list(INSPECTIONS.columns)], INSPECTIONS, name=source)
    names = name_pairs(
        area,
        source=source,
        code=frame["la_code"],
        ons=frame["ltla23cd"],
        name=frame["local_authority"],
    )
    return [Read("inspections", "inspections", TITLE, source, table, names)]


def _found(cells: pd.Series) -> pd.Series:
    """Blank the cells that say a letter had no such part."""
    absent = cells.str.endswith(("not found.", "not found")) | cells.isin(("None", "nan"))
    return cells.mask(absent, "")


def iso_date(text: str) -> str:
    """Return a date of the overview as 2025-01-31, "" for none; other texts are no dates."""
    for form in ("%Y-%m-%d", "%d/%m/%Y", "%d/%m/%y"):
        try:
            day = datetime.strptime(text, form).date().isoformat()
        except ValueError:
            continue
        return "" if day == _NO_DATE else day
    return ""
