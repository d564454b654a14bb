"""Persons with a plan from January to January, simulated: who leaves, moves and joins.

Each simulation has rates of its own, as likely as the persons seen leave them; from these it draws
what happens to every cell of age, need and setting in every year to come. Quantiles are taken of
sums over a simulation, never sums of quantiles: medians do not add up, means do.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from sendlib.measures.simulation_history import STAGES, Future, History
from sendlib.measures.simulation_moves import Destinations, destinations, go
from sendlib.measures.simulation_rates import (
    HIGHEST,
    Design,
    Numbers,
    Rates,
    Whole,
    design,
    fit_rates,
)
from sendlib.measures.simulation_scenario import BASE, Routing, Scenario, joining_of
from sendlib.measures.simulation_years import Years, years_of

SEED = 20250116
CHUNK = 200  # simulations at a time
SMALLEST_ALIKE = 0.002  # correlation within a cell below which there is none


@dataclass(frozen=True)
class Event:
    """The rates of one kind of event, and its years."""

    rates: Rates
    years: Years


@dataclass(frozen=True)
class Model:
    """What the persons seen tell: leaving, moving, joining, and where movers go."""

    history: History
    leaving: Event
    moving: Event
    joining: Event
    destinations: Destinations


@dataclass(frozen=True)
class Simulated:
    """What the simulations gave.

    draws: by name of a grouping, plans of shape (Januaries, simulations, groups). mean: plans,
    (Januaries, ages, needs, settings). joined: likewise, those who joined since the January before.
    """

    draws: Mapping[str, Numbers]
    mean: Numbers
    joined: Numbers


def fit(history: History) -> Model:
    """Return what the persons seen tell of rates.

    Method: `fit_rates` for each kind of event; leaving of the stock, moving of those who stayed and
        whose settings are known, joining of residents without a plan.
    """
    plan = design(STAGES, *history.shape[1:])
    flat = (history.transitions, -1)
    stock, left = (one.reshape(flat).astype(float) for one in (history.stock[:-1], history.left))
    watched = history.watched.reshape(flat).astype(float)
    moved = history.moved.sum(axis=-1).reshape(flat).astype(float)
    joined = history.joined.reshape(flat).astype(float)
    ages = history.shape[0]
    oldest = np.arange(stock.shape[1]) >= stock.shape[1] // ages * (ages - 1)
    without = np.where(oldest, 0.0, 1.0)  # everybody leaves at the oldest age
    people = _without_plan(history).reshape(flat)
    level = np.zeros(history.transitions)
    return Model(
        history=history,
        leaving=_event(left * without, stock * without, plan, level, of_share=True),
        moving=_event(moved, watched, plan, level, of_share=True),
        joining=_event(joined, people, plan, history.trend, of_share=False),
        destinations=destinations(history.moved, history.possible),
    )


def simulate(
    model: Model, future: Future, groups: Mapping[str, Whole], *, scenario: Scenario = BASE,
    seed: int = SEED,
) -> Simulated:  # fmt: skip
    """Return plans at Januaries to come.

    Args:
        model: as fitted.
        future: people, trend and shock; its draws are the number of simulations.
        groups: by name, the group of each cell (ages x needs x settings, flat); a cell of the
            group -1 is in none.
        scenario: what is decided to happen otherwise.
        seed: of the random numbers.
    """
    draws = future.shock.shape[1]
    sums = {name: int(of.max()) + 1 for name, of in groups.items()}
    found = {name: np.zeros((future.horizon, draws, size)) for name, size in sums.items()}
    mean = np.zeros((future.horizon, *model.history.shape))
    joined = np.zeros_like(mean)
    for part, first in enumerate(range(0, draws, CHUNK)):
        random = np.random.default_rng([seed, part])
        chunk = slice(first, min(first + CHUNK, draws))
        for year, (stock, arrived) in enumerate(_januaries(model, future, chunk, scenario, random)):
            mean[year] += stock.sum(axis=0)
            joined[year] += arrived.sum(axis=0)
            for name, of in groups.items():
                found[name][year, chunk] = _summed(stock, of, sums[name])
    return Simulated(found, mean / draws, joined / draws)


def _event(
    events: Numbers, exposure: Numbers, plan: Design, trend: Numbers, *, of_share: bool
) -> Event:
    rates = fit_rates(events, exposure, plan, of_share=of_share)
    return Event(rates, years_of(events, exposure, rates, trend=trend))


def _without_plan(history: History) -> Numbers:
    """Return residents without a plan, by transition and cell."""
    had = np.zeros_like(history.people)
    had[:, 1:] = history.stock[:-1].sum(axis=(2, 3))[:, :-1]
    free = np.maximum(history.people - had, 1.0)
    return np.broadcast_to(free[:, :, None, None], history.joined.shape).copy()


def _summed(stock: Whole, of: Whole, size: int) -> Numbers:
    flat = stock.reshape(len(stock), -1)
    inside = of >= 0
    onehot = np.zeros((int(inside.sum()), size), dtype=np.float32)
    onehot[np.arange(len(onehot)), of[inside]] = 1
    return (flat[:, inside].astype(np.float32) @ onehot).astype(float)


@dataclass(frozen=True)
class _Luck:
    """One chunk of simulations of one kind of event.

    hazards: (draws, cells). spread: between years, by draw.
    """

    hazards: Numbers
    spread: Numbers


def _luck(event: Event, random: np.random.Generator, draws: int) -> _Luck:
    level, spread = event.years.draw(random, draws)
    log_rates = np.minimum(event.rates.draw(random, draws) + level, HIGHEST)
    hazards = np.exp(log_rates).T.copy()
    if event.rates.alike > SMALLEST_ALIKE:
        size = 1 / event.rates.alike - 1
        chance = np.clip(-np.expm1(-hazards), 1e-6, 1 - 1e-6)
        hazards = -np.log1p(-np.minimum(random.beta(size * chance, size * (1 - chance)), 0.999999))
    return _Luck(hazards, spread)


def _januaries(
    model: Model, future: Future, chunk: slice, scenario: Scenario, random: np.random.Generator
) -> Iterator[tuple[Whole, Whole]]:
    """Yield the stock and those who joined, by January, each of shape (draws, ...)."""
    draws = chunk.stop - chunk.start
    leaving, moving, joining = (
        _luck(event, random, draws) for event in (model.leaving, model.moving, model.joining)
    )
    where = model.destinations.draw(random, draws)
    never = ~model.history.possible[np.asarray(STAGES)]
    joining.hazards.reshape(draws, *model.history.shape).transpose(0, 1, 3, 2)[:, never] = 0.0
    routing = Routing(scenario, draws)
    stock = np.broadcast_to(model.history.stock[-1], (draws, *model.history.shape)).copy()
    for year in range(future.horizon):
        before = stock
        stay, moved = _stayed(random, stock, leaving, moving)
        stock = np.zeros_like(stay)
        stock[:, 1:] = stay[:, :-1]
        arrived = np.zeros_like(stay)
        draw, age, need, new = go(random, moved, where)
        np.add.at(arrived, (draw, age + 1, need, new), 1)
        free = np.maximum(
            future.people[year] - stock.sum(axis=(2, 3)) - arrived.sum(axis=(2, 3)), 1.0
        )
        factor = _factor(random, joining.spread, future, year, chunk)
        expected = joining.hazards.reshape(stock.shape) * free[:, :, None, None]
        expected *= factor[:, None, None, None]
        joined = random.poisson(joining_of(scenario, expected, year))
        share_left = 1 - stay.sum(axis=(1, 2)) / np.maximum(before.sum(axis=(1, 2)), 1)
        stock = stock + routing.send(random, arrived + joined, year, share_left)
        yield stock, joined


def _stayed(
    random: np.random.Generator, stock: Whole, leaving: _Luck, moving: _Luck
) -> tuple[Whole, Whole]:
    """Return who stays where they are, and who stays and moves, by age, need and old setting."""
    flat = stock.reshape(len(stock), -1)
    stay, moved = np.zeros_like(flat), np.zeros_like(flat)
    width = flat.shape[1] // stock.shape[1]
    young = flat[:, :-width]  # everybody leaves at the oldest age
    draw, cell = np.nonzero(young)
    left = _struck(random, young[draw, cell], leaving, draw, cell)
    going_on = young[draw, cell] - left
    move = _struck(random, going_on, moving, draw, cell)
    stay[draw, cell] = going_on - move
    moved[draw, cell] = move
    return stay.reshape(stock.shape), moved.reshape(stock.shape)


def _struck(
    random: np.random.Generator, persons: Whole, luck: _Luck, draw: Whole, cell: Whole
) -> Whole:
    year = np.exp(luck.spread * random.standard_normal(len(luck.spread)))
    chance = -np.expm1(-luck.hazards[draw, cell] * year[draw])
    return random.binomial(persons, chance)


def _factor(
    random: np.random.Generator, own: Numbers, future: Future, year: int, chunk: slice
) -> Numbers:
    """Return a year's factor on joining: of councils in general and of this one."""
    spread = np.maximum(own, future.spread)
    shared = future.spread / np.maximum(spread, 1e-12)
    beside = np.sqrt(np.maximum(1 - shared**2, 0.0)) * random.standard_normal(len(own))
    luck = spread * (shared * future.shock[year, chunk] + beside)
    return np.exp(future.trend[year, chunk] + luck)
