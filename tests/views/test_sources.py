from types import SimpleNamespace

import pandas as pd
import pytest

from sendlib.views.sources import attributions, source_note, sources_table


def test_the_files_behind_values_are_named_once():
    values = pd.DataFrame({"source": ["b.csv; a.csv", "a.csv", None, ""]})
    assert source_note(values) == "Source: a.csv; b.csv."
    assert source_note(values.iloc[:0]) == "Source: none in the data folder."


ENTRY = SimpleNamespace(title="EHC plans", publisher="DfE", edition="2025")
FILES = pd.DataFrame(
    {
        "file": ["b.csv", "a.zip", "a.zip", "c.csv", "d.csv"],
        "sha256": ["1", "2", "2", "3", "4"],
        "title": ["B", "A", "A", "C", "D"],
        "first": ["2019", "", "", "2024", ""],
        "last": ["2025", "", "", "2024", ""],
    }
)


@pytest.fixture
def read():
    """Stand for tables and register: a.zip is as registered, c.csv has another content."""
    files = pd.DataFrame({"file": ["a.zip", "e.csv"], "sha256": ["2", "5"]})
    tables = SimpleNamespace(
        used=lambda: FILES, read=lambda: files, asked=lambda: ("caseload", "gone")
    )
    register = SimpleNamespace(
        by_sha256=lambda sha256: ENTRY if sha256 == "2" else None,
        find=lambda path: ENTRY if path in ("a.zip", "d.csv") else None,
        attributions=lambda paths: [f"Crown: {path}" for path in paths],
    )
    return tables, register


def test_every_file_has_its_publication_edition_and_state(read):
    table = sources_table(*read)
    assert table.rows == (
        ("a.zip", "EHC plans", "DfE", "2025", "as registered"),
        ("b.csv", "B", "not in the register", "2019 to 2025", "differs from the register"),
        ("c.csv", "C", "not in the register", "2024", "differs from the register"),
        ("d.csv", "EHC plans", "DfE", "2025", "differs from the register"),
    )


def test_what_was_read_and_what_was_looked_for_go_beside_the_list(read):
    data, _ = sources_table(*read)._repr_mimebundle_()
    assert data["application/vnd.sendlib.inputs+json"] == {
        "columns": ["path", "sha256"],
        "rows": [["a.zip", "2"], ["e.csv", "5"]],
        "datasets": ["caseload", "gone"],
    }


def test_a_file_without_years_is_of_unknown_edition(read):
    tables, register = read
    register.find = lambda _: None
    assert sources_table(tables, register).rows[-1][3] == "unknown"


def test_attributions_are_those_of_registered_files(read):
    tables, register = read
    assert attributions(tables, register).items == ("Crown: a.zip", "Crown: d.csv")
    register.find = lambda _: None
    shown = attributions(tables, register)
    assert shown.items == ()
    assert "no licence is known" in shown.paragraphs[0]
