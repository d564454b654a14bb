"""Places against demand, as a reader meets it."""

import pandas as pd
import pytest

from sendlib.measures.demand import Demand
from sendlib.measures.local.gaps import gaps
from sendlib.measures.local.packages import PACKAGES_ACCOMMODATION
from sendlib.measures.local.protected import ProtectedTables
from sendlib.measures.local.sufficiency import RESULTS, TABLES
from sendlib.params.sufficiency import Sufficiency
from sendlib.views.blocks import Absent
from sendlib.views.local_place_costs import (
    cost_statement,
    cost_table,
    unit_cost_table,
    wanted_statement,
)
from sendlib.views.local_sufficiency import (
    gap_chart,
    gap_statement,
    gap_table,
    kinds_table,
    travel_table,
)
from tests.measures.local.drawn_market import opened, packages, places, protected
from tests.measures.local.test_gaps import coming

MEASURES = (*TABLES, PACKAGES_ACCOMMODATION)


@pytest.fixture(scope="module")
def own():
    return protected(MEASURES, RESULTS)


@pytest.fixture(scope="module")
def found(own):
    return gaps(own, opened(), coming(), Sufficiency())


def test_the_statement_says_the_gap_now_and_then(found, worcestershire):
    assert gap_statement(found, worcestershire).text == (
        "In 2024/25, Worcestershire had 160 specialist places and 145 children and young people on "
        "roll: 7 places to spare, at a target of 95% of places taken. If specialist places are "
        "asked for as all plans are expected to grow, 174 will need one in 2026/27, for which 118 "
        "places are planned: 62 places too few. The chance of too few places is above 99%."
    )


def test_as_many_places_as_are_needed_are_told_as_such(own, worcestershire):
    even = Sufficiency(target_occupancy_percent=90.6)
    shown = gap_statement(gaps(own, opened(), coming(), even), worcestershire)
    assert "on roll: as many places as are needed, at a target of 91%" in shown.text


def test_bars_are_needs_that_lack_places_the_most_first(found, worcestershire):
    chart = gap_chart(found, worcestershire)
    assert [name for name, _ in chart.rows] == [
        "Autism", "Speech, language and communication",
        "Moderate, severe and specific learning difficulties",
    ]  # fmt: skip
    assert "Social, emotional" not in str(chart.rows)


@pytest.mark.parametrize(
    ("by", "first", "last"),
    [
        ("need", ("Autism", "100", "91", "4", "60", "109", "\N{MINUS SIGN}52", ">99%"), "All"),
        ("phase", ("Early years and primary", "62", "60"), "All"),
        ("area", ("North", "100", "91"), "All"),
    ],
)
def test_tables_end_with_all_together(found, own, worcestershire, leaks, by, first, last):
    table = gap_table(found, own, worcestershire, by=by)
    assert table.rows[0][: len(first)] == first
    assert table.rows[-1][0] == last
    assert leaks(table) == []


def test_figures_of_the_three_tables_agree_on_the_total(found, own, worcestershire):
    tables = [gap_table(found, own, worcestershire, by=by) for by in ("need", "phase", "area")]
    figures = tables[0].evidence.figures
    keys = ["measure", "period", "breakdown"]
    assert not figures.duplicated(keys).any()
    for other in tables[1:]:
        both = figures.merge(other.evidence.figures, on=keys)
        assert (both["value_x"].fillna(-1) == both["value_y"].fillna(-1)).all()


def test_hidden_numbers_have_no_gap_and_the_mark_is_explained(worcestershire):
    hidden = protected(MEASURES, RESULTS, hidden=lambda row: len(row) > 0)
    found = gaps(hidden, opened(), coming(), Sufficiency())
    table = gap_table(found, hidden, worcestershire)
    assert table.rows[-1][2] == "[c]"
    assert any(note.startswith("[c] hidden so that") for note in table.notes)
    assert "is hidden" in gap_statement(found, worcestershire).text
    assert gap_chart(found, worcestershire) is None
    kinds = kinds_table(found, hidden, worcestershire)
    assert {row[1] for row in kinds.rows} == {"[c]"}


def test_without_a_projection_the_table_is_of_now(own, worcestershire):
    nothing = Demand(**{**vars(coming()), "rows": coming().rows.head(0)})
    found = gaps(own, opened(), nothing, Sufficiency())
    assert gap_statement(found, worcestershire).text.endswith("95% of places taken.")
    assert len(gap_table(found, own, worcestershire).columns) == 4
    assert cost_statement(found, worcestershire) is None
    assert cost_table(found, worcestershire) is None
    assert unit_cost_table(found) is None


def test_places_that_are_not_planned_ahead_are_noted(own, worcestershire):
    today = places()
    kept = today.rows[today.rows["on_roll"].notna()]
    today = type(today)(today.name, today.contract, kept, len(kept))
    found = gaps(own, opened(places=today), coming(), Sufficiency())
    notes = gap_table(found, own, worcestershire).notes
    assert any("no places of a year to come" in note for note in notes)


def test_kinds_and_travel_are_tables_with_their_marks_explained(found, own, worcestershire, leaks):
    kinds = kinds_table(found, own, worcestershire)
    assert kinds.rows[0][:4] == ("State special schools, day", "121", "[x]", "[x]")
    assert "[x] not known" in kinds.notes
    travel = travel_table(own, worcestershire)
    rows = {row[0]: row[1:] for row in travel.rows}
    assert rows["State-funded special schools"] == ("13", "£2,300")
    # eight travel to independent schools: a median of four on a side
    assert rows["Independent and non-maintained special schools"] == ("[c]", "[c]")
    for shown in (kinds, travel):
        assert leaks(shown) == []


def test_the_cost_of_each_gap_adds_up_to_that_of_all(found, worcestershire, leaks):
    table = cost_table(found, worcestershire)
    *parts, whole = table.values
    for at in range(1, 6):
        assert round(100 * sum(row[at] for row in parts)) == round(100 * whole[at])
    assert table.rows[0][:2] == ("Autism", "53")
    text = cost_statement(found, worcestershire).text
    assert "(units and resourced provision)" in text
    assert "(buy one at a time)" in text
    assert leaks(table) == []
    assert not table.evidence.figures.duplicated(["measure", "period", "breakdown"]).any()


def test_providers_are_told_how_many_places_are_wanted_the_largest_need_first(
    found, worcestershire, words
):
    said = wanted_statement(found, worcestershire)
    assert words(said).startswith(
        "By 2026/27, Worcestershire will want 66 specialist places more than are planned: 53 for "
        "autism, 11 for "
    )


def test_unit_costs_are_told_as_assumptions(found):
    table = unit_cost_table(found)
    assert table.rows[0][:4] == ("Build special school places", "£80,000", "£26,000", "8")
    assert any("they are examples" in note for note in table.notes)


def test_without_places_one_box_says_what_to_give(worcestershire, words):
    assert "“Specialist places”" in words(gap_statement(None, worcestershire))
    empty = ProtectedTables()
    assert gap_chart(None, worcestershire) is None
    assert gap_table(None, empty, worcestershire) is None
    assert kinds_table(None, empty, worcestershire) is None
    assert travel_table(empty, worcestershire) is None
    assert cost_statement(None, worcestershire) is cost_table(None, worcestershire) is None
    assert unit_cost_table(None) is None
    assert wanted_statement(None, worcestershire) == Absent("st-places-wanted")


def test_a_chance_that_is_next_to_none_is_told_as_such(own, worcestershire):
    many = places()
    many.rows["places"] = many.rows["places"] * 9
    found = gaps(own, opened(places=many), coming(), Sufficiency())
    assert gap_statement(found, worcestershire).text.endswith("too few places is below 1%.")
    assert gap_table(found, own, worcestershire).rows[-1][7] == "<1%"


def test_arrivals_and_stays_are_shown_where_enough_came_and_left(worcestershire):
    ended = packages()
    ended.rows.loc[ended.rows.index[:20], "end_date"] = pd.Timestamp("2025-02-20")
    own = protected(MEASURES, RESULTS, packages=ended)
    kinds = kinds_table(gaps(own, opened(), coming(), Sufficiency()), own, worcestershire)
    day = next(row for row in kinds.rows if row[0] == "Packages, day")
    assert day[2] == "24"  # 71 came in three years
    assert "." in day[3]
