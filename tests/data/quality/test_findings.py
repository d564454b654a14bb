import pandas as pd
import pytest

from sendlib.contracts.tables import FINDING_COLUMNS
from sendlib.data.quality.findings import find_faults


@pytest.fixture(scope="module")
def found(published):
    return find_faults(published)


def one(found, member, area, period, field):
    rows = found[
        found["source"].str.endswith(member)
        & (found["area_code"] == area)
        & (found["period"] == period)
        & (found["field"] == field)
    ]
    assert len(rows) <= 1
    return rows.iloc[0] if len(rows) else None


# each read by eye in the file named
ERRORS = [
    ("newplans.csv", "816", "2022", "new_ehc_plans", "repeated_value", "6078"),
    ("newplans.csv", "384", "2022", "new_ehc_plans", "repeated_value", "6078"),
    ("bds_long_0.parquet", "370", "2022", "SEN_CASES_DUR_YEAR", "repeated_value", "6078"),
    ("bds_long_0.parquet", "885", "2018", "Stability_School", "repeated_value", "12"),
    ("residential_settings.csv", "ENG", "2023", "Res_tot", "parts_total", "4488"),
    ("residential_settings.csv", "E12000001", "2023", "Res_tot", "parts_total", "110"),
    ("ceased_plans.csv", "881", "2023", "total_ceased", "parts_total", "606"),
    ("ceased_plans.csv", "800", "2023", "transfer", "parts_total", "36"),
    ("annual_reviews.csv", "885", "2024", "review_decision_outstanding", "parts_total", "-211"),
    ("bds_long_0.parquet", "E12000001", "2017-18", "TotalLACFinance", "areas_total", "319625261"),
    ("sen_needs_all_plans.csv", "936", "2025", "number_sld", "percentage", "595"),
    ("sen_needs_all_plans.csv", "936", "2025", "number_spld", "percentage", "665"),
    ("sen_need_newplans.csv", "921", "2024", "number_asd", "missing_breakdown", "3"),
    ("bds_long_0.parquet", "921", "2023", "SEN_TOT_CEASED_EHC_PLAN", "missing_breakdown", "0"),
    ("caseload.csv", "316", "2025", "ehcplans", "flow_residual", "1199"),
    ("sen_needs_all_plans.csv", "316", "2025", "ehc_plans", "flow_residual", "1199"),
    ("timeliness_20_week.csv", "921", "2024", "plans_issued_den", "missing_breakdown", "7"),
    (
        "timeliness_20_week.csv",
        "921",
        "2024",
        "pc_plans_issued_within_20_weeks",
        "missing_breakdown",
        "28.6",
    ),
    ("bds_long_0.parquet", "921", "2024", "SEN_EHC_All_20wks", "missing_breakdown", "28.6"),
    ("assessments.csv", "921", "2024", "assess_issued", "missing_breakdown", "8"),
    ("requests.csv", "921", "2024", "requests_received_in_year", "missing_breakdown", "74"),
    ("ceased_plans.csv", "921", "2024", "total_ceased", "flow_residual", "1"),
    ("ceased_plans.csv", "879", "2023", "total_ceased", "flow_residual", "1"),
    ("bds_long_0.parquet", "921", "2024", "SEN_TOT_CEASED_EHC_PLAN", "flow_residual", "1"),
    ("personal_budgets.csv", "320", "2023", "personal_budget", "jump", "2880"),
    ("caseload.csv", "874", "2023", "fe_total", "jump", "44"),
    ("caseload.csv", "874", "2023", "general_fe_tertiary_colleges", "jump", "16"),
    ("caseload.csv", "801", "2023", "fe_total", "jump", "15"),
    ("sen2_mi.csv", "342", "2021", "AssRefusedEHC", "jump", "0"),
    ("sen2_mi.csv", "887", "2021", "AssnoneEHC", "jump", "223"),
    ("requests.csv", "869", "2022", "requests_received_in_year", "jump", "0"),
    ("bds_long_0.parquet", "885", "2024", "SEN_CASES_DUR_YEAR", "mislabelled", None),
    ("caseload.csv", "ENG", "2025", "Years EHC plan in place", "mislabelled", None),
    ("annual_reviews.csv", "885", "2024", "Years EHC plan in place", "mislabelled", None),
]
# documented by the publisher, or explained by a council that is itself named
ODDITIES = [
    ("caseload.csv", "204", "2024", "ehcplans"),
    ("caseload.csv", "874", "2024", "ehcplans"),
    ("caseload.csv", "ENG", "2024", "ehcplans"),
    ("caseload.csv", "873", "2025", "mainstream_total"),
    ("newplans.csv", "384", "2022", "mainstream_total"),
    ("newplans.csv", "E12000003", "2022", "new_ehc_plans"),
    ("newplans.csv", "873", "2024", "mainstream_total"),
    ("sen_needs_all_plans.csv", "936", "2025", "number_asd"),
    ("sen_needs_all_plans.csv", "E12000008", "2025", "number_sld"),
    ("sen_needs_all_plans.csv", "ENG", "2025", "Years EHC plan in place"),
    ("timeliness_20_week.csv", "838", "2024", "plans_issued_den_ex"),
    ("timeliness_20_week.csv", "201", "2024", "plans_issued_den_ex"),
    ("annual_reviews.csv", "890", "2024", "review_expected"),
    ("annual_reviews.csv", "317", "2024", "review_expected"),
    ("bds_long_0.parquet", "E12000004", "2024", "Work_Force_NoSW"),
    ("bds_long_0.parquet", "942", "2022", "SEN_TOT_CEASED_EHC_PLAN"),
    ("sen2_mi.csv", "838", "2019", "DisleaEHC"),
    ("ceased_plans.csv", "ENG", "2023", "total_ceased"),
    ("newplans.csv", "921", "2024", "new_ehc_plans"),
    ("newplans.csv", "888", "2023", "new_ehc_plans"),
    ("timeliness_20_week.csv", "209", "2024", "plans_issued_den"),
    ("timeliness_20_week.csv", "840", "2023", "plans_issued_20_weeks_ex"),
    ("timeliness_20_week.csv", "840", "2023", "plans_issued_within_20_weeks"),
    ("ceased_plans.csv", "344", "2023", "total_ceased"),
    ("ceased_plans.csv", "344", "2023", "other"),
    ("bds_long_0.parquet", "344", "2023", "SEN_TOT_CEASED_EHC_PLAN"),
    ("personal_budgets.csv", "938", "2024", "personal_budget"),
]
# the figure stands, and a reader should know of it
NOTED = [
    ("newplans.csv", "888", "2023", "new_ehc_plans"),
    ("timeliness_20_week.csv", "209", "2024", "plans_issued_den"),
    ("personal_budgets.csv", "938", "2023", "personal_budget"),
    ("personal_budgets.csv", "309", "2023", "personal_budget"),
    ("residential_settings.csv", "344", "2025", "Res_tot"),
]


@pytest.mark.parametrize(("member", "area", "period", "field", "rule", "figure"), ERRORS)
def test_a_published_error_is_questioned(found, member, area, period, field, rule, figure):
    row = one(found, member, area, period, field)
    assert row is not None
    assert (row["rule"], row["effect"]) == (rule, "questioned")
    assert figure is None or row["found"] == figure


@pytest.mark.parametrize(("member", "area", "period", "field"), ODDITIES)
def test_an_oddity_is_not_questioned(found, member, area, period, field):
    row = one(found, member, area, period, field)
    assert row is None or row["effect"] == "note"


@pytest.mark.parametrize(("member", "area", "period", "field"), NOTED)
def test_a_doubtful_figure_is_noted(found, member, area, period, field):
    row = one(found, member, area, period, field)
    assert row is not None
    assert row["effect"] == "note"


def test_what_the_publisher_corrected_is_given_as_expected(found):
    row = one(found, "sen2_mi.csv", "887", "2021", "AssnoneEHC")
    assert row is not None
    assert row["expected"].startswith("16, the council's correction")


def test_each_figure_has_one_finding_in_a_fixed_order(found, published):
    assert list(found) == FINDING_COLUMNS
    keys = ["source", "area_code", "period", "field"]
    assert not found.duplicated(keys).any()
    assert found.equals(found.sort_values(keys).reset_index(drop=True))
    assert not found.isna().any(axis=None)
    assert not found["found"].str.contains("nan").any()
    assert not found["expected"].str.contains("nan|inf$").any()
    few = {name: published[name] for name in ("residential", "new_plans", "ceased")}
    shuffled = {name: facts.sample(frac=1, random_state=1) for name, facts in few.items()}
    pd.testing.assert_frame_equal(find_faults(few), find_faults(shuffled))


def test_no_facts_have_no_faults():
    assert find_faults({}).columns.tolist() == FINDING_COLUMNS
    assert find_faults({"caseload": pd.DataFrame()}).empty


def test_a_stock_is_not_questioned_for_new_plans_that_are(found):
    row = one(found, "caseload.csv", "816", "2023", "ehcplans")
    assert row is None
