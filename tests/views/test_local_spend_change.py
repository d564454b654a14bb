"""Why spend changed, as a reader meets it."""

import pytest

from sendlib.measures.local.spend import SPEND_AGENCY
from sendlib.measures.local.spend_change import SPEND_CHANGE
from sendlib.views import local_spend_change as views
from sendlib.views.blocks import Absent, Callout
from tests.views.drawn_local import NOTHING, own, result, table

PARTS = ("volume", "mix", "price", "started", "ended", "inflation")
YEARS = ("2020\N{EN DASH}21", "2024\N{EN DASH}25")


def change(period="2020-21 to 2024-25", **amounts):
    given = {"volume": 3e6, "mix": -5e5, "price": 1e6, "started": 0.0, "ended": 0.0,
             "inflation": 4e5, **amounts}  # fmt: skip
    return [(period, "Total", name, value, "gbp") for name, value in given.items()]


SPEND = table(SPEND_AGENCY, ("2020-21", "Total", 1e7), ("2024-25", "Total", 1.35e7))


def told(*rows, spend=SPEND):
    return own(spend, results=[result(SPEND_CHANGE, *(rows or change()))])


def test_the_parts_of_the_change_are_told_with_their_direction(worcestershire, leaks):
    found = views.change_statement(told(), worcestershire)
    assert found.text == (
        f"From {YEARS[0]} to {YEARS[1]}, spend on packages in Worcestershire rose by £3.5 "
        "million: +£3.0 million from more weeks bought, \N{MINUS SIGN}£500,000 from cheaper kinds "
        "and +£1.0 million from higher prices. General inflation alone would have added £400,000 "
        "to prices."
    )
    fallen = change(volume=-3e6, mix=0.0, ended=-1e6, price=1e5)
    text = views.change_statement(told(*fallen), worcestershire).text
    assert "fell by £3.9 million" in text
    assert "from fewer weeks bought" in text
    assert "from kinds no longer bought" in text
    assert text.endswith("added £400,000 to prices, more than prices rose.")
    without = [row for row in change(started=2e5) if row[2] != "inflation"]
    text = views.change_statement(told(*without), worcestershire).text
    assert text.endswith("and +£200,000 from kinds not bought before.")
    assert leaks(found) == []


def test_a_part_that_is_hidden_hides_the_sentence_and_the_chart(worcestershire, leaks):
    hidden = told(*change(price=None))
    found = views.change_statement(hidden, worcestershire)
    assert found.text.endswith("in Worcestershire is made of is hidden.")
    assert isinstance(views.change_chart(hidden, worcestershire), Absent)
    table_ = views.change_table(hidden, worcestershire)
    assert table_.rows[0][3] == "[c]"
    assert table_.rows[0][6] == "[c]"
    assert leaks(found) == leaks(table_) == []


def test_the_waterfall_tells_its_steps(worcestershire, leaks):
    found = views.change_chart(told(), worcestershire)
    assert found.alt.endswith(
        "more or fewer weeks +£3.0 million, dearer or cheaper kinds \N{MINUS SIGN}£500,000 and "
        "prices +£1.0 million."
    )
    assert found.rows[0] == (YEARS[0], 1e7)
    assert [value for _, value in found.rows] == [1e7, 3e6, -5e5, 1e6, 1.35e7]
    assert leaks(found) == []
    unknown = table(SPEND_AGENCY, ("2020-21", "Total", None), ("2024-25", "Total", 1.35e7))
    assert isinstance(views.change_chart(told(spend=unknown), worcestershire), Absent)


def test_the_table_has_a_row_for_each_pair_of_years_and_its_sum(worcestershire, leaks):
    rows = [*change("2023-24 to 2024-25", volume=10.4, mix=0, price=20.6), *change()]
    found = views.change_table(told(*rows), worcestershire)
    assert found.rows[0] == (
        "2023\N{EN DASH}24 to 2024\N{EN DASH}25",
        "10",
        "0",
        "21",
        "0",
        "0",
        "31",
        "400,000",
    )
    assert found.values[0][6] == pytest.approx(31)
    assert all("(£)" in column.title for column in found.columns[1:])
    assert leaks(found) == []


@pytest.mark.parametrize(
    ("amounts", "decides"),
    [
        ({}, "Set out how many of these places"),
        ({"price": 4e6}, "Agree fees with providers together"),
        ({"price": 4e6, "inflation": 5e6}, ""),
        ({"mix": 4e6}, ""),
        ({"volume": -5e6}, ""),
    ],
)
def test_what_to_decide_follows_the_largest_part(amounts, decides):
    (point,) = views.key_points(told(*change(**amounts)))
    assert point.recommendation.startswith(decides)
    assert bool(point.recommendation) is bool(decides)


def test_the_summary_is_told_of_the_largest_part():
    (point,) = views.key_points(told())
    assert point.text == (
        f"Spend on packages rose by £3.5 million from {YEARS[0]} to {YEARS[1]}; the largest part "
        "is +£3.0 million from more weeks bought."
    )
    assert views.key_points(NOTHING) == []
    assert views.key_points(told(*change(mix=None))) == []


def test_without_packages_all_is_silent(worcestershire):
    for view in (views.change_statement, views.change_chart, views.change_table):
        assert isinstance(view(NOTHING, worcestershire), Absent)
        assert not isinstance(view(told(), worcestershire), Callout)
