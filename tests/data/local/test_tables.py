import pandas as pd

from sendlib.contracts.local_files import local_files
from sendlib.data.local.tables import TYPES, LocalTable, LocalTables, empty_rows, open_local
from sendlib.params.load import default_params, from_notebook


def test_a_file_that_was_not_given_is_a_table_without_rows():
    tables = LocalTables()
    assert not tables.has("packages")
    rows = tables.table("packages")
    assert len(rows) == 0
    assert list(rows.columns) == list(local_files()["packages"].columns)
    assert rows.index.name == "row"


def test_every_kind_of_column_has_a_type():
    for contract in local_files().values():
        kinds = {column.kind for column in contract.columns.values()}
        assert kinds <= set(TYPES)
    assert empty_rows(local_files()["actions"])["due_date"].dtype == "datetime64[us]"


def test_a_file_that_was_given_is_handed_out():
    contract = local_files()["priorities"]
    rows = empty_rows(contract)
    tables = LocalTables({"priorities": LocalTable("priorities", contract, rows, 0)})
    assert tables.has("priorities")
    pd.testing.assert_frame_equal(tables.table("priorities"), rows)


def test_a_council_without_a_folder_gave_nothing():
    assert open_local(default_params("York")) == LocalTables()


def test_the_files_of_the_folder_in_params_are_read(tmp_path):
    (tmp_path / "export.csv").write_text(
        "Package No,person_id,package_type,start_date\na,p,joint,1/2/2024\n"
    )
    local = {
        "folder": str(tmp_path),
        "files": {"packages": "export.csv"},
        "columns": {"packages": {"Package No": "package_id"}},
    }
    tables = open_local(from_notebook(area="York", local=local))
    assert tables.table("packages")["package_id"].tolist() == ["a"]
    assert list(tables.digests) == ["export.csv"]


def test_a_demo_council_without_a_folder_has_invented_files(monkeypatch):
    asked = []

    def invented(area, *, faults):
        asked.append((area, faults))
        return LocalTables(unknown=("notes.txt",))

    monkeypatch.setattr("sendlib.data.local.invented.read_demo", invented)
    params = default_params("Demoshire")
    assert open_local(params, demo_faults=True).unknown == ("notes.txt",)
    assert asked == [(params.area, True)]
