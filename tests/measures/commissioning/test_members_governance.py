"""Statutory arrangements in each council's governance."""

from sendlib.contracts.arrangements import arrangements
from sendlib.measures.commissioning.members import MemberFiles
from sendlib.measures.commissioning.members_governance import members_governance
from tests.measures.commissioning.drawn_members import LEEDS, NOBODY, YORK, files_of, members


def test_each_arrangement_says_in_which_councils_how_many_groups_take_part():
    found = members_governance(members()).set_index("arrangement")
    assert len(found) == len(arrangements())
    complaints = found.loc["Handling complaints", ["gap", "single", "two", "several"]].to_list()
    assert complaints == [(), (LEEDS, YORK), (), ()]
    budgets = found.loc["Agreeing personal budgets", ["gap", "single", "two", "several"]].to_list()
    assert budgets == [(LEEDS,), (), (YORK,), ()]
    assert found.loc["Finding needs early", "gap"] == (LEEDS, YORK)


def test_of_several_arrangements_that_mean_the_same_the_best_covered_counts():
    text = """
        arrangement | group | role
        Complaints of families | Board | member
        Complaints of families | Panel | member
        Complaints of schools | Board | member
    """
    files = MemberFiles((YORK,), {YORK: files_of(YORK, governance=text)})
    found = members_governance(files).set_index("arrangement")
    assert found.loc["Handling complaints", "two"] == (YORK,)


def test_without_governance_no_council_stands_anywhere():
    found = members_governance(NOBODY)
    assert set(found["gap"]) == {()}
