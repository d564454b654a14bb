import nbformat
import pandas as pd
import pytest

from sendlib.contracts.tables import FINDING_COLUMNS
from sendlib.data import tables as tables_of
from sendlib.data.folder import DATA_VARIABLE
from sendlib.data.inventory import INVENTORY_COLUMNS
from sendlib.data.tables import Tables
from sendlib.errors import NotebookError, ParamsError, RenderError, SourceError
from sendlib.params.load import from_notebook
from sendlib.run import prepare as preparing
from sendlib.run.jobs import Job
from sendlib.run.notebooks import notebook_path
from sendlib.run.prepare import prepare, years_fault


def published(tmp_path, *spans, publication="ehc_plans"):
    rows = [{"publication": publication, "first": first, "last": last} for first, last in spans]
    found = pd.DataFrame(rows, columns=INVENTORY_COLUMNS, dtype=str).fillna("")
    return Tables(found=found, store=tmp_path)


def fault(tables, first, last):
    params = from_notebook(area="York", years={"first": first, "last": last})
    return years_fault(params, tables, where="york")


@pytest.fixture
def ready(notebooks, tmp_path, monkeypatch):
    notebooks()
    monkeypatch.setenv(DATA_VARIABLE, str(tmp_path / "data"))
    monkeypatch.setenv("SENDLIB_STORE", str(tmp_path / "store"))


@pytest.mark.usefixtures("ready")
def test_a_report_that_there_is_not_is_told_first(york, tmp_path):
    with pytest.raises(NotebookError, match="no report 'other'"):
        prepare([Job("york", york.params, "other")], out=tmp_path / "reports")
    assert not (tmp_path / "reports").exists()


@pytest.mark.usefixtures("ready")
def test_a_folder_that_reports_cannot_be_written_to_is_told(york, tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(RenderError, match=r"reports cannot be written there.*--out"):
        prepare([york], out=tmp_path / "file" / "reports")


@pytest.mark.usefixtures("ready")
def test_published_files_that_are_not_there_are_told(york, tmp_path):
    with pytest.raises(SourceError, match=r"data: no such folder; give the folder"):
        prepare([york], out=tmp_path / "reports")
    (tmp_path / "data").mkdir()
    with pytest.raises(SourceError, match=r"data: no published file that sendlib knows"):
        prepare([york], out=tmp_path / "reports")


@pytest.mark.usefixtures("ready")
def test_years_without_data_are_told_for_every_file(york, tmp_path, monkeypatch):
    tables = published(tmp_path, ("2019", "2025"))
    monkeypatch.setattr(preparing, "open_tables", lambda _: tables)
    monkeypatch.setattr(Tables, "findings", lambda _: None)
    late = from_notebook(area="Leeds", years={"first": 2050, "last": 2060})
    jobs = [york, Job("a", late, "small"), Job("b", late, "small")]
    with pytest.raises(ParamsError) as got:
        prepare(jobs, out=tmp_path / "reports")
    told = "years: found 2050 to 2060, allowed: some of 2019 to 2025, the years of the published"
    assert [line.startswith(f"{name}: {told}") for name, line in
            zip("ab", str(got.value).splitlines(), strict=True)] == [True, True]  # fmt: skip
    prepare([york], out=tmp_path / "reports")


@pytest.mark.parametrize(
    ("first", "last", "sound"),
    [(2010, 2018, False), (2010, 2019, True), (2025, 2030, True), (2026, 2030, False)],
)
def test_one_year_of_the_main_publication_is_enough(tmp_path, first, last, sound):
    tables = published(tmp_path, ("2019", "2022"), ("2024", "2025"), ("", ""))
    assert (fault(tables, first, last) == "") is sound


def test_without_the_main_publication_the_years_of_the_others_count(tmp_path):
    tables = published(tmp_path, ("2013/14", "2022/23"), publication="lait")
    assert fault(tables, 2023, 2025) == ""
    assert "allowed: some of 2014 to 2023" in fault(tables, 2024, 2025)


def test_files_without_years_tell_nothing_about_years(tmp_path):
    assert fault(published(tmp_path, ("", "")), 2050, 2060) == ""


@pytest.mark.usefixtures("ready")
def test_what_evidence_bases_share_is_worked_out_once_for_the_same_years(
    york, tmp_path, monkeypatch
):
    kept = []
    monkeypatch.setattr(preparing, "open_tables", lambda _: published(tmp_path, ("2019", "2025")))
    monkeypatch.setattr(Tables, "findings", lambda _: None)
    monkeypatch.setattr(preparing.Countrywide, "keep", lambda country: kept.append(country.years))
    others = [Job(area, from_notebook(area=area)) for area in ("Leeds", "Kent")]
    later = Job("later", from_notebook(area="Leeds", years={"first": 2022, "last": 2024}))
    preparing.prepare_data([york, *others, later, Job("leeds", york.params, "commissioning")])
    usual = york.params.years
    assert sorted(kept) == sorted([(usual.first, usual.last), (2022, 2024)])


def test_the_evidence_base_first_compares_what_was_prepared_and_works_out_nothing(
    facts, tmp_path, monkeypatch
):
    caseload = facts("""
        area_code | period | field    | value
        816       | 2024   | ehcplans | 1100
        816       | 2025   | ehcplans | 1200
    """)

    def opened(_):
        drawn = published(tmp_path, ("2024", "2025"))
        empty = pd.DataFrame(columns=FINDING_COLUMNS)
        return Tables(drawn.found, tmp_path, _loaded={"caseload": caseload}, _findings=empty)

    monkeypatch.setattr(preparing, "open_tables", opened)
    monkeypatch.setattr(tables_of, "open_tables", opened)
    preparing.prepare_data([Job("york", from_notebook(area="York"))])
    prepared = {path.name for path in (tmp_path / "tables").iterdir()}
    cells = nbformat.read(notebook_path("evidence-base"), as_version=4).cells
    parameters, setup = [cell.source for cell in cells if cell.cell_type == "code"][:2]
    made: dict[str, object] = {}
    exec(parameters, made)
    exec(setup, made)
    assert prepared
    assert {path.name for path in (tmp_path / "tables").iterdir()} == prepared


@pytest.mark.usefixtures("ready")
def test_a_report_of_the_councils_own_files_alone_needs_no_published_ones(
    york, tmp_path, monkeypatch
):
    monkeypatch.setattr(preparing, "notebook_path", lambda _: tmp_path)
    prepare([Job("york", york.params, "improvement-progress")], out=tmp_path / "reports")
    assert (tmp_path / "reports").is_dir()
