"""Files that are not personal: open, but for small numbers of persons in them."""

import pandas as pd
import pytest

from sendlib.contracts.local_files import local_files
from sendlib.data.local.tables import LocalTable, LocalTables
from sendlib.errors import ContractError
from sendlib.measures.local.open_files import open_files
from tests.measures.local.drawn_review import york

SERVICES = pd.DataFrame({"service_id": ["S1", "S2", "S3"], "caseload": [4, 5, 0], "waiting": 30})


def given(**tables):
    return LocalTables({
        name: LocalTable(name, local_files()[name], rows, rows_in=len(rows))
        for name, rows in tables.items()
    })  # fmt: skip


def services():
    contract = local_files()["services"]
    blank = {name: pd.NA for name in contract.columns if name not in SERVICES}
    return SERVICES.astype({"caseload": "Int64", "waiting": "Int64"}).assign(**blank)


def test_small_numbers_of_persons_are_missing_and_others_stand():
    files = open_files(york(), given(services=services()))
    assert files.table("services")["caseload"].isna().to_list() == [True, False, False]
    assert files.table("services")["waiting"].to_list() == [30, 30, 30]
    assert files.origin == {"origin": "local", "protection": "not_personal"}


def test_the_threshold_is_that_of_params():
    params = york().model_copy(update={"disclosure": {"threshold": 6}})
    params = type(params).model_validate(params.model_dump(warnings=False))
    files = open_files(params, given(services=services()))
    assert files.table("services")["caseload"].isna().to_list() == [True, True, False]


def test_a_change_of_a_table_stays_with_who_made_it():
    files = open_files(york(), given(services=services()))
    taken = files.table("services")
    taken["service_id"] = "S9"
    assert files.table("services")["service_id"].to_list() == ["S1", "S2", "S3"]


def test_a_file_that_was_not_given_has_no_rows():
    files = open_files(york(), given())
    assert not files.has("budgets")
    assert files.table("budgets").empty
    assert "spend_gbp" in files.table("budgets")


def test_files_of_persons_are_neither_told_of_nor_opened():
    files = open_files(york(), given(services=services(), packages=pd.DataFrame()))
    for ask in (files.has, files.table):
        with pytest.raises(ContractError, match="its rows are persons"):
            ask("packages")


def test_digests_and_rows_left_out_come_along():
    table = LocalTable("services", local_files()["services"], services(), rows_in=5,
                       left_out=frozenset({7, 9}))  # fmt: skip
    files = open_files(york(), LocalTables({"services": table}, digests={"a.csv": "12"}))
    assert files.left_out("services") == 2
    assert files.left_out("budgets") == 0
    assert files.digests == {"a.csv": "12"}
