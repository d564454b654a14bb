"""Money about few people, or mostly one, is hidden, and cannot be worked out nearer than asked."""

import numpy as np
import pandas as pd
import pytest
from scipy.optimize import linprog

from sendlib.errors import ContractError
from sendlib.measures.disclosure import protect
from sendlib.measures.disclosure_amounts import (
    is_disclosive,
    protect_amounts,
    protect_amounts_together,
)
from sendlib.measures.disclosure_tables import CountTable
from tests.independent.disclosure_tables import crossed

NAMES = ["a", "b"]


def test_too_few_people_or_mostly_one_is_too_much_about_one():
    persons, share = [0, 1, 4, 5, 9, 9, 9], [np.nan, 1, 0.3, 0.3, 0.5, 0.51, np.nan]
    found = is_disclosive(persons, share)
    assert found.tolist() == [False, True, True, False, False, True, False]
    assert is_disclosive(9, 0.2, threshold=10)


def spending(persons, pounds, largest):
    table = crossed(np.array(persons), NAMES, {}).rename(columns={"count": "persons"})
    table["amount"] = crossed(np.array(pounds), NAMES, {})["count"] / 100
    table["largest"] = np.minimum(np.array(largest), table["amount"])
    return table


PERSONS = [[3, 9, 20], [12, 30, 8], [15, 7, 11]]
PENCE = [[9_000_00, 20_000_50, 31_000_00], [30_000_00, 61_000_25, 9_100_00], [4_000_00, 52_000, 7]]


def interval(table, row):
    """What an attacker who sees no persons makes of one amount, by a program of its own."""
    frame = table.reset_index(drop=True)
    sums, aims = [], []
    for name, other in [("a", "b"), ("b", "a")]:
        for value in frame[other].unique():
            line = frame[other] == value
            total = line & (frame[name] == "Total")
            sums.append(line.astype(float) - 2 * total.astype(float))
            aims.append(0.0)
    shown = ~frame["hidden"]
    limits = [
        (amount, amount) if seen else (0, None)
        for amount, seen in zip(frame["amount"], shown, strict=True)
    ]
    aim = (frame.index == row).astype(float)
    ends = []
    for sign in (1, -1):
        found = linprog(sign * aim, A_eq=np.array(sums), b_eq=aims, bounds=limits)
        ends.append(sign * found.fun if found.status == 0 else np.inf)
    return ends


def test_an_amount_that_is_hidden_is_not_known_to_a_tenth():
    table = spending(PERSONS, PENCE, 100)
    table.index = [f"row {at}" for at in range(len(table))]
    shown = protect_amounts(table, dimensions=NAMES)
    assert shown.drop(columns="hidden").equals(table)
    assert shown["hidden"].sum() == 4
    at = next(i for i, number in enumerate(table["persons"]) if number == 3)
    low, high = interval(shown, at)
    assert max(high - 9_000, 9_000 - low) >= 900 - 0.01


def test_a_complement_too_small_to_blur_the_amount_does_not_do():
    # with pennies beside it, the only other cell of the row, the amount would be known to a penny
    pence = [[9_000_00, 5, 31_000_00], [30_000_00, 4, 9_100_00], [4_000_00, 3, 700_00]]
    shown = protect_amounts(spending(PERSONS, pence, 100), dimensions=NAMES)
    hidden = set(zip(*shown.query("hidden")[NAMES].to_numpy().T, strict=True))
    assert ("a0", "b0") in hidden
    low, high = interval(shown, shown.index.get_loc(shown.query("persons == 3").index[0]))
    assert max(high - 9_000, 9_000 - low) >= 900 - 0.01


def test_one_person_of_more_than_half_hides_a_sum_over_many():
    table = spending(np.array(PERSONS) + 10, PENCE, 0)
    assert not protect_amounts(table, dimensions=NAMES)["hidden"].any()
    table.loc[0, "largest"] = table.loc[0, "amount"] * 0.51
    assert protect_amounts(table, dimensions=NAMES)["hidden"].loc[0]


def test_a_hidden_count_hides_its_amount():
    counts = crossed(np.array(PERSONS), NAMES, {})
    hidden = protect(counts, dimensions=NAMES)["hidden"]
    table = spending(PERSONS, PENCE, 100).assign(hidden=hidden)
    shown = protect_amounts(table, dimensions=NAMES)["hidden"]
    assert hidden.sum() == 4
    assert shown[hidden].all()


def test_nobody_costs_nothing_and_that_is_no_cover():
    persons, pence = np.array(PERSONS), np.array(PENCE)
    persons[0, 1] = pence[0, 1] = 0
    shown = protect_amounts(spending(persons, pence, 100), dimensions=NAMES)
    assert not shown.query("persons == 0")["hidden"].any()
    assert shown.query("persons == 3")["hidden"].all()


def test_tables_that_share_a_total_are_protected_as_one():
    first = crossed(np.array([[1_000, 9_000], [9_000, 9_000]]), ["a", "b"], {})
    second = crossed(np.array([[5_000, 5_000], [9_000, 9_000]]), ["a", "c"], {})
    tables = [
        CountTable(
            str(at),
            frame.rename(columns={"count": "amount"}).assign(persons=persons, largest=1),
            names,
        )
        for at, (frame, names, persons) in enumerate(
            [(first, ["a", "b"], [*[9] * 4, 3, *[9] * 4]), (second, ["a", "c"], 9)]
        )
    ]
    done = protect_amounts_together(tables)
    assert done.tables["0"]["hidden"].sum() == 4
    assert not done.tables["1"]["hidden"].any()
    assert (done.gap, done.exposed) == (0.0, [])


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"amount": -1.0}, "table 'amounts' has amount -1.0 in row 1, expected a number of 0"),
        ({"amount": np.nan}, "has amount nan in row 1"),
        ({"persons": -2}, "has persons -2 in row 1"),
        ({"amount": 9_000.01}, "expected .* the sum over"),
    ],
)
def test_amounts_that_cannot_be_are_refused(change, message):
    table = spending(PERSONS, PENCE, 100)
    for name, value in change.items():
        table[name] = table[name].astype(float)
        table.loc[0, name] = value
    table["persons"] = table["persons"].astype(int)
    with pytest.raises(ContractError, match=message):
        protect_amounts(table, dimensions=NAMES)


def test_a_table_without_persons_is_refused():
    table = spending(PERSONS, PENCE, 100).drop(columns="persons")
    with pytest.raises(ContractError, match=r"has no column \['persons'\]"):
        protect_amounts(table, dimensions=NAMES)


@pytest.mark.parametrize("share", [0, 1, -0.5])
def test_a_share_beyond_0_and_1_is_refused(share):
    with pytest.raises(ContractError, match="expected between 0 and 1"):
        protect_amounts(pd.DataFrame(), dimensions=["a"], share=share)
