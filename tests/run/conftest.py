"""Small notebooks that run in a second, and the report they make."""

from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from sendlib.params.load import default_params, to_notebook
from sendlib.run.jobs import Job
from sendlib.run.notebooks import NOTEBOOKS_VARIABLE

COVER = """
from sendlib.views.blocks import CoverPage
CoverPage({
    "title": "Small", "subtitle": "Smaller", "area_name": area, "status_mark": "Draft",
    "protective_mark": "", "version": "1", "date": "", "contact": "nobody", "signed_off_by": "",
    "branding": {"name": area, "primary": "#12436d", "accent": "#28a197", "logo": None},
    "is_demo": False, "keywords": [],
})
"""
SOURCES = """
import pandas as pd
from sendlib.views.blocks import Column, Evidence, Table
read = pd.DataFrame({"path": ["plans.csv"], "sha256": ["0" * 64]})
Table("Files", "tab-files", (Column("File"),), (("plans.csv",),), evidence=Evidence(inputs=read))
"""


def write_notebook(path: Path, *cells: str, names: dict[str, object] | None = None) -> None:
    """Write a notebook of these cells; text with # is Markdown."""
    values = names or to_notebook(default_params("York"))
    source = "\n".join(f"{key} = {value!r}" for key, value in values.items())
    made = new_notebook(
        cells=[new_code_cell(source, metadata={"tags": ["parameters"]})]
        + [
            new_markdown_cell(cell) if cell.startswith("#") else new_code_cell(cell.strip())
            for cell in cells
        ],
        metadata={"kernelspec": {"name": "python3", "display_name": "P", "language": "python"}},
    )
    nbformat.write(made, path)


@pytest.fixture
def notebooks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Put a notebook of these cells in the place of the project's; text with # is Markdown."""
    folder = tmp_path / "notebooks"
    folder.mkdir()
    monkeypatch.setenv(NOTEBOOKS_VARIABLE, str(folder))

    def put(*cells: str, name: str = "small", names: dict[str, object] | None = None) -> None:
        write_notebook(folder / f"{name}.ipynb", *cells, names=names)

    return put


@pytest.fixture
def small_report(notebooks: Callable[..., None]) -> Callable[..., None]:
    """Put a notebook in place that makes a whole report, with cells more after its heading."""

    def put(*cells: str) -> None:
        notebooks(COVER, "# Sources {#sources}", *cells, SOURCES)

    return put


@pytest.fixture
def york() -> Job:
    return Job("york", default_params("York"), "small", ("html",))
