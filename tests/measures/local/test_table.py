"""Records counted on the full cross of some fields."""

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from sendlib.measures.disclosure_tables import CountTable, lattice_of
from sendlib.measures.local.table import Field, Part, cross, known

ROWS = st.lists(
    st.tuples(st.sampled_from("ab"), st.sampled_from("xyz"), st.sampled_from("123"),
              st.integers(1, 900)),
    min_size=1, max_size=30,
)  # fmt: skip


def frame(rows):
    return pd.DataFrame(rows, columns=["one", "two", "person_id", "pence"])


@given(ROWS)
def test_every_combination_has_a_row_and_totals_are_the_sums_of_their_parts(rows):
    counts = cross(frame(rows).drop(columns="pence"), ["one", "two"])
    lattice = lattice_of(CountTable("drawn", counts, ("one", "two")))  # refuses other sums
    assert (lattice.row >= 0).all()
    whole = counts[(counts["one"] == "Total") & (counts["two"] == "Total")].iloc[0]
    assert whole["count"] == len(rows)
    assert whole["persons"] == len({row[2] for row in rows})


@given(ROWS)
def test_sums_of_money_tell_how_much_of_them_is_one_persons(rows):
    amounts = cross(frame(rows), ["one"])
    whole = amounts[amounts["one"] == "Total"].iloc[0]
    by_person = frame(rows).groupby("person_id")["pence"].sum()
    assert round(whole["amount"] * 100) == by_person.sum()
    assert round(whole["largest"] * 100) == by_person.max()


def test_no_records_give_one_total_of_nobody():
    counts = cross(frame([]).drop(columns="pence"), ["one"])
    assert counts.to_dict("records") == [{"one": "Total", "count": 0, "persons": 0}]


def test_a_part_and_a_field_have_names_for_readers():
    part = Part("2025", "plans", pd.DataFrame({"need": [], "count": []}), printed=False)
    assert part.table("plans-need", ("need",)).name == "plans-need, 2025"
    assert Field("need", "Need", {"ASD": "Autism"}).label("Total") == "All"
    assert known(pd.Series(["a", None], dtype="string")).tolist() == ["a", "not_recorded"]
