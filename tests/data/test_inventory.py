import pandas as pd
import pytest

from sendlib.data.inventory import INVENTORY_COLUMNS, inventory
from sendlib.data.reading import read_file
from sendlib.errors import SourceError

OFFICERS = (
    "time_period,time_identifier,geographic_level,country_code,country_name,region_code,"
    "region_name,new_la_code,old_la_code,la_name,des_med_off,des_clin_off,des_so_care_off\n"
    "{year},Calendar year,Local authority,E92000001,England,E12000005,West Midlands,E10000034,885,"
    "Worcestershire,Yes,No,n/a\n"
)
DEFLATOR = "financial_year,index_2024_25_100,status\n2024-25,100,outturn\n"


@pytest.fixture
def folder(tmp_path):
    raw = tmp_path / "raw"
    (raw / "ehcp").mkdir(parents=True)
    (raw / "ehcp" / "officers.csv").write_text(
        OFFICERS.format(year=2019) + OFFICERS.format(year=2024).splitlines()[1], encoding="utf-8"
    )
    (raw / "deflator.csv").write_text(DEFLATOR, encoding="utf-8")
    return raw


def test_each_table_is_listed_with_its_file_and_periods(folder, tmp_path):
    found = inventory(folder, store=tmp_path / "store")
    assert list(found.tables.columns) == INVENTORY_COLUMNS
    rows = found.tables.set_index("dataset")
    assert rows.loc["medical_officers", ["source", "first", "last"]].tolist() == [
        "ehcp/officers.csv", "2019", "2024",
    ]  # fmt: skip
    assert rows.loc["deflator", ["first", "last"]].tolist() == ["", ""]
    assert (found.faults, found.unknown) == ((), ())


def test_a_second_look_reads_nothing_again(folder, tmp_path, monkeypatch):
    first = inventory(folder, store=tmp_path / "store")
    monkeypatch.setattr("sendlib.data.inventory.read_file", None)
    pd.testing.assert_frame_equal(inventory(folder, store=tmp_path / "store").tables, first.tables)


def test_a_moved_or_changed_file_is_read_again(folder, tmp_path):
    inventory(folder, store=tmp_path / "store")
    (folder / "deflator.csv").rename(folder / "moved.csv")
    path = folder / "ehcp" / "officers.csv"
    path.write_text(OFFICERS.format(year=2025), encoding="utf-8")
    rows = inventory(folder, store=tmp_path / "store").tables.set_index("dataset")
    assert rows["file"]["deflator"] == "moved.csv"
    assert rows["last"]["medical_officers"] == "2025"


def test_the_store_is_the_one_of_the_environment_unless_given(folder, tmp_path, monkeypatch):
    monkeypatch.setenv("SENDLIB_STORE", str(tmp_path / "other"))
    inventory(folder)
    assert (tmp_path / "other" / "tables").is_dir()


def test_files_of_no_known_kind_are_listed_and_notes_and_hidden_files_are_not(folder, tmp_path):
    for name in ("notes.txt", "other.csv", ".hidden.csv", "README.md", "sources.yml"):
        (folder / name).write_text("a,b\n1,2\n", encoding="utf-8")
    found = inventory(folder, store=tmp_path / "store")
    assert found.unknown == ("notes.txt", "other.csv")
    assert found.faults == ()


def test_a_registered_file_of_no_known_kind_is_a_fault(folder, tmp_path):
    (folder / "outcomes").mkdir()
    (folder / "outcomes" / "absence.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    found = inventory(folder, store=tmp_path / "store")
    assert found.unknown == ()
    assert len(found.faults) == 1
    assert found.faults[0].startswith("outcomes/absence.csv: the register (data_raw/sources.yml)")


def test_without_a_register_such_a_file_is_only_unknown(folder, tmp_path, monkeypatch):
    monkeypatch.setattr("sendlib.data.inventory.DEFAULT_REGISTER", tmp_path / "absent.yml")
    (folder / "outcomes").mkdir()
    (folder / "outcomes" / "absence.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    assert inventory(folder, store=tmp_path / "store").unknown == ("outcomes/absence.csv",)


def test_all_faults_are_listed_at_once_and_the_rest_is_read(folder, tmp_path):
    (folder / "a.zip").write_bytes(b"PK damaged")
    (folder / "b.csv").write_bytes(b"")
    (folder / "c.csv").write_text(DEFLATOR.replace("outturn", "guess"), encoding="utf-8")
    (folder / "d.csv").symlink_to(folder / "gone.csv")
    found = inventory(folder, store=tmp_path / "store")
    assert [fault.split(":")[0] for fault in found.faults] == ["a.zip", "b.csv", "c.csv"]
    assert len(found.tables) == 2


def test_a_file_that_may_not_be_read_is_a_fault(folder, tmp_path, monkeypatch):
    def refused(path):
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr("sendlib.data.digests.file_sha256", refused)
    found = inventory(folder, store=tmp_path / "store")
    assert found.faults[0] == "deflator.csv: cannot be opened (Permission denied); check it"


def test_a_folder_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(SourceError, match=r"no such folder; .*--data-raw.*sendlib fetch"):
        inventory(tmp_path / "absent", store=tmp_path)


@pytest.mark.slow
def test_every_published_file_is_read_without_fault(data_raw, tmp_path):
    found = inventory(data_raw, store=tmp_path)
    assert found.faults == ()
    assert found.unknown == ()
    assert found.tables["file"].nunique() == 41


def test_a_file_replaced_while_it_is_read_is_not_taken_for_either(folder, tmp_path, monkeypatch):
    def replaced(path, *, source):
        found = read_file(path, source=source)
        path.write_text(DEFLATOR.replace("outturn", "forecast"), encoding="utf-8")
        return found

    (folder / "ehcp" / "officers.csv").unlink()
    monkeypatch.setattr("sendlib.data.inventory.read_file", replaced)
    found = inventory(folder, store=tmp_path / "store")
    assert found.faults == ("deflator.csv: was replaced while it was read; run again",)
    monkeypatch.undo()
    assert inventory(folder, store=tmp_path / "store").faults == ()
