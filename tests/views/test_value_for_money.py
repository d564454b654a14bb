"""Value for money as its readers meet it."""

import pytest

from sendlib.measures.value_for_money import retained_or_pooled
from sendlib.params.value_for_money import ValueForMoney
from sendlib.views import value_for_money as views


def plan(**changes):
    return ValueForMoney.model_validate({"draws": 2000, **changes})


def test_the_published_example_is_told_in_pounds():
    assert views.savings_statement(plan()).text == (
        "If 8 councils each keep one more child a year close to home from year 3 on, each child "
        "saves £75,000 a year, and all together save £3.6 million in 5 years, before the cost of "
        "building places."
    )
    text = views.savings_statement(plan(areas=1, children_per_year=2)).text
    assert text.startswith("If 1 council keeps 2 more children a year")


def test_where_local_costs_more_it_says_that_nothing_is_saved():
    text = views.savings_statement(plan(out_of_area_gbp=80_000)).text
    assert "£85,000 costs no less than a placement out of area at £80,000" in text


def test_savings_stand_year_by_year_and_as_figures(worcestershire, leaks):
    table = views.savings_table(plan(), worcestershire)
    assert table.rows[-1] == ("Year 5", "24", "£1,800,000", "£3,600,000")
    figures = table.evidence.figures
    assert figures["value"].to_list() == [0, 0, 600_000, 1_200_000, 1_800_000]
    assert set(figures["status"]) == {"projected"}
    assert leaks(table) == []


def test_a_package_is_built_up_and_set_against_the_other():
    table = views.package_table(plan())
    assert table.rows == (
        ("Education: place, support and therapy", "£54,000"), ("Transport", "£10,200"),
        ("Nights of short breaks", "£20,800"), ("Local package", "£85,000"),
        ("Placement out of area", "£160,000"), ("Saving for one child", "£75,000"),
    )  # fmt: skip
    assert table.notes == ("Short breaks: 1 a week for 52 weeks at £400 a night.",)
    dear = views.package_table(plan(out_of_area_gbp=0))
    assert dear.rows[-1] == ("Saving for one child", "\N{MINUS SIGN}£85,000")


@pytest.fixture(scope="module")
def shown():
    made = plan()
    return [views.risk_statement(made), views.risk_table(made), views.risk_chart(made),
            views.tornado_chart(made), views.break_even_statement(made)]  # fmt: skip


def test_what_may_be_saved_is_told_with_its_range(shown, leaks):
    statement, table, chart, bars, even = shown
    assert "in eight of ten. As planned it is £2.9 million." in statement.text
    assert [row[0] for row in table.rows][-2:] == [
        "All years", "All years, discounted, after building"]  # fmt: skip
    assert chart.alt.startswith("Lines of the saving by year. In year 5: £1.8 million as planned")
    assert len(chart.rows) == 5
    assert bars.rows[0][0] == "Children kept local, against the plan"
    assert "Planned: £2.9 million" in bars.alt
    assert even.text == (
        "As planned, savings cover the cost of building by year 3. Over 5 years the plan breaks "
        "even at a local package of £152,759 a year, or 4.3 nights of short breaks a week."
    )
    assert [leak for one in shown for leak in leaks(one)] == []


def test_a_plan_that_does_not_pay_says_so():
    dear = plan(uncertainty={"build_gbp": (9e9, 9e9, 9e9)})
    assert views.break_even_statement(dear).text == (
        "As planned, savings do not cover the cost of building within 5 years."
    )
    cheap = plan(local={"night_gbp": 10})
    assert "nights of short breaks" not in views.break_even_statement(cheap).text


def test_shares_add_up_under_their_sum(leaks):
    shares = retained_or_pooled(plan(), earned={"885": 1, "816": 2}, needs={"885": 3, "816": 1})
    table = views.split_table(shares, plan())
    assert table.rows == (
        ("Worcestershire", "£600,000.00", "£1,350,000.00", "£1,950,000.00"),
        ("York", "£1,200,000.00", "£450,000.00", "£1,650,000.00"),
        ("All councils", "£1,800,000.00", "£1,800,000.00", "£3,600,000.00"),
    )
    assert leaks(table) == []
