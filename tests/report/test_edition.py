import json

import pytest

from sendlib.errors import RenderError
from sendlib.report.edition import read_edition, read_manifest, report_folder
from sendlib.report.outputs import write_report


@pytest.fixture
def folder(views, tmp_path):
    """A small report, as a build leaves it."""
    made = views.notebook(views.cover(), "# Words {#w}\n\nSome.", views.table())
    place = tmp_path / "reports" / "york" / "evidence-base"
    write_report(
        made, folder=place, inputs={"a.csv": "1"}, params={"area": "816"}, formats=["html"]
    )
    return place


def test_a_report_is_read_as_it_was_written(folder):
    edition = read_edition(folder / "manifest.json")
    assert edition.folder == folder
    assert edition.manifest.inputs == {"a.csv": "1"}
    assert str(edition.manifest.code).startswith("0.")
    assert edition.figures == edition.comparisons == edition.findings == {}
    assert edition.document.cover.area_name == "Worcestershire"


def test_a_table_is_known_by_its_keys(folder):
    (folder / "figures.csv").write_text(
        "measure,area_code,period,breakdown,value\nplans,816,2025,Total,7\n", "utf-8"
    )
    (row,) = read_edition(folder).figures.items()
    assert row[0] == ("plans", "816", "2025", "Total")
    assert (row[1]["value"], row[1]["status"]) == ("7", "")


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("part", "told"),
    [
        ("reports/york", r"york: no manifest.json in it; did you mean .*/york/evidence-base\?"),
        ("reports", r"reports: no manifest.json in it; did you mean .*/york/evidence-base\?"),
        ("reports/leeds", r"leeds: no such folder; give the folder of a report, such as reports/y"),
    ],
)
def test_where_no_report_lies_those_below_are_named(part, told, tmp_path):
    with pytest.raises(RenderError, match=told):
        report_folder(tmp_path / part)


def test_a_manifest_of_something_else_is_told_with_what_it_lacks(folder):
    (folder / "manifest.json").write_text(json.dumps({"report": "x"}))
    with pytest.raises(RenderError, match=r"manifest.json: damaged: params: Field required; code:"):
        read_manifest(folder)
    (folder / "manifest.json").unlink()
    with pytest.raises(RenderError, match=r"manifest.json: cannot be read: No such file"):
        read_manifest(folder)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"\xff\xfe", "figures.csv: cannot be read: it is no CSV file"),
        (b"colour\nred\n", "figures.csv: columns absent: area_code, breakdown, measure, period"),
        (None, "figures.csv: cannot be read: No such file or directory"),
    ],
)
def test_a_table_that_is_no_such_table_is_told(folder, content, told):
    (folder / "figures.csv").unlink()
    if content:
        (folder / "figures.csv").write_bytes(content)
    with pytest.raises(RenderError, match=told):
        read_edition(folder)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("{", "not as this version of sendlib writes it"),
        ('{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}', "exactly one cover"),
        (None, "cannot be read: No such file or directory"),
    ],
)
def test_words_that_cannot_be_read_are_no_hindrance_to_the_figures(folder, content, told):
    (folder / "notebook.ipynb").unlink()
    if content:
        (folder / "notebook.ipynb").write_text(content)
    edition = read_edition(folder)
    assert edition.document is None
    assert told in edition.fault
