"""A draft strategy put together from an executed review."""

from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from sendlib.errors import NotebookError
from sendlib.params.load import from_notebook
from sendlib.params.prose import PLACES
from sendlib.report.document import read_document
from sendlib.report.html import render_html
from sendlib.run import strategy
from sendlib.run.notebooks import notebook_path
from sendlib.run.strategy import Part, Shape, assembled, read_shape
from sendlib.views.blocks import Column, Prose, Statement, Table, nothing
from sendlib.views.front import cover

PARAMS = from_notebook(area="885")


def shown(view, source="view()"):
    data, metadata = view._repr_mimebundle_()
    return new_code_cell(source, outputs=[new_output("display_data", data=data, metadata=metadata)])


@pytest.fixture
def review(worcestershire):
    table = Table("Needs", "tab-needs", (Column("Need"),), (("ASD",),))
    found = Prose("found", (), ("Needs rose ([](#tab-needs); [](#tab-gone)).",))
    parameters = new_code_cell('area = "885"', metadata={"tags": ["parameters"]})
    cells = [
        parameters,
        shown(cover(PARAMS, worcestershire, title="SEND joint commissioning review")),
        new_markdown_cell("# Summary {#summary}\n\n## Found {#summary-found}\n\nBy rule."),
        shown(found),
        new_markdown_cell("# Who {#who}\n\n## By need {#who-need}\n\nOwn records."),
        shown(Statement("There are needs.", "st-needs")),
        shown(table),
        new_markdown_cell("## By age {#who-age}"),
        shown(nothing("No ages", "Give the file.", "tab-ages")),
        new_markdown_cell("# Words {#glossary}\n\nNeed\n:   A need."),
    ]
    metadata = {"sendlib": {"report": "commissioning-review", "language": "en-GB"}}
    return new_notebook(cells=cells, metadata=metadata)


@pytest.fixture
def of_parts(review, monkeypatch):
    def made(*parts, params=PARAMS):
        monkeypatch.setattr(strategy, "read_shape", lambda: Shape("Strategy", parts))
        return assembled(review, params)

    return made


def labels(notebook):
    return [output.metadata["report"]["label"] for cell in notebook.cells
            for output in cell.get("outputs", ())]  # fmt: skip


def test_parts_take_blocks_in_their_order_under_a_cover_of_their_own(of_parts, review):
    made = of_parts(
        Part("needs", "Needs", ("tab-needs", "st-needs"), text="As recorded."),
        Part("evidence", "Evidence", ("found",)),
    )
    assert labels(made) == ["cover", "tab-needs", "st-needs", "found"]
    document = read_document(made)
    assert (document.cover.title, document.cover.status_mark) == ("Strategy", "Draft")
    assert made.metadata["sendlib"]["report"] == "commissioning-strategy"
    assert [cell.source for cell in made.cells if cell.cell_type == "markdown"] == [
        "# Needs {#strategy-needs}\n\nAs recorded.", "# Evidence {#strategy-evidence}",
    ]  # fmt: skip
    assert made.cells[0].source == 'area = "885"'
    assert labels(review)[0] == "cover"
    assert review.metadata["sendlib"]["report"] == "commissioning-review"


def test_references_to_what_is_not_in_the_strategy_become_words(of_parts):
    page = render_html(read_document(of_parts(Part("evidence", "Evidence", ("found",)))))
    assert "<li>Needs rose.</li>" in page
    both = of_parts(Part("evidence", "Evidence", ("found", "tab-needs")))
    assert 'Needs rose (<a href="#tab-needs">Table 1</a>).' in render_html(read_document(both))


def test_a_section_alone_gives_its_words_without_its_heading(of_parts):
    made = of_parts(Part("needs", "Needs", ("who",)))
    assert [cell.source for cell in made.cells if cell.cell_type == "markdown"][1:] == [
        "## By need {#who-need}\n\nOwn records.", "## By age {#who-age}",
    ]  # fmt: skip
    assert labels(made) == ["cover", "st-needs", "tab-needs"]


def test_sections_beside_others_keep_their_headings_below_the_part(of_parts):
    made = of_parts(Part("needs", "Needs", ("who-need", "summary")))
    assert [cell.source for cell in made.cells if cell.cell_type == "markdown"][1:] == [
        "## By need {#who-need}\n\nOwn records.",
        "## Summary {#summary}\n\n### Found {#summary-found}\n\nBy rule.",
    ]
    read_document(made)


def test_a_part_for_which_nothing_is_there_says_what_to_supply(of_parts):
    made = of_parts(
        Part("ages", "Ages", ("tab-ages", "who-age", "nowhere"), missing="Give ages."),
        Part("more", "More", ("tab-ages",)),
    )
    assert labels(made) == ["cover", "strategy-ages-missing"]
    assert "Give ages." in render_html(read_document(made))


def test_words_alone_are_taken_as_well(of_parts):
    made = of_parts(Part("words", "Words", ("glossary",)))
    assert made.cells[-1].source == "Need\n:   A need."


def test_the_authors_words_come_first_in_their_part(of_parts):
    prose = {"strategy-values": "We *listen*."}
    params = from_notebook(area="885", commissioning={"prose": prose})
    made = of_parts(Part("values", "Values", ("st-needs",), missing="Write."), params=params)
    assert labels(made) == ["cover", "authors-strategy-values", "st-needs"]
    assert "<em>listen</em>" in render_html(read_document(made))


def test_a_notebook_without_a_cover_is_refused():
    with pytest.raises(NotebookError, match="shows no cover"):
        assembled(new_notebook(cells=[]), PARAMS)


def test_the_shape_takes_each_block_once_and_only_what_the_review_shows():
    shape = read_shape()
    takes = [label for part in shape.parts for label in part.takes]
    assert len(takes) == len(set(takes))
    views = Path(strategy.__file__).parents[1] / "views"
    source = "\n".join(path.read_text("utf-8") for path in sorted(views.glob("*.py")))
    notebook = nbformat.read(notebook_path("commissioning-review"), as_version=4)
    source += "\n".join(cell.source for cell in notebook.cells)
    lost = [
        label for label in takes
        if f'"{label}"' not in source and f"{{#{label}}}" not in source
        and not any(f'f"{label.rsplit("-", n)[0]}-{{' in source for n in (1, 2))
        and not any(f'f"{label.split("-")[0]}-{{' in source for _ in "1")
    ]  # fmt: skip
    assert lost == []


def test_every_part_of_the_shape_can_hold_the_authors_words():
    named = {f"strategy-{part.label}" for part in read_shape().parts if part.missing}
    assert named <= set(PLACES)
