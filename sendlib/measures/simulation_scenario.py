"""What is decided to happen otherwise: more or fewer who join, other needs, other settings."""

from dataclasses import dataclass

import numpy as np

from sendlib.measures.simulation_rates import Numbers, Whole


@dataclass(frozen=True)
class Route:
    """Arrivals in some settings that go to another instead: those who join and those who move.

    away_from: settings. to: the setting instead. share: of arrivals, 0 to 1, by January. places:
    new places by January, each of which takes one arrival and, when that person leaves it, another;
    0 for no limit to places, so that `share` alone counts.
    """

    away_from: tuple[int, ...]
    to: int
    share: tuple[float, ...]
    places: tuple[int, ...] = ()


@dataclass(frozen=True)
class Scenario:
    """A course of the years to come. All blank: rates go on as seen.

    joining: factor on those who join, by January. needs: factor on the share of each need among
    those who join, whose number stays. routes: other settings.
    """

    joining: tuple[float, ...] = ()
    needs: tuple[float, ...] = ()
    routes: tuple[Route, ...] = ()


BASE = Scenario()


def joining_of(scenario: Scenario, expected: Numbers, year: int) -> Numbers:
    """Return the expected joiners of a year as a scenario has them.

    Args:
        scenario: the course.
        expected: (draws, ages, needs, settings).
        year: Januaries before this one, 0 for the first.
    """
    if scenario.needs:
        weighted = expected * np.asarray(scenario.needs)[:, None]
        whole = np.maximum(weighted.sum(axis=(1, 2, 3), keepdims=True), 1e-12)
        expected = weighted * expected.sum(axis=(1, 2, 3), keepdims=True) / whole
    return expected * scenario.joining[year] if scenario.joining else expected


class Routing:
    """Sends arrivals of one chunk of simulations where a scenario wants them, year by year."""

    def __init__(self, scenario: Scenario, draws: int) -> None:
        self._routes = scenario.routes
        self._taken = np.zeros((len(scenario.routes), draws))

    def send(self, random: np.random.Generator, arrived: Whole, year: int, left: Numbers) -> Whole:
        """Return arrivals with other settings.

        Args:
            random: of the simulation.
            arrived: (draws, ages, needs, settings), who joined or moved.
            year: Januaries before this one.
            left: (draws, settings), the share of a setting's persons who are there no more.
        """
        arrived = arrived.copy()
        for place, one in enumerate(self._routes):
            share = np.full(len(arrived), one.share[year])
            if one.places:
                self._taken[place] *= 1 - left[:, one.to]
                open_now = sum(one.places[: year + 1])
                coming = arrived[..., list(one.away_from)].sum(axis=(1, 2, 3))
                free = np.maximum(open_now - self._taken[place], 0.0)
                share = np.minimum(share, free / np.maximum(coming, 1))
            for away in one.away_from:
                sent = random.binomial(arrived[..., away], share[:, None, None])
                arrived[..., away] -= sent
                arrived[..., one.to] += sent
                self._taken[place] += sent.sum(axis=(1, 2))
        return arrived
