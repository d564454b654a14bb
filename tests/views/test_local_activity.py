"""What packages do, as a reader meets it."""

import pytest

from sendlib.measures.local.activity import BED_WEEKS, PACKAGES_MOVES, STAYS
from sendlib.measures.local.packages import PACKAGES_NEED
from sendlib.views import local_activity as views
from sendlib.views.blocks import Absent, Callout
from tests.views.drawn_local import NOTHING, own, result, table

NEEDS = table(PACKAGES_NEED, ("2023", "ASD", 400), ("2023", "Total", 400), ("2024", "Total", None),
              ("2024", "ASD", None), ("2025", "ASD", 500), ("2025", "Total", 500))  # fmt: skip
MOVES = table(
    PACKAGES_MOVES, ("2024", "started", None), ("2024", "ended", None), ("2024", "Total", 10),
    ("2025", "started", 150), ("2025", "ended", 60), ("2025", "Total", 210),
)  # fmt: skip


def test_what_was_in_force_started_and_ended_is_said(worcestershire, leaks):
    found = views.activity_statement(own(NEEDS, MOVES), worcestershire)
    assert found.text == (
        "In January 2025, 500 packages were in force in Worcestershire, against 400 in January "
        "2023. In the year before, 150 started and 60 ended."
    )
    assert leaks(found) == []
    figures = found.evidence.figures
    assert set(figures["measure"]) >= {"local_packages_count", "local_packages_moves_count"}


def test_what_is_hidden_is_left_out(worcestershire, leaks):
    hidden = table(PACKAGES_NEED, ("2025", "ASD", None), ("2025", "Total", None))
    still = table(PACKAGES_MOVES, ("2025", "started", None), ("2025", "ended", 6),
                  ("2025", "Total", 9))  # fmt: skip
    found = views.activity_statement(own(hidden, still), worcestershire)
    assert found.text == (
        "In January 2025, a hidden number of packages was in force in Worcestershire."
    )
    alone = table(PACKAGES_NEED, ("2025", "ASD", 1), ("2025", "Total", 1))
    bare = views.activity_statement(own(alone), worcestershire)
    assert bare.text == "In January 2025, 1 package was in force in Worcestershire."
    assert leaks(found) == leaks(bare) == []


def test_a_year_has_its_movements_where_the_file_reaches_the_january_before(worcestershire, leaks):
    found = views.activity_table(own(NEEDS, MOVES), worcestershire)
    assert found.rows == (
        ("January 2023", "[x]", "[x]", "400"), ("January 2024", "[c]", "[c]", "[c]"),
        ("January 2025", "150", "60", "500"),
    )  # fmt: skip
    assert "[x] the file does not reach the January before." in found.notes
    assert any("[c] hidden" in note for note in found.notes)
    assert leaks(found) == []


DAY, AWAY = "accommodation=day", "accommodation=residential_52"
WEEKS = result(
    BED_WEEKS, ("2023-24", AWAY, "bed_weeks", 1040.4, "weeks"),
    ("2024-25", AWAY, "bed_weeks", None, "weeks"),
    ("2024-25", "accommodation=short_break", "bed_weeks", 12.0, "weeks"),
)  # fmt: skip


def test_weeks_in_residence_have_a_column_a_year(worcestershire, leaks):
    found = views.bed_weeks_table(own(results=[WEEKS]), worcestershire)
    assert [column.title for column in found.columns] == [
        "Accommodation", "2023\N{EN DASH}24 (weeks)", "2024\N{EN DASH}25 (weeks)"]  # fmt: skip
    assert found.rows == (
        ("Residential, 52 weeks a year", "1,040", "[c]"), ("Overnight short breaks", "0", "12"),
    )  # fmt: skip
    assert any("[c] hidden" in note for note in found.notes)
    assert leaks(found) == []


def test_weeks_in_residence_of_the_latest_year_are_said(worcestershire, leaks):
    found = views.bed_weeks_statement(own(results=[WEEKS]), worcestershire)
    assert found.text == (
        "In 2024\N{EN DASH}25, children and young people from Worcestershire spent 12 weeks "
        "(overnight short breaks) away from home in packages."
    )
    assert leaks(found) == []
    hidden = result(BED_WEEKS, ("2024-25", AWAY, "bed_weeks", None, "weeks"))
    assert isinstance(views.bed_weeks_statement(own(results=[hidden]), worcestershire), Absent)


def stay(where, quartile, median, mean):
    names = ("quartile_stay", "median_stay", "mean_stay_3_years")
    values = zip(names, (quartile, median, mean), strict=True)
    return [("2020 to 2025", where, name, value, "weeks") for name, value in values]


def test_stays_are_told_in_weeks_and_what_is_not_reached_as_such(worcestershire, leaks):
    stays = result(STAYS, *stay(DAY, 40.4, 80.6, float("nan")), *stay(AWAY, None, None, None))
    found = views.stays_table(own(results=[stays]), worcestershire)
    assert found.rows == (
        ("Day", "40", "81", "more to more", "[x]"),
        ("Residential, 52 weeks a year", "[c]", "[c]", "[c]", "[c]"),
    )
    assert "[x] too few have ended to say." in found.notes
    assert leaks(found) == []


def test_without_packages_one_box_says_so_and_the_rest_is_silent(worcestershire):
    assert isinstance(views.missing(NOTHING), Callout)
    assert isinstance(views.missing(own()), Absent)
    silent = [
        views.activity_statement(NOTHING, worcestershire),
        views.activity_table(NOTHING, worcestershire),
        views.bed_weeks_table(NOTHING, worcestershire),
        views.bed_weeks_statement(NOTHING, worcestershire),
        views.stays_table(NOTHING, worcestershire),
    ]  # fmt: skip
    assert {type(block) for block in silent} == {Absent}


@pytest.mark.parametrize(("now", "said", "decides"), [
    (500, "(+25.0%)", True), (380, "(\N{MINUS SIGN}5.0%)", False)])  # fmt: skip
def test_the_summary_is_told_of_growth(now, said, decides):
    needs = table(PACKAGES_NEED, ("2023", "Total", 400), ("2025", "Total", now))
    (point,) = views.key_points(own(needs))
    assert point.text.endswith(f"against 400 in January 2023 {said}.")
    assert bool(point.recommendation) is decides
    assert views.key_points(NOTHING) == []
    one = table(PACKAGES_NEED, ("2025", "Total", 400))
    hidden = table(PACKAGES_NEED, ("2023", "Total", None), ("2025", "Total", 400))
    assert views.key_points(own(one)) == views.key_points(own(hidden)) == []
