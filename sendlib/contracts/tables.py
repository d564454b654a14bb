"""Columns, types and bounds of the tables that pass between layers, and two cheap guards.

`FACTS` is the one form in which every statistical publication is read: long, one row per area,
period, breakdown and field. Units are those of the field as published. A value that is missing is
NaN and carries its reason; a value that is there has the reason "".
"""

from collections.abc import Sequence

import pandas as pd
import pandera.pandas as pa
from pandera.errors import SchemaErrors

from sendlib.errors import ContractError

REASONS = (
    "",
    "not_applicable",
    "unavailable",
    "confidential",
    "rounds_to_zero",
    "low_reliability",
    "not_published",
)
FINDING_RULES = (
    "parts_total",
    "areas_total",
    "percentage",
    "repeated_value",
    "code_name",
    "jump",
    "missing_breakdown",
    "flow_residual",
    "mislabelled",
    "schema",
)
FINDING_EFFECTS = ("questioned", "note")
UNITS = ("count", "percent", "per_1000", "gbp", "weeks", "ratio", "index")
STATUSES = ("published", "derived", "projected", "suppressed", "not_available", "questioned")
SIGNIFICANCE = ("higher", "similar", "lower", "not_assessed")

FACT_KEYS = ["area_code", "period", "breakdown_topic", "breakdown", "field"]
FACT_COLUMNS = [*FACT_KEYS, "value", "reason", "source"]
FINDING_COLUMNS = [
    "source", "area_code", "period", "field", "rule", "found", "expected", "effect",
]  # fmt: skip
FIGURE_COLUMNS = [
    "measure", "area_code", "area_name", "period", "breakdown", "value", "unit", "lower", "upper",
    "confidence", "count", "denominator", "status", "source",
]  # fmt: skip
COMPARISON_COLUMNS = [
    "measure", "area_code", "period", "comparator", "comparator_value", "difference", "z",
    "z_adjusted", "significance", "significance_plain", "rank", "of", "quartile", "trend",
]  # fmt: skip

AREA_CODE = r"^(ENG|\d{3}|E1[23]\d{6})$"
_YEAR = r"\d{4}([/-]\d{2})?"
PERIOD = rf"^({_YEAR}( to {_YEAR})?|\d{{4}}-\d{{2}}-\d{{2}})$"

FACTS = pa.DataFrameSchema(
    {
        "area_code": pa.Column(checks=pa.Check.str_matches(AREA_CODE)),
        "period": pa.Column(),
        "breakdown_topic": pa.Column(),
        "breakdown": pa.Column(),
        "field": pa.Column(),
        "value": pa.Column(float, nullable=True),
        "reason": pa.Column(checks=pa.Check.isin(REASONS)),
        "source": pa.Column(),
    },
    strict=True,
    ordered=True,
)


def checked(table: pd.DataFrame, schema: pa.DataFrameSchema, *, name: str) -> pd.DataFrame:
    """Return the table if it keeps its contract.

    Args:
        table: the table to check.
        schema: its contract.
        name: what the reader of an error knows the table by: a file, or a measure.

    Raises:
        ContractError: every fault at once, as `name: column: rule: values found`.
    """
    try:
        return schema.validate(table, lazy=True)
    except SchemaErrors as error:
        faults = error.failure_cases.groupby(["column", "check"], dropna=False)["failure_case"]
        lines = [
            f"{name}: {column}: {rule}: {', '.join(map(str, cases.unique()[:5]))}"
            for (column, rule), cases in faults
        ]
        raise ContractError("\n".join(lines)) from error


def checked_facts(facts: pd.DataFrame, *, name: str) -> pd.DataFrame:
    """Return facts whose columns, types, codes, reasons and keys are as `FACTS` says.

    Text columns come back as categories, in the order area, period, breakdown, field; a value
    without reason and a reason beside a value are both refused.

    Args:
        facts: long table with the columns of `FACT_COLUMNS`.
        name: the file, as the user knows it.

    Raises:
        ContractError: the faults, all at once.
    """
    require_columns(facts, *FACT_COLUMNS)
    table = facts[FACT_COLUMNS].reset_index(drop=True)
    checked(_distinct_text(table), FACTS, name=name)
    unexplained = table["value"].isna() != (table["reason"].astype(str) != "")
    if unexplained.any():
        rows = table[unexplained].head(3).to_dict("records")
        raise ContractError(f"{name}: value and reason: exactly one of them is expected: {rows}")
    repeated = table.duplicated(FACT_KEYS)
    if repeated.any():
        keys = table.loc[repeated, FACT_KEYS].head(3).to_dict("records")
        raise ContractError(
            f"{name}: {int(repeated.sum())} rows repeat the key of another row: {keys}"
        )
    text = [column for column in FACT_COLUMNS if column != "value"]
    return table.astype(dict.fromkeys(text, "category"))


def _distinct_text(table: pd.DataFrame) -> pd.DataFrame:
    """Keep one row per distinct (area, period, reason): enough to check the text columns."""
    return table.drop_duplicates(["area_code", "period", "reason"]).astype(
        {column: str for column in FACT_COLUMNS if column != "value"}
    )


def require_columns(table: pd.DataFrame, *columns: str) -> None:
    """Refuse a table that lacks a column.

    Raises:
        ContractError: the columns that are absent, and those that are there.
    """
    absent = [column for column in columns if column not in table.columns]
    if absent:
        raise ContractError(
            f"columns absent: {', '.join(absent)}; found: {', '.join(map(str, table.columns))}"
        )


def require_part_of(table: pd.DataFrame, *, part: str, whole: str) -> None:
    """Refuse a table in which a part is above its whole.

    Raises:
        ContractError: the first rows at fault.
    """
    above = table[table[part] > table[whole]]
    if not above.empty:
        rows: Sequence[dict[str, object]] = above.head(3).to_dict("records")  # type: ignore[assignment]
        raise ContractError(f"{part} is above {whole} in {len(above)} rows: {rows}")
