"""What members share: pools of ranges, and what a share refuses."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sendlib.data.shared import Shared
from sendlib.errors import SourceError
from sendlib.measures.local.away import AWAY_MILES
from sendlib.measures.local.packages import PACKAGES_NEED, PACKAGES_TYPE
from sendlib.measures.local.results import ProtectedResult
from sendlib.measures.local.share import Shares, codes_with, pool, rows_of, share_from
from sendlib.measures.local.spend import SPEND_NEED
from tests.measures.local.drawn_shares import (
    KENT,
    MEDWAY,
    SURREY,
    drawn_share,
    drawn_shares,
    drawn_table,
)

IN_KENT = """
    need | value
    ASD | 12
    HI | 0 to 6
    PMLD | 1 to 7
    Total | 19
"""
IN_MEDWAY = """
    need | value
    ASD | 30
    HI | 9
    Total | 39
"""


def needs(text):
    return drawn_table(PACKAGES_NEED, text)


def two():
    return drawn_shares(
        drawn_share(KENT, packages_need=needs(IN_KENT)),
        drawn_share(MEDWAY, packages_need=needs(IN_MEDWAY)),
    )


def row(need, low, high, period="2025"):
    return {"period": period, "need": need, "value": None, "lower": low, "upper": high,
            "reason": "confidential"}  # fmt: skip


def ends(found, **where):
    cell = found.cell(**where)
    return None if cell is None else (cell["lower"], cell["upper"])


def test_hidden_numbers_enter_a_pool_as_their_range_and_absent_categories_as_none():
    found = pool(two(), PACKAGES_NEED)
    assert ends(found, need="ASD") == (42, 42)
    assert ends(found, need="HI") == (9, 15)
    assert ends(found, need="PMLD") == (1, 7)
    assert ends(found) == (58, 58)
    assert ends(found, need="SEMH") is None
    assert found.members == (KENT, MEDWAY)
    assert found.rows.set_index("need")["hidden"].to_dict() == {
        "ASD": 0, "HI": 1, "PMLD": 1, "Total": 0,
    }  # fmt: skip


def test_a_pool_has_no_upper_limit_where_one_part_has_none():
    shares = drawn_shares(
        drawn_share(KENT, packages_need=needs("need | value\nTotal | 2 or more")),
        drawn_share(MEDWAY, packages_need=needs("need | value\nTotal | 39")),
    )
    low, high = ends(pool(shares, PACKAGES_NEED))
    assert low == 41
    assert pd.isna(high)


def test_a_pool_is_of_the_year_that_most_councils_have():
    later = "period | need | value\n2024 | Total | 5\n2025 | Total | 6\n"
    only_earlier = "period | need | value\n2024 | Total | 7"
    shares = drawn_shares(
        drawn_share(KENT, packages_need=needs(later)),
        drawn_share(MEDWAY, packages_need=needs(only_earlier)),
        drawn_share(SURREY, packages_need=needs(only_earlier)),
    )
    found = pool(shares, PACKAGES_NEED)
    assert (found.period, ends(found)) == ("2024", (19, 19))
    assert pool(shares, SPEND_NEED) is None


def test_those_that_share_nothing_are_known():
    shares = two()
    assert shares.missing == (SURREY,)
    assert sorted(shares.digests) == ["local/886/share.json", "local/887/share.json"]
    assert codes_with(shares, [PACKAGES_NEED]) == (KENT, MEDWAY)
    assert codes_with(shares, [PACKAGES_NEED, PACKAGES_TYPE]) == ()
    assert (shares.threshold, Shares(()).threshold) == (5, 5)


@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 9), st.integers(0, 9)),
                min_size=1, max_size=3))  # fmt: skip
def test_the_true_sum_is_always_within_the_pool(parts):
    codes = (KENT, MEDWAY, SURREY)
    drawn = [
        drawn_share(code, packages_need=needs(f"need | value\nTotal | {max(true - below, 0)} to "
                                              f"{true + above}"))
        for code, (true, below, above) in zip(codes, parts, strict=False)
    ]  # fmt: skip
    low, high = ends(pool(drawn_shares(*drawn), PACKAGES_NEED))
    assert low <= sum(true for true, _, _ in parts) <= high
    assert high - low <= sum(below + above for _, below, above in parts)


def test_a_shared_table_reads_as_in_the_council_s_own_reports():
    table = needs(IN_KENT)
    rows = table.protected().rows.set_index("need")
    assert rows.loc["ASD", "percent"] == pytest.approx(100 * 12 / 19)
    assert rows.loc["HI", ["value", "percent"]].isna().all()
    assert (table.periods, table.measure) == (["2025"], PACKAGES_NEED)
    assert table.cell("2025", need="HI")["upper"] == 6
    assert table.cell("2025", need="VI") is None
    money = drawn_table(SPEND_NEED, "need | value\nASD | 10\nTotal | 10")
    assert money.protected().rows["percent"].isna().all()


def test_a_shared_table_holds_no_number_behind_a_hidden_one_and_cannot_be_changed():
    table = needs("need | value\nHI | 0 to 6")
    with pytest.raises(AttributeError):
        table.measure = PACKAGES_TYPE
    frame = pd.DataFrame([{**row("HI", 0, 6), "value": 3.0}])
    assert type(table)(PACKAGES_NEED, frame).rows["value"].isna().all()


def shared(tables, results=None):
    return Shared("816", "0.9", {}, {"threshold": 7, "rounding": 5, "hidden_count": 3},
                  (), tables, results or {})  # fmt: skip


def test_a_share_keeps_its_rules_and_where_it_comes_from():
    found = share_from(
        shared({"packages-need": pd.DataFrame([row("HI", 0.0, 6.0)])}),
        comes_from="folder", digests={"local/816/a.csv": "0" * 64},
    )  # fmt: skip
    assert (found.threshold, found.rounding, found.hidden_count) == (7, 5, 3)
    assert (found.comes_from, found.name) == ("folder", "York")
    assert found.table(PACKAGES_NEED).rows["upper"].tolist() == [6]
    assert found.table(PACKAGES_TYPE) is None
    assert found.origin == {"origin": "local", "protection": "protected"}


@pytest.mark.parametrize(
    ("tables", "results"),
    [
        ({"no-such-table": pd.DataFrame([row("HI", 0, 6)])}, {}),
        ({"packages-type": pd.DataFrame([row("HI", 0, 6)])}, {}),
        ({}, {"no-such-result": pd.DataFrame()}),
        ({}, {"market-owners": pd.DataFrame(columns=["period"])}),
    ],
)
def test_a_share_of_tables_that_are_not_known_is_refused(tables, results):
    with pytest.raises(SourceError, match=r"York, made with sendlib 0\.9, holds"):
        share_from(shared(tables, results))


def test_results_are_taken_from_their_latest_period():
    rows = pd.DataFrame({
        "period": ["2024", "2025", "2025"],
        "breakdown": ["Total", "Total", "residential_type=semh"],
        "statistic": "miles", "value": [20.0, 35.0, 40.0], "lower": float("nan"),
        "upper": float("nan"), "unit": "ratio", "confidence": float("nan"), "reason": "",
    })  # fmt: skip
    one = drawn_share(KENT, results=[ProtectedResult(AWAY_MILES, rows)])
    assert rows_of(one, AWAY_MILES, breakdown="Total")["value"].tolist() == [35]
    assert rows_of(drawn_share(MEDWAY), AWAY_MILES).empty
