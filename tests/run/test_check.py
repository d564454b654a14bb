import pandas as pd
import pytest

from sendlib.data.folder import DATA_VARIABLE
from sendlib.data.inventory import Inventory
from sendlib.data.tables import Tables
from sendlib.errors import SourceError
from sendlib.params.new import write_params
from sendlib.run import check as checking
from sendlib.run.check import Checked, check

FOUND = pd.DataFrame(
    {
        "publication": ["ehc_plans", "ehc_plans"],
        "file": ["plans.zip", "plans.zip"],
        "first": ["2019", "2019"],
        "last": ["2025", "2024"],
    }
)


class Findings(Tables):
    def findings(self):
        return pd.DataFrame({"effect": ["questioned", "note", "note"]})


@pytest.fixture
def data(tmp_path, monkeypatch):
    """Put in the place of the data folders what is listed here."""

    def put(*, faults=(), unknown=(), opened=None):
        monkeypatch.setattr(checking, "data_folder", lambda *, demo: tmp_path / str(demo))
        monkeypatch.setattr(checking, "inventory", lambda _: Inventory(FOUND, faults, unknown))
        tables = Findings(found=FOUND, store=tmp_path)
        monkeypatch.setattr(checking, "open_tables", opened or (lambda _: tables))

    return put


def test_sound_data_are_counted_with_what_the_quality_checks_found(data):
    data(unknown=("notes.txt",))
    assert check([]) == Checked((), ("notes.txt",), tables=2, files=1, questioned=1, noted=2)


def test_faults_of_params_and_of_data_are_listed_together(data, tmp_path):
    data(faults=("plans.zip: truncated",))
    (tmp_path / "bad.yml").write_text("area: Yrok\n")
    checked = check([tmp_path / "bad.yml", write_params("Leeds", tmp_path)])
    assert 'found "Yrok"' in checked.faults[0]
    assert checked.faults[1:] == ("plans.zip: truncated",)
    assert checked.questioned == 0


def test_with_no_sound_params_file_no_data_are_read(tmp_path):
    (tmp_path / "bad.yml").write_text("area: Yrok\n")
    checked = check([tmp_path / "bad.yml"])
    assert len(checked.faults) == 1
    assert checked.tables == 0


def test_an_edition_that_is_not_there_is_a_fault(data):
    def absent(_):
        raise SourceError("sources.lait: edition 2019 is not in the data folder")

    data(opened=absent)
    assert check([]).faults == ("sources.lait: edition 2019 is not in the data folder",)


def test_years_without_data_are_a_fault_of_their_file(data, tmp_path):
    data()
    path = write_params("York", tmp_path)
    path.write_text(path.read_text("utf-8").replace("2019", "2050").replace("2025", "2060"))
    (fault,) = check([path, write_params("Demoshire", tmp_path)]).faults
    assert fault.startswith(f"{path.as_posix()}: years: found 2050 to 2060, allowed: some of 2019")


def test_a_folder_that_is_not_there_stops_the_check(tmp_path, monkeypatch):
    monkeypatch.setenv(DATA_VARIABLE, str(tmp_path / "gone"))
    with pytest.raises(SourceError, match="gone: no such folder"):
        check([])
