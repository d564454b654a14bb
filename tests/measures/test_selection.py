from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sendlib.measures.indicator import Indicator, Selection
from sendlib.measures.selection import VALUE_COLUMNS, indicator_values, selected

SHARE = Indicator(
    measure="m", title="T", subject="the t", topic="plans", kind="proportion", unit="percent",
    polarity=None, count=Selection("plans", ("part",)), denominator=Selection("plans", ("whole",)),
)  # fmt: skip
NUMBER = replace(SHARE, kind="count", unit="count", denominator=None)


def sums(tables, facts, text, selection):
    return selected(tables(plans=facts(text)), selection).set_index("area_code")


def test_fields_and_breakdowns_are_added_up(facts, tables):
    text = """
        area_code | period | breakdown_topic | breakdown | field | value
        885       | 2025   | age             | 3         | a     | 1
        885       | 2025   | age             | 4         | a     | 2
        885       | 2025   | age             | 4         | b     | 10
        885       | 2025   | age             | 5         | a     | 100
        885       | 2025   | Total           | Total     | a     | 1000
    """
    wanted = Selection("plans", ("a", "b"), "age", ("3", "4"))
    row = sums(tables, facts, text, wanted).loc["885"]
    assert (row["amount"], row["reason"], row["questioned"]) == (13.0, "", False)


def test_a_missing_cell_makes_its_sum_missing_with_its_reason(facts, tables):
    text = """
        area_code | period | field | value
        885       | 2025   | a     | 1
        885       | 2025   | b     | confidential
        916       | 2025   | a     | 1
    """
    found = sums(tables, facts, text, Selection("plans", ("a", "b")))
    assert found["amount"].isna().all()
    assert found["reason"].to_dict() == {"885": "confidential", "916": "not_published"}


def test_a_breakdown_that_is_not_there_counts_nobody(facts, tables):
    text = """
        area_code | period | breakdown_topic | breakdown | field | value
        885       | 2025   | age             | 3         | a     | 1
    """
    found = sums(tables, facts, text, Selection("plans", ("a",), "age", ("3", "4")))
    assert found.loc["885", "amount"] == 1.0


@pytest.mark.parametrize(
    ("selection", "topic"),
    [
        (Selection("absent", ("a",)), "Total"),
        (Selection("plans", ("other",)), "Total"),
        (Selection("plans", ("a",), "age", ("9",)), "age"),
    ],
)
def test_where_nothing_is_published_there_are_no_rows(facts, tables, selection, topic):
    text = f"""
        area_code | period | breakdown_topic | breakdown | field | value
        885       | 2025   | {topic}         | 3         | a     | 1
    """
    found = selected(tables(plans=facts(text), absent=facts("area_code")), selection)
    assert found.empty
    assert "amount" in found.columns


def test_every_file_behind_a_sum_is_named(facts, tables):
    text = """
        area_code | period | field | value | source
        885       | 2025   | a     | 1     | old.csv
        885       | 2025   | b     | 1     | new.csv
        916       | 2025   | a     | 1     | old.csv
        916       | 2025   | b     | 1     | old.csv
    """
    found = sums(tables, facts, text, Selection("plans", ("a", "b")))
    assert found["source"].to_dict() == {"885": "new.csv; old.csv", "916": "old.csv"}


@pytest.mark.parametrize(
    ("period", "changes", "shown"),
    [
        ("2024", {}, "2024"),
        ("2024", {"years_before": 1}, "2025"),
        ("2024", {"period_form": "financial"}, "2024-25"),
        ("2025", {"period_form": "financial", "years_before": -1}, "2024-25"),
        ("1999", {"period_form": "financial"}, "1999-00"),
        ("2024/25", {"years_before": 1}, "2024/25"),
    ],
)
def test_calendar_years_move_to_the_indicator_s_period(facts, tables, period, changes, shown):
    text = f"""
        area_code | period   | field | value
        885       | {period} | a     | 1
    """
    found = sums(tables, facts, text, Selection("plans", ("a",), **changes))
    assert found["period"].tolist() == [shown]


def values(facts, tables, text, indicator, questioned=()):
    found = indicator_values(tables(questioned, plans=facts(text)), indicator)
    assert list(found.columns) == VALUE_COLUMNS
    return found.set_index(["area_code", "period"])


def test_a_share_has_wilson_s_interval(facts, tables):
    text = """
        area_code | period | field | value
        885       | 2025   | part  | 65
        885       | 2025   | whole | 100
    """
    row = values(facts, tables, text, SHARE).loc[("885", "2025")]
    assert row[["value", "lower", "upper"]].round(4).tolist() == [65.0, 55.2544, 73.6358]
    assert (row["status"], row["reason"], row["count"], row["denominator"]) == (
        "derived", "", 65.0, 100.0,
    )  # fmt: skip


def test_a_rate_has_byar_s_interval(facts, tables):
    text = """
        area_code | period | field | value
        885       | 2025   | part  | 65
        885       | 2025   | whole | 1000
    """
    rate = replace(SHARE, kind="rate", unit="per_1000", per=1000.0)
    row = values(facts, tables, text, rate).loc[("885", "2025")]
    assert row[["value", "lower", "upper"]].round(4).tolist() == [65.0, 50.1632, 82.8491]


def test_an_amount_per_head_has_no_interval_and_may_be_negative(facts, tables):
    text = """
        area_code | period  | field | value
        885       | 2024-25 | part  | -50
        885       | 2024-25 | whole | 100
    """
    ratio = replace(SHARE, kind="ratio", unit="gbp")
    row = values(facts, tables, text, ratio).loc[("885", "2024-25")]
    assert row["value"] == -0.5
    assert np.isnan(row["lower"])


@pytest.mark.parametrize(
    ("part", "whole", "reason"),
    [
        ("0", "0", "not_applicable"),
        ("11", "10", "part_above_whole"),
        ("-1", "10", "not_applicable"),
        ("confidential", "10", "confidential"),
        ("1", "unavailable", "unavailable"),
    ],
)
def test_a_share_that_cannot_be_is_missing_and_says_why(facts, tables, part, whole, reason):
    text = f"""
        area_code | period | field | value
        885       | 2025   | part  | {part}
        885       | 2025   | whole | {whole}
    """
    row = values(facts, tables, text, SHARE).loc[("885", "2025")]
    assert np.isnan(row["value"])
    assert (row["status"], row["reason"]) == ("not_available", reason)


def test_more_events_than_people_are_a_rate(facts, tables):
    text = """
        area_code | period | field | value
        885       | 2025   | part  | 30
        885       | 2025   | whole | 10
    """
    rate = replace(SHARE, kind="rate", unit="per_1000", per=1000.0)
    assert values(facts, tables, text, rate).loc[("885", "2025"), "value"] == 3000.0


def test_published_values_keep_no_count_and_sums_of_them_are_derived(facts, tables):
    text = """
        area_code | period | field | value
        885       | 2025   | a     | 4.5
        885       | 2025   | b     | 10
    """
    one = replace(NUMBER, kind="value", unit="percent", count=Selection("plans", ("a",)))
    row = values(facts, tables, text, one).loc[("885", "2025")]
    assert (row["value"], row["status"]) == (4.5, "published")
    assert np.isnan(row["count"])
    both = replace(one, count=Selection("plans", ("a", "b")))
    row = values(facts, tables, text, both).loc[("885", "2025")]
    assert (row["value"], row["status"]) == (14.5, "derived")


WITHOUT_ENGLAND = """
    area_code | period | field | value
    885       | 2025   | part  | 1
    885       | 2025   | whole | 10
    884       | 2025   | part  | 7
    884       | 2025   | whole | 10
    916       | 2025   | part  | 10
    916       | 2025   | whole | 20
"""


def test_england_and_regions_that_are_not_published_are_councils_added_up(facts, tables):
    found = values(facts, tables, WITHOUT_ENGLAND, SHARE)
    assert found.loc[("ENG", "2025"), "value"] == 45.0  # 18 of 40, not the mean of 10, 70, 50
    assert found.loc[("E12000005", "2025"), "value"] == 40.0
    assert found.loc[("ENG", "2025"), "status"] == "derived"
    number = values(facts, tables, WITHOUT_ENGLAND, NUMBER)
    assert number.loc[("ENG", "2025"), ["value", "status"]].tolist() == [18.0, "derived"]
    assert number.loc[("885", "2025"), "status"] == "published"


def test_a_region_of_one_council_is_not_made_since_it_would_face_itself(facts, tables):
    found = values(facts, tables, WITHOUT_ENGLAND, SHARE)
    assert ("E12000009", "2025") not in found.index


def test_published_england_stands_while_its_regions_are_added_up(facts, tables):
    england = (
        WITHOUT_ENGLAND
        + """
    ENG       | 2025   | part  | 50
    ENG       | 2025   | whole | 100
    """
    )
    found = values(facts, tables, england, SHARE)
    assert found.loc[("ENG", "2025"), "value"] == 50.0
    assert found.loc[("E12000005", "2025"), "value"] == 40.0


def test_england_is_added_up_only_for_the_periods_that_lack_it(facts, tables):
    england = (
        WITHOUT_ENGLAND
        + """
    ENG       | 2024   | part  | unavailable
    ENG       | 2024   | whole | 100
    885       | 2024   | part  | 1
    885       | 2024   | whole | 10
    884       | 2024   | part  | 1
    884       | 2024   | whole | 10
    """
    )
    found = values(facts, tables, england, SHARE)
    assert found.loc[("ENG", "2025"), "value"] == 45.0
    assert np.isnan(found.loc[("ENG", "2024"), "value"])


def test_a_share_is_pooled_without_questioned_councils_and_a_number_not_at_all(facts, tables):
    doubt = ({"area_code": "884", "period": "2025", "field": "part"},)
    found = values(facts, tables, WITHOUT_ENGLAND, SHARE, doubt)
    assert found.loc[("ENG", "2025"), "value"] == pytest.approx(100 * 11 / 30)
    assert found.loc[("884", "2025"), "status"] == "questioned"
    assert ("ENG", "2025") not in values(facts, tables, WITHOUT_ENGLAND, NUMBER, doubt).index


def test_figures_of_regions_alone_are_left_as_they_are(facts, tables):
    text = """
        area_code | period | field | value
        E12000005 | 2025   | part  | 5
    """
    assert values(facts, tables, text, NUMBER).index.tolist() == [("E12000005", "2025")]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20)
@given(
    cells=st.lists(
        st.tuples(
            st.sampled_from(["885", "884", "916", "ENG"]),
            st.sampled_from(["2023", "2024"]),
            st.sampled_from(["part", "whole"]),
            st.one_of(st.integers(0, 20), st.sampled_from(["confidential", "unavailable"])),
        ),
        min_size=1,
        unique_by=lambda cell: cell[:3],
    )
)
def test_every_row_has_either_a_value_within_its_interval_or_a_reason(facts, tables, cells):
    text = "area_code | period | field | value\n" + "\n".join(
        " | ".join(map(str, cell)) for cell in cells
    )
    found = indicator_values(tables(plans=facts(text)), SHARE)
    known = found["value"].notna()
    assert (found.loc[known, "reason"] == "").all()
    assert (found.loc[~known, "reason"] != "").all()
    assert (found.loc[known, "lower"] <= found.loc[known, "value"]).all()
    assert (found.loc[known, "value"] <= found.loc[known, "upper"]).all()
    assert found["value"].dropna().between(0, 100).all()
    assert not found.duplicated(["area_code", "period"]).any()
