"""The demo council's commissioning review: nothing personal in it, and nothing to be worked out."""

import csv
import io
import re
import zipfile
from pathlib import Path
from urllib.parse import unquote

import nbformat
import openpyxl
import pandas as pd
import pikepdf
import pytest

from sendlib.contracts.local_files import local_files
from sendlib.data.folder import data_folder
from sendlib.data.local.tables import open_local
from sendlib.data.tables import open_tables
from sendlib.measures.local.official import official
from sendlib.params.load import load_params
from sendlib.report.outputs import write_report
from sendlib.run.check_local import check_local
from sendlib.run.confidential import without_folders
from sendlib.run.make import inputs_of
from sendlib.run.notebook import execute
from sendlib.run.own import public_params
from sendlib.run.site import build_site
from tests.independent.disclosure_attacker import People

pytestmark = pytest.mark.slow
THRESHOLD = 5
REPORT = "commissioning-review"
FORMATS = ("html", "pdf", "docx", "xlsx", "charts")
# a name of fewer letters may stand in any word
SHORTEST_NAME = 6
# numbers that any text may hold tell nobody: places within an XML return, such as 28.1
TELLING = re.compile(r"[A-Za-z]|\d{7}|(\.\d+){3}")


@pytest.fixture(scope="module")
def demo():
    return load_params(Path("params/demo.yml"))


@pytest.fixture(scope="module")
def built(demo, tmp_path_factory):
    """Build the review in every format."""
    notebook = without_folders(execute(REPORT, demo), demo)
    folder = tmp_path_factory.mktemp("reports") / "demo" / REPORT
    write_report(
        notebook, folder=folder, inputs=inputs_of(notebook), params=public_params(demo),
        formats=FORMATS,
    )  # fmt: skip
    return folder


@pytest.fixture(scope="module")
def own(demo):
    return open_local(demo)


def texts_of(path: Path) -> str:
    """Return all that can be read in a file, its parts unpacked."""
    if path.suffix in (".xlsx", ".docx"):
        with zipfile.ZipFile(path) as parts:
            return "\n".join(
                parts.read(name).decode("utf-8", "replace") for name in parts.namelist()
            )
    if path.suffix == ".pdf":
        with pikepdf.open(path) as pdf:
            streams = [
                bytes(one.read_bytes()).decode("latin-1")
                for one in pdf.objects
                if isinstance(one, pikepdf.Stream) and "/Subtype" not in one
            ]
            return "\n".join([*streams, *(str(one) for one in pdf.objects)])
    text = path.read_bytes().decode("utf-8", "replace")
    return f"{text}\n{unquote(text)}"


@pytest.fixture(scope="module")
def texts(built):
    return texts_below(built)


def texts_below(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): texts_of(path)
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.suffix != ".png"
    }


@pytest.fixture(scope="module")
def texts_beside(demo, built):
    """What else comes of the demo's local files: their check, other reports, and the portal."""
    out = built.parents[1]
    (check,) = check_local([Path("params/demo.yml")], out=out)
    assert check.files > 20
    for report in others_on_local_files():
        notebook = without_folders(execute(report, demo), demo)
        write_report(
            notebook, folder=built.with_name(report), inputs=inputs_of(notebook),
            params=public_params(demo), formats=("html",),
        )  # fmt: skip
    build_site(out, data_raw=data_folder(demo=True))
    found = texts_below(out)
    return {name: text for name, text in found.items() if f"/{REPORT}/" not in name}


def others_on_local_files():
    """Return the reports, but for the review, whose notebooks open local files."""
    paths = sorted(Path("notebooks").glob("*.ipynb"))
    found = [path.stem.replace("_", "-") for path in paths if "open_local(" in path.read_text()]
    return [report for report in found if report != REPORT]


def personal(own):
    """Return every value of a personal column that would name a person, by kind."""
    found: dict[str, set[str]] = {"id": set(), "postcode": set(), "birth": set(), "name": set()}
    for table in own.tables.values():
        for name, column in table.contract.columns.items():
            values = table.rows[name].dropna()
            if not column.personal:
                continue
            if column.kind in ("id", "postcode"):
                found[column.kind] |= set(values.astype(str))
            if name == "person_birth_date":
                for form in ("%Y-%m-%d", "%d/%m/%Y", "%d %B %Y"):
                    found["birth"] |= set(values.dt.strftime(form))
            if name in ("surname", "forename"):
                found["name"] |= set(values.astype(str))
    return found


def test_no_output_holds_an_id_a_date_of_birth_a_postcode_or_a_name(texts, texts_beside, own):
    values = personal(own)
    assert all(len(of_kind) > 1000 for kind, of_kind in values.items() if kind != "name")
    assert {"demo/check/index.html", "demo/check/faults.csv", "index.html"} <= set(texts_beside)
    for name, text in (texts | texts_beside).items():
        words = set(re.findall(r"[\w./-]+", text))
        assert not words & {one for one in values["id"] if TELLING.search(one)}, name
        assert not words & values["birth"], name
        assert not {one for one in values["name"] if len(one) >= SHORTEST_NAME} & words, name
        spaced = set(re.findall(r"\b[A-Z]{1,2}\d{1,2}[A-Z]? ?\d[A-Z]{2}\b", text))
        codes = {one.replace(" ", "") for one in values["postcode"]}
        assert not {one.replace(" ", "") for one in spaced} & codes, name


def figures(built):
    text = (built / "figures.csv").read_text("utf-8")
    rows = [row for row in csv.DictReader(io.StringIO(text)) if row["measure"].startswith("local_")]
    return pd.DataFrame(rows)


def test_hidden_figures_are_told_as_suppressed_and_have_nothing_else(built):
    rows = figures(built)
    hidden = rows[rows["status"] == "suppressed"]
    assert len(hidden) > 20
    for name in ("value", "lower", "upper", "count", "denominator"):
        assert set(hidden[name]) == {""}


def of_persons(rows):
    """Return figures that count persons: not those of open files, nor numbers of owners."""
    personal = [
        any(
            local_files()[name.removeprefix("local/")].personal
            for name in source.split("; ")
            if name.startswith("local/")
        )
        for source in rows["source"]
    ]
    counted = rows["measure"] != "local_market_owners_count"
    return rows[pd.Series(personal, index=rows.index) & counted]


def crossed(rows):
    """Return figures of counts as tables, by population: their fields, and what is hidden."""
    for (measure, period), group in rows[rows["unit"] == "count"].groupby(["measure", "period"]):
        cells = [
            {} if text == "Total" else dict(part.split("=") for part in text.split(";"))
            for text in group["breakdown"]
        ]
        yield measure, period, cells, group.reset_index(drop=True)


def test_no_small_count_is_shown_but_those_that_are_published(built, demo):
    known = official(open_tables(demo), demo.area)
    named = {
        "local_plans_count": "plans in force, January {}",
        "local_plans_started_count": "plans started, {}",
        "local_plans_ended_count": "plans ended, {}",
    }
    for measure, period, cells, group in crossed(of_persons(figures(built))):
        population = named.get(measure, "{}").format(period)
        for cell, (_, row) in zip(cells, group.iterrows(), strict=True):
            if row["status"] != "suppressed" and 0 < float(row["value"]) < THRESHOLD:
                key = (population, tuple(sorted(cell.items())))
                assert known.get(key) == float(row["value"]), (key, row["value"])


def test_an_attacker_with_all_tables_of_the_review_recovers_no_hidden_count(built):
    """The attacker reads figures.csv alone: hidden cells have no number there at all."""
    attacked = 0
    for measure, period, cells, group in crossed(figures(built)):
        hidden = {
            tuple(sorted(cell.items()))
            for cell, status in zip(cells, group["status"], strict=True)
            if status == "suppressed"
        }
        if not hidden:
            continue
        people = seen(cells, group)
        for cell in hidden:
            low, high = people.range_of(cell, hidden)
            assert high > low, (measure, period, cell)
            attacked += 1
    assert attacked > 20


def test_no_hidden_sum_of_money_stands_alone_under_its_total(built):
    rows = figures(built)
    money = rows[rows["unit"] == "gbp"]
    field = money["breakdown"].str.partition("=")[0]
    hidden = money["status"] == "suppressed"
    assert hidden.any()
    assert (hidden.groupby([money["period"], field]).sum() != 1).all()


def seen(cells, group):
    """Return the attacker's unknowns; the number of a hidden cell is no matter and not known."""
    tables: dict[tuple[str, ...], list[dict[str, object]]] = {}
    shapes = {tuple(sorted(cell)) for cell in cells}
    largest = [one for one in shapes if not any(set(one) < set(other) for other in shapes)]
    for cell, value in zip(cells, group["value"], strict=True):
        for fields in largest:
            if set(cell) <= set(fields):
                row = {name: cell.get(name, "Total") for name in fields}
                tables.setdefault(fields, []).append({**row, "count": int(float(value or 0))})
    return People([(pd.DataFrame(rows), fields) for fields, rows in tables.items()], {})


def test_charts_draw_and_tell_nothing_of_what_is_hidden(built):
    notebook = nbformat.read(built / "notebook.ipynb", as_version=4)
    local = [
        (output.metadata["report"], output.data["application/vnd.sendlib.block+json"])
        for cell in notebook.cells
        for output in cell.get("outputs", ())
        if output.metadata["report"]["origin"] == "local"
    ]
    assert len(local) > 20
    assert {report["protection"] for report, _ in local} == {"protected", "not_personal"}
    charts = [
        (report, block)
        for report, block in local
        if report["kind"] == "figure" and report["protection"] == "protected"
        and [column["key"] for column in block["columns"]][2:] == ["status"]
    ]  # fmt: skip
    assert len(charts) > 4
    for report, block in charts:
        for part, value, status in block["rows"]:
            assert (value is None) == (status == "hidden")
            assert status == "shown" or part in report["alt"]


def test_a_workbook_cell_that_is_hidden_holds_the_mark_alone(built):
    sheets = openpyxl.load_workbook(built / "tables.xlsx").worksheets
    cells = [cell.value for sheet in sheets for row in sheet.iter_rows() for cell in row]
    assert cells.count("[c]") > 20


def test_the_manifest_names_local_files_without_their_folder(texts):
    manifest = texts["manifest.json"]
    assert '"local/packages.csv"' in manifest
    assert '"folder": ""' in manifest


def test_the_notebook_that_is_left_holds_blocks_alone(built):
    notebook = nbformat.read(built / "notebook.ipynb", as_version=4)
    for cell in notebook.cells:
        for output in cell.get("outputs", ()):
            assert set(output.metadata) == {"report"}
            assert set(output.data) <= {
                "text/plain", "image/svg+xml", "application/vnd.sendlib.block+json",
                "application/vnd.sendlib.figures+json", "application/vnd.sendlib.inputs+json",
                "application/vnd.sendlib.comparisons+json",
                "application/vnd.sendlib.findings+json",
            }  # fmt: skip
