import pandas as pd
import pytest

from sendlib.measures.finance import HIGH_NEEDS
from sendlib.views.blocks import Callout
from sendlib.views.money import spending_chart, spending_statement, spending_table

VIEWS = (spending_statement, spending_chart, spending_table)


@pytest.fixture
def spent(compared):
    def made(first="36000000", last="123800000"):
        text = f"area | period | count\n885 | 2018-19 | {first}\n885 | 2024-25 | {last}"
        return compared(
            text, kind="count", unit="gbp", measure=HIGH_NEEDS.measure, subject=HIGH_NEEDS.subject,
            definition=HIGH_NEEDS.definition,
        )  # fmt: skip

    return made


def real(spending, first=45.6e6):
    own = spending.known("885")
    return own.assign(value=[first, float(own.iloc[-1]["value"])], status="derived")


def test_spending_is_told_in_cash_and_in_real_terms(spent):
    one = spent()
    shown = spending_statement(one, real(one))
    assert shown.text == (
        "In 2024\N{EN DASH}25, net spending on high needs (SEND) in Worcestershire was £123.8 "
        "million. That was 243.9% more than in 2018\N{EN DASH}19 (£36.0 million). At "
        "2024\N{EN DASH}25 prices, £45.6 million was spent in 2018\N{EN DASH}19, so in real terms "
        "spending is 171.5% more."
    )
    measures = set(shown.evidence.figures["measure"])
    assert measures == {"high_needs_spend_gbp", "high_needs_spend_real_gbp"}


@pytest.mark.parametrize(
    ("first", "end"),
    [
        (150e6, "so in real terms spending is 17.5% less."),
        (123.8e6, "so in real terms spending is the same."),
        (-1e6, "was spent in 2018\N{EN DASH}19."),
        (0.0, "£0 was spent in 2018\N{EN DASH}19."),
    ],
)
def test_a_change_in_real_terms_is_never_a_percentage_of_nothing(spent, first, end):
    one = spent()
    assert spending_statement(one, real(one, first)).text.endswith(end)


def test_without_real_terms_or_a_trusted_figure_cash_stands_alone(spent):
    one = spent()
    empty = pd.DataFrame()
    assert "prices" not in spending_statement(one, empty).text
    doubted = real(one).assign(status="questioned")
    assert "prices" not in spending_statement(one, doubted).text
    questioned = spent(last="123800000?")
    assert spending_statement(questioned, real(questioned)).tone == "questioned"


def test_bars_are_cash_and_the_latest_prices(spent):
    one = spent()
    chart = spending_chart(one, real(one))
    assert chart.alt == (
        "Bar chart of net spending on high needs in Worcestershire: from £36.0 million in 2018"
        "\N{EN DASH}19 to £123.8 million in 2024\N{EN DASH}25, in cash; at 2024\N{EN DASH}25 "
        "prices the first year is £45.6 million."
    )
    assert [row[0] for row in chart.rows] == ["Cash"] * 2 + ["At latest prices"] * 2
    assert chart.caption.endswith("cash and real terms")
    cash = spending_chart(one, pd.DataFrame())
    assert cash.caption.endswith(", cash")
    assert cash.notes == ()


def test_negative_and_questioned_and_single_amounts_are_drawn(spent):
    chart = spending_chart(spent(first="-100", last="200?"), pd.DataFrame())
    assert chart.notes == ("The table marks figures that a check of the data questions.",)
    single = spending_chart(spent(first="unavailable"), pd.DataFrame())
    assert single.alt.endswith("Worcestershire: £123.8 million in 2024\N{EN DASH}25.")


def test_the_table_has_both_prices(spent):
    one = spent(first="36000000?")
    rows = real(one)
    table = spending_table(one, rows[rows["period"] == "2024-25"])
    assert table.rows == (
        ("2018\N{EN DASH}19", "£36.0 million [q]", "[x]"),
        ("2024\N{EN DASH}25", "£123.8 million", "£123.8 million"),
    )
    assert "[x] not available" in table.notes


def test_without_spending_each_view_says_so(compared):
    none = compared("area | period | count", kind="count", unit="gbp", subject="net spending")
    assert spending_statement(none, pd.DataFrame()).tone == "missing"
    for view in (spending_chart, spending_table):
        shown = view(none, pd.DataFrame())
        assert isinstance(shown, Callout)
        assert "no published figure for net spending" in shown.text
