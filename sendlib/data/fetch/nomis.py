"""Tables of Nomis, page by page, written as one CSV in the columns the register asks for.

Without a key Nomis gives at most 25,000 rows a request and cuts the rest off with no error, so
pages are asked for by `recordoffset` until there are as many rows as RECORD_COUNT says.
"""

import csv
import io
from collections.abc import Mapping

from sendlib.contracts.areas import COUNCILS, REGIONS
from sendlib.data.fetch.transfer import Transfer
from sendlib.data.ways import Area, Nomis, Server
from sendlib.errors import SourceError

PAGE_ROWS = 25_000
ENGLAND_ONS_CODE = "E92000001"


def nomis_csv(transfer: Transfer, way: Nomis, servers: Mapping[Server, str]) -> bytes:
    """Return a table of Nomis as CSV, complete or not at all.

    Raises:
        SourceError: the answer is not a table of Nomis, or rows are missing.
    """
    url = f"{servers['nomis']}/dataset/{way.dataset}.data.csv"
    rows = _rows(transfer, url, way)
    if len(rows) != way.rows:
        raise SourceError(
            f"{url}: {len(rows)} rows came, {way.rows} are expected "
            "(one per area, year and age); areas may have changed"
        )
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(way.columns)
    writer.writerows(
        [row[column.column].removeprefix(column.remove) for column in way.columns.values()]
        for row in rows
    )
    return text.getvalue().encode("utf-8")


def _rows(transfer: Transfer, url: str, way: Nomis) -> list[dict[str, str]]:
    select = [column.column for column in way.columns.values()]
    params = {
        "geography": ",".join(code for area in way.areas for code in _ons_codes(area)),
        **way.query,
        "select": ",".join([*select, "RECORD_COUNT"]).lower(),
        "recordlimit": str(PAGE_ROWS),
    }
    rows: list[dict[str, str]] = []
    while True:
        page = _page(transfer.text(url, {**params, "recordoffset": str(len(rows))}), url, select)
        rows += page
        if not page or len(rows) >= int(page[0]["RECORD_COUNT"]):
            return rows


def _page(text: str, url: str, select: list[str]) -> list[dict[str, str]]:
    reader = csv.DictReader(io.StringIO(text))
    rows = [{(name or "").upper(): value for name, value in row.items()} for row in reader]
    missing = {*select, "RECORD_COUNT"} - {name.upper() for name in reader.fieldnames or ()}
    if missing:
        raise SourceError(
            f"{url}: the answer has no column {', '.join(sorted(missing))}; "
            f"it begins “{text[:80].strip()}”"
        )
    if any(None in row.values() or not row["RECORD_COUNT"].isdigit() for row in rows):
        raise SourceError(f"{url}: the answer breaks off within a row")
    return rows


def _ons_codes(area: Area) -> list[str]:
    if area == "england":
        return [ENGLAND_ONS_CODE]
    if area == "regions":
        return list(REGIONS)
    return [council.ons_codes[0] for council in COUNCILS.values()]
