"""Sentences and tables of protected results."""

from sendlib.measures.local.activity import STAYS
from sendlib.views.blocks import Column, Origin
from sendlib.views.local_result_blocks import SOURCE, result_table, said
from tests.views.drawn_local import own, result

FOUND = result(STAYS, ("2024", "accommodation=day", "median_stay", 40.0, "weeks"))
COLUMNS = (Column("Stay"), Column("Weeks", numeric=True))


def notes(worcestershire, *rows):
    return result_table(
        own(threshold=10), FOUND, worcestershire, label="tab-a", caption="Stays", columns=COLUMNS,
        rows=rows, notes=("First.",), not_known="too few ended",
    ).notes  # fmt: skip


def test_marks_are_explained_where_they_stand(worcestershire):
    assert notes(worcestershire, ("Day", "40")) == ("First.", STAYS.note, SOURCE)
    marked = notes(worcestershire, ("Day", "[c]"), ("None", "[x]"))
    assert marked[2].startswith("[c] hidden so that nobody can be recognised: it rests on fewer")
    assert "fewer than 10 children" in marked[2]
    assert marked[3:] == ("[x] too few ended.", SOURCE)


def test_a_sentence_has_the_figures_of_its_result(worcestershire):
    found = said(FOUND, worcestershire, label="st-a", text="Half ended within 40 weeks.")
    assert found.origin == Origin("local", "protected")
    assert found.evidence.figures["value"].tolist() == [40.0]
    assert (found.text, found.label) == ("Half ended within 40 weeks.", "st-a")
