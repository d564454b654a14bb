"""Plans to come of a council's own persons, as a declared result."""

import numpy as np
import pandas as pd
import pytest

from sendlib.measures.local.demand import (
    AS_SEEN,
    CATEGORIES,
    HELD,
    PROJECTION,
    TESTED,
    cells,
    course,
    projected,
    simulated,
)
from sendlib.measures.local.demand_persons import NEEDS, PROVISIONS
from sendlib.measures.local.results import protected_result
from sendlib.measures.simulation_history import AGES
from sendlib.params.disclosure import Disclosure
from sendlib.params.review import ReviewOptions
from sendlib.params.scenarios import Scenario
from tests.measures.local.drawn_demand import files, records

OPTIONS = ReviewOptions.model_validate({"scenarios": [{"name": "Half as many", "growth": 0.5}]})


@pytest.fixture(scope="module")
def own():
    return records(OPTIONS)


@pytest.fixture(scope="module")
def rows(own):
    return PROJECTION.work_out(own)


def test_six_januaries_follow_the_latest_in_every_course(rows):
    assert sorted(rows["period"].unique()) == [str(year) for year in range(2026, 2032)]
    assert list(rows["scenario"].unique()) == [AS_SEEN, HELD, "Half as many"]


def test_means_of_parts_add_up_to_the_total(rows):
    for _, part in rows.groupby(["period", "scenario"]):
        by = part.set_index("breakdown")["value"]
        for name in ("need", "setting", "age"):
            parts = by[by.index.str.startswith(f"{name}=")].sum()
            assert parts == pytest.approx(by["Total"], abs=1.6)  # groups of nearly none left out


def test_an_interval_holds_its_mean_and_the_persons_behind_it_are_those_of_today(rows):
    assert ((rows["lower"] <= rows["value"]) & (rows["value"] <= rows["upper"] + 1)).all()
    total = rows[(rows["breakdown"] == "Total")]
    assert set(total["persons"]) == {160}
    assert rows.loc[rows["breakdown"] == "need=ASD", "persons"].unique().tolist() == [40]


def test_a_scenario_with_fewer_joining_has_fewer_plans(rows):
    last = rows[(rows["period"] == "2031") & (rows["breakdown"] == "Total")]
    by = last.set_index("scenario")["value"]
    assert by["Half as many"] < by[AS_SEEN] - 20


def test_groups_of_few_persons_are_hidden(own):
    found = protected_result(PROJECTION, own, Disclosure(threshold=41)).rows
    hidden = found[found["reason"] == "confidential"]
    assert "need=ASD" in set(hidden["breakdown"])
    assert hidden["value"].isna().all()
    assert "Total" not in set(hidden["breakdown"])


def test_the_back_test_stands_beside_what_came(own):
    found = TESTED.work_out(own).set_index("statistic")
    assert set(found["origin"]) == {"2024"}
    assert found.loc["came", "value"] == 160
    assert found.loc["projected", "lower"] <= 160 <= found.loc["projected", "upper"]
    assert 0 <= found.loc["parts_inside", "value"] <= 100


def test_with_few_persons_or_one_january_nothing_is_projected():
    few = records(tables=files(now=90))
    assert projected(few) is None
    assert simulated(few) is None
    assert PROJECTION.work_out(few).empty
    assert TESTED.work_out(few).empty
    tables = files()
    plans = tables["sen2_named_plans"]
    kept = plans.rows[plans.rows["cease_date"].isna()]
    object.__setattr__(plans, "rows", kept)
    assert projected(records(tables=tables)) is None


def test_every_cell_has_a_category_of_every_field():
    size = AGES * len(NEEDS) * len(PROVISIONS)
    for name, of in cells().items():
        assert of.shape == (size,)
        assert of.min() >= 0
        assert of.max() < len(CATEGORIES[name])
    found = cells()["age"].reshape(AGES, -1)[:, 0]
    assert np.flatnonzero(np.diff(found)).tolist() == [4, 10, 15, 19]


def test_a_scenario_of_the_params_becomes_a_course():
    scenario = Scenario(
        name="All", growth=0.8, mix={"ASD": 0.5}, inclusion_percent=20, new_places={2027: 30}
    )
    found = course(scenario, [2026, 2027])
    assert found.joining == (0.8, 0.8)
    assert found.needs[NEEDS.index("ASD")] == 0.5
    assert found.needs[NEEDS.index("SEMH")] == 1.0
    inclusion, places = found.routes
    keys = list(PROVISIONS)
    assert inclusion.to == keys.index("mainstream")
    assert inclusion.share == (0.2, 0.2)
    assert places.to == keys.index("state_special")
    assert places.places == (0, 30)
    plain = course(Scenario(name="None"), [2026])
    assert (plain.needs, plain.routes) == ((), ())


def test_the_result_is_a_table_with_the_columns_declared(rows):
    assert set(rows.columns) == {*PROJECTION.shown, "persons", "largest"}
    assert isinstance(rows, pd.DataFrame)
