"""Spend over years and lines off budget, as read."""

from sendlib.views import local_spend
from tests.measures.commissioning.drawn_files import BUDGETS, nothing_given, partners


def test_spend_is_shown_in_cash_and_at_latest_prices(block):
    rows = block(local_spend.spend_years_table(partners(budgets=BUDGETS)))["rows"]
    # 480 pounds at the index of 96.4158 are 498 at that of 100
    assert rows[1] == ["Health", "£480", "£610", "£498", "22.5%"]


def test_one_year_has_no_course():
    lines = BUDGETS.strip("\n").splitlines()
    assert local_spend.spend_years_table(partners(budgets="\n".join([lines[0], lines[3]]))) is None


def test_lines_furthest_from_budget_come_first(block):
    rows = block(local_spend.lines_table(partners(budgets=BUDGETS)))["rows"]
    assert [row[0] for row in rows] == ["Places", "Advice", "Therapy"]
    assert rows[1] == ["Advice", "Education", "£80", "\N{MINUS SIGN}£20", "\N{MINUS SIGN}20.0%"]


def test_spend_well_beyond_budget_is_put_to_those_who_decide():
    (point,) = local_spend.budget_points(partners(budgets=BUDGETS))
    assert "£90 (5.3%) over" in point.text
    assert point.recommendation == (
        "Agree how education comes back within budget, or change the budget."
    )


def test_spend_within_budget_asks_for_nothing():
    (point,) = local_spend.budget_points(partners(budgets=BUDGETS.replace("1100.20", "1000.20")))
    assert point.recommendation == ""


def test_without_budgets_or_spend_there_is_nothing_to_say():
    nothing = nothing_given()
    assert local_spend.spend_years_table(nothing) is None
    assert local_spend.lines_table(nothing) is None
    assert local_spend.budget_points(nothing) == []
    line = "2024-25 | education | Places | Placements | individual | 10 |  | no"
    unknown = partners(budgets=BUDGETS.strip("\n").splitlines()[0] + "\n" + line)
    assert local_spend.lines_table(unknown) is None
    assert local_spend.budget_points(unknown) == []
