"""Lists of areas with their codes and names, compiled from DfE and ONS.

They decide nothing: the areas are constants of the package. They are read for the check of codes
against names, and so that a test can hold the constants to them.
"""

import re

import pandas as pd

from sendlib.contracts.published import LOOKUP
from sendlib.contracts.tables import checked
from sendlib.data.areas import from_dfe_code, from_name, from_ons_code
from sendlib.data.layouts import same_kind
from sendlib.data.names import name_pairs
from sendlib.data.published import csv_columns, csv_frame
from sendlib.data.read import Read
from sendlib.data.workbooks import Sheets, framed

TITLE = "Lookup of area codes and names"
# title, columns, and which of them hold the DfE code, the ONS code, the name and the region
_KINDS = (
    (
        "Area codes, Data to Insight",
        "urn la_code la_code_new stat_neighbours stat_neighbours_la_code stat_neighbours_previous "
        "local_authority_ons_name also_known_as region_code region_name domain "
        "ofsted_ilacs_scrape_la_name rgn22cd rgn22nm lad23cd ltla23cd ltla23nm ltla23nmw "
        "ltla23_ons utla23nm country ons_population_0-25 ons_la_type",
        ("la_code", "la_code_new", "local_authority_ons_name", "region_name"),
    ),
    (
        "Local authorities and their districts, DfE",
        "lad_code lad_name date_of_introduction date_of_termination status new_la_code la_name "
        "old_la_code",
        ("old_la_code", "new_la_code", "la_name", None),
    ),
    (
        "Lower to upper tier local authorities, ONS",
        "LTLA23CD LTLA23NM LTLA23NMW UTLA23CD UTLA23NM UTLA23NMW ObjectId",
        (None, "UTLA23CD", "UTLA23NM", None),
    ),
)
_CHANGES = (
    "la_name", "old_la_code", "ehcp_2025_new_la_code", "s251_lookup_new_la_code",
    "ons_mye2023_boundary_d2i_new_la_code",
)  # fmt: skip
_LAIT_LIST = ("LA Number", "LA Name", "Region", "Type")


def read_csv(text: str, source: str) -> list[Read] | None:
    """Read a lookup as the table `lookup`."""
    columns = csv_columns(text, name=source)
    for title, expected, roles in _KINDS:
        if same_kind(columns, expected.split(), title=title, name=source):
            return _read(csv_frame(text, name=source), title=title, roles=roles, source=source)
    return None


def read_changes(text: str, source: str) -> list[Read] | None:
    """Read the list of changed ONS codes as the table `lookup`, one row per code."""
    title = "Changes of ONS codes"
    if not same_kind(csv_columns(text, name=source), _CHANGES, title=title, name=source):
        return None
    frame = csv_frame(text, name=source)
    rows = [
        {**row, "ons": code}
        for row in frame.to_dict("records")
        for column in _CHANGES[2:]
        for code in re.findall(r"E\d{8}", row[column])
    ]
    table = pd.DataFrame(rows, columns=[*_CHANGES, "ons"], dtype=str)
    return _read(table, title=title, roles=("old_la_code", "ons", "la_name", None), source=source)


def read_workbook(sheets: Sheets, source: str) -> list[Read] | None:
    """Read LAIT's list of areas as the table `lookup`."""
    for rows in sheets.values():
        if rows and same_kind(rows[0], _LAIT_LIST, title="Areas of LAIT", name=source):
            roles = ("LA Number", None, "LA Name", "Region")
            return _read(framed(rows), title="Areas of LAIT", roles=roles, source=source)
    return None


def _read(
    frame: pd.DataFrame, *, title: str, roles: tuple[str | None, ...], source: str
) -> list[Read]:
    cells = [frame[role] if role else pd.Series("", index=frame.index) for role in roles]
    dfe, ons, name, region = cells
    by_code = dfe.map(from_dfe_code)
    area = by_code.where(by_code.notna(), ons.map(from_ons_code)).astype(object)
    area = area.where(area.notna(), name.map(from_name).where(dfe == ""))
    table = pd.DataFrame(
        {
            "area_code": area,
            "dfe_code": dfe,
            "ons_code": ons,
            "name": name,
            "region": region,
            "source": source,
        }
    )
    table = table[area.notna()].drop_duplicates(ignore_index=True)
    names = name_pairs(area, source=source, code=dfe, ons=ons, name=name)
    return [Read("lookup", "lookup", title, source, checked(table, LOOKUP, name=source), names)]
