import zipfile
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from sendlib.data.demo.plans import PATH, academic_period
from sendlib.data.demo.settings import FIELDS

Published = Callable[[str], pd.DataFrame]
TOTALS = {
    "annual_reviews": ("All annual reviews", "total_ehc_plans"),
    "assessments": ("All EHC needs assessments", "assess_in_year"),
    "caseload": ("All EHC plans", "ehcplans"),
    "ceased_plans": ("All ceased EHC plans", "total_ceased"),
    "newplans": ("New EHC plans", "new_ehc_plans"),
    "requests": ("All requests for EHC needs assessments", "requests_received_in_year"),
    "residential_settings": ("All residential placements", "Res_tot"),
    "personal_budgets": ("All personal budgets", "personal_budget"),
    "sen_need_newplans": ("All EHC plans", "ehc_plans"),
    "sen_needs_all_plans": ("All EHC plans", "ehc_plans"),
    "timeliness_20_week": ("All EHC plans issued", "plans_issued_den"),
    "work_based_placements": ("All work based placements", "open_wbp"),
}
LEVELS = ["geographic_level", "region_code", "old_la_code"]


def numbers(table: pd.DataFrame, *fields: str) -> pd.DataFrame:
    return table[list(fields)].apply(pd.to_numeric, errors="coerce").fillna(0)


def everybody(table: pd.DataFrame, name: str) -> pd.DataFrame:
    return table[table["breakdown_topic"] == TOTALS[name][0]]


def by_area(table: pd.DataFrame, field: str) -> pd.Series:
    return numbers(table, field)[field].groupby([table["time_period"], table["old_la_code"]]).sum()


@pytest.mark.parametrize("name", TOTALS)
def test_councils_add_up_to_regions_and_england(name: str, published: Published) -> None:
    table = everybody(published(name), name)
    field = TOTALS[name][1]
    values = numbers(table, field)[field]
    sums = values.groupby([table["time_period"], table["geographic_level"]]).sum().unstack()
    assert (sums["National"] == sums["Regional"]).all()
    assert (sums["National"] == sums["Local authority"]).all()
    councils = table["geographic_level"] == "Local authority"
    keys = [table["time_period"], table["region_code"]]
    regional = values[table["geographic_level"] == "Regional"].groupby(keys).sum()
    assert values[councils].groupby(keys).sum().equals(regional)


@pytest.mark.parametrize("name", TOTALS)
def test_every_breakdown_adds_up_to_everybody(name: str, published: Published) -> None:
    table = published(name)
    topic, field = TOTALS[name]
    parts = table[~table["breakdown"].str.endswith(" - total")]
    values = numbers(parts, field)[field]
    sums = values.groupby([parts[key] for key in ("time_period", *LEVELS, "breakdown_topic")]).sum()
    whole = sums.xs(topic, level="breakdown_topic")
    for other in set(table["breakdown_topic"]) - {topic}:
        split = sums.xs(other, level="breakdown_topic")
        assert split.equals(whole.loc[split.index]), other


def test_a_stock_is_the_one_before_with_new_plans_and_without_ceased_ones(
    published: Published,
) -> None:
    stock = by_area(everybody(published("caseload"), "caseload"), "ehcplans")
    new = by_area(everybody(published("newplans"), "newplans"), "new_ehc_plans")
    ceased = by_area(everybody(published("ceased_plans"), "ceased_plans"), "total_ceased")
    for year in (2022, 2023, 2024):
        before, after = stock[academic_period(year)], stock[academic_period(year + 1)]
        residual = after - before - new[str(year)] + ceased[str(year)]
        assert (residual.abs() <= 0.015 * before + 2).all()


def test_settings_add_up_to_plans_in_every_year(published: Published) -> None:
    for name, field in (("caseload", "ehcplans"), ("newplans", "new_ehc_plans")):
        table = published(name)
        parts = numbers(table, *FIELDS, "await_prov_2022", "perm_ex_2022").sum(axis=1)
        assert (parts == numbers(table, field)[field]).all()


def test_needs_add_up_to_plans_and_percentages_are_shares(published: Published) -> None:
    table = published("sen_needs_all_plans")
    counts = [column for column in table.columns if column.startswith("number_")]
    values = numbers(table, "ehc_plans", *counts)
    assert (values[counts].sum(axis=1) == values["ehc_plans"]).all()
    share = 100 * values["number_asd"] / values["ehc_plans"]
    assert ((share - numbers(table, "asd_pc")["asd_pc"]).abs() <= 0.0500001).all()


def test_new_plans_are_those_whose_time_is_counted(published: Published) -> None:
    new = by_area(everybody(published("newplans"), "newplans"), "new_ehc_plans")
    issued = everybody(published("timeliness_20_week"), "timeliness_20_week")
    assert by_area(issued, "plans_issued_den").equals(new.rename("plans_issued_den"))
    latest = issued[issued["time_period"] == "2024"]
    speeds = ("plans_issued_within_20_weeks", "plans_issued_gt20weeks_ltYear",
              "plans_issued_gt_1_year")  # fmt: skip
    parts = numbers(latest, "plans_issued_den", *speeds)
    assert (parts[list(speeds)].sum(axis=1) == parts["plans_issued_den"]).all()


def test_england_is_near_the_published_rates(published: Published) -> None:
    england = {
        name: everybody(published(name), name).query("geographic_level == 'National'")
        for name in TOTALS
    }

    def latest(name: str, field: str) -> float:
        return float(england[name][field].iloc[-1])

    assert latest("timeliness_20_week", "pc_plans_issued_within_20_weeks") == pytest.approx(
        46, abs=2
    )
    assert latest("caseload", "mainstream_total_pc") == pytest.approx(43.6, abs=3)
    assert latest("caseload", "special_total_pc") == pytest.approx(30.4, abs=3)
    assert latest("sen_needs_all_plans", "asd_pc") == pytest.approx(31.5, abs=2)
    assert latest("requests", "request_not_assess_pc") == pytest.approx(25.2, abs=3)
    stock = numbers(england["caseload"], "ehcplans")["ehcplans"]
    assert stock.iloc[-1] / stock.iloc[-2] == pytest.approx(1.108, abs=0.015)


def test_demoshire_has_a_mixed_story(published: Published) -> None:
    def figures(name: str, field: str) -> tuple[float, float]:
        table = everybody(published(name), name)
        latest = table[table["time_period"] == table["time_period"].max()]
        england = latest[latest["geographic_level"] == "National"][field]
        return float(latest[latest["old_la_code"] == "101"][field].iloc[0]), float(england.iloc[0])

    speed, speed_england = figures("timeliness_20_week", "pc_plans_issued_within_20_weeks")
    assert speed < speed_england - 5
    plans, plans_england = figures("caseload", "ehcplans")
    independent, independent_england = figures("caseload", "special_independent")
    assert 6000 < plans < 8000
    assert independent / plans > 1.2 * independent_england / plans_england
    scores = published("outcomes/UD_NEETNK_LA_dashboard_final.csv").set_index("old_la_code")
    missing = scores["NEET_not_known_percent"].astype(float)
    assert missing["101"] < missing.iloc[0]


def test_the_release_is_laid_out_as_published(demo_raw: Path) -> None:
    with zipfile.ZipFile(demo_raw / PATH) as archive:
        names = archive.namelist()
        table = archive.read("data/caseload.csv")
        guidance = archive.read("data-guidance/data-guidance.txt").decode("utf-8")
    assert names[-2:] == ["supporting-files/sen2_dmo_dco.csv", "data-guidance/data-guidance.txt"]
    assert table.startswith(b"\xef\xbb\xbftime_period,")
    assert table.endswith(b"\r\n")
    assert "Invented figures for invented councils" in guidance


def test_what_was_not_collected_is_unavailable(published: Published) -> None:
    table = everybody(published("caseload"), "caseload")
    old, new = table[table["time_period"] == "202122"], table[table["time_period"] == "202425"]
    assert set(old["ukrlp_provider"]) == {"x"}
    assert set(new["await_prov_2022"]) == {"x"}
    assert not (new["ukrlp_provider"] == "x").any()
