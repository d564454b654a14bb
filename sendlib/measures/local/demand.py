"""Plans to come from the council's own persons: by need, setting and age, with scenarios.

Means are published, since they add up; the interval is of the simulated sums themselves. What a
projection rests on is the persons with a plan now: a group of few is hidden.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from sendlib.measures.disclosure_tables import TOTAL
from sendlib.measures.local.demand_persons import (
    NEEDS,
    PROVISIONS,
    Persons,
    history_of,
    persons_at_januaries,
)
from sendlib.measures.local.demand_world import World, world_of
from sendlib.measures.local.need_groups import GROUP_OF as NEED_GROUP_OF
from sendlib.measures.local.need_groups import NEED_GROUP, OTHER
from sendlib.measures.local.people import AGE_BANDS, SETTING_GROUPS
from sendlib.measures.local.result_rows import row
from sendlib.measures.local.results import LocalResult
from sendlib.measures.local.table import NOT_RECORDED, Records
from sendlib.measures.simulation import Model, Simulated, fit, simulate
from sendlib.measures.simulation_history import AGES, Future
from sendlib.measures.simulation_rates import Numbers, Whole
from sendlib.measures.simulation_scenario import BASE, Route
from sendlib.measures.simulation_scenario import Scenario as Course
from sendlib.params.scenarios import Scenario

HORIZON = 6  # Januaries to come
DRAWS = 300
CONFIDENCE = 80.0
LIMITS = (0.1, 0.9)
FEWEST_PERSONS = 100  # with a plan, below which nothing is learned of rates
AS_SEEN = "As things go on"
HELD = "Joining as it is now"
FILES = ("sen2_persons", "sen2_named_plans", "sen2_active_plans", "sen2_placement_detail")
SETTINGS = {**SETTING_GROUPS, NOT_RECORDED: "Setting not identified"}
_GROUP_OF_PROVISION = {
    "base": "mainstream", "post_16_special": "further_education", "home_educated": "elsewhere",
    "council_arrangements": "elsewhere",
}  # fmt: skip
_BANDS = np.searchsorted([5, 11, 16, 20], np.arange(AGES), side="right")
_SPECIAL = ("state_special", "independent_special")
_KEYS = list(PROVISIONS)


@dataclass(frozen=True)
class Projected:
    """The council's own persons, what they tell, and what is taken to come.

    years: Januaries known. model, future: of the simulation. world: published figures.
    """

    years: tuple[int, ...]
    model: Model
    future: Future
    world: World

    @property
    def coming(self) -> list[int]:
        """The Januaries to come."""
        return [self.years[-1] + ahead for ahead in range(1, self.future.horizon + 1)]


def projected(records: Records) -> Projected | None:
    """Return the model of a council's persons, None where there is too little to learn from."""
    return records.once("demand model", _projected)


def simulated(records: Records, scenario: str = AS_SEEN) -> Simulated | None:
    """Return the simulation of a scenario by name; it is run once."""
    return records.once(f"demand {scenario}", lambda found: _simulated(found, scenario))


def cells() -> Mapping[str, Whole]:
    """Return the group of each cell of the model by field: need, setting, age, and all."""
    age, need, setting = np.indices((AGES, len(NEEDS), len(PROVISIONS))).reshape(3, -1)
    needs = list(NEED_GROUP.categories)
    settings = list(SETTINGS)
    of_need = np.array([needs.index(NEED_GROUP_OF.get(code, OTHER)) for code in NEEDS])
    of_setting = np.array([settings.index(_GROUP_OF_PROVISION.get(one, one)) for one in PROVISIONS])
    return {
        TOTAL: np.zeros_like(age),
        "need": of_need[need],
        "setting": of_setting[setting],
        "age": _BANDS[age],
    }


CATEGORIES = {
    TOTAL: (TOTAL,),
    "need": tuple(NEED_GROUP.categories),
    "setting": tuple(SETTINGS),
    "age": tuple(AGE_BANDS),
}


def course(scenario: Scenario, coming: list[int]) -> Course:
    """Return a scenario of the params as the simulation takes it."""
    horizon = len(coming)
    needs = tuple(scenario.mix.get(code, 1.0) for code in NEEDS)
    special = tuple(_KEYS.index(name) for name in _SPECIAL)
    routes = []
    if scenario.inclusion_percent:
        share = (scenario.inclusion_percent / 100,) * horizon
        routes.append(Route(special, _KEYS.index("mainstream"), share))
    if scenario.new_places:
        places = tuple(scenario.new_places.get(year, 0) for year in coming)
        away = (_KEYS.index("independent_special"),)
        routes.append(Route(away, _KEYS.index(scenario.places_in), (1.0,) * horizon, places))
    return Course((scenario.growth,) * horizon, needs if scenario.mix else (), tuple(routes))


def _projected(records: Records) -> Projected | None:
    persons = records.once("demand persons", persons_at_januaries)
    world = records.once("demand world", lambda one: world_of(one.area, one.published))
    return _model(persons, world, horizon=HORIZON)


def _model(persons: Persons, world: World, *, horizon: int) -> Projected | None:
    if len(persons.years) < 2 or len(persons.at[-1]) < FEWEST_PERSONS:
        return None
    years = list(persons.years)
    usual = _usual(persons)
    history = history_of(persons, world.people(years[:-1], usual), world.trend(years[:-1]))
    people = world.people([years[-1] + ahead for ahead in range(horizon)], usual)
    share = history.joined[-1].sum() / max(history.stock[-2].sum(), 1)
    future = world.future(people, draws=DRAWS, joining_share=float(share))
    return Projected(persons.years, fit(history), future, world)


def _usual(persons: Persons) -> Numbers:
    """Return residents by age where no estimate is published: so many that none run out."""
    most = max(int(one["age"].value_counts().max()) for one in persons.at)
    return np.full(AGES, 20.0 * most)


def _simulated(records: Records, scenario: str) -> Simulated | None:
    found = projected(records)
    if found is None:
        return None
    future = found.future
    if scenario == HELD:
        future = Future(future.people, 0 * future.trend, future.shock, future.spread)
    named = {one.name: course(one, found.coming) for one in records.options.scenarios}
    return simulate(found.model, future, cells(), scenario=named.get(scenario, BASE))


def _rows(records: Records) -> pd.DataFrame:
    found = projected(records)
    names = [AS_SEEN, HELD, *(one.name for one in records.options.scenarios)]
    rows = []
    for name in names if found else []:
        result = simulated(records, name)
        if result is None or found is None:
            continue
        now = found.model.history.stock[-1].ravel()
        for field, of in cells().items():
            persons = np.bincount(of, now, minlength=len(CATEGORIES[field])).astype(int)
            for at, year in enumerate(found.coming):
                draws = result.draws[field][at]
                mean = np.bincount(of, result.mean[at].ravel(), minlength=draws.shape[1])
                lower, upper = np.quantile(draws, LIMITS, axis=0)
                for place in range(draws.shape[1]):
                    if not persons[place] and mean[place] < 0.5:
                        continue
                    one = CATEGORIES[field][place]
                    breakdown = TOTAL if field == TOTAL else f"{field}={one}"
                    rows.append(
                        {
                            **row(
                                str(year), breakdown, "plans", mean[place], unit="count",
                                persons=int(persons[place]), lower=lower[place],
                                upper=upper[place], confidence=CONFIDENCE,
                            ),
                            "scenario": name,
                        }
                    )  # fmt: skip
    return pd.DataFrame(rows, columns=[*row("", "", "", 0, unit="", persons=0), "scenario"])


def _tested(records: Records) -> pd.DataFrame:
    """Project from earlier Januaries with what was known then, beside what came."""
    persons = records.once("demand persons", persons_at_januaries)
    world = records.once("demand world", lambda one: world_of(one.area, one.published))
    rows = []
    for origin in persons.years[1:-1]:
        before = _model(
            persons.until(origin), world.known_at(origin), horizon=persons.years[-1] - origin
        )
        if before is None:
            continue
        result = simulate(before.model, before.future, cells())
        for at, year in enumerate(before.coming):
            came = persons.at[persons.years.index(year)]
            rows += _beside(origin, year, result, at, came)
    return pd.DataFrame(rows, columns=[*row("", "", "", 0, unit="", persons=0), "origin"])


def _beside(
    origin: int, year: int, result: Simulated, at: int, came: pd.DataFrame
) -> list[dict[str, object]]:
    """Return one January projected before: the total, what came, and how many parts held."""
    shape = (AGES, len(NEEDS), len(PROVISIONS))
    places = np.ravel_multi_index(
        [came[name].to_numpy() for name in ("age", "need", "setting")], shape
    )
    inside, parts = 0, 0
    for field, of in cells().items():
        if field == TOTAL:
            continue
        draws = result.draws[field][at]
        actual = np.bincount(of[places], minlength=draws.shape[1])
        lower, upper = np.quantile(draws, LIMITS, axis=0)
        known = actual > 0
        inside += int(((actual >= np.floor(lower)) & (actual <= np.ceil(upper)) & known).sum())
        parts += int(known.sum())
    draws = result.draws[TOTAL][at][:, 0]
    lower, upper = (float(one) for one in np.quantile(draws, LIMITS))
    size = len(came)
    common = {"origin": str(origin)}
    return [
        {**row(str(year), TOTAL, "projected", float(draws.mean()), unit="count", persons=size,
               lower=lower, upper=upper, confidence=CONFIDENCE), **common},
        {**row(str(year), TOTAL, "came", size, unit="count", persons=size), **common},
        {**row(str(year), TOTAL, "parts_inside", 100 * inside / max(parts, 1), unit="percent",
               persons=size), **common},
    ]  # fmt: skip


PROJECTION = LocalResult(
    name="plans-projected", title="Plans to come", files=FILES, work_out=_rows,
    columns=("scenario",), adds_up=True,
    note="Ages at 31 August before the January.",
)  # fmt: skip
TESTED = LocalResult(
    name="plans-back-test", title="Earlier projections and what came", files=FILES,
    work_out=_tested, columns=("origin",),
)  # fmt: skip
RESULTS = (PROJECTION, TESTED)
