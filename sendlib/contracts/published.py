"""Columns, types and bounds of the published tables that are not facts."""

import pandera.pandas as pa

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
