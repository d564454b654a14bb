import pytest

from sendlib.measures.social_care import INDICATORS


@pytest.mark.parametrize("one", INDICATORS, ids=lambda one: one.measure)
def test_children_known_to_social_care_are_as_lait_gives_them(
    worcestershire_compared, lait_value, one
):
    found = worcestershire_compared(one)
    assert found.own["value"] == pytest.approx(lait_value(one.count.fields[0], found.latest))
