import pytest

from sendlib.measures.placements import INDEPENDENT, MIX, MIX_NAMES, RESIDENTIAL


def test_independent_and_non_maintained_schools_stand_apart(worcestershire_compared, ehc_plans):
    rows = ehc_plans("caseload.csv", area="885", year="202425")
    total = next(row for row in rows if row["breakdown"] == "All EHC plans")
    part = sum(float(total[name]) for name in ("special_independent", "special_non_maintained"))
    own = worcestershire_compared(INDEPENDENT).own
    assert own["value"] == pytest.approx(100 * part / float(total["ehcplans"]))


def test_residential_placements_are_a_number(worcestershire_compared, ehc_plans):
    rows = ehc_plans("residential_settings.csv", area="885", year="202425")
    total = next(row for row in rows if row["breakdown"].startswith("All"))
    assert worcestershire_compared(RESIDENTIAL).own["value"] == float(total["Res_tot"])


def test_every_part_of_the_mix_has_a_name():
    assert len(MIX) == len(MIX_NAMES)
