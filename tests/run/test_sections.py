import pytest
from hypothesis import given
from hypothesis import strategies as st
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from sendlib.params.load import from_notebook
from sendlib.run.sections import empty_sections, left_out, section_labels, without_sections


def shown(label):
    output = new_output("display_data", data={}, metadata={"report": {"label": label}})
    return new_code_cell(f"show({label})", outputs=[output])


@pytest.fixture
def notebook():
    return new_notebook(
        cells=[
            new_code_cell("setup"),
            new_markdown_cell("# Summary {#summary}\n\nSee [money](#money) and [map](#map)."),
            shown("st-summary"),
            new_markdown_cell("# Money {#money}\n\nWhat is spent.\n\n## Balance {#balance}"),
            shown("tab-balance"),
            new_code_cell("print"),
            new_markdown_cell("### Deeper {#deeper}"),
            new_markdown_cell("Words.\n\n# Map {#map}\n\nOf [the balance](#tab-balance)."),
            shown("fig-map"),
        ]
    )


def sources(notebook):
    return [cell.source for cell in notebook.cells if cell.cell_type == "markdown"]


def test_a_section_goes_with_what_is_below_it_and_its_code_stays(notebook):
    kept = without_sections(notebook, {"money"})
    assert sources(kept) == [
        "# Summary {#summary}\n\nSee money and [map](#map).",
        "# Map {#map}\n\nOf the balance.",
    ]
    assert [cell.source for cell in kept.cells if cell.cell_type == "code"] == [
        "setup", "show(st-summary)", "show(tab-balance)", "print", "show(fig-map)",
    ]  # fmt: skip
    labels = [out.metadata.report.label for cell in kept.cells for out in cell.get("outputs", ())]
    assert labels == ["st-summary", "fig-map"]


def test_a_lower_section_ends_at_the_next_of_its_level_or_above(notebook):
    kept = without_sections(notebook, {"balance"})
    assert sources(kept) == [
        "# Summary {#summary}\n\nSee [money](#money) and [map](#map).",
        "# Money {#money}\n\nWhat is spent.\n\n",
        "# Map {#map}\n\nOf the balance.",
    ]


def test_two_sections_in_a_row_go(notebook):
    assert sources(without_sections(notebook, {"money", "map"})) == [
        "# Summary {#summary}\n\nSee money and map."
    ]


def test_the_executed_notebook_is_not_changed(notebook):
    before = notebook.copy()
    without_sections(notebook, {"money"})
    assert notebook == before
    assert len(notebook.cells[4].outputs) == 1


def test_with_nothing_left_out_the_notebook_is_the_same(notebook):
    assert without_sections(notebook, set()) is notebook


def test_the_sections_of_a_notebook_are_its_top_headings(notebook):
    notebook.cells.append(new_markdown_cell("# Without a label"))
    assert section_labels(notebook) == ["summary", "money", "map", ""]


def test_the_page_in_plain_language_is_left_out_by_its_own_switch():
    assert left_out(from_notebook(area="885", report={"leave_out": ["money"]}), "x") == {"money"}
    without = from_notebook(area="885", report={"plain_language": False})
    assert left_out(without, "evidence-base") == {"for-families"}


def test_chapters_and_appendices_are_left_out_of_the_review_and_its_strategy_alone():
    params = from_notebook(
        area="885", commissioning={"leave_out": ["market"], "appendices": ["findings"]}
    )
    assert left_out(params, "evidence-base") == set()
    for report in ("commissioning-review", "commissioning-strategy"):
        assert left_out(params, report) == {"market", "indicators"}


@given(
    levels=st.lists(st.integers(1, 3), max_size=8),
    gone=st.sets(st.integers(0, 7)),
)
def test_what_is_kept_is_every_heading_not_under_one_that_goes(levels, gone):
    cells = [new_markdown_cell(f"{'#' * level} H {{#h{n}}}") for n, level in enumerate(levels)]
    kept = without_sections(new_notebook(cells=cells), {f"h{n}" for n in gone})
    expected = []
    for number in range(len(levels)):
        above, lowest = [number], levels[number]
        for earlier in reversed(range(number)):
            if levels[earlier] < lowest:
                above.append(earlier)
                lowest = levels[earlier]
        if not gone & set(above):
            expected.append(cells[number].source)
    assert sources(kept) == expected


def absent(label):
    report = {"label": label, "kind": "contents"}
    output = new_output("display_data", data={}, metadata={"report": report})
    return new_code_cell(f"show({label})", outputs=[output])


def test_a_section_whose_views_all_show_nothing_is_empty(notebook):
    notebook.cells += [
        new_markdown_cell("# Late {#late}"), absent("tab-late"), absent("fig-late"),
        new_markdown_cell("# Words {#words}"),
        new_markdown_cell("# Mixed {#mixed}"), absent("tab-mixed"),
        new_markdown_cell("## Nothing here {#below}\n\n### Nor here {#deeper-still}"),
        absent("fig-below"), new_markdown_cell("## Something {#beside}"), shown("tab-beside"),
    ]  # fmt: skip
    assert empty_sections(notebook) == {"late", "below", "deeper-still"}
    assert empty_sections(new_notebook(cells=[])) == frozenset()
