"""The SEN2 return beside the published tables of plans, which draw on the same people."""

import numpy as np
import pandas as pd
import pytest

from sendlib.data.demo.local.here import CENSUS
from sendlib.data.demo.local.roll import NEEDS
from tests.data.demo.local.conftest import Count, Records, Written

LATEST = "202425"


def merged(drawn: Records) -> pd.DataFrame:
    """Return active plans, each with its person."""
    active = drawn["sen2_active_plans"]
    return active.merge(drawn["sen2_persons"], on="person_id", validate="one_to_one")


def test_active_plans_are_those_published(drawn: Records, public: Count) -> None:
    published = public("caseload", LATEST, "ehcplans", "All EHC plans")
    assert len(drawn["sen2_active_plans"]) == published["All EHC plans"]


def test_active_plans_by_need_are_those_published(drawn: Records, public: Count) -> None:
    needs = drawn["sen2_sen_need"]
    primary = needs.loc[needs["sen_type_rank"] == 1, "sen_type"].value_counts().to_dict()
    fields = (
        "asd", "hi", "mld", "msi", "oth", "pd", "pmld", "semh", "slcn", "sld", "spld", "vi",
        "need_unknown",
    )  # fmt: skip
    published: dict[str, int] = {}
    for code, field in zip(NEEDS, fields, strict=True):
        counts = public("sen_needs_all_plans", LATEST, f"number_{field}", "All EHC plans")
        published[code] = published.get(code, 0) + counts.get("All EHC plans", 0)
    assert primary == {code: count for code, count in published.items() if count}


def test_ages_at_the_start_of_the_school_year_are_those_published(
    drawn: Records, public: Count
) -> None:
    born = merged(drawn)["person_birth_date"]
    age = 2024 - born.dt.year - (born.dt.month > 8)
    published = public("caseload", LATEST, "ehcplans", "Child or young persons age")
    labels = age.map(lambda years: "under 3" if years < 3 else f"age {years}")
    assert labels.value_counts().to_dict() == published


def test_nobody_is_older_than_25_on_the_census_day(drawn: Records) -> None:
    born = merged(drawn)["person_birth_date"].to_numpy("datetime64[D]")
    days = np.datetime64(CENSUS[2025]) - born
    assert (days.astype(int) / 365.25).max() < 26


def test_sexes_are_those_published(drawn: Records, public: Count) -> None:
    sexes = merged(drawn)["sex"].value_counts(dropna=False)
    published = public("caseload", LATEST, "ehcplans", "Sex")
    assert sexes["F"] == published["Female"]
    assert sexes["M"] == published["Male"]


@pytest.mark.parametrize(
    ("setting", "provider", "fields"),
    [
        ("independent_special", "", ["special_independent"]),
        ("non_maintained_special", "", ["special_non_maintained"]),
        ("post_16_special", "", ["specialist_post_16_institutions"]),
        ("maintained_special", "maintained_school", ["special_la_maintained"]),
        ("maintained_special", "academy_trust", ["special_academy_free"]),
        ("further_education", "", ["general_fe_tertiary_colleges", "ukrlp_provider"]),
        ("independent_mainstream", "", ["mainstream_independent"]),
        ("alternative_provision", "", ["ap_pru_total"]),
        ("mainstream", "", ["mainstream_total", "-mainstream_independent"]),
    ],
)
def test_settings_with_a_number_are_those_published(
    clean: Written, public: Count, setting: str, provider: str, fields: list[str]
) -> None:
    placed = clean.read.table("sen2_placement_detail")
    placed = placed[placed["leaving_date"].isna()]
    number = placed["urn"].fillna(placed["ukprn"])
    providers = clean.read.table("providers").dropna(subset=["registration"])
    joined = providers.set_index("registration").reindex(number.dropna())
    mine = (joined["setting_type"] == setting) & joined["provider_type"].str.startswith(provider)
    expected = 0
    for field in fields:
        sign = -1 if field.startswith("-") else 1
        counts = public("caseload", LATEST, field.removeprefix("-"), "All EHC plans")
        expected += sign * counts.get("All EHC plans", 0)
    assert mine.sum() == expected


@pytest.mark.parametrize(
    ("code", "fields"),
    [
        ("EHE", ["elective_home_education"]),
        ("OLA", ["other_arrangements_la"]),
        ("OPA", ["other_arrangements_parents"]),
        ("EYP", ["nm_early_years"]),
        ("NEET", ["neet"]),
        ("NIEC", ["neet_ntci"]),
        ("NIEO", ["neet_other", "neet_other_csa"]),
    ],
)
def test_settings_with_a_code_are_those_published(
    clean: Written, public: Count, code: str, fields: list[str]
) -> None:
    placed = clean.read.table("sen2_placement_detail")
    open_now = placed[placed["leaving_date"].isna()]
    counts = [public("caseload", LATEST, field, "All EHC plans") for field in fields]
    expected = sum(count.get("All EHC plans", 0) for count in counts)
    assert (open_now["sen_setting"] == code).sum() == expected


@pytest.mark.parametrize("unit", ["sen_unit_indicator", "resourced_provision_indicator"])
def test_units_are_those_published(drawn: Records, public: Count, unit: str) -> None:
    detail = drawn["sen2_plan_detail"]
    active = detail[detail["person_id"].isin(drawn["sen2_active_plans"]["person_id"])]
    end = "senunit" if unit.startswith("sen_unit") else "resourced_provision"
    fields = [f"mainstream_{kind}_{end}" for kind in ("la_maintained", "academy", "free_school")]
    counts = [public("caseload", LATEST, field, "All EHC plans") for field in fields]
    assert active[unit].sum() == sum(count.get("All EHC plans", 0) for count in counts)


@pytest.mark.parametrize("year", [2023, 2024])
def test_requests_and_their_outcomes_are_those_published(
    drawn: Records, public: Count, year: int
) -> None:
    requests = drawn["sen2_requests"]
    mine = requests[requests["received_date"].dt.year == year]["request_outcome"].value_counts()
    fields = {
        "Y": "requests_decided_to_assess", "N": "requests_decided_not_to_assess",
        "A": "requests_decision_not_made", "W": "requests_withdrawn",
    }  # fmt: skip
    topic = "All requests for EHC needs assessments"
    for code, field in fields.items():
        assert mine.get(code, 0) == public("requests", str(year), field, topic).get(topic, 0), code


@pytest.mark.parametrize("year", [2022, 2023, 2024])
def test_new_plans_and_those_in_time_are_those_published(
    drawn: Records, public: Count, year: int
) -> None:
    plans = drawn["sen2_named_plans"].merge(
        drawn["sen2_requests"][["request_id", "received_date"]], on="request_id"
    )
    active = drawn["sen2_active_plans"].set_index("person_id")["transfer_la"]
    here_first = ~plans["person_id"].isin(active[active.notna()].index)
    mine = plans[(plans["start_date"].dt.year == year) & here_first]
    in_time = (mine["start_date"] - mine["received_date"]).dt.days <= 140
    topic = "All EHC plans issued"
    made = public("timeliness_20_week", str(year), "plans_issued_den", topic)
    fast = public("timeliness_20_week", str(year), "plans_issued_within_20_weeks", topic)
    assert abs(len(mine) - made[topic]) <= 2
    assert abs(in_time.sum() - fast[topic]) <= 2


@pytest.mark.parametrize("year", [2022, 2023, 2024])
def test_plans_that_ended_are_those_published(drawn: Records, public: Count, year: int) -> None:
    ceased = drawn["sen2_named_plans"]["cease_date"]
    topic = "All ceased EHC plans"
    published = public("ceased_plans", str(year), "total_ceased", topic)[topic]
    assert (ceased.dt.year == year).sum() == pytest.approx(published, abs=6)


def test_personal_budgets_are_those_published(drawn: Records, public: Count) -> None:
    topic = "All personal budgets"
    published = public("personal_budgets", LATEST, "personal_budget", topic)[topic]
    assert drawn["sen2_named_plans"]["pb"].sum() == published
    budgets = drawn["personal_budgets"]
    census = pd.Timestamp(CENSUS[2025])
    is_open = budgets["end_date"].isna() | (budgets["end_date"] >= census)
    held = budgets[is_open & (budgets["start_date"] <= census)]
    assert held["person_id"].nunique() == published


def test_a_plan_that_ended_says_why(drawn: Records) -> None:
    plans = drawn["sen2_named_plans"]
    assert plans["cease_date"].isna().equals(plans["cease_reason"].isna())
    assert (
        plans["cease_date"].dropna() >= plans.loc[plans["cease_date"].notna(), "start_date"]
    ).all()


def test_rare_needs_have_few_persons(drawn: Records) -> None:
    counts = drawn["sen2_sen_need"].query("sen_type_rank == 1")["sen_type"].value_counts()
    assert 1 <= counts["MSI"] < 10


def test_names_numbers_and_postcodes_are_of_nobody(drawn: Records) -> None:
    persons = drawn["sen2_persons"]
    assert persons["person_id"].is_unique
    assert persons["surname"].is_unique
    assert persons["surname"].str.startswith("Demo").all()
    assert persons["postcode"].str.startswith("ZZ").all()
    assert persons["person_id"].str[1:4].eq("121").all()
