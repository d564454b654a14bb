"""What makes the invented councils differ: size, needs, speed, money, all drawn from a seed."""

from dataclasses import dataclass

import numpy as np

from sendlib.contracts.areas import DEMO_COUNCILS, DEMO_REGIONS, ENGLAND, ENGLAND_NAME
from sendlib.data.demo.containers import Floats, Ints
from sendlib.data.demo.rates import by_year, england_plans, rates

COUNCILS = tuple(DEMO_COUNCILS.values())
REGIONS = tuple(DEMO_REGIONS)
COUNT = len(COUNCILS)
# England, the regions, the councils: the order of the rows of every aggregated table
AREAS = (ENGLAND, *REGIONS, *DEMO_COUNCILS)
DEMOSHIRE = 0

FIRST_YEAR, LAST_YEAR = 2010, 2025
YEARS = tuple(range(FIRST_YEAR, LAST_YEAR + 1))
CALENDAR_YEARS = tuple(range(2019, 2025))
CHILDREN_YEARS = tuple(range(2012, 2025))
# share of plans ceased in a year, and the yearly net of moves in, both of plans in January
CEASED_RATE = 0.068
MOVES_RATE = 0.003

THEMES = (
    "deprivation", "attainment", "absence", "exclusion", "participation", "care", "early_years",
    "money",
)  # fmt: skip
# Demoshire: a large shire with a mixed story, set by hand; the others are drawn
_DEMOSHIRE_THEMES = (-0.4, -0.2, 0.5, 0.9, 1.3, -0.3, 0.4, -0.6)
_DEMOSHIRE_SPEED = (-0.95, -1.35, -1.70, -1.45, -1.05, -0.45)


@dataclass(frozen=True)
class Profiles:
    """The councils, one row each, in the order of COUNCILS.

    children: people aged 0 to 17 by year of CHILDREN_YEARS. themes: standard scores by theme, good
    is high but for deprivation, where high is poor. plans: January counts by year of YEARS.
    new, ceased: plans made and ended in each calendar year from 2019 to 2024. speed: log odds of
    a plan within 20 weeks, beside England's, by calendar year. Tilts are log multipliers of
    England's shares: settings by group, and academies against maintained schools.
    """

    children: Ints
    themes: dict[str, Floats]
    plans: Ints
    new: Ints
    ceased: Ints
    speed: Floats
    setting_tilt: dict[str, Floats]
    academy_tilt: Floats
    refusal: Floats
    appeals: Floats
    ethnicity: Floats

    def children_in(self, year: int) -> Ints:
        """Return people aged 0 to 17 in a year, the nearest one known where it is not."""
        at = min(max(year, CHILDREN_YEARS[0]), CHILDREN_YEARS[-1]) - CHILDREN_YEARS[0]
        return self.children[:, at]

    def plans_in(self, year: int) -> Ints:
        """Return plans in January of a year."""
        return self.plans[:, year - FIRST_YEAR]


def aggregation() -> Floats:
    """Return the matrix that turns a row per council into a row per area of AREAS."""
    member = [[float(council.region == region) for council in COUNCILS] for region in REGIONS]
    return np.vstack([np.ones((1, COUNT)), np.array(member), np.eye(COUNT)])


_AGGREGATION = aggregation()


def summed(councils: Floats | Ints) -> Floats:
    """Sum a table with a row per council to a row per area: England, regions, councils."""
    flat = np.asarray(councils, dtype=float).reshape(COUNT, -1)
    total: Floats = np.rint(_AGGREGATION @ flat) if _whole(councils) else _AGGREGATION @ flat
    return total.reshape(len(AREAS), *councils.shape[1:])


def _whole(values: Floats | Ints) -> bool:
    return bool(np.issubdtype(values.dtype, np.integer))


def area_label(area: str) -> str:
    """Return the published name of an area of AREAS."""
    if area == ENGLAND:
        return ENGLAND_NAME
    return DEMO_REGIONS[area] if area in DEMO_REGIONS else DEMO_COUNCILS[area].name


def profiles(seed: int) -> Profiles:
    """Draw the councils."""
    rng = np.random.default_rng([seed, 1])
    themes = _themes(rng)
    children = _children(rng)
    growth = rng.normal(size=COUNT)
    growth[DEMOSHIRE] = 1.3
    prevalence = rng.normal(0, 0.11, COUNT) + 0.04 * themes["deprivation"]
    prevalence[DEMOSHIRE] = 0.09
    plans = _plans(rng, children, prevalence, growth)
    new, ceased = _flows(rng, plans)
    return Profiles(
        children=children,
        themes=themes,
        plans=plans,
        new=new,
        ceased=ceased,
        speed=_speed(rng, new),
        setting_tilt=_setting_tilts(rng),
        academy_tilt=rng.normal(0, 0.45, COUNT),
        refusal=rng.normal(0, 0.30, COUNT),
        appeals=rng.normal(0, 0.40, COUNT),
        ethnicity=_ethnicity(rng),
    )


def _themes(rng: np.random.Generator) -> dict[str, Floats]:
    deprivation = rng.normal(size=COUNT)
    found = {"deprivation": deprivation}
    for theme in THEMES[1:]:
        found[theme] = -0.5 * deprivation + np.sqrt(0.75) * rng.normal(size=COUNT)
    for theme, value in zip(THEMES, _DEMOSHIRE_THEMES, strict=True):
        found[theme][DEMOSHIRE] = value
    return found


def _children(rng: np.random.Generator) -> Ints:
    """Draw people aged 0 to 17: Demoshire a large shire, the others from small to large."""
    england = np.array(rates()["population"]["children_by_year"], dtype=float)
    size = np.clip(rng.lognormal(np.log(68_000), 0.5, COUNT), 26_000, 190_000)
    size[DEMOSHIRE] = 120_100
    drift = rng.normal(0, 0.003, COUNT)
    years = np.arange(len(CHILDREN_YEARS)) - (len(CHILDREN_YEARS) - 1)
    series = size[:, None] * (england / england[-1]) * np.exp(drift[:, None] * years)
    found: Ints = np.rint(series).astype(np.int64)
    return found


def _plans(rng: np.random.Generator, children: Ints, prevalence: Floats, growth: Floats) -> Ints:
    """Draw January counts: a level in the last year, and growth backwards from it."""
    published = england_plans()
    england = np.array([published[year] for year in YEARS])
    share = england[-1] / rates()["population"]["children_by_year"][-1]
    steps = np.diff(np.log(england))
    pace = steps * (1 + 0.16 * growth[:, None]) + rng.normal(0, 0.010, (COUNT, len(steps)))
    back = np.concatenate([np.cumsum(pace[:, ::-1], axis=1)[:, ::-1], np.zeros((COUNT, 1))], axis=1)
    last = children[:, -1] * share * np.exp(prevalence)
    found: Ints = np.rint(last[:, None] * np.exp(-back)).astype(np.int64)
    return found


def _flows(rng: np.random.Generator, plans: Ints) -> tuple[Ints, Ints]:
    """Draw ceased plans and moves, and let new plans make up the change in the count."""
    start = CALENDAR_YEARS[0] - FIRST_YEAR
    stock = plans[:, start:]
    rate = CEASED_RATE * np.exp(rng.normal(0, 0.12, (COUNT, 1)) + rng.normal(0, 0.05, (COUNT, 6)))
    ceased = np.rint(stock[:, :-1] * rate).astype(np.int64)
    moves = np.rint(stock[:, :-1] * rng.normal(MOVES_RATE, 0.002, (COUNT, 6))).astype(np.int64)
    return np.diff(stock, axis=1) + ceased - moves, ceased


def _speed(rng: np.random.Generator, new: Ints) -> Floats:
    """Draw offsets of the log odds of a plan in time; all councils together keep England's rate."""
    level = rng.normal(0, 0.85, (COUNT, 1))
    walk = np.cumsum(rng.normal(0, 0.28, (COUNT, len(CALENDAR_YEARS))), axis=1)
    speed = level + walk - walk.mean(axis=1, keepdims=True)
    speed[DEMOSHIRE] = _DEMOSHIRE_SPEED
    england = np.array([*by_year("timeliness", "within_20_weeks_percent").values()]) / 100
    others = (np.arange(COUNT) != DEMOSHIRE)[:, None]
    for _ in range(30):
        in_time = 1 / (1 + np.exp(-(np.log(england / (1 - england)) + speed)))
        gap = england - (in_time * new).sum(axis=0) / new.sum(axis=0)
        speed += others * 4 * gap
    found: Floats = speed
    return found


def _setting_tilts(rng: np.random.Generator) -> dict[str, Floats]:
    spreads = {
        "mainstream": 0.12, "special_state": 0.15, "special_independent": 0.35, "ap": 0.5,
        "fe": 0.12, "elsewhere": 0.3, "other": 0.4,
    }  # fmt: skip
    tilts = {group: rng.normal(0, spread, COUNT) for group, spread in spreads.items()}
    tilts["mainstream"][DEMOSHIRE] = -0.06
    tilts["special_independent"][DEMOSHIRE] = 0.62
    return tilts


def _ethnicity(rng: np.random.Generator) -> Floats:
    counts = np.array(list(rates()["caseload"]["ethnicity_2025"].values()), dtype=float)
    shares = counts / counts.sum()
    draws = rng.gamma(np.maximum(shares * 25, 0.05), size=(COUNT, len(shares)))
    mixed: Floats = 0.6 * draws / draws.sum(axis=1, keepdims=True) + 0.4 * shares
    return mixed
