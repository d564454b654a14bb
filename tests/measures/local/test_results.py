"""Results that are no counts: what rests on few persons, or on one, is hidden."""

import pandas as pd
import pytest

from sendlib.data.local.tables import LocalTables
from sendlib.errors import ContractError
from sendlib.measures.local.results import LOCAL_ORIGIN, LocalResult, protected_result
from sendlib.measures.local.table import Records
from sendlib.params.disclosure import Disclosure

RECORDS = Records(LocalTables(), 2019, 2025)
RULES = Disclosure()


def row(breakdown, value, persons, **other):
    return {
        "period": "2025", "breakdown": breakdown, "statistic": "median", "value": value,
        "unit": "count", "lower": value - 1, "upper": value + 1, "confidence": 95.0,
        "persons": persons, "largest": 0.0, **other,
    }  # fmt: skip


def result(*rows, columns=(), adds_up=False):
    return LocalResult(
        "lengths", "Lengths", ("packages",), lambda _records: pd.DataFrame(rows),
        columns=columns, adds_up=adds_up,
    )  # fmt: skip


def hidden(*rows, rules=RULES, **options):
    shown = protected_result(result(*rows, **options), RECORDS, rules).rows
    return set(shown.loc[shown["reason"] == "confidential", "breakdown"])


def test_what_rests_on_fewer_persons_than_the_threshold_is_hidden_and_gone():
    found = protected_result(result(row("Total", 40, 40), row("need=HI", 9, 4)), RECORDS, RULES)
    assert list(found.rows["reason"]) == ["", "confidential"]
    assert found.rows.loc[1, ["value", "lower", "upper"]].isna().all()
    assert found.rows.loc[0, ["value", "lower", "upper"]].to_list() == [40, 39, 41]
    assert found.origin == LOCAL_ORIGIN
    assert "persons" not in found.rows


def test_a_result_without_rows_is_one():
    columns = [*row("Total", 1, 9)]
    nothing = LocalResult("no", "No", (), lambda _records: pd.DataFrame(columns=columns))
    assert protected_result(nothing, RECORDS, RULES).rows.empty


def test_a_result_of_nobody_is_shown_and_one_at_the_threshold_but_not_of_one_person():
    parts = row("need=HI", 0, 0), row("need=VI", 7, 5), row("need=PD", 7, 1)
    assert hidden(*parts) == {"need=PD"}


def test_a_sum_that_is_one_persons_for_more_than_half_is_hidden():
    assert hidden(row("need=HI", 9, 9, largest=0.51), row("need=VI", 7, 9, largest=0.5)) == {
        "need=HI"
    }


def test_a_field_has_its_own_threshold_and_can_be_withheld():
    rules = Disclosure(thresholds={"need": 10}, withhold=("age",))
    rows = row("need=HI", 9, 9), row("age=5-10", 20, 20), row("Total", 30, 30)
    assert hidden(*rows, rules=rules) == {"need=HI"}
    shown = protected_result(result(*rows), RECORDS, rules).rows
    assert list(shown["breakdown"]) == ["need=HI", "Total"]


def test_counts_are_rounded_where_params_ask_for_it_and_nothing_else_is():
    rules = Disclosure(rounding=5)
    found = protected_result(
        result(row("Total", 12.5, 40), row("need=HI", 12.4, 9, unit="weeks")), RECORDS, rules
    )
    assert found.rows["value"].to_list() == [15, 12.4]
    assert found.rows["lower"].to_list() == [10, 11.4]


def test_one_hidden_part_of_a_sum_takes_the_next_smallest_with_it():
    parts = [
        row("Total", 40, 40), row("need=HI", 4, 4), row("need=VI", 9, 9), row("need=PD", 27, 27),
        row("age=5-10", 20, 20), row("age=11-15", 20, 20),
    ]  # fmt: skip
    assert hidden(*parts) == {"need=HI"}
    assert hidden(*parts, adds_up=True) == {"need=HI", "need=VI"}
    two = [*parts[:2], row("need=VI", 3, 3), *parts[3:]]
    assert hidden(*two, adds_up=True) == {"need=HI", "need=VI"}


def test_parts_of_other_periods_and_keys_are_sums_of_their_own():
    parts = [
        row("need=HI", 4, 4, scenario="base"), row("need=VI", 9, 9, scenario="base"),
        row("need=HI", 14, 14, scenario="more"), row("need=VI", 9, 9, scenario="more"),
    ]  # fmt: skip
    shown = protected_result(result(*parts, columns=("scenario",), adds_up=True), RECORDS, RULES)
    assert list(shown.rows["reason"]) == ["confidential", "confidential", "", ""]


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        ([row("Total", 1, 9), row("Total", 2, 9)], "is there twice"),
        ([row("Total", 1, 9, unit="pounds")], "unknown unit pounds"),
        ([row("Total", 1, None)], "does not say on how many it rests"),
        ([row("Total", 1, 9, extra="a")], "extra are missing or not declared"),
    ],
)
def test_rows_that_are_not_as_declared_are_refused(rows, fault):
    with pytest.raises(ContractError, match=fault):
        protected_result(result(*rows), RECORDS, RULES)


def test_a_sum_divided_by_two_fields_has_to_be_a_table():
    with pytest.raises(ContractError, match="declare a table of two"):
        protected_result(result(row("need=HI;age=5-10", 1, 9), adds_up=True), RECORDS, RULES)


def test_a_protected_result_cannot_be_changed():
    found = protected_result(result(row("need=HI", 9, 4)), RECORDS, RULES)
    taken = found.rows
    taken["value"] = 9
    assert found.rows["value"].isna().all()
    assert found.result.name == "lengths"
    with pytest.raises(AttributeError, match="cannot be changed"):
        found.rows = pd.DataFrame()


def test_a_costly_step_is_taken_once():
    calls = []
    records = Records(LocalTables(), 2019, 2025)
    for _ in range(2):
        assert records.once("simulated", lambda _records: calls.append(1) or 7) == 7
    assert calls == [1]
