"""Which reports are built again, and why: each thing that a report rests on, one at a time."""

import json
import os
import re
import shutil
from dataclasses import replace

import pytest

from sendlib.data.folder import DATA_VARIABLE
from sendlib.data.store import STORE_VARIABLE
from sendlib.params.load import default_params, from_notebook, to_notebook
from sendlib.params.local import LocalData
from sendlib.run import plan as planning
from sendlib.run.code import Code
from sendlib.run.jobs import Job
from sendlib.run.notebooks import NOTEBOOKS_VARIABLE
from sendlib.run.one import build_one
from sendlib.run.plan import FORCED, Now, plan, settled
from sendlib.run.record import Outcome, write_record
from sendlib.run.state import read_state, state_path
from tests.run.conftest import COVER, write_notebook

POPULATION = (
    "time_period,time_identifier,geographic_level,country_code,country_name,region_code,"
    "region_name,new_la_code,old_la_code,la_name,age_group,population_estimate\n"
)
DEFLATOR = "financial_year,index_2024_25_100,status\n2024-25,100,{}\n"
READS = """
from sendlib.data.register import load_register
from sendlib.data.tables import open_tables
from sendlib.params.load import from_notebook
from sendlib.views.sources import sources_table
tables = open_tables(from_notebook(area=area, sources=sources))
read = tables.facts("population_0_17")
"""


def people(path, *years, number=5):
    rows = (
        f"{year},Reporting year,Local authority,E92000001,England,E12000003,Yorkshire,"
        f"E06000014,816,York,0 to 17,{number}\n"
        for year in years
    )
    path.write_text(POPULATION + "".join(rows), encoding="utf-8")


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Make a notebook, data and York's report once; tests have copies of them."""
    place = tmp_path_factory.mktemp("made")
    for name in ("data", "notebooks"):
        (place / name).mkdir()
    people(place / "data" / "people.csv", 2023)
    (place / "data" / "deflator.csv").write_text(DEFLATOR.format("outturn"), encoding="utf-8")
    cells = [COVER, "# Sources {#sources}", READS, "sources_table(tables, load_register())"]
    write_notebook(place / "notebooks" / "small.ipynb", *cells)
    with pytest.MonkeyPatch.context() as patch:
        _use(place, patch)
        job = Job("york", default_params("York"), "small", ("html",))
        assert build_one(job, place / "reports", basis=Now().basis(job)).error == ""
    return place


def _use(place, patch):
    patch.setenv(DATA_VARIABLE, str(place / "data"))
    patch.setenv(NOTEBOOKS_VARIABLE, str(place / "notebooks"))
    patch.setenv(STORE_VARIABLE, str(place.parent / "store"))


@pytest.fixture
def out(made, tmp_path, monkeypatch):
    """Return a folder with York's report as it was just built."""
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    _use(tmp_path, monkeypatch)
    monkeypatch.setenv(STORE_VARIABLE, str(made.parent / "store"))
    return tmp_path / "reports"


@pytest.fixture
def data(out):
    return out.parent / "data"


def why(job, out, **options):
    planned = plan([job], out=out, now=Now(), **options)
    assert len(planned.steps) + len(planned.current) == 1
    return planned.steps[0].reasons if planned.steps else ()


def test_nothing_is_built_while_nothing_changed_and_all_when_forced(york, out):
    assert why(york, out) == ()
    assert why(york, out, force=True) == FORCED
    other = Job("leeds", default_params("Leeds"), "small", ("html",))
    planned = plan([york, other], out=out, now=Now())
    assert planned.current == (york,)
    assert planned.by_reason() == {("not built yet",): [other]}


def test_a_file_that_changed_is_named_by_publication_and_edition(york, out, data):
    people(data / "people.csv", 2023, number=6)
    assert why(york, out) == ("input population 2023 changed",)


def test_a_file_that_came_or_went_counts_if_the_report_asks_for_what_it_holds(york, out, data):
    people(data / "later.csv", 2024)
    assert why(york, out) == ("input population 2024 is new",)
    (data / "later.csv").unlink()
    assert why(york, out) == ()
    (data / "people.csv").rename(data / "moved.csv")
    assert why(york, out) == ("input population 2023 is new, population 2023 is gone",)


def test_a_file_that_the_report_does_not_read_may_change(york, out, data):
    (data / "deflator.csv").write_text(DEFLATOR.format("forecast"), encoding="utf-8")
    (data / "notes.txt").write_text("of no kind")
    assert why(york, out) == ()
    manifest = json.loads((york.folder(out) / "manifest.json").read_text())
    assert set(manifest["inputs"]) == {"people.csv"}


def test_an_edition_later_than_the_one_that_is_wanted_does_not_count(york, out, data):
    job = replace(york, params=from_notebook(area="York", sources={"population": "2023"}))
    assert build_one(job, out, basis=Now().basis(job)).error == ""
    people(data / "later.csv", 2024)
    assert why(job, out) == ()


def test_a_file_replaced_while_the_report_was_built_makes_it_out_of_date(york, out, data):
    before = Now().basis(york)
    people(data / "people.csv", 2023, number=6)
    assert build_one(york, out, basis=before).error == ""
    assert why(york, out) == ("input population 2023 changed",)
    people(data / "people.csv", 2023)  # put back: the report was made from the other one
    assert why(york, out) == ("input population 2023 changed",)


def test_faults_of_other_files_count_since_the_report_lists_them(york, out, monkeypatch):
    listed = planning.editions
    monkeypatch.setattr(planning, "editions", lambda *of: replace(listed(*of), findings="other"))
    assert why(york, out) == ("faults found in the published files changed",)


def test_params_formats_and_engine_count(york, out):
    values = {**to_notebook(york.params), "years": {"first": 2020, "last": 2024}}
    values["report"] = {"plain_language": False}
    params = from_notebook(**values)
    assert why(replace(york, params=params), out) == ("params changed: report, years",)
    assert why(replace(york, formats=("html", "pdf")), out) == ("formats changed: now html,pdf",)


def test_another_engine_counts_and_so_does_another_version_of_it(york, out, monkeypatch):
    quarto = replace(york, engine="quarto")
    assert why(quarto, out) == ("engine changed: now quarto",)
    state = read_state(state_path(york, out))
    found = type("Quarto", (), {"version": "1.9"})()
    monkeypatch.setattr("sendlib.report.quarto_engine.find_quarto", lambda: found)
    settled_ = planning._settings(quarto, replace(state, engine="quarto"), {
        "params": planning.public_params(york.params), "engine": {"version": "1.8"},
    })  # fmt: skip
    assert list(settled_) == ["Quarto changed: now 1.9"]
    same = {"params": planning.public_params(york.params), "engine": {"version": "1.9"}}
    assert list(planning._settings(quarto, replace(state, engine="quarto"), same)) == []


def test_code_and_packages_count(york, out, monkeypatch):
    code = planning.code_of(york.notebook)
    changed = {**code.modules, "sendlib/errors.py": "0", "sendlib/b.py": "0", "sendlib/c.py": "0"}
    with monkeypatch.context() as patch:
        patch.setattr(planning, "code_of", lambda _: Code("other", changed))
        assert why(york, out) == (
            "notebook small changed",
            "code changed: sendlib/b.py, sendlib/c.py and 1 more",
        )
    versions = planning.package_versions()
    monkeypatch.setattr(planning, "package_versions", lambda: {**versions, "pandas": "9"})
    monkeypatch.setattr(planning, "version", lambda: "9")
    assert why(york, out) == ("packages changed: pandas, sendlib",)


def test_outputs_that_were_changed_or_are_gone_are_built_again(york, out):
    folder = york.folder(out)
    page = folder / "report.html"
    os.utime(page, (1, 1))  # touched, and the same
    assert why(york, out) == ()
    page.write_bytes(page.read_bytes().replace(b"816", b"817"))
    assert why(york, out) == ("report.html was changed",)
    page.unlink()
    assert why(york, out) == ("report.html is gone",)
    (folder / "manifest.json").write_text("{}")
    assert why(york, out) == ("manifest.json was changed",)
    (folder / "manifest.json").unlink()
    assert why(york, out) == ("not built yet",)


def test_a_manifest_that_cannot_be_read_is_told(york, out, monkeypatch):
    def closed(*_):
        raise PermissionError

    monkeypatch.setattr(planning.Digests, "of", closed)
    assert why(york, out) == ("manifest.json cannot be read",)


def test_a_report_that_failed_last_time_is_built_again(york, out):
    failed = Outcome("york", "York", "small", "failed", 1.0, "")
    write_record([failed], out)
    assert why(york, out) == ("it failed last time",)
    write_record([replace(failed, slug="leeds")], out)
    other = Job("leeds", default_params("Leeds"), "small", ("html",))
    assert why(other, out) == ("it failed last time",)


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"basis": {"datasets": 1}}'])
def test_without_a_state_nothing_is_known(york, out, text):
    state_path(york, out).write_text(text)
    assert why(york, out) == ("how it was built is not known",)
    assert build_one(york, out).error == ""
    assert not state_path(york, out).exists()


@pytest.mark.usefixtures("out")
def test_a_report_on_own_files_follows_what_they_are_and_keeps_nothing_of_them(
    york, tmp_path, monkeypatch
):
    monkeypatch.setattr(planning, "code_of", lambda _: Code("", {}))
    own = tmp_path / "own"
    (own / "kept").mkdir(parents=True)
    (own / "packages.csv").write_text("person\nP00001\n")
    local = LocalData(
        folder=str(own), private=str(own / "kept"), files={"packages": "packages.csv"}
    )
    job = Job("york", york.params.model_copy(update={"local": local}), "improvement-progress")
    first = Now().basis(job)
    assert first.files == {}
    (own / "kept" / "audit.csv").write_text("numbers")
    (own / "~$packages.csv").write_text("open elsewhere")
    assert Now().basis(job) == first
    for name in ("packages.csv", "more.csv"):
        (own / name).write_text("person\nP00002\n")
        second = Now().basis(job)
        assert second.own != first.own
        first = second
    assert re.fullmatch("[0-9a-f]{64}", first.own)


def test_own_files_that_changed_are_a_reason(york, out, tmp_path):
    own = tmp_path / "own"
    own.mkdir()
    job = replace(york, params=york.params.model_copy(update={"local": LocalData(folder=str(own))}))
    assert why(job, out) == ("the council's own files changed",)


def test_what_a_killed_build_had_finished_is_noted(york, out):
    assert settled([york], out) == [Outcome("york", "York", "small", "built", 0.0, "")]
    write_record(settled([york], out), out)
    assert settled([york], out) == []


def test_the_state_is_the_same_for_the_same_inputs(york, out, tmp_path):
    assert build_one(york, tmp_path / "again", basis=Now().basis(york)).error == ""
    one, two = (state_path(york, folder).read_bytes() for folder in (out, tmp_path / "again"))
    assert one == two
