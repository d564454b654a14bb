"""The demand of a council from its published tables."""

import numpy as np
import pandas as pd
import pytest

from sendlib.contracts.areas import COUNCILS, ENGLAND
from sendlib.measures.demand import demand
from sendlib.measures.projection import project_plans
from sendlib.measures.review import Review
from tests.measures.test_growth import long

SOME = ["885", *[code for code in COUNCILS if code != "885"][:11]]


def facts_of(field, numbers, *, source="drawn.csv"):
    rows = long([(area, str(year), value) for (area, year), value in numbers.items()])
    return rows.assign(
        breakdown_topic="Total", breakdown="Total", field=field, reason="", source=source
    )


@pytest.fixture
def reviewed(tables, worcestershire):
    """A review of councils that grow by 10% a year, some of them doubted."""

    def made(first=2010, questioned=()):
        noise = np.random.default_rng(5).normal(0, 0.02, (len(SOME) + 1, 16))
        plans = {
            (area, year): 1000 * (10 if area == ENGLAND else 1) * np.exp(
                0.1 * (year - 2010) + (0 if area == ENGLAND else noise[row, : year - 2009].sum())
            )
            for row, area in enumerate([ENGLAND, *SOME])
            for year in range(first, 2026)
        }  # fmt: skip
        newer = {key: value for key, value in plans.items() if key[1] >= 2019}
        older = {key: value for key, value in plans.items() if key[1] < 2019}
        new = {(area, year - 1): 0.15 * value for (area, year), value in plans.items()}
        return Review(
            tables(
                questioned,
                caseload=facts_of("ehcplans", newer),
                caseload_by_age=facts_of("Total_all", older, source="older.csv"),
                new_plans=facts_of("new_ehc_plans", new),
                population_0_17=facts_of("population_estimate", dict.fromkeys(new, 50_000.0)),
            ),
            worcestershire,
        )

    return made


def test_past_and_coming_plans_are_those_of_the_council(reviewed):
    found = demand(reviewed())
    assert found.past["period"].tolist() == [str(year) for year in range(2010, 2026)]
    assert found.latest["period"] == "2025"
    assert found.rows["period"].tolist() == [str(year) for year in range(2026, 2032)]
    assert (found.rows["value"] > found.latest["value"]).all()
    assert found.source == "drawn.csv; older.csv"
    assert not found.questioned


def test_it_was_tested_from_every_january_since_2019(reviewed):
    found = demand(reviewed())
    assert found.by_origin["origin"].tolist() == [2019, 2020, 2021, 2022, 2023, 2024]
    ours = found.tested[found.tested["method"] == "projection"]
    assert ours["ahead"].tolist() == [1, 2, 3]
    assert ours["forecasts"].tolist() == [6 * len(SOME), 5 * len(SOME), 4 * len(SOME)]
    assert found.by_origin["in_80"].between(0, 100).all()


def test_with_too_few_years_nothing_is_projected_or_tested(reviewed):
    found = demand(reviewed(first=2024))
    assert found.rows.empty
    assert found.tested.empty
    assert found.by_origin.empty
    assert len(found.past) == 2


def test_a_questioned_start_is_said(reviewed):
    doubt = {"area_code": "885", "period": "2025", "field": "ehcplans"}
    assert demand(reviewed(questioned=(doubt,))).questioned


def test_without_the_older_release_the_series_is_shorter(reviewed):
    review = reviewed()
    review.tables._loaded["caseload_by_age"] = pd.DataFrame()
    found = demand(review)
    assert found.past["period"].iloc[0] == "2019"
    assert len(found.rows) == 6


@pytest.mark.slow
def test_the_published_projection_of_every_council_is_a_number_with_its_range(published):
    from sendlib.measures.demand import panel

    found = project_plans(panel(published, tuple(COUNCILS)), horizon=1)
    assert found["area_code"].tolist() == list(COUNCILS)
    assert np.isfinite(found[["value", "lower", "upper"]].to_numpy()).all()
    assert pd.Series(found["period"]).unique().tolist() == ["2026"]
