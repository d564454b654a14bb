"""Governance as its readers meet it."""

from sendlib.measures.governance import Governance
from sendlib.views import local_governance as views
from sendlib.views import local_governance_chart as chart_views
from sendlib.views.blocks import Absent, Callout
from sendlib.views.local_governance_assurance import assurance_gaps_table, assurance_table
from sendlib.views.local_progress_words import OPEN
from tests.measures.test_governance import drawn_governance, standards

NOTHING = Governance(drawn_governance().rows.iloc[:0])
PLAIN = "arrangement | group | role | reports_to\n"


def test_a_reader_is_told_what_hangs_on_few_and_what_is_not_named(worcestershire, leaks):
    found = views.governance_statement(drawn_governance(), worcestershire)
    assert found.text.startswith(
        "3 groups in Worcestershire share 3 arrangements. 1 arrangement hangs on one group: A "
        "custom of ours. 1 arrangement hangs on two groups: Handling complaints. No group is named "
        "for: Assessing needs together every year; "
    )
    assert leaks(found) == []
    assert found.origin == OPEN


def test_the_matrix_has_a_word_for_each_part_and_rows_for_what_the_law_asks(worcestershire):
    table = views.governance_matrix(drawn_governance(), worcestershire)
    assert [column.title for column in table.columns] == [
        "Arrangement", "Board", "Panel", "Forum", "Groups"]  # fmt: skip
    assert table.rows[1] == ("Personal budgets", "Accountable", "Accountable", "Consulted", "3")
    assert table.rows[3] == ("Assessing needs together every year (not named)", "", "", "", "0")
    many = PLAIN + "\n".join(f"Complaints | G{number} | member |" for number in range(8))
    wide = views.governance_matrix(drawn_governance(many), worcestershire)
    assert wide.rows[0][1] == "T"
    assert "T: takes part." in wide.notes


def test_weak_arrangements_are_listed_with_their_law():
    table = views.coverage_table(drawn_governance())
    assert table.rows[0] == ("Handling complaints", "Two groups", "Board and Panel", "1",
                             "Children and Families Act 2014, section 26(3)(f)")  # fmt: skip
    assert table.rows[1][:4] == ("Personal budgets", "Three or more", "Board, Panel and Forum", "2")
    members = drawn_governance(PLAIN + "Complaints | A | member |")
    assert "not who is accountable" in views.coverage_table(members).notes[0]


def test_what_hangs_on_each_group_is_told(leaks):
    table = views.dependence_table(drawn_governance())
    assert table.rows[1] == ("Panel", "3", "100%", "1", "1", "1")
    assert leaks(table) == []


def test_overlap_and_double_accountability_are_told():
    text = views.overlap_statement(drawn_governance()).text
    assert text == (
        "No two groups have nearly the same arrangements. More than one group is accountable for: "
        "Personal budgets."
    )
    rows = "\n".join(f"{name} | {group} | {role} |" for name in "ABC"
                     for group, role in (("One", "accountable"), ("Two", "member")))  # fmt: skip
    assert views.overlap_statement(drawn_governance(PLAIN + rows)).text == (
        "Groups with nearly the same arrangements: One and Two (3 in common). Accountable for "
        "nearly everything, and so a single point of dependence: One."
    )


def test_reports_are_drawn_and_told(worcestershire, leaks):
    found = drawn_governance()
    chart = chart_views.reporting_chart(found, worcestershire)
    assert chart.alt == "Diagram of who reports to whom: Board to Cabinet; Panel to Board."
    assert chart.rows[0] == ("Cabinet", "nobody", "not given")
    assert ("Forum", "nobody", "not given") in chart.rows
    assert leaks(chart) == []
    assert chart_views.reporting_statement(found).text == (
        "Reports of all groups end at Cabinet. Neither report nor are reported to: Forum."
    )
    tidy = drawn_governance(PLAIN + "A | One | member | Top")
    assert chart_views.reporting_statement(tidy).text.endswith("no reports go round in a ring.")
    assert chart_views.reporting_chart(tidy, worcestershire).notes == ()


def test_rings_and_split_reports_are_told(worcestershire):
    ring = drawn_governance(PLAIN + "A | One | member | Two\nA | Two | member | One\n"
                            "B | One | member | Three")  # fmt: skip
    text = chart_views.reporting_statement(ring).text
    assert text == (
        "Reports of all groups end at Three. Report in a ring: One and Two. Report to more than "
        "one group: One."
    )
    closed = drawn_governance(PLAIN + "A | One | member | Two\nA | Two | member | One")
    assert chart_views.reporting_statement(closed).text.startswith("No group stands at the top.")
    assert "dashed" in chart_views.reporting_chart(closed, worcestershire).notes[0]


def test_without_reports_nothing_is_drawn(worcestershire):
    silent = drawn_governance(PLAIN + "A | One | member |")
    assert isinstance(chart_views.reporting_chart(silent, worcestershire), Absent)
    assert chart_views.reporting_statement(silent).tone == "missing"


def test_without_a_file_the_law_stands_alone(worcestershire):
    assert isinstance(views.governance_statement(NOTHING, worcestershire), Callout)
    table = views.governance_matrix(NOTHING, worcestershire)
    assert table.rows[1] == (
        "Securing assessments of education, health and care needs",
        "Children and Families Act 2014, section 26(4)(a)",
    )
    assert table.origin.origin == "published"
    absent = [views.coverage_table(NOTHING), views.dependence_table(NOTHING),
              views.overlap_statement(NOTHING), chart_views.reporting_statement(NOTHING),
              chart_views.reporting_chart(NOTHING, worcestershire)]  # fmt: skip
    assert {type(one) for one in absent} == {Absent}


def test_the_assurance_map_counts_by_part_and_lists_what_is_not_assured(leaks):
    table = assurance_table(standards())
    assert table.rows == (
        ("Principles", "1", "1", "0", "0", "0", "2"), ("Plan", "0", "0", "1", "1", "1", "3"),
    )  # fmt: skip
    gaps = assurance_gaps_table(standards())
    assert gaps.rows[1] == ("Three", "Partners differ", "2 to 4", "Audit", "Train")
    assert gaps.rows[2][2:] == ("1", "none given", "none given")
    assert leaks(table) == leaks(gaps) == []
    assert isinstance(assurance_table(standards().iloc[:0]), Absent)
    assert isinstance(assurance_gaps_table(standards().iloc[:2]), Absent)


def test_where_every_statutory_arrangement_is_in_good_hands_nothing_is_weak(worcestershire):
    rows = [f"{one} | G{number} | {'accountable' if not number else 'member'} |"
            for one in views.statutory_names() for number in range(3)]  # fmt: skip
    whole = drawn_governance(PLAIN + "\n".join(rows))
    assert isinstance(views.coverage_table(whole), Absent)
    assert views.governance_statement(whole, worcestershire).text == (
        "3 groups in Worcestershire share 16 arrangements."
    )


def test_points_for_a_summary_rest_on_a_stated_rule():
    single, missing = views.governance_points(drawn_governance())
    assert single.text == "1 arrangement hangs on one group: A custom of ours."
    assert single.recommendation.startswith("Decide which second group")
    assert missing.text.startswith(
        "The matrix of governance names no group for 14 of the 16 arrangements that the law asks "
        "for: Assessing needs together every year; "
    )
    assert {point.origin for point in (single, missing)} == {OPEN}
    assert views.governance_points(NOTHING) == []
    rows = [f"{one} | G{number} | member |" for one in views.statutory_names()
            for number in range(3)]  # fmt: skip
    assert views.governance_points(drawn_governance(PLAIN + "\n".join(rows))) == []
