import pytest

from sendlib.measures.needs import INDICATORS, NAMES, NEEDS, need_share


@pytest.mark.parametrize("code", ["asd", "pmld", "oth"])
def test_a_need_is_a_share_of_all_plans(worcestershire_compared, ehc_plans, code):
    rows = ehc_plans("sen_needs_all_plans.csv", area="885", year="202425")
    total = next(row for row in rows if row["breakdown"].startswith("All"))
    own = worcestershire_compared(need_share(code)).own
    assert own["count"] == float(total[f"number_{code}"])
    assert own["value"] == pytest.approx(float(total[f"{code}_pc"]), abs=0.051)


def test_each_need_is_called_by_its_name():
    assert need_share("slcn").subject == (
        "the share of EHC plans with speech, language and communication needs as primary need"
    )
    assert need_share("asd").breakdown == "need=ASD"
    assert need_share("vi").topic == "low_incidence"
    assert len(NAMES) == len(INDICATORS) == len(NEEDS) - 1
