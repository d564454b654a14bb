"""How progress is judged, as read."""

from sendlib.views import evaluation_grid as views
from sendlib.views.blocks import Absent
from tests.views.drawn_region import NOTHING, TOGETHER, region


def test_methods_that_brought_something_and_bare_fields_are_counted(leaks):
    found = views.evaluation_statement(region())
    assert found.text == (
        "2 of 3 methods have brought something so far. 4 of the 6 fields of phase and theme have "
        "no method yet."
    )
    assert leaks(found) == []
    every = [{"phase": phase, "theme": theme, "method": "Ask"} for phase in ("Set up", "Design")
             for theme in ("families", "commissioning", "provision")]  # fmt: skip
    full = views.evaluation_statement(region(TOGETHER | {"evaluation": every}))
    assert full.text == "0 of 6 methods have brought something so far."
    but_one = views.evaluation_statement(region(TOGETHER | {"evaluation": every[1:]}))
    assert but_one.text.endswith("1 of the 6 fields of phase and theme has no method yet.")


def test_the_grid_has_a_row_a_phase_and_a_column_a_theme():
    assert views.evaluation_table(region()).rows == (
        ("Set up", "2 of 2 methods", "No method", "No method"),
        ("Design", "No method", "No method", "0 of 1 method"),
    )


def test_methods_stand_in_the_order_of_phases_with_what_they_brought():
    assert views.methods_table(region()).rows == (
        ("Survey", "Set up", "Children, young people and families", "40 replies", "April 2026"),
        ("Talks", "Set up", "Children, young people and families", "3 talks", "not given"),
        ("Count of places", "Design", "Provision", "Nothing yet", "not yet"),
    )


def test_without_methods_there_is_nothing():
    for view in (views.evaluation_statement, views.evaluation_table, views.methods_table):
        assert isinstance(view(NOTHING), Absent)
