import pandas as pd
import pytest

from sendlib.contracts.published import NEIGHBOURS
from sendlib.contracts.tables import (
    FACT_COLUMNS,
    checked,
    checked_facts,
    require_columns,
    require_part_of,
)
from sendlib.errors import ContractError


def facts(*rows) -> pd.DataFrame:
    plain = ["885", "2024", "Total", "Total", "plans", 1.0, "", "x.csv"]
    filled = [{**dict(zip(FACT_COLUMNS, plain, strict=True)), **row} for row in rows]
    return pd.DataFrame(filled, columns=FACT_COLUMNS)


def test_facts_come_back_as_categories_with_their_values_and_order():
    table = facts({}, {"area_code": "ENG", "value": float("nan"), "reason": "unavailable"})
    found = checked_facts(table.assign(extra=1), name="x.csv")
    assert list(found.columns) == FACT_COLUMNS
    assert found["area_code"].tolist() == ["885", "ENG"]
    assert isinstance(found["field"].dtype, pd.CategoricalDtype)
    assert found["value"].dtype == float


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({"area_code": "E06000001"}, "area_code: .*E06000001"),
        ({"reason": "lost", "value": float("nan")}, "reason: .*lost"),
        ({"reason": "unavailable"}, "value and reason: exactly one of them is expected"),
        ({"value": float("nan")}, "value and reason: exactly one of them is expected"),
    ],
)
def test_a_fact_that_breaks_the_contract_is_refused_with_its_file(row, message):
    with pytest.raises(ContractError, match=rf"(?s)x\.csv: {message}"):
        checked_facts(facts(row), name="x.csv")


def test_two_facts_for_one_key_are_refused():
    with pytest.raises(ContractError, match=r"x\.csv: 1 rows repeat the key of another row"):
        checked_facts(facts({}, {"value": 2.0}), name="x.csv")


def test_all_faults_of_a_table_are_listed_at_once():
    table = pd.DataFrame(
        {"area_code": ["8"], "neighbour_code": ["885"], "position": [11], "closeness": ["far"]}
    )
    with pytest.raises(ContractError) as error:
        checked(table, NEIGHBOURS, name="sn.csv")
    lines = str(error.value).splitlines()
    assert len(lines) == 3
    assert all(line.startswith("sn.csv: ") for line in lines)


def test_an_absent_column_is_named_beside_those_that_are_there():
    with pytest.raises(ContractError, match="columns absent: b; found: a"):
        require_columns(pd.DataFrame({"a": [1]}), "a", "b")
    require_columns(pd.DataFrame({"a": [1]}), "a")


def test_a_part_above_its_whole_is_refused():
    table = pd.DataFrame({"part": [1, 3], "whole": [2, 2]})
    with pytest.raises(ContractError, match="part is above whole in 1 rows"):
        require_part_of(table, part="part", whole="whole")
    require_part_of(table.head(1), part="part", whole="whole")
