import numpy as np
import pandas as pd
import pytest
from scipy.stats import chi2

from sendlib.measures.placements import INDEPENDENT, RESIDENTIAL
from sendlib.measures.region import region
from sendlib.measures.regional import RegionalReview
from sendlib.measures.regional_categories import (
    CATEGORIES,
    PUBLISHED,
    RARE,
    RARE_RATE,
    RATES,
    SETTINGS,
    placed_in,
)
from sendlib.params.region import RegionParams

PLANS = """
    area | need | plans
    886  | hi   | 60
    887  | hi   | 9
    936  | hi   | 51
    382  | hi   | 30
    383  | hi   | 45
    885  | hi   | 40
"""
REGION = "OWN-garden-three"


def test_a_region_is_its_councils_added_up_beside_england(regional):
    found = regional(PLANS).compare(RATES["hi"])
    own = found.compared.own
    assert (own["area_code"], own["count"], own["denominator"]) == (REGION, 120, 300_000)
    assert own["value"] == pytest.approx(0.4)
    england = found.compared.of("ENG")
    assert (england["count"], england["denominator"]) == (235, 600_000)
    # Byar's limits lie within a hundredth of the exact ones at 120 events
    exact = [chi2.ppf(0.025, 240) / 2 / 300, chi2.ppf(0.975, 242) / 2 / 300]
    assert [own["lower"], own["upper"]] == pytest.approx(exact, rel=1e-3)
    assert found.compared.comparisons["comparator"].tolist() == ["ENG"]
    assert (found.missing, found.compared.latest) == ((), "2025")


def test_councils_stand_by_name_each_beside_the_region_and_england(regional):
    found = regional(PLANS).compare(RATES["hi"])
    assert found.members["area_code"].tolist() == ["886", "887", "936"]
    pairs = list(zip(found.comparisons["area_code"], found.comparisons["comparator"], strict=True))
    assert pairs == [(code, other) for code in ("886", "887", "936") for other in (REGION, "ENG")]
    medway = found.beside_region("887")
    assert medway["comparator_value"] == pytest.approx(0.4)
    assert medway["difference"] == pytest.approx(0.09 - 0.4)
    assert medway["significance_plain"] == "lower"
    assert found.beside_region("382") is None


def test_what_a_council_can_expect_lies_towards_the_rate_of_all_councils(regional):
    found = regional(PLANS).compare(RATES["hi"])
    assert found.prior.areas_count == 6
    medway = found.expected.loc["887"]
    assert 9 < medway["expected"] < 235 / 6
    assert medway["lower"] < medway["expected"] < medway["upper"]


@pytest.mark.parametrize(
    ("change", "status"), [("9?", "questioned"), ("confidential", "not_available")]
)
def test_a_council_without_a_figure_to_rely_on_is_named_and_the_rest_go_on(
    regional, change, status
):
    found = regional(PLANS.replace("| 9\n", f"| {change}\n")).compare(RATES["hi"])
    assert found.missing == ("887",)
    assert found.compared.own["count"] == 111
    assert found.compared.own["denominator"] == 200_000
    rows = found.members.set_index("area_code")["status"]
    assert rows["887"] == status
    assert list(found.expected.index) == ["886", "936"]


def test_a_council_that_nothing_is_published_of_is_absent(regional):
    review = regional(PLANS.replace("887  | hi   | 9\n", ""))
    assert review.region.absent == ("887",)
    assert review.region.counted == ("886", "936")
    found = review.compare(RATES["hi"])
    assert found.missing == ("887",)
    assert found.members["area_code"].tolist() == ["886", "936"]


def test_years_in_which_a_council_has_no_figure_are_left_out_of_the_sums(regional, facts):
    stays = facts(
        """
        area_code | period | field   | value
        886       | 2023   | Res_tot | 10
        887       | 2023   | Res_tot | 5
        936       | 2023   | Res_tot | 7
        886       | 2024   | Res_tot | 11
        936       | 2024   | Res_tot | 8
        886       | 2025   | Res_tot | 12
        887       | 2025   | Res_tot | 6
        936       | 2025   | Res_tot | 9
        """
    )
    found = regional(PLANS, residential=stays).compare(RESIDENTIAL)
    own = found.compared.known(REGION)
    assert dict(zip(own["period"], own["value"], strict=True)) == {"2023": 22, "2025": 27}
    assert (found.prior, len(found.expected), len(found.comparisons)) == (None, 0, 0)


def test_shares_are_pooled_by_their_parts_and_never_averaged(regional, facts):
    lines = ["area_code | period | field | value"]
    for code, part, whole in (("886", 10, 100), ("887", 40, 50), ("936", 0, 10)):
        lines += [f"{code} | 2025 | special_independent | {part}",
                  f"{code} | 2025 | special_non_maintained | 0",
                  f"{code} | 2025 | ehcplans | {whole}"]  # fmt: skip
    found = regional(PLANS, caseload=facts("\n".join(lines))).compare(INDEPENDENT)
    assert found.compared.own["value"] == pytest.approx(100 * 50 / 160)
    assert found.prior is None


def test_an_indicator_without_figures_leaves_all_councils_missing(regional):
    found = regional(PLANS).compare(RESIDENTIAL)
    assert found.compared.own is None
    assert (found.missing, len(found.members)) == (("886", "887", "936"), 0)
    review = regional(PLANS)
    assert review.compare_all([RATES["hi"]])[0] is review.compare(RATES["hi"])


def test_the_low_incidence_needs_are_added_up_where_all_of_them_are_known(regional):
    lines = [f"886 | {need} | 1" for need in ("hi", "vi", "msi", "pmld")]
    lines += ["887 | hi | 5"]
    text = "\n".join(["area | need | plans", *lines])
    found = regional(text).compare(RARE_RATE)
    assert found.compared.own["count"] == 4
    assert found.missing == ("887", "936")


def test_seven_categories_are_named_and_complex_health_is_not_published():
    assert len(CATEGORIES) == 7
    assert [one.name for one in CATEGORIES if not one.code] == ["Complex health"]
    assert [one.code for one in RARE] == ["hi", "vi", "msi", "pmld"]


def test_settings_hold_every_published_placement_once_and_add_up(published):
    """The rows that are no totals of others, each in one group, so that groups add up to all."""
    facts = published.facts("needs")
    rows = facts[facts["breakdown_topic"] == "Type of placement"]
    known = {str(name) for name in rows["breakdown"].unique()}
    chosen = [name for names in SETTINGS.values() for name in names]
    assert len(chosen) == len(set(chosen))
    assert set(chosen) <= known
    review = RegionalReview(
        region(RegionParams(region="Two", members=("Leeds", "Kent")), published)
    )
    for one in PUBLISHED[1:3]:
        parts = review.compare_all(placed_in(one, name) for name in SETTINGS)
        total = sum(float(part.members["value"].sum()) for part in parts)
        plans = facts[
            (facts["breakdown_topic"] == "Total")
            & (facts["field"] == f"number_{one.code}")
            & facts["area_code"].isin(["383", "886"])
        ]
        assert total == plans["value"].sum()


def test_the_region_of_real_councils_is_what_the_department_publishes(published, raw_total):
    """All 15 councils of Yorkshire and the Humber, added up, are the published region."""
    codes = "370 380 381 371 811 810 382 383 812 813 815 372 373 384 816".split()
    params = RegionParams(region="Yorkshire and the Humber", members=tuple(codes))
    assert params.area == "E12000003"
    found = RegionalReview(region(params, published)).compare(RATES["msi"])
    assert found.compared.own["count"] == raw_total("E12000003", "number_msi")
    assert not np.isnan(found.compared.own["value"])


@pytest.fixture
def raw_total(published):
    def total(area: str, name: str) -> float:
        facts: pd.DataFrame = published.facts("needs")
        rows = facts[(facts["breakdown_topic"] == "Total") & (facts["area_code"] == area)]
        return float(rows[rows["field"] == name]["value"].iloc[0])

    return total
