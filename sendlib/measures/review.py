"""A council's indicators, each compared once however often the report shows it."""

from collections.abc import Iterable

from sendlib.contracts.areas import ENGLAND
from sendlib.data.tables import Tables
from sendlib.measures.compared import Compared, compare_each
from sendlib.measures.comparisons import sure_difference
from sendlib.measures.indicator import Indicator
from sendlib.measures.place import Place

SUMMARY_LENGTH = 9
SUMMARY_PER_TOPIC = 2
# of fewer councils, one is always at an end
FEWEST_RANKED = 3
# of fewer children and young people, a share tells nothing that lasts
FEWEST_COUNTED = 30


class Review:
    """The published tables seen from one place.

    place: the council and its comparators. tables: what was read.
    """

    def __init__(self, tables: Tables, place: Place) -> None:
        self.tables = tables
        self.place = place
        self._compared: dict[str, Compared] = {}

    def compare(self, indicator: Indicator) -> Compared:
        """Return an indicator of the place beside its comparators."""
        return self.compare_all([indicator])[0]

    def compare_all(self, indicators: Iterable[Indicator]) -> list[Compared]:
        """Return several indicators, in order; those not compared yet are compared at once."""
        indicators = list(indicators)
        wanted = {one.measure: one for one in indicators if one.measure not in self._compared}
        for one in compare_each([*wanted.values()], self.tables, self.place):
            self._compared[one.indicator.measure] = one
        return [self._compared[one.measure] for one in indicators]


def most_telling(compared: Iterable[Compared]) -> list[Compared]:
    """Choose the indicators that tell most about a council, by rule.

    Those with a trusted figure and a rank are put in order: significant differences from England
    first, then by how far the rank lies from the middle. At most two of a section, nine in all;
    none that rests on fewer than 30 children and young people.
    """
    scored = [(telling, one) for one in compared if (telling := _telling(one)) is not None]
    order = sorted(scored, key=lambda pair: (-pair[0], pair[1].indicator.measure))
    chosen: list[Compared] = []
    topics: dict[str, int] = {}
    for _, one in order:
        topic = one.indicator.topic
        if topics.get(topic, 0) < SUMMARY_PER_TOPIC and len(chosen) < SUMMARY_LENGTH:
            topics[topic] = topics.get(topic, 0) + 1
            chosen.append(one)
    return chosen


def _telling(compared: Compared) -> float | None:
    """Return how far the rank lies from the middle (0 to 1), and 1 more if significant."""
    position = compared.standing
    if position is None or position.of < FEWEST_RANKED or is_of_few(compared):
        return None
    middle = (position.of + 1) / 2
    distance = abs(position.rank - middle) / (position.of - middle)
    against = compared.at_latest(ENGLAND)
    significant = against is not None and sure_difference(against) in ("higher", "lower")
    return distance + (1.0 if significant else 0.0)


def is_of_few(compared: Compared) -> bool:
    """Say whether the council's latest share or rate rests on few children and young people."""
    row = compared.own
    return row is not None and bool(row["denominator"] < FEWEST_COUNTED)
