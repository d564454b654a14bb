"""How much of each field of a local file is filled in, among the rows it applies to, by agency."""

from collections.abc import Callable, Iterator

import pandas as pd

from sendlib.contracts.local_files import code_sets
from sendlib.data.local.rules_marks import Given
from sendlib.data.local.tables import LocalTable

COMPLETENESS_COLUMNS = ["file", "column", "required", "agency", "persons", "rows", "filled",
                        "percent"]  # fmt: skip
ALL, NOT_GIVEN, OTHERS = "All", "Agency not given", "Other agencies"
THRESHOLD = 5  # persons; the usual one of disclosure control
Applies = Callable[[pd.DataFrame], pd.Series]

# blank says something in these, such as that a package goes on: they are neither full nor empty
BLANK_MEANS_SOMETHING = {
    "packages.end_date", "personal_budgets.end_date", "joint_funding.review_date",
    "governance.reports_to", "services.other_agencies", "providers.parent_owner",
    "contracts.need_group", "sen2_named_plans.cease_date", "sen2_placement_detail.leaving_date",
}  # fmt: skip
APPLIES: dict[str, Applies] = {
    "joint_funding.decision_date": lambda rows: rows["decision"].isin(
        ["agreed", "part_agreed", "refused"]
    ),
    "packages.residential_nights": lambda rows: rows["accommodation"].isin(
        ["residential_38", "residential_52", "short_break"]
    ),
    "packages.setting_type": lambda rows: ~rows["package_type"].isin(["transport", "equipment"]),
    "providers.judgement_date": lambda rows: rows["judgement"].notna()
    & (rows["judgement"] != "not_inspected"),
    "places.on_roll": lambda rows: rows["school_year"] <= _last_counted(rows),
    "sen2_named_plans.cease_reason": lambda rows: rows["cease_date"].notna(),
}  # fmt: skip


def completeness(given: Given, *, threshold: int = THRESHOLD) -> pd.DataFrame:
    """Return how much of each field is filled in, for all rows and by agency.

    A row that was left out for want of a value counts as one in which it is blank. In files of
    persons, agencies with fewer persons than `threshold` stand together as other agencies, so
    that nobody's row can be told; where there are fewer in all, numbers are missing.

    Args:
        given: the local files, as checked.
        threshold: persons below which a percentage is not given.

    Returns:
        file, column, required, agency (`All` or a label), persons (whether rows are persons'),
        rows (to which it applies), filled, percent (0 to 100).
    """
    found = [row for table in given.values() for row in _of_table(table, threshold)]
    table = pd.DataFrame(found, columns=COMPLETENESS_COLUMNS)
    return table.astype({"rows": "Int64", "filled": "Int64", "percent": "Float64"})


def _of_table(table: LocalTable, threshold: int) -> Iterator[tuple[object, ...]]:
    contract, rows = table.contract, table.rows
    lost = _lost(table)
    for name, column in contract.columns.items():
        address = f"{contract.name}.{name}"
        if address in BLANK_MEANS_SOMETHING:
            continue
        applies = APPLIES[address](rows) if address in APPLIES else None
        kept = rows if applies is None else rows[applies.fillna(False).astype(bool)]
        filled = kept[name].notna()
        blank = lost.get(name, 0)
        head = (contract.name, name, column.required)
        yield (*head, ALL, *_counted(kept, filled, contract.personal, threshold, blank))
        if contract.agency and name != contract.agency:
            for agency, group in _by_agency(kept, contract.agency, contract.personal, threshold):
                yield (*head, agency, *_counted(group, filled[group.index], contract.personal,
                                                threshold))  # fmt: skip


def _last_counted(rows: pd.DataFrame) -> str:
    counted = rows.loc[rows["on_roll"].notna(), "school_year"].dropna()
    return str(counted.max()) if len(counted) else ""


def _lost(table: LocalTable) -> dict[str, int]:
    """Count by column the rows left out since its value was missing or could not be read."""
    rows = {(fault.column, fault.row) for fault in table.faults if fault.row in table.left_out
            and fault.severity == "error" and fault.column in table.contract.required
            and fault.rule in ("missing_value", "not_a_date", "not_a_number", "not_a_code",
                               "not_yes_no", "out_of_range", "unreadable_bytes")}  # fmt: skip
    columns = pd.Series([column for column, _ in rows], dtype="object")
    return {str(name): int(count) for name, count in columns.value_counts().items()}


def _counted(
    rows: pd.DataFrame, filled: pd.Series, personal: bool, threshold: int, lost: int = 0
) -> tuple[object, ...]:
    count = len(rows) + lost
    if count == 0 or (personal and _persons(rows) + lost < threshold):
        return (personal, pd.NA if count else 0, pd.NA, pd.NA)
    return (personal, count, int(filled.sum()), 100 * float(filled.sum()) / count)


def _persons(rows: pd.DataFrame) -> int:
    return int(rows["person_id"].nunique()) if "person_id" in rows else len(rows)


def _by_agency(
    rows: pd.DataFrame, agency: str, personal: bool, threshold: int
) -> Iterator[tuple[str, pd.DataFrame]]:
    """Yield each agency's rows, those of few persons together with the next smallest."""
    labels = rows[agency].map(code_sets()["agencies"]).fillna(NOT_GIVEN)
    if personal:
        sizes = rows.groupby(labels)["person_id"].nunique().sort_values(kind="stable")
        few = sizes.index[sizes < threshold].tolist()
        while few and sizes[few].sum() < threshold and len(few) < len(sizes):
            few.append(sizes.index[len(few)])
        labels = labels.where(~labels.isin(few), OTHERS)
    for name, group in rows.groupby(labels):
        yield str(name), group
