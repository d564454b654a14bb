"""Columns, types and bounds of the published tables that are not facts."""

import pandera.pandas as pa

from sendlib.contracts.tables import AREA_CODE

COUNCIL_CODE = r"^\d{3}$"
ISO_DATE = r"^(\d{4}-\d{2}-\d{2})?$"
CLOSENESS = ("Extremely close", "Very close", "Close", "Somewhat close", "Not close")

# columns that tell the rows of a table apart where two files hold it; the newer file wins
TABLE_KEYS = {
    "lait_dictionary": ["short", "topic"],
    "neighbours": ["area_code", "position"],
    "boundaries": ["area_code"],
    "deflator": ["financial_year"],
}


def _text(pattern: str | None = None, *, nullable: bool = False) -> pa.Column:
    checks = None if pattern is None else pa.Check.str_matches(pattern)
    return pa.Column(checks=checks, nullable=nullable)


# year_type: Academic Year, Financial Year, Calendar Year, Annual...; dps: decimals to show
LAIT_DICTIONARY = pa.DataFrameSchema(
    {
        "measure": _text(),
        "short": _text(r"\S"),
        "title": _text(),
        "polarity": pa.Column(checks=pa.Check.isin(("high", "low", ""))),
        "dps": pa.Column(float, pa.Check.in_range(0, 6), nullable=True),
        "year_type": _text(r"\S"),
        "topic": _text(),
        "owner": _text(),
        "no_quartile": _text(),
        "description": _text(),
    },
    strict=True,
    unique=["short", "topic"],
)

# position 1 is the closest neighbour
NEIGHBOURS = pa.DataFrameSchema(
    {
        "area_code": _text(COUNCIL_CODE),
        "neighbour_code": _text(COUNCIL_CODE),
        "position": pa.Column(int, pa.Check.in_range(1, 10)),
        "closeness": pa.Column(checks=pa.Check.isin(CLOSENESS)),
    },
    strict=True,
    unique=["area_code", "position"],
)

# codes, name and region as that file publishes them, "" where it has none
LOOKUP = pa.DataFrameSchema(
    {
        "area_code": _text(AREA_CODE),
        "dfe_code": _text(r"^(\d{3})?$"),
        "ons_code": _text(r"^(E\d{8})?$"),
        "name": _text(r"\S"),
        "region": _text(),
        "source": _text(r"\S"),
    },
    strict=True,
)

# index: 100 in the base year, which the file's column names
DEFLATOR = pa.DataFrameSchema(
    {
        "financial_year": _text(r"^\d{4}-\d{2}$"),
        "index": pa.Column(float, pa.Check.gt(0)),
        "status": pa.Column(checks=pa.Check.isin(("outturn", "forecast"))),
        "note": _text(),
    },
    strict=True,
    unique=["financial_year"],
)

# one row per payment and line of the file; amount_gbp below 0 is money paid back
PROVIDER_PAYMENTS = pa.DataFrameSchema(
    {
        "area_code": _text(COUNCIL_CODE),
        "month": _text(r"^\d{4}-(0[1-9]|1[0-2])$"),
        "cost_centre": _text(r"\S"),
        "supplier": _text(r"\S"),
        "amount_gbp": pa.Column(float),
        "line": pa.Column(int),
        "source": _text(r"\S"),
    },
    strict=True,
    unique=["source", "line"],
)

# polygons: JSON, a list of polygons, each a list of rings (the outer first, then holes), each a
# list of [longitude, latitude] in degrees
BOUNDARIES = pa.DataFrameSchema(
    {
        "area_code": _text(COUNCIL_CODE),
        "name": _text(r"\S"),
        "polygons": _text(r"^\[\[\[\["),
    },
    strict=True,
    unique=["area_code"],
)

# outcome_grade: 1 typically positive, 2 inconsistent, 3 widespread or systemic failings; missing
# where the compilers found none. Dates as 2025-01-31, "" where none is given.
INSPECTIONS = pa.DataFrameSchema(
    {
        "area_code": _text(COUNCIL_CODE),
        "outcome_grade": pa.Column(float, pa.Check.isin((1.0, 2.0, 3.0)), nullable=True),
        "outcome": _text(),
        "previous_inspection": _text(ISO_DATE),
        "inspection_start": _text(ISO_DATE),
        "inspection_end": _text(ISO_DATE),
        "published": _text(ISO_DATE),
        "next_inspection": _text(),
        "next_inspection_by": _text(ISO_DATE),
        "inspection_link": _text(r"^(https://\S+)?$"),
    },
    strict=True,
    unique=["area_code"],
)

# area_code is missing where the place is in no English council (Wales)
PROVIDERS = pa.DataFrameSchema(
    {
        "area_code": _text(COUNCIL_CODE, nullable=True),
        "published_area": _text(),
        "reference": _text(),
        "name": _text(r"\S"),
        "proprietor": _text(),
        "type": _text(r"\S"),
        "section41": pa.Column(checks=pa.Check.isin(("yes", "no", "removed", "not applicable"))),
        "approved_date": _text(ISO_DATE),
        "removed_date": _text(ISO_DATE),
        "source": _text(r"\S"),
    },
    strict=True,
)
