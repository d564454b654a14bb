"""Private files: for their owner alone, in one step, and a warning where two builds disclose."""

import json
import stat
from dataclasses import replace

import pandas as pd
import pytest

from sendlib.errors import NotebookError, RenderError
from sendlib.measures.local import protection
from sendlib.measures.local.table import Field, LocalMeasure, Part, cross
from sendlib.params.local import LocalData
from sendlib.run import private
from sendlib.run.private import NOT_KEPT, private_files, state_name
from tests.measures.local.drawn_review import everything, packages, york

LOCAL = everything()
INPUTS = {"plans.csv": "0" * 64, "local/packages.csv": "1" * 64}


def declared(name, unit, fields):
    """Return a table of packages, quick to protect, in place of the many that are declared."""

    def count(records):
        rows = records.local.table("packages")
        if unit == "gbp":
            rows = rows.assign(pence=(100 * rows["weekly_cost_health_gbp"].fillna(0)).astype(int))
        counts = cross(rows, fields)
        if unit == "gbp":  # as the gate takes it
            counts = counts.assign(amount=counts["amount"].astype(float))
        return [Part("2025", f"{unit} of packages", counts)]

    kinds = tuple(Field(one, one, {}) for one in fields)
    return LocalMeasure(name, name, ("packages",), kinds, f"local_{unit}", "packages", count, unit)


TABLES = (
    declared("packages-need", "count", ["primary_need"]),
    declared("packages-weeks", "count", ["primary_need", "accommodation"]),
    declared("spend-need", "gbp", ["accommodation"]),
)


@pytest.fixture(autouse=True)
def given(monkeypatch, tables):
    """Have a council's files be packages alone, quick to protect, and nothing published."""
    own = replace(LOCAL, tables=packages())
    monkeypatch.setattr(protection, "LOCAL_TABLES", TABLES)
    monkeypatch.setattr(private, "open_local", lambda _: own)
    monkeypatch.setattr(private, "open_tables", lambda _: tables())
    return own


def params(folder, **disclosure):
    local = LocalData(folder="/own", private=str(folder) if folder else "")
    return york(**disclosure).model_copy(update={"local": local})


def built(folder, **disclosure):
    with private_files(params(folder, **disclosure), slug="york", inputs=INPUTS) as found:
        pass
    return found.told


def test_audit_and_state_go_to_the_private_folder_for_its_owner_alone(tmp_path):
    folder = tmp_path / "kept"
    assert built(folder) == []
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {path.name for path in folder.iterdir()} == {
        "york-hidden-audit.csv", "york-differencing.txt", "york-shown.json",
    }  # fmt: skip
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}
    audit = pd.read_csv(folder / "york-hidden-audit.csv")
    assert list(audit) == ["table", "cell", "count", "primary", "lower", "upper", "safe"]
    hidden = audit[
        audit["cell"].str.contains("need HI") & (audit["table"] == "packages-need, 2025")
    ]
    assert hidden["count"].tolist() == [2]


def test_a_build_that_fails_leaves_nothing(tmp_path):
    folder = tmp_path / "kept"

    def failing():
        with private_files(params(folder), slug="york", inputs=INPUTS):
            assert len(list(folder.iterdir())) == 3
            raise RuntimeError

    with pytest.raises(RuntimeError):
        failing()
    assert list(folder.iterdir()) == []


def test_a_second_build_with_other_rules_warns_of_what_the_two_disclose(tmp_path):
    built(tmp_path, threshold=3)
    assert built(tmp_path, threshold=3) == []
    (warning,) = built(tmp_path, threshold=7)
    assert warning.startswith("this build and an earlier one disclose together")
    told = (tmp_path / "york-differencing.txt").read_text().splitlines()
    assert warning.endswith("; ".join(told))
    assert any(line.startswith("second packages-weeks, 2025: count of packages: ") for line in told)
    assert any(line.startswith("second spend-need") for line in told)
    kept = json.loads((tmp_path / state_name("york")).read_text())
    assert [one["threshold"] for one in kept["builds"]] == [3, 7]


def test_the_console_names_a_few_cells_and_the_file_all(tmp_path, monkeypatch):
    monkeypatch.setattr(private, "MOST_TOLD", 1)
    built(tmp_path, threshold=3)
    (warning,) = built(tmp_path, threshold=7)
    told = (tmp_path / "york-differencing.txt").read_text().splitlines()
    assert f"{told[0]}; and {len(told) - 1} more, all in york-differencing.txt" in warning
    assert told[1] not in warning


def test_other_definitions_of_the_same_records_are_told_of(tmp_path):
    built(tmp_path)
    path = tmp_path / state_name("york")
    state = json.loads(path.read_text())
    for table in state["builds"][0]["tables"]:
        table["counts"] = [count * 2 for count in table["counts"]]
    path.write_text(json.dumps(state))
    assert "count the same records in different ways" in built(tmp_path)[0]


def test_builds_on_other_files_are_not_held_against_one_another(given, tmp_path, monkeypatch):
    built(tmp_path)
    other = replace(given, digests={"packages.csv": "2" * 64})
    monkeypatch.setattr(private, "open_local", lambda _: other)
    with pytest.raises(NotebookError, match="changed while the report was built"):
        built(tmp_path)
    inputs = {"local/packages.csv": "2" * 64}
    with private_files(params(tmp_path), slug="york", inputs=inputs) as found:
        pass
    assert found.told == [
        "the council's files are not those of the earlier builds, which were not held against this "
        "one"
    ]


def test_a_damaged_state_counts_as_none(tmp_path):
    (tmp_path / state_name("york")).write_text("[1]")
    assert built(tmp_path) == []
    (tmp_path / state_name("york")).write_text("{")
    assert built(tmp_path) == []


def test_without_a_private_folder_one_line_says_what_was_not_kept():
    assert built("") == [NOT_KEPT]
    with private_files(york(), slug="york", inputs=INPUTS) as demo:
        assert demo.told == []
    with private_files(params("x"), slug="york", inputs={"plans.csv": "0"}) as published:
        assert published.told == []


def test_a_folder_that_cannot_be_written_to_is_told(tmp_path):
    (tmp_path / "kept").write_text("a file")
    with pytest.raises(RenderError, match=r"local\.private: the folder cannot be written to"):
        built(tmp_path / "kept")
