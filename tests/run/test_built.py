"""Whole reports of the demo, built as a user builds them: workers, kernels, notebook, files."""

import csv
import hashlib
import json

import pytest

from sendlib.cli.main import main
from sendlib.cli.terminal import SOME_FAILED
from sendlib.contracts.tables import COMPARISON_COLUMNS, FIGURE_COLUMNS, FINDING_COLUMNS
from sendlib.params.new import write_params
from sendlib.run.record import read_record

pytestmark = pytest.mark.slow
FILES = {
    "report.html", "report.pdf", "tables.xlsx", "figures.csv", "comparisons.csv", "findings.csv",
    "notebook.ipynb", "manifest.json",
}  # fmt: skip


@pytest.fixture(scope="session")
def built(tmp_path_factory):
    """Build two demo councils side by side, the folder of one of which cannot be made."""
    folder = tmp_path_factory.mktemp("built")
    demo = write_params("Demoshire", folder).rename(folder / "demo.yml")
    other = write_params("Ashenmere", folder)
    out = folder / "reports"
    out.mkdir()
    (out / "ashenmere").write_text("in the way")
    with pytest.raises(SystemExit) as stopped:
        main(["build", str(demo), str(other), "--out", str(out), "--jobs", "2"])
    return stopped.value.code, out


@pytest.fixture(scope="session")
def report(built):
    return built[1] / "demo" / "evidence-base"


def rows(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_one_failed_and_the_other_is_whole(built):
    code, out = built
    assert code == SOME_FAILED
    failed, sound = read_record(out)
    assert (failed.slug, failed.status, failed.is_bug) == ("ashenmere", "failed", False)
    assert "File exists" in failed.error
    assert (sound.slug, sound.status, sound.error) == ("demo", "built", "")
    assert {path.name for path in (out / "demo" / "evidence-base").iterdir()} == FILES
    assert {path.name for path in out.iterdir()} == {"ashenmere", "demo", "run.json"}


def test_the_tables_beside_it_have_their_columns_and_rows(report):
    for name, columns in (
        ("figures.csv", FIGURE_COLUMNS),
        ("comparisons.csv", COMPARISON_COLUMNS),
        ("findings.csv", FINDING_COLUMNS),
    ):
        with (report / name).open(encoding="utf-8-sig", newline="") as file:
            assert next(csv.reader(file)) == list(columns)
    assert len(rows(report / "figures.csv")) > 500
    assert len(rows(report / "comparisons.csv")) > 100


def test_the_manifest_has_the_checksum_of_every_other_file(report):
    manifest = json.loads((report / "manifest.json").read_text("utf-8"))
    assert manifest["outputs"] == {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in report.iterdir()
        if path.name != "manifest.json"
    }
    assert manifest["report"] == "evidence-base"
    assert manifest["params"]["area"] == rows(report / "figures.csv")[0]["area_code"]
    assert {row["source"].partition(".zip/")[0] for row in rows(report / "figures.csv")}


def test_every_page_says_that_it_is_invented(report):
    assert "Demonstration: invented data" in (report / "report.html").read_text("utf-8")


def test_nothing_in_it_tells_of_this_machine(report):
    for name in ("notebook.ipynb", "manifest.json", "report.html", "figures.csv"):
        assert str(report.parents[2]) not in (report / name).read_text("utf-8")
