"""Statistical neighbours (DfE): ten for each council, in order of closeness.

Two shapes of one list: the wide CSV, and the workbook that LAIT ships, which goes on with the old
neighbours of abolished councils.
"""

import pandas as pd

from sendlib.contracts.published import NEIGHBOURS
from sendlib.contracts.tables import checked
from sendlib.data.areas import from_dfe_code
from sendlib.data.layouts import same_kind
from sendlib.data.names import name_pairs
from sendlib.data.published import csv_columns, csv_frame
from sendlib.data.read import Read
from sendlib.data.workbooks import Sheets, framed
from sendlib.errors import SourceError

TITLE = "Statistical neighbours"
POSITIONS = range(1, 11)
_CSV_COLUMNS = (
    "old_la_code", "la_name", "region_ind", "region_name",
    *(f"SN_{position}{part}" for position in POSITIONS for part in ("", "P")),
)  # fmt: skip
_SHEET_COLUMNS = (
    "LA num", "LA Name", "LA number", "GOInd", "GOReg",
    *(f"SN{position}" for position in POSITIONS), "SNP",
)  # fmt: skip


def read_csv(text: str, source: str) -> list[Read] | None:
    """Read the wide CSV as the table `neighbours`."""
    if not same_kind(csv_columns(text, name=source), _CSV_COLUMNS, title=TITLE, name=source):
        return None
    frame = csv_frame(text, name=source)
    pairs = [(f"SN_{position}", f"SN_{position}P") for position in POSITIONS]
    return _read(frame, code="old_la_code", name="la_name", pairs=pairs, source=source)


def read_workbook(sheets: Sheets, source: str) -> list[Read] | None:
    """Read the workbook as the table `neighbours`."""
    for rows in sheets.values():
        start = next((at for at, row in enumerate(rows) if row[0] == _SHEET_COLUMNS[0]), None)
        if start is None:
            continue
        if not same_kind(rows[start], _SHEET_COLUMNS, title=TITLE, name=source):
            continue
        frame = framed(rows[start:])
        frame = frame[frame["LA num"] != ""].reset_index(drop=True)
        closeness = [column for column in frame.columns if column.startswith("SNP")]
        neighbours = [f"SN{position}" for position in POSITIONS]
        pairs = list(zip(neighbours, closeness, strict=False))
        return _read(frame, code="LA num", name="LA Name", pairs=pairs, source=source)
    return None


def _read(
    frame: pd.DataFrame, *, code: str, name: str, pairs: list[tuple[str, str]], source: str
) -> list[Read]:
    area = frame[code].map(from_dfe_code)
    parts = [
        pd.DataFrame(
            {
                "area_code": area,
                "neighbour_code": frame[neighbour].map(from_dfe_code),
                "position": position,
                "closeness": frame[closeness].str.strip().str.capitalize(),
            }
        )
        for position, (neighbour, closeness) in enumerate(pairs, start=1)
    ]
    table = pd.concat(parts).sort_values(["area_code", "position"], ignore_index=True)
    if table.isna().any(axis=None):
        raise SourceError(
            f"{source}: codes that are no English council's: "
            f"{table[table.isna().any(axis=1)].head(3).to_dict('records')}; download it again"
        )
    names = name_pairs(area, source=source, code=frame[code], name=frame[name])
    return [
        Read(
            "neighbours", "statistical_neighbours", TITLE, source,
            checked(table, NEIGHBOURS, name=source), names,
        )
    ]  # fmt: skip
