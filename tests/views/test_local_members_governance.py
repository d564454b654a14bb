"""Governance of a region as read."""

from sendlib.measures.commissioning.members import MemberFiles
from sendlib.measures.governance import Governance
from sendlib.measures.place import region_place
from sendlib.views import local_members_governance as views
from sendlib.views.blocks import Absent, Callout
from tests.measures.commissioning.drawn_members import NOBODY, YORK, files_of, members
from tests.measures.test_governance import drawn_governance
from tests.views.drawn_region import region

PLACE = region_place(region())


def test_the_partnerships_own_governance_is_told_or_asked_for(leaks):
    found = views.partnership_statement(drawn_governance(), PLACE)
    assert found.text.startswith("3 groups in Two Cities share 3 arrangements.")
    box = views.partnership_statement(Governance(drawn_governance().rows.iloc[:0]), PLACE)
    assert isinstance(box, Callout)
    assert "selfassessment" in box.text
    assert leaks(found) == leaks(box) == []


def test_what_councils_do_not_name_is_told(leaks):
    found = views.members_statement(members())
    assert found.text == (
        "2 councils give their own governance. 1 of 16 arrangements that the law asks for are "
        "named in all of them; 14 are named in none."
    )
    alone = MemberFiles((YORK,), {YORK: files_of(YORK)})
    assert views.members_statement(alone).text == (
        "1 council gives its own governance. 2 of 16 arrangements that the law asks for are named "
        "in it; 14 are named in none."
    )
    assert leaks(found) == []


def test_a_row_for_each_arrangement_names_the_councils_where_few_take_part(leaks):
    table = views.members_table(members(), PLACE)
    rows = {row[0]: row[1:] for row in table.rows}
    assert rows["Handling complaints"] == ("2 of 2", "none", "Leeds and York", "none")
    assert rows["Agreeing personal budgets"] == ("1 of 2", "Leeds", "none", "York")
    assert leaks(table) == []


def test_without_files_of_councils_there_is_nothing():
    assert isinstance(views.members_statement(NOBODY), Absent)
    assert isinstance(views.members_table(NOBODY, PLACE), Absent)
