"""Comparisons recomputed from METHODS: by hand on drawn councils, by brute force on real ones."""

import csv
import io
import zipfile
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from pandas.testing import assert_frame_equal
from scipy.stats import chi2, norm
from statsmodels.stats.proportion import proportion_confint

from sendlib.contracts.areas import COUNCILS
from sendlib.contracts.tables import COMPARISON_COLUMNS, FINDING_COLUMNS
from sendlib.measures.compared import compare, compare_each
from sendlib.measures.comparisons import Basis, comparisons, spreads, sure_difference
from sendlib.measures.finance import HIGH_NEEDS_PER_CHILD
from sendlib.measures.place import place
from sendlib.measures.placements import MAINSTREAM
from sendlib.measures.plans import NEW_PLANS_PER_1000, PLANS
from sendlib.measures.timeliness import IN_TIME
from sendlib.params.load import default_params

MIXED = (IN_TIME, PLANS, HIGH_NEEDS_PER_CHILD, NEW_PLANS_PER_1000)
SIX = """
    area | period | count | whole
    885  | 2025   | 50    | 100
    933  | 2025   | 20    | 100
    916  | 2025   | 30    | 100
    884  | 2025   | 45    | 100
    893  | 2025   | 35    | 100
    ENG  | 2025   | 180   | 500
"""


def transformed(part, whole):
    return np.arcsin(np.sqrt(part / whole))


def test_an_area_is_tested_against_each_comparator_with_the_spread_among_councils(compared):
    found = compared(SIX).comparisons.set_index("comparator")
    sizes, target = np.full(5, 100.0), transformed(180, 500)
    z = (transformed(np.array([50, 20, 30, 45, 35]), 100) - target) * 2 * np.sqrt(sizes)
    low, high = np.quantile(z, [0.1, 0.9])
    phi = np.mean(np.clip(z, low, high) ** 2)
    weights = 4 * sizes
    tau = (5 * phi - 4) / (weights.sum() - (weights**2).sum() / weights.sum())
    adjusted = (transformed(50, 100) - target) / np.sqrt(1 / 400 + tau)
    row = found.loc["ENG"]
    assert row[["z", "z_adjusted"]].tolist() == pytest.approx([z[0], adjusted])
    assert row[["comparator_value", "difference"]].tolist() == pytest.approx([36.0, 14.0])
    assert (row["significance"], row["significance_plain"]) == ("similar", "higher")
    assert list(compared(SIX).comparisons.columns) == COMPARISON_COLUMNS
    assert found.index.tolist() == ["SN-885", "E12000005", "ENG"]


def test_rank_quartile_and_trend_stand_at_the_latest_period_only(compared):
    text = SIX + "885 | 2024 | 50 | 100\nENG | 2024 | 180 | 500\n"
    found = compared(text).comparisons
    latest = found[found["period"] == "2025"]
    before = found[found["period"] == "2024"]
    assert latest[["rank", "of", "quartile", "trend"]].drop_duplicates().to_numpy().tolist() == [
        [1.0, 5.0, "A", "not assessed"]
    ]
    assert before[["rank", "of", "quartile", "trend"]].isna().all(axis=None)


def test_touching_counts_as_similar(compared):
    upper = 100 * proportion_confint(50, 100, method="wilson")[1]
    text = "area | period | count\n885 | 2025 | {}\nENG | 2025 | 1"
    frame = compared(text.format(50), kind="value").values
    values = frame.assign(
        trusted=frame["value"].where(frame["area_code"] == "885", upper),
        lower=40.0, upper=upper, count=50.0, denominator=100.0,
    )  # fmt: skip
    one = compared(SIX)
    basis = Basis(one.indicator, latest="2025", spread={"2025": one.spread})
    values = values.assign(measure="drawn_percent")
    found = comparisons(values, {"drawn_percent": basis}, one.place)
    assert found["significance_plain"].tolist() == ["similar"]
    assert found[["rank", "of", "quartile"]].isna().all(axis=None)


def test_an_untested_kind_is_compared_and_not_assessed(compared):
    text = "area | period | count\n885 | 2025 | 5\nENG | 2025 | 4"
    row = compared(text, kind="value").comparisons.iloc[0]
    assert (row["difference"], row["significance"], row["significance_plain"]) == (
        1.0, "not_assessed", "not_assessed",
    )  # fmt: skip
    assert np.isnan(row["z_adjusted"])


def test_numbers_and_questioned_or_missing_figures_are_not_compared(compared):
    text = "area | period | count\n885 | 2025 | 5\nENG | 2025 | 40"
    assert compared(text, kind="count").comparisons.empty
    assert compared(SIX.replace("50    |", "50?   |")).comparisons.empty
    left = compared(SIX.replace("180 ", "180?")).comparisons["comparator"].tolist()
    assert left == ["SN-885", "E12000005"]


def test_without_england_the_spread_is_around_the_councils_added_up(compared):
    one = compared(SIX.replace("180 ", "180?"))
    assert one.spread.target == pytest.approx(180 / 500)
    assert one.spread.tau_squared == pytest.approx(compared(SIX).spread.tau_squared)


def test_a_period_without_a_spread_among_councils_is_not_assessed(compared):
    one = compared(SIX)
    values = one.values.assign(measure="drawn_percent", trusted=one.values["value"])
    found = comparisons(values, {"drawn_percent": Basis(one.indicator)}, one.place)
    assert found["significance"].unique().tolist() == ["not_assessed"]
    assert found[["z", "z_adjusted", "rank", "trend"]].isna().all(axis=None)


def test_indicators_compared_at_once_are_those_compared_one_by_one(published):
    here = place(default_params("816"), published)
    at_once = compare_each(MIXED, published, here)
    for indicator, found in zip(MIXED, at_once, strict=True):
        alone = compare(indicator, published, here)
        assert_frame_equal(found.values, alone.values)
        assert_frame_equal(found.comparisons, alone.comparisons, check_dtype=False)
        assert (found.standing, found.latest) == (alone.standing, alone.latest)
        assert found.trend.direction == alone.trend.direction


def test_spread_is_estimated_for_each_period_and_only_from_counts(compared):
    one = compared(SIX)
    assert spreads(one.values, replace(one.indicator, kind="value")) == {}


def published_shares(data_raw, member, part, whole):
    """Return {(area, year): (part, whole)} by reading the zip with the csv module alone."""
    path = data_raw / "ehcp" / "education-health-and-care-plans_2025.zip"
    levels = {"Local authority": "old_la_code", "Regional": "region_code", "National": None}
    found = {}
    with zipfile.ZipFile(path) as archive, archive.open(f"data/{member}") as stream:
        for row in csv.DictReader(io.TextIOWrapper(stream, "utf-8-sig")):
            if not row["breakdown_topic"].startswith(("All ", "Total")):
                continue
            column = levels[row["geographic_level"]]
            area = row[column] if column else "ENG"
            year = row["time_period"]
            period = year if len(year) == 4 else str(int(year[:4]) + 1)
            try:
                found[area, period] = (float(row[part]), float(row[whole]))
            except ValueError:
                continue
    return found


def brute_force(shares, doubted, area, near, region, latest):
    """Recompute value, tests, rank and trend of one area from {(area, year): (part, whole)}."""
    own = {
        a: n for (a, p), n in shares.items() if p == latest and a in COUNCILS and a not in doubted
    }
    value = {a: 100 * part / whole for a, (part, whole) in own.items() if whole}
    sizes = np.array([own[a][1] for a in value])
    england = shares["ENG", latest][0] / shares["ENG", latest][1]
    scale = lambda share: np.arcsin(np.sqrt(share))  # noqa: E731
    z = (scale(np.array(list(value.values())) / 100) - scale(england)) * 2 * np.sqrt(sizes)
    low, high = np.quantile(z, [0.1, 0.9])
    phi, count, weights = np.mean(np.clip(z, low, high) ** 2), len(z), 4 * sizes
    tau = max(0, count * phi - (count - 1)) / (weights.sum() - (weights**2).sum() / weights.sum())
    beside = {
        f"SN-{area}": np.mean([value[a] for a in near if a in value]),
        region: 100 * shares[region, latest][0] / shares[region, latest][1],
        "ENG": 100 * england,
    }
    rows = {}
    if area not in value:
        return value, rows
    lower, upper = proportion_confint(*own[area], method="wilson")
    for code, other in beside.items():
        plain = (scale(value[area] / 100) - scale(other / 100)) * 2 * np.sqrt(own[area][1])
        spread = np.sqrt(1 / (4 * own[area][1]) + tau)
        adjusted = (scale(value[area] / 100) - scale(other / 100)) / spread
        word = (
            "similar" if abs(adjusted) <= norm.ppf(0.975) else "higher" if adjusted > 0 else "lower"
        )
        by_limits = (
            "higher" if 100 * lower > other else "lower" if 100 * upper < other else "similar"
        )
        rows[code] = (other, value[area] - other, plain, adjusted, word, by_limits)
    return value, rows


def trend_of(shares, area, latest):
    years = [str(year) for year in range(int(latest) - 4, int(latest) + 1)]
    points = [shares[area, year] for year in years]
    limits = np.array([proportion_confint(*point, method="wilson") for point in points]) * 100
    values = np.array([100 * part / whole for part, whole in points])
    weights = (2 * norm.ppf(0.975) / (limits[:, 1] - limits[:, 0])) ** 2
    x = sm.add_constant(np.arange(5.0))
    fit = lambda kept: sm.WLS(values[kept], x[kept], weights=weights[kept]).fit()  # noqa: E731
    full = fit(list(range(5)))
    statistic = full.params[1] ** 2 / full.normalized_cov_params[1, 1]
    signs = {np.sign(fit([k for k in range(5) if k != out]).params[1]) for out in range(5)}
    if statistic <= chi2.ppf(0.998, 1) or signs != {np.sign(full.params[1])}:
        return "no significant change"
    return "increasing" if full.params[1] > 0 else "decreasing"


@pytest.mark.parametrize(
    ("indicator", "member", "part", "whole", "latest"),
    [
        (MAINSTREAM, "caseload.csv", "mainstream_total", "ehcplans", "2025"),
        (
            IN_TIME,
            "timeliness_20_week.csv",
            "plans_issued_20_weeks_ex",
            "plans_issued_den_ex",
            "2024",
        ),
    ],
    ids=["mainstream", "in time"],
)
@pytest.mark.parametrize("area", ["885", "916", "816", "201"])
def test_comparisons_are_those_of_the_published_files(
    data_raw, published, indicator, member, part, whole, latest, area
):
    here = place(default_params(area), published)
    found = compare(indicator, published, here)
    findings = published.findings()
    fields = {*indicator.count.fields, *indicator.denominator.fields}
    near = findings[
        findings["source"].str.endswith(member)
        & (findings["effect"] == "questioned")
        & findings["field"].isin(fields)
    ]
    doubted = set(near.loc[near["period"] == latest, "area_code"])
    shares = published_shares(data_raw, member, part, whole)
    value, rows = brute_force(shares, doubted, area, here.neighbours, here.region, latest)
    at_latest = found.comparisons[found.comparisons["period"] == latest]
    if area not in value:
        assert at_latest.empty
        return
    columns = ["comparator_value", "difference", "z", "z_adjusted"]
    for _, row in at_latest.iterrows():
        expected = rows[row["comparator"]]
        assert row[columns].astype(float).tolist() == pytest.approx(expected[:4], abs=1e-9)
        assert (row["significance"], row["significance_plain"]) == expected[4:]
        above = sum(other > value[area] for other in value.values())
        assert (row["rank"], row["of"]) == (above + 1, len(value))
    if area in ("885", "916") and not near["area_code"].eq(area).any():
        assert found.trend.direction == trend_of(shares, area, latest)


def test_findings_have_the_columns_that_reference_tests_read(published):
    assert list(published.findings().columns) == FINDING_COLUMNS
    assert isinstance(published.findings(), pd.DataFrame)


@pytest.mark.parametrize(
    ("adjusted", "plain", "word"),
    [
        ("higher", "higher", "higher"),
        ("higher", "similar", "similar"),
        ("lower", "higher", "similar"),
        ("similar", "higher", "similar"),
        ("not_assessed", "not_assessed", "not_assessed"),
    ],
)
def test_a_difference_is_sure_where_both_tests_bear_it_out(adjusted, plain, word):
    row = pd.Series({"significance": adjusted, "significance_plain": plain})
    assert sure_difference(row) == word
