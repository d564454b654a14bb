"""Levers with the duty behind each: complete, and of today's law."""

import pytest

from sendlib.views.commissioning_levers import LEVELS, levers, levers_table


@pytest.mark.parametrize("level", LEVELS)
def test_each_lever_names_a_duty_and_where_it_stands(level, block):
    rows = block(levers_table(level))["rows"]
    assert len(rows) >= 10
    assert all(len(row) == 3 and all(row) for row in rows)


def test_no_lever_rests_on_bodies_that_are_no_more():
    text = str(levers()).casefold()
    assert "clinical commissioning group" not in text
    assert "primary care trust" not in text


def test_the_sections_on_joint_commissioning_and_plans_are_there():
    laws = " ".join(one["law"] for part in levers()["levels"].values() for one in part)
    for section in ("s 26", "s 27", "s 42", "s 44", "s 49", "s 75", "s 149"):
        assert section in laws
