"""What a projection takes from published figures."""

import numpy as np
import pandas as pd
import pytest

from sendlib.measures.local.demand_world import DAMPING, KEPT, World, rolled, world_of
from sendlib.measures.simulation_history import AGES

NEW = pd.Series(np.log([0.010, 0.011, 0.0121, 0.01331]), index=[2021, 2022, 2023, 2024])


@pytest.fixture
def world():
    return World(np.arange(100.0, 100 + AGES), 2023, NEW, 0.004, 3)


def test_residents_grow_a_year_older_each_year_and_births_stay():
    estimate = np.arange(100.0, 100 + AGES)
    assert rolled(estimate, 0).tolist() == estimate.tolist()
    assert rolled(estimate, 2)[:5].tolist() == [100, 100, 100, 101, 102]
    assert rolled(estimate, -1)[[0, 24, 25]].tolist() == [101, 125, 125]


def test_people_are_of_the_years_asked_for_and_as_usual_without_an_estimate(world):
    assert world.people([2023, 2024], np.zeros(AGES))[1, 1] == 100
    without = World(None, 0, NEW, 0.0, 3)
    assert without.people([2030], np.full(AGES, 7.0)).tolist() == [[7.0] * AGES]


def test_the_trend_is_englands_beside_the_last_year(world):
    found = world.trend([2022, 2023, 2024])
    assert found == pytest.approx([-2 * np.log(1.1), -np.log(1.1), 0])
    nothing = World(None, 0, pd.Series(dtype=float), 0.0, 3)
    assert nothing.trend([2023, 2024]).tolist() == [0, 0]


def test_growth_is_the_mean_of_the_years_with_its_error(world):
    middle, error = world.growth
    assert middle == pytest.approx(np.log(1.1))
    assert error == pytest.approx(0, abs=1e-9)
    assert World(None, 0, NEW.head(2), 0.0, 3).growth == (0.0, 0.0)


def test_what_was_published_later_is_not_known_before(world):
    assert world.known_at(2024).new_plans.index.max() == 2023
    assert World(None, 0, pd.Series(dtype=float), 0.0, 3).known_at(2024).new_plans.empty


def test_joining_follows_england_in_part_and_less_each_year(world):
    future = world.future(np.ones((3, AGES)), draws=10, joining_share=0.1)
    steps = np.diff(future.trend[:, 0], prepend=0)
    assert steps == pytest.approx(KEPT * np.log(1.1) * DAMPING ** np.arange(3))
    assert future.spread == pytest.approx(0.04)
    assert future.shock.shape == (3, 10)


def test_without_published_tables_nothing_is_taken():
    found = world_of("885", None)
    assert found.estimate is None
    assert found.growth == (0.0, 0.0)


class _Published:
    """Stands in for published tables: facts by dataset."""

    def __init__(self, **facts):
        self._facts = facts

    def facts(self, dataset):
        return self._facts.get(dataset, pd.DataFrame())


def _series(field, periods, values):
    rows = [
        {"area_code": area, "period": str(period), "breakdown_topic": "Total",
         "breakdown": "Total", "field": field, "value": value * share}
        for period, value in zip(periods, values, strict=True)
        for area, share in (("ENG", 1.0), ("885", 0.01))
    ]  # fmt: skip
    return pd.DataFrame(rows)


def test_england_and_the_estimate_of_residents_are_read_from_published_tables():
    years = range(2010, 2026)
    ages = pd.DataFrame({
        "area_code": "885", "period": ["2022"] * AGES + ["2023"] * AGES,
        "breakdown": [str(age) for age in range(AGES)] * 2, "value": [1.0] * AGES + [2.0] * AGES,
    })  # fmt: skip
    tables = _Published(
        caseload=_series("ehcplans", years, [1000.0 * 1.1**at for at in range(16)]),
        new_plans=_series("new_plans", range(2010, 2025), [1.0] * 15).assign(
            field="new_ehc_plans", value=lambda rows: rows["period"].astype(int) - 2000.0
        ),
        population_ages=ages,
    )
    found = world_of("885", tables)
    assert found.mid_year == 2023
    assert found.estimate.tolist() == [2.0] * AGES
    assert found.councils > 100
    assert found.new_plans.loc[2024] - found.new_plans.loc[2023] == pytest.approx(np.log(24 / 23))


def test_residents_of_which_an_age_is_missing_or_that_are_of_others_are_no_estimate():
    ages = pd.DataFrame({
        "area_code": "885", "period": "2023", "breakdown": [str(age) for age in range(20)],
        "value": 1.0,
    })  # fmt: skip
    for facts in (ages, ages.assign(area_code="886")):
        assert world_of("885", _Published(population_ages=facts)).estimate is None


def test_two_januaries_of_england_tell_nothing_of_joining():
    tables = _Published(caseload=_series("ehcplans", [2024, 2025], [100.0, 110.0]))
    found = world_of("885", tables)
    assert found.shock == 0.0
    assert found.growth == (0.0, 0.0)
