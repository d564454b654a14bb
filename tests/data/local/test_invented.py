import pandas as pd
import pytest

from sendlib.data.local import invented
from sendlib.data.local.invented import read_demo
from sendlib.params.load import default_params

AREA = default_params("Demoshire").area
FILES = {
    "priorities.csv": "priority_id,priority\nA,b\n",
    "packages.csv": (
        "package_id,person_id,package_type,start_date,weeks_a_year,weekly_cost_health_gbp,"
        "looked_after\nK1,p,joint,1/2/2024,38,12.50,yes\nK2,q,joint,1/3/2024,,,\n"
    ),
}
FAULTY = FILES | {"priorities.csv": "priority_id,priority\nA,b\nA,b\n"}


@pytest.fixture
def written(tmp_path, monkeypatch):
    """Say what is written, and where, in place of the demo's many files."""
    folders = []

    def write(folder, *, area, faults):
        folders.append(folder)
        assert area == AREA
        for name, text in (FAULTY if faults else FILES).items():
            (folder / name).write_text(text)

    monkeypatch.setattr(invented, "write_local", write)
    monkeypatch.setenv("SENDLIB_STORE", str(tmp_path / "store"))
    return folders


def test_invented_files_are_made_once_and_come_back_as_they_were_read(written, tmp_path):
    first, second = (read_demo(AREA, faults=False) for _ in range(2))
    assert len(written) == 1
    assert not written[0].exists()
    made = invented._made(AREA, faults=False)
    for kept in (first, second):
        assert kept.digests == made.digests
        assert list(kept.tables) == list(made.tables) == ["packages", "priorities"]
        for name, table in made.tables.items():
            pd.testing.assert_frame_equal(kept.table(name), table.rows)
            assert kept.tables[name].sources == table.sources
            assert kept.tables[name].rows_in == table.rows_in
    stored = {path.name.split("-")[0] for path in (tmp_path / "store").rglob("*.parquet")}
    assert stored == {"invented"}


def test_files_with_planted_faults_are_made_anew_and_not_kept(written, tmp_path):
    for _ in range(2):
        tables = read_demo(AREA, faults=True)
        assert [fault.rule for fault in tables.tables["priorities"].faults] == ["duplicate_row"]
    assert len(written) == 2
    assert not (tmp_path / "store").exists()


def test_changed_code_makes_the_files_anew(written, monkeypatch):
    read_demo(AREA, faults=False)
    monkeypatch.setattr(invented, "reading_code", lambda: "changed")
    read_demo(AREA, faults=False)
    assert len(written) == 2
