import pytest

from sendlib.measures.alternative_provision import COUNCIL_PLACED, STATE_SCHOOLS


@pytest.mark.parametrize("one", [COUNCIL_PLACED, STATE_SCHOOLS], ids=lambda one: one.measure)
def test_pupils_are_those_of_the_january_census(worcestershire_compared, raw_rows, one):
    found = worcestershire_compared(one)
    row = next(
        row
        for row in raw_rows(
            "outcomes/ap_counts.csv",
            old_la_code="885", academic_year="2022/23", prov_type=one.count.breakdowns[0],
        )
        if row["setting_type"] in ("Total", "")
    )  # fmt: skip
    assert found.latest == "2023"
    assert found.own["value"] == float(row["total"])
