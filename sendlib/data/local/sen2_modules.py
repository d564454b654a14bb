"""The modules of a SEN2 return given as CSV files or sheets: which is which, and whose a row is."""

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from sendlib.contracts.local_files import local_files
from sendlib.data.local.grids import Grid
from sendlib.data.local.headers import find_header, header_key
from sendlib.data.local.sen2 import MODULES
from sendlib.data.local.tables import ROW, LocalTable

# what file and sheet names of a module hold, as COLLECT and DfE's template call them; a longer name
# comes before one that is part of it
NAMES = {
    "placementdetail": "sen2_placement_detail",
    "plandetail": "sen2_plan_detail",
    "namedplan": "sen2_named_plans",
    "activeplan": "sen2_active_plans",
    "senneed": "sen2_sen_need",
    "assessment": "sen2_assessments",
    "request": "sen2_requests",
    "person": "sen2_persons",
}
# DfE's template knows persons and requests only by number: a module's own number is then its
# request's, or its row's where a request can have several
STAND_INS: Mapping[str, Mapping[str, str]] = {
    "sen2_assessments": {"assessment_id": "request_id"},
    "sen2_named_plans": {"named_plan_id": "request_id", "assessment_id": "request_id"},
    "sen2_plan_detail": {"plan_detail_id": ROW, "named_plan_id": "request_id"},
    "sen2_active_plans": {"active_plans_id": "request_id"},
    "sen2_placement_detail": {"placement_detail_id": ROW, "active_plans_id": "request_id"},
    "sen2_sen_need": {"sen_need_id": ROW, "active_plans_id": "request_id"},
}
# module -> the column that names its parent, and the parent; parents first
PARENTS = {
    "sen2_assessments": ("request_id", "sen2_requests"),
    "sen2_named_plans": ("assessment_id", "sen2_assessments"),
    "sen2_plan_detail": ("named_plan_id", "sen2_named_plans"),
    "sen2_active_plans": ("request_id", "sen2_requests"),
    "sen2_placement_detail": ("active_plans_id", "sen2_active_plans"),
    "sen2_sen_need": ("active_plans_id", "sen2_active_plans"),
}


def module_of(name: str, grid: Grid) -> str:
    """Return the module that a grid holds, blank where it holds none.

    Args:
        name: of the file, without its ending, or of the sheet.
        grid: of which the header has to fit.
    """
    named = next((module for part, module in NAMES.items() if part in header_key(name)), "")
    if named and _fits(grid, named):
        return named
    known = [module for module in MODULES if _has_own_number(grid, module)]
    return max(known, key=lambda module: _columns_in(grid, module), default="")


def year_of(grid: Grid) -> str:
    """Return the year of the collection where a grid is the return's header, else blank."""
    heads = [header_key(text) for text in grid.head[0]] if grid.head else []
    if {"year", "referencedate"} <= set(heads) and len(grid.head) > 1:
        row = grid.head[1]
        place = heads.index("year")
        return row[place].strip() if place < len(row) else ""
    return ""


def with_persons(tables: Mapping[str, LocalTable]) -> dict[str, LocalTable]:
    """Return tables whose modules name the request and the person of each row.

    What a file gives is kept; where it gives nothing, the record's parents are asked.
    """
    linked = dict(tables)
    for module, (link, parent) in PARENTS.items():
        if module in linked and parent in linked:
            rows = _filled(linked[module].rows, linked[parent], link)
            linked[module] = replace(linked[module], rows=rows)
    return linked


def _filled(rows: pd.DataFrame, parent: LocalTable, link: str) -> pd.DataFrame:
    key = parent.contract.key[0]
    known = parent.rows.dropna(subset=[key]).drop_duplicates(key).set_index(key)
    filled = {
        name: rows[name].fillna(rows[link].map(known[name]).astype("string"))
        for name in ("request_id", "person_id")
        if name in rows and name in known
    }
    return rows.assign(**filled)


def _fits(grid: Grid, module: str) -> bool:
    contract = local_files()[module]
    header = find_header(grid.head, contract)
    stood_in = STAND_INS.get(module, {})
    return header is not None and not [
        name for name in header.missing(contract) if name not in stood_in
    ]


def _has_own_number(grid: Grid, module: str) -> bool:
    header = find_header(grid.head, local_files()[module])
    return (
        header is not None
        and local_files()[module].key[0] in header.places
        and (not header.missing(local_files()[module]))
    )


def _columns_in(grid: Grid, module: str) -> int:
    header = find_header(grid.head, local_files()[module])
    return len(header.places) if header else 0
