"""The back-test, and the simple forecasts it sets the projection against."""

import numpy as np
import pandas as pd
import pytest
from statsmodels.tsa.holtwinters import Holt

from sendlib.contracts.areas import COUNCILS
from sendlib.measures.back_test import back_test, back_test_summary
from sendlib.measures.baselines import baseline_forecasts
from sendlib.measures.growth import Panel, panel_of
from tests.measures.test_growth import AREAS, made


@pytest.fixture(scope="module")
def noisy():
    noise = np.random.default_rng(7).normal(0, 0.03, (len(AREAS), 20))
    return made(lambda number, year: noise[number, year - 2010])


@pytest.fixture(scope="module")
def forecasts(noisy):
    table = baseline_forecasts(noisy, horizon=3)
    return table[table["area_code"] == "805"].pivot(
        index="method", columns="period", values="value"
    )


def test_baselines_are_what_their_names_say(noisy, forecasts):
    own, england = noisy.plans.loc["805"], noisy.plans.loc["ENG"]
    last = own[2025]
    line = np.polyfit(range(2010, 2026), own, 1)
    expected = {
        "naive": last,
        "drift": last + 2 * (last - own[2010]) / 15,
        "linear": np.polyval(line, 2027),
        "own_growth": last * (last / own[2022]) ** (2 / 3),
        "england_growth": last * (england[2025] / england[2022]) ** (2 / 3),
        "england_last_growth": last * (england[2025] / england[2024]) ** 2,
    }
    for method, value in expected.items():
        assert forecasts.loc[method, "2027"] == pytest.approx(value), method


@pytest.mark.parametrize("method", ["holt", "damped_holt"])
def test_smoothing_agrees_with_another_package_on_its_own_weights(noisy, forecasts, method):
    own = noisy.plans.loc["805"].to_numpy()
    fitted = Holt(
        own, damped_trend=method == "damped_holt", initialization_method="known",
        initial_level=own[0], initial_trend=own[1] - own[0],
    ).fit()  # fmt: skip
    assert forecasts.loc[method, "2026"] == pytest.approx(fitted.forecast(1)[0], rel=0.01)


def test_only_areas_with_an_unbroken_series_are_forecast(noisy):
    plans = noisy.plans.copy()
    plans.loc["803", 2010] = np.nan
    panel = Panel(plans, noisy.new_plans, noisy.children)
    assert "803" not in set(baseline_forecasts(panel, horizon=1)["area_code"])
    assert "803" not in set(back_test(panel, origins=[2024])["area_code"])


def test_each_forecast_stands_beside_what_came(noisy):
    tested = back_test(noisy, origins=[2022, 2024], horizon=2)
    ours = tested[(tested["method"] == "projection") & (tested["area_code"] == "805")]
    assert list(zip(ours["origin"], ours["ahead"], strict=True)) == [
        (2022, 1), (2022, 2), (2024, 1),
    ]  # fmt: skip
    assert ours["actual"].tolist() == noisy.plans.loc["805", [2023, 2024, 2025]].tolist()
    naive = tested[(tested["method"] == "naive") & (tested["area_code"] == "805")]
    assert naive["forecast"].tolist() == noisy.plans.loc["805", [2022, 2022, 2024]].tolist()
    assert naive["in_80"].isna().all()
    steps = noisy.plans.loc["805", :2022].diff().abs().mean()
    assert naive["scale"].iloc[0] == pytest.approx(steps)


def test_the_summary_is_of_absolute_percentage_errors_and_of_hits():
    tested = pd.DataFrame({
        "method": ["projection"] * 3 + ["naive"],
        "origin": 2024, "area_code": ["801", "802", "803", "801"], "ahead": 1,
        "forecast": [110.0, 95.0, 100.0, 90.0], "actual": 100.0,
        "in_80": [0.0, 1.0, 1.0, np.nan], "in_95": [1.0, 1.0, 1.0, np.nan], "scale": 5.0,
    })  # fmt: skip
    ours, naive = back_test_summary(tested).to_dict("records")
    assert ours["median_ape"] == pytest.approx(5)
    assert ours["mean_ape"] == pytest.approx(5)
    assert ours["mase"] == pytest.approx(1)
    assert ours["in_80"] == pytest.approx(200 / 3)
    assert ours["in_95"] == 100
    assert naive["median_ape"] == pytest.approx(10)
    assert np.isnan(naive["in_80"])


@pytest.mark.slow
def test_on_published_counts_it_beats_every_baseline_and_its_ranges_hold(published):
    """Done on every council with an unbroken series, from every January since 2019."""

    def totals(dataset, field):
        table = published.facts(dataset)
        topic = table["breakdown_topic"].astype(str).isin(["Total", ""])
        return table.loc[topic & (table["field"] == field), ["area_code", "period", "value"]]

    panel = panel_of(
        [totals("caseload", "ehcplans"), totals("caseload_by_age", "Total_all")],
        [totals("new_plans", "new_ehc_plans"), totals("new_plans_by_age", "Total_new_all")],
        totals("population_0_17", "population_estimate"),
        councils=COUNCILS,
    )
    tested = back_test(panel)
    summary = back_test_summary(tested)
    ours = summary[summary["method"] == "projection"].set_index("ahead")
    others = summary[summary["method"] != "projection"].groupby("ahead")
    assert (ours["median_ape"] < others["median_ape"].min()).all()
    assert (ours["mean_ape"] < others["mean_ape"].min()).all()
    assert ours["in_80"].between(75, 85).all()
    assert ours["in_95"].between(92, 98).all()
    assert tested["area_code"].nunique() == 147
