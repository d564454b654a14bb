"""Which files hold what: the same without the tables as with them, and known at once."""

import json

import pytest

from sendlib.data import tables as opening
from sendlib.data.digests import Digests
from sendlib.data.editions import Edition, editions
from sendlib.data.folder import DATA_VARIABLE
from sendlib.data.store import STORE_VARIABLE, file_sha256, sha256
from sendlib.errors import SourceError
from sendlib.params.load import default_params, from_notebook

HEADER = (
    "time_period,time_identifier,geographic_level,country_code,country_name,region_code,"
    "region_name,new_la_code,old_la_code,la_name,age_group,population_estimate\n"
)
YORK = default_params("York")


def write(path, *years):
    rows = (
        f"{year},Reporting year,Local authority,E92000001,England,E12000003,Yorkshire,"
        "E06000014,816,York,0 to 17,5\n"
        for year in years
    )
    path.write_text(HEADER + "".join(rows), encoding="utf-8")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    raw = tmp_path / "raw"
    raw.mkdir()
    write(raw / "old.csv", 2021, 2022)
    write(raw / "new.csv", 2023)
    (raw / "notes.txt").write_text("of no kind")
    monkeypatch.setenv(DATA_VARIABLE, str(raw))
    monkeypatch.setenv(STORE_VARIABLE, str(tmp_path / "store"))
    return raw


def found(params=YORK):
    digests = Digests()
    listed = editions(params, digests)
    digests.save()
    return listed


def test_every_file_has_its_publication_last_year_and_checksum(folder):
    listed = found()
    assert listed.files == {
        name: Edition(file_sha256(folder / name), "population", year)
        for name, year in (("new.csv", "2023"), ("old.csv", "2022"))
    }
    assert listed.datasets == {"population_0_17": ("new.csv", "old.csv")}
    assert listed.files["new.csv"].name == "population 2023"


@pytest.mark.usefixtures("folder")
def test_the_faults_are_those_of_the_tables():
    table = opening.open_tables(YORK).findings()
    assert found().findings == sha256(table.to_csv(index=False).encode())


def test_tables_are_not_opened_again_until_a_file_changes(folder, monkeypatch):
    first = found()
    calls = []
    opened = opening.open_tables
    monkeypatch.setattr(opening, "open_tables", lambda params: calls.append(1) or opened(params))
    assert found() == first
    assert calls == []
    write(folder / "new.csv", 2024)
    assert found().files["new.csv"].year == "2024"
    (folder / "old.csv").unlink()
    assert found().of(("population_0_17", "gone")) == {
        "population_0_17": (f"new.csv {file_sha256(folder / 'new.csv')}",),
        "gone": (),
    }
    assert len(calls) == 2


@pytest.mark.usefixtures("folder")
def test_a_pinned_edition_is_its_own_list():
    assert list(found().files) == ["new.csv", "old.csv"]
    assert list(found(from_notebook(area="York", sources={"population": "2022"})).files) == [
        "old.csv"
    ]


@pytest.mark.usefixtures("folder")
def test_a_list_that_is_damaged_is_made_anew(tmp_path):
    first = found()
    (path,) = (tmp_path / "store" / "editions").iterdir()
    for text in ("", "[]", json.dumps({"files": {"a": 1}})):
        path.write_text(text)
        assert found() == first


def test_a_folder_without_files_and_a_file_that_cannot_be_read_are_told(folder, monkeypatch):
    def closed(*_):
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patch:
        patch.setattr(Digests, "of", closed)
        with pytest.raises(SourceError, match=r"new\.csv: cannot be opened \(Permission denied\)"):
            found()
    monkeypatch.setenv(DATA_VARIABLE, str(folder / "gone"))
    with pytest.raises(SourceError, match="no such folder"):
        found()
