"""A theory of change, drawn and told."""

from sendlib.views import theory_of_change as views
from sendlib.views.blocks import Absent
from tests.views.drawn_region import NOTHING, region


def test_loose_ends_are_told():
    assert views.theory_statement(region()).text == (
        "The theory of change has 5 elements. Lead to nothing yet: Time, money. Nothing leads to: "
        "Talk."
    )
    whole = {"inputs": [{"id": "a", "text": "Data", "leads_to": ["b"]}],
             "impact": [{"id": "b", "text": "Closer"}]}  # fmt: skip
    text = views.theory_statement(region({"theory_of_change": whole})).text
    assert text.endswith("Each leads on to another, up to what it is all for.")


def test_the_diagram_has_a_box_for_each_element_and_says_them_all(leaks):
    chart = views.theory_chart(region())
    assert chart.alt == (
        "Diagram of a theory of change. What goes in: NHS data; Time, money. What is done: Map "
        "services; Talk. What it is for: Closer."
    )
    assert chart.rows[0] == ("What goes in", "NHS data", "Map services")
    assert chart.rows[-1] == ("What it is for", "Closer", "nothing further")
    assert leaks(chart) == []


def test_the_table_says_what_leads_to_what_and_what_has_to_hold(leaks):
    table = views.theory_table(region())
    assert table.rows[1] == ("Time, money", "What goes in", "Nothing yet")
    assert table.rows[-1] == ("Closer", "What it is for", "It is the end")
    assert table.notes == ("Has to hold: Staff can be found.",)
    assert leaks(table) == []


def test_without_a_theory_there_is_nothing():
    for view in (views.theory_statement, views.theory_chart, views.theory_table):
        assert isinstance(view(NOTHING), Absent)
