"""Codes and names that belong to different areas, and files whose columns are not sound."""

import pandas as pd

from sendlib.contracts.areas import ABOLISHED, COUNCILS, ENGLAND
from sendlib.contracts.tables import FINDING_COLUMNS
from sendlib.data.areas import from_dfe_code, from_name, from_ons_code, present

CODE_FIELD = "LA code"


def code_findings(names: pd.DataFrame) -> pd.DataFrame:
    """Return the pairings in which the published code is another area's than the name.

    The council named is the one that the finding is about. An abolished council and the one
    that took over its area share their name or their code, which is no fault; nor is a name that
    is no council's.

    Args:
        names: one row per pairing: area_code, period, published_code, published_ons,
            published_name, source.

    Returns:
        Findings, one per source, area and period; of periods with the same pairing, the last.
    """
    known = names[names["published_name"].map(present)]
    if known.empty:
        return pd.DataFrame(columns=FINDING_COLUMNS)
    keys = ["source", "published_code", "published_ons", "published_name"]
    pairs = known.sort_values("period").drop_duplicates(keys, keep="last")
    rows = [
        row
        for pair in pairs.to_dict("records")
        if (row := _mismatch({str(key): value for key, value in pair.items()}))
    ]
    table = pd.DataFrame(rows, columns=FINDING_COLUMNS)
    return table.drop_duplicates(["source", "area_code", "period", "field"], ignore_index=True)


def _mismatch(pair: dict[str, object]) -> dict[str, str] | None:
    name = str(pair["published_name"])
    named = from_name(name)
    if named is None:
        return None
    for column, reader in (("published_code", from_dfe_code), ("published_ons", from_ons_code)):
        code = pair[column]
        coded = reader(code) if present(code) else None
        if coded is None or _akin(coded, named) or not _is_council(coded):
            continue
        text = str(code).strip().removesuffix(".0")
        right = COUNCILS[named].ons_codes[0] if column == "published_ons" else named
        return {
            "source": str(pair["source"]),
            "area_code": named,
            "period": str(pair["period"] or ""),
            "field": CODE_FIELD,
            "rule": "code_name",
            "found": f"{text} beside {name.strip()}",
            "expected": f"{right}; {text} is {_name(coded)}",
            "effect": "questioned",
        }
    return None


def _is_council(code: str) -> bool:
    return code in COUNCILS or code in ABOLISHED


def _name(code: str) -> str:
    return (COUNCILS.get(code) or ABOLISHED[code]).name


def _akin(one: str, other: str) -> bool:
    """Say whether two codes are one council, or a council and its predecessor."""
    pairs = ((one, other), (other, one))
    return one == other or any(
        new in COUNCILS and old in COUNCILS[new].predecessors for old, new in pairs
    )


def schema_findings(tables: pd.DataFrame) -> pd.DataFrame:
    """Return column names that stand more than once in a file, as notes.

    Args:
        tables: one row per table read: source, last (its last period), repeated_columns (names,
            joined by a comma).
    """
    rows = [
        {
            "source": table["source"],
            "area_code": ENGLAND,
            "period": table["last"],
            "field": field,
            "rule": "schema",
            "found": f"the column {field} twice",
            "expected": "each column once",
            "effect": "note",
        }
        for table in tables.to_dict("records")
        for field in str(table["repeated_columns"]).split(", ")
        if field
    ]
    return pd.DataFrame(rows, columns=FINDING_COLUMNS)
