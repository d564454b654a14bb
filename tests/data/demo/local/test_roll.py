import numpy as np
import pandas as pd

from sendlib.data.demo.local.here import Here, first_of
from sendlib.data.demo.local.roll import (
    NEEDS,
    birthdays,
    numbers,
    person_numbers,
    roll,
    surnames,
)
from sendlib.data.demo.rates import rates


def test_needs_stand_in_the_order_of_the_published_fields() -> None:
    fields = [name.removeprefix("number_").upper() for name in rates()["needs"]["fields"]]
    assert [*NEEDS[:-1], "NEED_UNKNOWN"] == fields


def test_each_january_of_the_roll_is_the_published_one(place: Here) -> None:
    table = roll(place)
    for year in (2023, 2024, 2025):
        plans = place.demo.profile.plans_in(year)[place.at]
        assert (table[f"at_{year}"] >= 0).sum() == plans


def test_nobody_has_a_plan_before_birth_or_keeps_it_after_it_ends(place: Here) -> None:
    table = roll(place)
    assert (table["start"] > table["born"]).all()
    assert not (table["ceased"] < table["start"]).any()


def test_those_who_reach_25_were_born_after_march() -> None:
    rng = np.random.default_rng(1)
    born = birthdays(rng, np.full(200, 1999), np.full(200, True))
    assert born.min() >= np.datetime64("1999-04-01")
    others = birthdays(rng, np.full(200, 1999), np.full(200, False))
    assert others.min() >= np.datetime64("1998-09-01")
    assert max(born.max(), others.max()) <= np.datetime64("1999-08-31")


def test_pupil_numbers_have_the_letter_that_their_digits_call_for() -> None:
    first = person_numbers("101", 3)
    assert len(set(first)) == 3
    assert all(len(number) == 13 for number in first)
    digits = first[0][1:]
    check = sum(int(digit) * weight for weight, digit in enumerate(digits, start=2)) % 23
    assert first[0][0] == "ABCDEFGHJKLMNPQRTUVWXYZ"[check]


def test_numbers_and_names_do_not_repeat() -> None:
    assert numbers(2, letter="PR", width=3) == ["PR001", "PR002"]
    assert len(set(surnames(5000))) == 5000


def test_days_of_a_month_are_counted_from_its_first() -> None:
    assert first_of(2024, 2, 29) == np.datetime64("2024-02-29")
    assert pd.Timestamp(first_of(np.array([2025]), 9)[0]) == pd.Timestamp("2025-09-01")
