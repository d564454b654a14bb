"""Invented councils with known rates, person by person: nothing here comes from the model.

Every council has chances of its own to leave, move and join, by age, need and setting, and years
that are luckier than others. A council runs until its plans have a settled age profile, then some
Januaries are handed to the model and the ones after them kept back.
"""

from dataclasses import dataclass

import numpy as np

OLDEST = 25
NEEDS, SETTINGS = 5, 6  # settings: early years, mainstream, base, special, independent, post-16
SETTLING = 22  # years before the first January


@dataclass
class Chances:
    """What is true of one council. Shapes: (ages, needs, settings) but for `new` and `target`."""

    leave: np.ndarray
    move: np.ndarray
    target: np.ndarray  # (ages, needs, settings): where movers of an age and need go
    new: np.ndarray  # persons a year, by age, need and setting at the later January
    uneven: tuple[float, float, float]  # between years: leaving, moving, joining


@dataclass
class Told:
    """Januaries and what happened between, as counts, for the model; and the ones kept back."""

    stock: np.ndarray
    left: np.ndarray
    watched: np.ndarray
    moved: np.ndarray
    joined: np.ndarray
    people: np.ndarray
    coming: np.ndarray  # (years, ages, needs, settings)


def _odds(probability, shift):
    odds = probability / (1 - probability) * np.exp(shift)
    return odds / (1 + odds)


def chances(rng, *, plans, uneven):
    """Draw the chances of a council of about so many plans."""
    age = np.arange(OLDEST + 1)
    leave = np.interp(age, [0, 4, 10, 15, 16, 18, 19, 22, 25],
                      [.02, .02, .03, .06, .08, .2, .35, .4, .45])  # fmt: skip
    shape = (OLDEST + 1, NEEDS, SETTINGS)
    by_cell = (rng.normal(0, .25, (OLDEST + 1, 1, 1)) + rng.normal(0, .3, (1, NEEDS, 1))
               + rng.normal(0, .4, (1, 1, SETTINGS)) + rng.normal(0, .15, shape))  # fmt: skip
    move = np.full(OLDEST + 1, 0.05)
    move[[3, 4, 10, 15, 16, 18]] = 0.5, 0.3, 0.25, 0.45, 0.2, 0.3
    move_cell = rng.normal(0, 0.3, (1, NEEDS, SETTINGS)) + rng.normal(0, 0.2, shape)
    likely = np.array([  # of settings, by age from under 4, 4-10, 11-15, 16 and over
        [6, 2, .3, .5, .1, .05], [.4, 6, 1, 2.5, .5, .05], [.05, 4, .8, 3.5, 1.5, .2],
        [.02, 1, .1, 2, 1, 5],
    ])[np.searchsorted([4, 11, 16], age, side="right")]  # fmt: skip
    target = likely[:, None, :] * np.exp(rng.normal(0, 0.5, (1, NEEDS, SETTINGS)))
    target = target / target.sum(axis=-1, keepdims=True)
    new_age = np.interp(age, [0, 2, 4, 6, 10, 11, 15, 16, 19, 25],
                        [.1, 2.5, 7, 6, 5.5, 5, 3.5, 1.5, .4, .05])  # fmt: skip
    new_age = new_age * np.exp(rng.normal(0, 0.25, OLDEST + 1))
    mix = rng.dirichlet([6, 5, 4, 2, 1.5])[None, :] * np.exp(
        rng.normal(0, 0.3, (OLDEST + 1, NEEDS))
    )
    new = new_age[:, None] * mix / mix.sum(axis=1, keepdims=True)
    new = new[:, :, None] * target
    new *= 0.1 * plans * np.exp(rng.normal(0, 0.15)) / new.sum()
    return Chances(_odds(leave[:, None, None], by_cell), _odds(move[:, None, None], move_cell),
                   target, new, uneven)  # fmt: skip


def live(rng, known, *, years, ahead):
    """Let a council run, and return what is told of it: `years` transitions, then `ahead`."""
    persons = np.zeros((0, 3), dtype=int)
    stock, left, watched, moved, joined = [], [], [], [], []
    for year in range(SETTLING + years + ahead):
        if year >= SETTLING:
            stock.append(_count(persons))
        luck = [np.exp(rng.normal(0, one)) if one else 1.0 for one in known.uneven]
        cell = tuple(persons.T)
        go = rng.random(len(persons)) < 1 - (1 - known.leave[cell]) ** luck[0]
        go |= persons[:, 0] >= OLDEST
        stay = persons[~go]
        cell = tuple(stay.T)
        changes = rng.random(len(stay)) < 1 - (1 - known.move[cell]) ** luck[1]
        new = stay.copy()
        new[:, 0] += 1
        for row in np.flatnonzero(changes):
            odds = known.target[new[row, 0], new[row, 1]].copy()
            odds[stay[row, 2]] = 0
            new[row, 2] = np.searchsorted(np.cumsum(odds / odds.sum()), rng.random())
        who = np.argwhere(arrive := rng.poisson(known.new * luck[2]))
        arrived = np.repeat(who, arrive[tuple(who.T)], axis=0)
        if year >= SETTLING:
            left.append(_count(persons[go]))
            watched.append(_count(stay))
            paths = np.zeros((OLDEST + 1, NEEDS, SETTINGS, SETTINGS), dtype=int)
            np.add.at(paths, (*stay[changes].T, new[changes, 2]), 1)
            moved.append(paths)
            joined.append(_count(arrived))
        persons = np.concatenate([new, arrived])
    stock.append(_count(persons))
    people = np.full((years, OLDEST + 1), known.new.sum() * 20)
    return Told(
        *(np.array(one[:end]) for one, end in (
            (stock, years + 1), (left, years), (watched, years), (moved, years), (joined, years)
        )),
        people, np.array(stock[years + 1:]),
    )  # fmt: skip


def _count(rows):
    found = np.zeros((OLDEST + 1, NEEDS, SETTINGS), dtype=int)
    np.add.at(found, tuple(rows.T), 1)
    return found
