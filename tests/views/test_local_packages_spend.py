"""Spend on packages by year, as a reader meets it."""

import pandas as pd

from sendlib.measures.local.spend import SPEND_AGENCY
from sendlib.measures.local.spend_tail import PRICE_RANGES, SPEND_TAIL
from sendlib.views import local_packages_spend as views
from sendlib.views import local_spend_tail as tail_views
from sendlib.views.blocks import Absent, Callout
from tests.views.drawn_local import NOTHING, own, result, table

DASH = "\N{EN DASH}"
SPEND = table(
    SPEND_AGENCY,
    ("2022-23", "education", 7_000_000), ("2022-23", "health", 1_000_000),
    ("2022-23", "Total", 8_000_000),
    ("2024-25", "education", 8_000_000), ("2024-25", "health", None), ("2024-25", "other", None),
    ("2024-25", "Total", 10_000_000),
)  # fmt: skip


def prices(tables, *rows):
    found = pd.DataFrame(rows or [("2022-23", 80.0), ("2024-25", 100.0)])
    return tables(deflator=found.set_axis(["financial_year", "index"], axis=1))


def test_spend_is_told_in_cash_and_at_latest_prices(worcestershire, tables, leaks):
    found = views.years_statement(own(SPEND), worcestershire, prices(tables))
    assert found.text == (
        f"In 2024{DASH}25, £10.0 million was spent on packages in Worcestershire. In 2022{DASH}23 "
        f"it was £8.0 million, or £10.0 million at prices of 2024{DASH}25: in real terms, spend "
        "is the same."
    )
    shown = views.years_table(own(SPEND), worcestershire, prices(tables))
    assert shown.rows[0] == (f"2022{DASH}23", "8,000,000", "10,000,000")
    assert [column.title for column in shown.columns] == [
        "Financial year", "Cash (£)", f"At 2024{DASH}25 prices (£)"]  # fmt: skip
    assert leaks(found) == leaks(shown) == []


def test_a_rise_and_a_fall_in_real_terms_are_told_as_such(worcestershire, tables):
    for index, word in ((90.0, "rose by 12.5%"), (64.0, "fell by 20.0%")):
        given = prices(tables, ("2022-23", index), ("2024-25", 100.0))
        text = views.years_statement(own(SPEND), worcestershire, given).text
        assert text.endswith(f"in real terms, spend {word}.")


def test_years_without_a_deflator_are_told_in_cash_alone(worcestershire, tables, leaks):
    given = prices(tables, ("2024-25", 100.0))
    found = views.years_statement(own(SPEND), worcestershire, given)
    assert found.text.endswith(f"In 2022{DASH}23 it was £8.0 million.")
    assert views.years_table(own(SPEND), worcestershire, given).rows[0][2] == "[x]"
    none = prices(tables, ("2010-11", 60.0))
    assert views.years_table(own(SPEND), worcestershire, none).rows[1][2] == "[x]"
    assert leaks(found) == []


def test_hidden_spend_is_said_to_be(worcestershire, leaks):
    hidden = table(SPEND_AGENCY, ("2023-24", "Total", None), ("2024-25", "Total", None))
    found = views.years_statement(own(hidden), worcestershire, None)
    assert found.text == "What was spent on packages in Worcestershire is hidden."
    shown = views.years_table(own(hidden), worcestershire, None)
    assert shown.rows[0] == (f"2023{DASH}24", "[c]", "[c]")
    first = table(SPEND_AGENCY, ("2023-24", "Total", None), ("2024-25", "Total", 5))
    text = views.years_statement(own(first), worcestershire, None).text
    assert text == f"In 2024{DASH}25, £5 was spent on packages in Worcestershire."
    assert leaks(found) == leaks(shown) == []


def test_agencies_are_stacked_and_what_is_hidden_is_not_drawn(worcestershire, leaks):
    found = views.agency_chart(own(SPEND), worcestershire)
    assert found.alt.endswith("In the last year: education £8.0 million.")
    assert ("Health", "2024-25", None) in found.rows
    assert {row[0] for row in found.rows} == {"Education", "Health"}
    assert any("[c] hidden" in note for note in found.notes)
    assert leaks(found) == []
    nothing = table(SPEND_AGENCY, ("2024-25", "Total", 0))
    assert isinstance(views.agency_chart(own(nothing), worcestershire), Absent)


def tail(year, *values):
    names = ("persons", "median_cost", "top_tenth_from", "top_tenth_share")
    units = ("count", "gbp", "gbp", "percent")
    given = zip(names, values, units, strict=True)
    return [(year, "Total", name, value, unit) for name, value, unit in given]


TAIL = result(SPEND_TAIL, *tail("2023-24", 800, 40_000, 80_000, 31.2),
              *tail("2024-25", 900, 41_000, 90_500, 33.3))  # fmt: skip


def test_what_the_dearest_tenth_takes_is_told(worcestershire, leaks):
    found = tail_views.tail_statement(own(results=[TAIL]), worcestershire)
    assert found.text == (
        f"In 2024{DASH}25, the tenth of children and young people whose packages cost most took "
        "33.3% of the spend; each of them cost about £90,500 or more in the year."
    )
    shown = tail_views.tail_table(own(results=[TAIL]), worcestershire)
    assert shown.rows[0] == (f"2023{DASH}24", "800", "40,000", "80,000", "31.2%")
    hidden = result(SPEND_TAIL, *tail("2024-25", 30, 40_000, None, None))
    text = tail_views.tail_statement(own(results=[hidden]), worcestershire).text
    assert text == "What the dearest tenth of packages in Worcestershire takes is hidden."
    few = tail_views.tail_table(own(results=[hidden]), worcestershire)
    assert few.rows[0][3:] == ("[c]", "[c]")
    assert any(note.startswith("[c] hidden so that nobody") for note in few.notes)
    assert leaks(found) == leaks(shown) == leaks(few) == []


def test_expected_ranges_name_need_and_package(worcestershire, leaks):
    where = "need=ASD;package_type=education;accommodation=day"
    rows = [("2025", where, name, value, "gbp")
            for name, value in (("low", 500), ("median", None), ("high", 2500))]  # fmt: skip
    ranges = result(PRICE_RANGES, *rows)
    found = tail_views.ranges_table(own(results=[ranges]), worcestershire)
    assert found.rows == (("Autism", "Education placement, day", "500", "[c]", "2,500"),)
    assert leaks(found) == []


def test_without_packages_one_box_says_so_and_the_rest_is_silent(worcestershire):
    assert isinstance(views.missing(NOTHING), Callout)
    silent = [
        views.years_statement(NOTHING, worcestershire, None),
        views.years_table(NOTHING, worcestershire, None),
        views.agency_chart(NOTHING, worcestershire),
        tail_views.tail_statement(NOTHING, worcestershire),
        tail_views.tail_table(NOTHING, worcestershire),
        tail_views.ranges_table(NOTHING, worcestershire),
    ]
    assert {type(block) for block in silent} == {Absent}
