import pytest

from sendlib.measures.outcomes import ABSENCE_PLAN, KS4_PLAN, SPECIAL_SUSPENSIONS


@pytest.mark.parametrize("one", [KS4_PLAN, SPECIAL_SUSPENSIONS], ids=lambda one: one.measure)
def test_outcomes_are_as_lait_gives_them(worcestershire_compared, lait_value, one):
    found = worcestershire_compared(one)
    year = found.latest
    assert found.own["value"] == pytest.approx(lait_value(one.count.fields[0], year))


def test_absence_is_that_of_pupils_with_a_plan(worcestershire_compared, raw_rows):
    found = worcestershire_compared(ABSENCE_PLAN)
    row = raw_rows(
        "outcomes/absence.csv",
        new_la_code="E10000034", academic_year=found.latest, characteristic="EHCP or Statement",
        **{"Absence measure": "Overall"},
    )[0]  # fmt: skip
    assert found.own["value"] == pytest.approx(float(row["Percentage"]))
    assert "909" in set(found.councils.loc[found.councils["period"] == found.latest, "area_code"])
    assert found.standing.of == 151  # Cumbria, abolished since, is not ranked
