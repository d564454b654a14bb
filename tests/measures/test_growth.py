"""What sets an area's growth apart from England's, learnt from made-up and published counts."""

import numpy as np
import pandas as pd
import pytest

from sendlib.contracts.areas import ENGLAND
from sendlib.errors import ContractError
from sendlib.measures.growth import Panel, growth, panel_of

YEARS = range(2010, 2026)
AREAS = [f"{number}" for number in range(801, 841)]


def made(apart, *, england=0.1, children=40_000.0):
    """A panel whose areas grow by `apart(area number, year)` more than England, in logarithms."""
    plans = pd.DataFrame(index=[ENGLAND, *AREAS], columns=list(YEARS), dtype=float)
    plans.loc[ENGLAND] = [1e5 * np.exp(england * (year - 2010)) for year in YEARS]
    for number, area in enumerate(AREAS):
        steps = [0.0, *(england + apart(number, year) for year in list(YEARS)[1:])]
        plans.loc[area] = 1000 * np.exp(np.cumsum(steps))
    new = 0.15 * plans.rename(columns=lambda year: year - 1)
    there = pd.DataFrame(children, index=plans.index, columns=list(YEARS))
    there.loc[ENGLAND] = children * 100
    return Panel(plans, new, there)


def long(rows):
    return pd.DataFrame(rows, columns=["area_code", "period", "value"])


def test_areas_that_grow_as_england_are_expected_to_go_on_with_it():
    expected = growth(made(lambda *_: 0.0), horizon=3)
    assert expected.to_numpy() == pytest.approx(np.full(len(AREAS), 0.3))


def test_areas_whose_lead_lasts_are_expected_to_keep_it():
    panel = made(lambda number, _: 0.002 * (number - 20))
    for horizon in (1, 2):
        assert growth(panel, horizon=horizon).to_numpy() == pytest.approx(
            [horizon * (0.1 + 0.002 * (number - 20)) for number in range(len(AREAS))], abs=0.01
        )


def test_areas_whose_lead_turns_round_each_year_are_expected_to_fall_behind_next():
    panel = made(lambda number, year: 0.002 * (number - 20) * (-1) ** year)
    expected = growth(panel, horizon=1)
    assert np.corrcoef(expected, range(len(AREAS)))[0, 1] > 0.9  # 2025 was odd, so 2026 is even


def test_nothing_later_than_the_origin_is_used():
    panel = made(lambda number, year: 0.001 * number * np.sin(year))
    changed = Panel(
        panel.plans.assign(**{"2021": 0}).drop(columns="2021").copy(),
        panel.new_plans.copy(),
        panel.children.copy(),
    )
    for table, last in ((changed.plans, 2020), (changed.new_plans, 2019), (changed.children, 2019)):
        table.loc[:, [year for year in table.columns if year > last]] = 7.0
    assert growth(changed.known_at(2020), horizon=2).equals(growth(panel.known_at(2020), horizon=2))


def test_a_gross_error_in_one_area_hardly_moves_the_others():
    panel = made(lambda number, year: 0.01 * np.sin(number * year))
    wrong = Panel(panel.plans.copy(), panel.new_plans.copy(), panel.children)
    wrong.plans.loc["805", 2023] *= 3
    wrong.new_plans.loc["805", 2022] *= 50
    others = [area for area in AREAS if area != "805"]
    moved = (growth(wrong, horizon=1) - growth(panel, horizon=1)).loc[others].abs()
    assert moved.max() < 0.01


def test_with_too_little_to_learn_from_every_area_grows_as_england():
    panel = made(lambda number, _: 0.002 * number).known_at(2012)
    assert growth(panel, horizon=2).to_numpy() == pytest.approx(np.full(len(AREAS), 0.2))


def test_an_area_without_plans_has_no_growth_and_one_without_new_plans_has():
    panel = made(lambda number, _: 0.002 * number)
    panel.plans.loc["803", 2025] = np.nan
    panel.plans.loc["804", 2025] = 0.0
    panel.new_plans.loc["805", 2024] = np.nan
    expected = growth(panel, horizon=1)
    assert expected[["803", "804"]].isna().all()
    assert np.isfinite(expected["805"])


def test_a_newer_release_stands_where_both_have_a_number():
    newer = long([("ENG", "2022", 30.0), ("801", "2022", 3.0), ("801", "2023", 4.0)])
    older = long([("ENG", "2021", 20.0), ("801", "2021", 2.0), ("801", "2022", 2.5)])
    region = long([("E12000001", "2021", 9.0)])
    panel = panel_of([newer, older, region], [newer], older, councils=["801", "802"])
    assert panel.plans.loc["801"].tolist() == [2.0, 3.0, 4.0]
    assert panel.plans.index.tolist() == ["ENG", "801", "802"]
    assert panel.plans.loc["802"].isna().all()
    assert panel.latest == 2022
    assert panel.children.columns.tolist() == [2021, 2022]


def test_a_panel_without_england_is_refused():
    with pytest.raises(ContractError, match="no row of England"):
        panel_of([long([("801", "2022", 3.0)])], [], long([]), councils=["801"])
