import numpy as np
import pytest

from sendlib.data.demo.measured import end_of, measured
from sendlib.data.demo.plans import plan_tables
from sendlib.data.demo.series import Series
from sendlib.data.demo.world import World


@pytest.fixture(scope="module")
def found(demo_world: World) -> dict[str, Series]:
    return measured(demo_world, plan_tables(demo_world))


def test_parts_of_absence_and_of_neet_add_up(found: dict[str, Series]) -> None:
    for total, parts in {
        "TotAbs": ("TotAuthAbs", "TotUnAuthAbs"),
        "total_absence_special": ("authorised_absence_special", "unauthorised_absence_special"),
    }.items():
        both = found[parts[0]].part + found[parts[1]].part
        assert np.array_equal(found[total].part, both, equal_nan=True)
    years = found["16-17_not known_NEET"].years
    both = found["16-17 NEET"].of(*years).part + found["16-17_not known"].of(*years).part
    assert np.array_equal(found["16-17_not known_NEET"].part, both)


def test_children_in_need_have_a_plan_support_or_neither(found: dict[str, Series]) -> None:
    names = ("CINStatement", "CINSEN_SUP", "CINNoSEN")
    total = np.sum([found[name].part for name in names], axis=0)
    assert np.array_equal(total, found["CINStatement"].whole)


def test_pupils_with_plans_go_with_the_plans_of_the_council(
    found: dict[str, Series], demo_world: World
) -> None:
    pupils = found["SEN_TotStat"].part[:, -1]
    plans = demo_world.profile.plans_in(2025)
    assert np.corrcoef(pupils, plans)[0, 1] > 0.999


def test_england_keeps_to_its_published_values(found: dict[str, Series]) -> None:
    assert found["SEN_TotSENSuP"].values(1)[0, -1] == pytest.approx(14.2, abs=0.2)
    assert found["SEN_Stat_AVG_Attain8_Score"].values(1)[0, -1] == pytest.approx(14.8)
    assert found["SENFinance"].values(0)[0, -1] == pytest.approx(110)
    assert found["TotFixedEx"].values(1)[0, -1] == pytest.approx(11.3, abs=0.2)


@pytest.mark.parametrize(
    ("text", "year"),
    [("2025", 2025), ("2025 (prov)", 2025), ("2023/24", 2024), ("2024-25 (OT)", 2025)],
)
def test_a_lait_year_ends_in_a_calendar_year(text: str, year: int) -> None:
    assert end_of(text) == year
