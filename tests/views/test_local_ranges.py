"""Numbers of councils that share: hidden ones are marked, and sums with them are ranges."""

import pytest

from sendlib.measures.local.packages import PACKAGES_NEED
from sendlib.measures.local.share import pool
from sendlib.views.local_ranges import (
    Amount,
    evidence,
    lines,
    pool_figures,
    pooled,
    range_notes,
)
from tests.measures.local.drawn_shares import (
    KENT,
    MEDWAY,
    drawn_share,
    drawn_shares,
    drawn_table,
)

NAN = float("nan")


@pytest.fixture
def garden(regional):
    return regional("area | need | plans\n886 | hi | 9\n887 | hi | 9\n936 | hi | 9").region.place


def two():
    def needs(text):
        return drawn_table(PACKAGES_NEED, text)

    return drawn_shares(
        drawn_share(KENT, packages_need=needs(
            "need | value\nASD | 1200\nHI | 0 to 6\nPD | 2 or more\nTotal | 1300")),
        drawn_share(MEDWAY, packages_need=needs("need | value\nASD | 30\nHI | 9\nTotal | 39")),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("amount", "council", "together", "told"),
    [
        (Amount(12, 12, 12), "12", "12", "12 plans"),
        (Amount(3, 1200), "[c]", "3 to 1,200", "between 3 and 1,200 plans"),
        (Amount(7, NAN), "[c]", "7 or more", "at least 7 plans"),
    ],
)
def test_an_amount_is_a_number_or_hidden_or_a_range(amount, council, together, told):
    assert amount.of_council() == council
    assert amount.together() == together
    assert amount.told("plans") == told
    assert (amount.raw is None) is not amount.is_known


def test_amounts_of_money_are_told_in_pounds():
    assert Amount(1500, 2500).together("gbp") == "£1,500 to £2,500"
    assert Amount(1500, 1500, 1500).told(unit="gbp") == "£1,500"


def test_a_sum_with_a_hidden_part_is_hidden_and_a_range():
    found = Amount(10, 10, 10).plus(Amount(0, 4))
    assert (found.is_known, found.lower, found.upper) == (False, 10, 14)


def test_councils_have_a_line_each_and_all_of_them_the_last(garden):
    found = lines(
        two(), PACKAGES_NEED, [[{"need": "ASD"}], [{"need": "HI"}, {"need": "VI"}]], garden
    )
    assert [line.name for line in found] == ["Kent", "Medway", "All 2 councils"]
    assert [line.amounts[0].value for line in found] == [1200, 30, 1230]
    assert [line.amounts[1].together() for line in found] == ["0 to 6", "9", "9 to 15"]
    assert found[-1].code == garden.area_code
    assert lines(drawn_shares(), PACKAGES_NEED, [[{}]], garden) == []


def test_figures_of_a_sum_have_a_range_and_no_value_where_a_part_is_hidden(garden):
    figures = pool_figures(pool(two(), PACKAGES_NEED), garden).set_index("breakdown")
    hidden, shown = figures.loc["need=HI"], figures.loc["need=ASD"]
    assert (hidden["lower"], hidden["upper"], hidden["confidence"]) == (9, 15, 100)
    assert hidden["value"] != hidden["value"]
    assert (shown["value"], figures.loc["Total", "value"]) == (1230, 1339)
    assert shown["lower"] != shown["lower"]
    assert figures.loc["need=PD", "upper"] != figures.loc["need=PD", "upper"]
    assert set(figures["status"]) == {"derived"}
    assert pooled(pool(two(), PACKAGES_NEED), need="VI").value == 0


def test_figures_of_councils_are_those_of_their_own_reports(garden):
    figures = evidence(two(), [PACKAGES_NEED], garden).figures
    kent = figures[(figures["area_code"] == KENT) & (figures["measure"] == "local_packages_count")]
    one = kent.set_index("breakdown").loc["need=HI"]
    assert one["status"] == "suppressed"
    assert one[["value", "lower", "upper"]].isna().all()
    assert set(figures["area_code"]) == {KENT, MEDWAY, garden.area_code}
    assert evidence(drawn_shares(), [PACKAGES_NEED], garden).figures is None


def test_notes_explain_what_is_there_alone():
    assert range_notes(two(), ["12"]) == (
        "Source: the councils' own records, protected before they were put together.",
    )
    hidden, told, _ = range_notes(two(), ["[c]", "3 to 9"])
    assert "fewer than 5" in hidden
    assert "never counts as 0" in told
