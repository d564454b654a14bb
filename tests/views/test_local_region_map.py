"""Services of a region beside needs and outcomes, as read."""

from sendlib.views import local_region_map as views
from sendlib.views.blocks import Absent, Callout, Origin
from tests.measures.commissioning.drawn_members import NOBODY, members
from tests.views.drawn_partners import NOTHING, changed, partners

OPEN = Origin("local", "not_personal")


def test_without_files_it_says_which_to_give_and_nothing_else_is_shown(leaks):
    box = views.map_wanted(NOBODY)
    assert isinstance(box, Callout)
    assert "(named services)" in box.text
    assert leaks(box) == []
    assert isinstance(views.map_wanted(members()), Absent)
    for view in (views.map_statement, views.levels_table, views.outcomes_table):
        assert isinstance(view(NOTHING), Absent)


def test_fields_with_a_service_in_all_some_or_no_council_are_counted(leaks):
    found = views.map_statement(partners())
    # by hand: vision at specialist and PMLD at individual level in both; York's advice is for 13
    # needs; hearing at specialist level in York, autism at individual level in Leeds
    assert found.text == (
        "Of 52 fields of need and level of help, all of 2 councils have a service in 2, some in "
        "15, and no council in 35. 1 pair of services within one council seek the same outcome for "
        "the same children apart from each other."
    )
    figures = found.evidence.figures
    assert len(figures) == 52
    assert figures["value"].sum() == 2 * 2 + 15
    assert found.origin == OPEN
    assert leaks(found) == []


def test_a_field_says_in_how_many_councils_and_names_the_one_that_lacks(leaks):
    table = views.levels_table(partners())
    rows = {row[0]: row[1:] for row in table.rows}
    assert rows["Vision impairment"] == ("1 of 2, not Leeds", "Gap: none", "All 2", "Gap: none")
    assert rows["Hearing impairment"][2] == "1 of 2, not Leeds"
    assert leaks(table) == []


def test_outcomes_are_told_as_match_gap_and_overlap(leaks):
    table = views.outcomes_table(partners())
    rows = {row[0]: row[1:] for row in table.rows}
    assert rows["Vision impairment"] == ("Independence", "Communication (not in Leeds)", "0")
    assert rows["Hearing impairment"] == (
        "none", "Communication (not in Leeds); independence (not in Leeds)", "1")  # fmt: skip
    assert rows["Severe learning difficulty"] == ("none", "none", "0")
    assert leaks(table) == []


def test_many_outcomes_are_cut_and_counted():
    many = "; ".join(f"outcome {number}" for number in range(9))
    text = f"""
        service_id | service | agency | level | needs | outcomes_sought
        S1 | One | health | specialist | HI | {many}
    """
    rows = {row[0]: row[1:] for row in views.outcomes_table(changed(services=text)).rows}
    assert rows["Hearing impairment"][0].endswith("outcome 5; 3 more")
