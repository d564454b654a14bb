"""Rates of councils that share, beside that of all of them together."""

import pytest

from sendlib.measures.local.rare_needs import RARE_SEVERITY
from sendlib.measures.local.share_rates import populations, share_rates
from tests.measures.local.drawn_shares import (
    KENT,
    MEDWAY,
    SURREY,
    drawn_share,
    drawn_shares,
    drawn_table,
)


@pytest.fixture
def garden(regional):
    """Return three councils of 100,000 residents each."""
    return regional("area | need | plans\n886 | hi | 9\n887 | hi | 9\n936 | hi | 9").region


def member(code, severe):
    text = f"rare_need | severity | value\nTotal | severe | {severe}\nTotal | Total | 900"
    return drawn_share(code, rare_needs_severity=drawn_table(RARE_SEVERITY, text))


def rates(garden, **severe):
    codes = {"kent": KENT, "medway": MEDWAY, "surrey": SURREY}
    shares = drawn_shares(*(member(codes[name], count) for name, count in severe.items()))
    return share_rates(shares, garden, RARE_SEVERITY, severity="severe")


def test_each_council_stands_beside_the_sum_of_all(garden):
    found = rates(garden, kent="200", medway="100", surrey="60")
    assert found.together.value == pytest.approx(1000 * 360 / 300_000)
    assert {code: one.beside for code, one in found.members.items()} == {
        KENT: "higher", MEDWAY: "similar", SURREY: "lower",
    }  # fmt: skip
    # Byar's limits of 65 events are 50.1632 and 82.8491 (Fingertips)
    few = rates(garden, kent="65").members[KENT]
    assert (few.lower, few.upper) == pytest.approx((0.501632, 0.828491), abs=1e-6)
    assert found.period == "2025"


def test_a_hidden_count_has_no_rate_and_no_place_and_makes_the_sum_a_range(garden):
    found = rates(garden, kent="0 to 8", medway="100", surrey="60")
    hidden, whole = found.members[KENT], found.together
    assert (hidden.beside, hidden.is_exact) == ("not_assessed", False)
    assert hidden.value != hidden.value
    assert (whole.count_lower, whole.count_upper) == (160, 168)
    # 95% limits of the least and of the most
    least, most = rates(garden, kent="0", medway="160"), rates(garden, kent="0", medway="168")
    assert whole.lower == pytest.approx(least.together.lower * 2 / 3)
    assert whole.upper == pytest.approx(most.together.upper * 2 / 3)
    assert found.members[MEDWAY].beside == "higher"


def test_a_sum_without_limit_leaves_nobody_assessed(garden):
    found = rates(garden, kent="7 or more", medway="100")
    assert {one.beside for one in found.members.values()} == {"not_assessed"}


def test_without_a_table_or_the_category_there_are_no_rates(garden):
    assert share_rates(drawn_shares(), garden, RARE_SEVERITY) is None
    none = drawn_table(RARE_SEVERITY, "rare_need | severity | value\nTotal | Total | 9")
    shares = drawn_shares(drawn_share(KENT, rare_needs_severity=none))
    assert share_rates(shares, garden, RARE_SEVERITY, severity="severe") is None


def test_residents_are_the_latest_and_councils_without_them_are_left_out(garden, regional):
    assert populations(garden).to_dict() == {KENT: 100_000, MEDWAY: 100_000, SURREY: 100_000}
    other = regional("area | need | plans\n887 | hi | 9").region
    shares = drawn_shares(member(KENT, "200"), member(MEDWAY, "100"))
    found = share_rates(shares, other, RARE_SEVERITY, severity="severe")
    assert set(found.members) == {MEDWAY}
