from collections.abc import Callable

import pandas as pd
import pytest

Published = Callable[[str], pd.DataFrame]


def test_authorised_and_unauthorised_absence_make_the_overall(published: Published) -> None:
    table = published("outcomes/absence.csv")
    table["value"] = table["Percentage"].astype(float)
    keys = ["academic_year", "characteristic", "geographic_level", "region_name", "la_name"]
    wide = table.pivot_table(index=keys, columns="Absence measure", values="value")
    assert ((wide["Overall"] - wide["Authorised"] - wide["Unauthorised"]).abs() < 0.011).all()


def test_children_in_care_have_a_plan_support_or_neither(published: Published) -> None:
    table = published("outcomes/cin_la.csv")
    table["value"] = table["Percentage of children"].astype(float)
    keys = ["academic_year", "social_care_group", "geographic_level", "region_name", "la_name"]
    wide = table.pivot_table(index=keys, columns="SEN Provision", values="value")
    parts = wide["EHC plan"] + wide["SEN support"]
    assert ((wide["All SEN"] - parts).abs() < 0.11).all()
    assert ((wide["All SEN"] + wide["No identified SEN"] - 100).abs() < 0.11).all()


def test_alternative_provision_adds_up_to_england(published: Published) -> None:
    table = published("outcomes/ap_counts.csv")
    table["count"] = table["total"].astype(int)
    keys = ["time_period", "prov_type", "geographic_level"]
    sums = table.groupby(keys)["count"].sum().unstack()
    assert (sums["National"] == sums["Local authority"]).all()
    assert (sums["National"] == sums["Regional"]).all()
    arranged = table[table["prov_type"] == "School arranged AP"]
    assert set(arranged["time_period"]) == {"202223"}


def test_destinations_of_a_cohort_make_a_hundred(published: Published) -> None:
    table = published("outcomes/destinations_1618.csv")
    assert set(table["geographic_level"]) == {"Regional", "Local authority"}
    table["value"] = table["% of pupils"].astype(float)
    keys = ["time_period", "characteristic", "region_name", "la_name"]
    wide = table.pivot_table(index=keys, columns="destination_raw", values="value")
    rest = wide[["overall", "all_notsust", "all_unknown"]].sum(axis=1)
    assert ((rest - 100).abs() < 0.16).all()


def test_age_groups_add_up_to_the_caseload(published: Published) -> None:
    table = published("outcomes/ehcp_ageprofile.csv")
    sums = table["num_caseload"].astype(int).groupby([table["time_period"], table["la_name"]]).sum()
    caseload = published("caseload")
    stock = caseload[caseload["breakdown_topic"] == "All EHC plans"]
    for period, year in (("201819", "2019"), ("202122", "2022"), ("202223", "2023")):
        rows = stock[(stock["time_period"] == period) & (stock["old_la_code"] != "")]
        plans = rows.set_index("la_name")["ehcplans"].astype(int)
        assert sums[year][plans.index].tolist() == plans.tolist()
    assert "Age 20 to 25" not in set(table.loc[table["time_period"] == "2010", "Age group"])


def test_attainment_of_all_pupils_with_sen_is_that_of_both_groups(published: Published) -> None:
    table = published("outcomes/ks2_attainment.csv")
    for field in ("t_rwm_met_expected_standard", "t_rwm_eligible_pupils"):
        table[field] = table[field].astype(int)
        keys = ["time_period", "geographic_level", "region_name", "la_name"]
        wide = table.pivot_table(index=keys, columns="characteristic", values=field)
        assert (wide["All SEN"] == wide["EHC plan"] + wide["SEN support"]).all()


def test_progress_is_absent_in_the_years_without_examinations(published: Published) -> None:
    table = published("outcomes/ks4_attainment.csv")
    closed = table["academic_year"].isin(["2019/20", "2020/21"])
    assert set(table.loc[closed, "avg_p8score"]) == {":"}
    assert set(table.loc[closed, "Average progress 8 score"]) == {""}
    low, high = (table.loc[~closed, f"p8score_ci_{end}"].astype(float) for end in ("low", "upp"))
    score = table.loc[~closed, "avg_p8score"].astype(float)
    assert ((low <= score) & (score <= high)).all()


def test_pupils_of_a_kind_are_spread_over_all_types_of_school(published: Published) -> None:
    table = published("outcomes/provider_types.csv")
    share = table["% of pupils (with SEN provision type)"].astype(float)
    keys = ["academic_year", "geographic_level", "region_name", "la_name", "Provision type"]
    assert ((share.groupby([table[key] for key in keys]).sum() - 100).abs() < 0.05).all()


def test_mainstream_pupils_with_sen_are_those_with_plans_and_support(published: Published) -> None:
    table = published("outcomes/mainstream_with_sen.csv")
    table["value"] = table["% of pupils"].astype(float)
    keys = ["academic_year", "geographic_level", "region_name", "la_name"]
    wide = table.pivot_table(index=keys, columns="SEN provision", values="value")
    assert ((wide["All SEN"] - wide["EHC plan"] - wide["SEN support"]).abs() < 0.011).all()


@pytest.mark.parametrize("year", ["_2022", "_2023", ""])
def test_the_scorecard_of_neet_adds_up(year: str, published: Published) -> None:
    table = published(f"outcomes/UD_NEETNK_LA_dashboard{year}_final.csv")
    value = {name: pd.to_numeric(table[name], errors="coerce") for name in table.columns}
    both = value["NEET_percent"] + value["Notknown_percent"]
    assert ((value["NEET_not_known_percent"] - both).abs() < 0.11).all()
    kinds = ("Full_time_education_percent", "Apprenticeship_percent",
             "Other_education_and_training_percent")  # fmt: skip
    learning = sum(value[kind] for kind in kinds)
    total = value["TOTAL_participating_in_education_and_training_percent"]
    assert ((total - learning).abs() < 0.11).all()
    shares = sum(value[f"cohort_{kind}_percent"] for kind in ("noSEN", "EHCP", "SENDsupport"))
    assert ((shares - 100).abs() < 0.16).all()
    quintile = table.loc[table["old_la_code"] != "", "NEET_quintile"].astype(int)
    assert sorted(quintile.unique()) == [1, 2, 3, 4, 5]
    assert set(table.loc[table["old_la_code"] == "", "NEET_quintile"]) == {"z"}
