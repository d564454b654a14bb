"""How a council stands beside others, in words: tests, ranks and trends."""

from sendlib.data.periods import end_year
from sendlib.measures.arrays import Row
from sendlib.measures.compared import Compared
from sendlib.measures.comparisons import sure_difference
from sendlib.measures.review import is_of_few
from sendlib.measures.trend import POINTS
from sendlib.views.formats import listed, number, when

ORDER = ("higher", "lower", "similar")
TESTED_WORDS = {
    "higher": "significantly higher than",
    "lower": "significantly lower than",
    "similar": "not significantly different from",
}
UNTESTED_WORDS = {"higher": "above", "lower": "below", "similar": "the same as"}
TEST = "tested at 95%, allowing for the usual spread among councils"
TREND_TEST = "tested at 99.8%"


def comparison_sentence(compared: Compared) -> str:
    """Say how the council stands beside each comparator, "" where nothing can be said.

    Groups run higher, lower, similar, joined by `but` where two point different ways.
    """
    indicator = compared.indicator
    groups: dict[str, list[str]] = {}
    for code in compared.place.comparators:
        row = compared.at_latest(code)
        if row is None:
            continue
        value = _number(compared, float(row["comparator_value"]))
        word = sure_difference(row) if indicator.is_tested else _side(compared, row)
        groups.setdefault(word, []).append(f"{compared.place.phrase(code)} ({value})")
    words = TESTED_WORDS if indicator.is_tested else UNTESTED_WORDS
    parts = [f"{words[word]} {listed(groups[word])}" for word in ORDER if word in groups]
    if not parts:
        return ""
    joined = ", but ".join(parts) if len(parts) < 3 else f"{parts[0]}, {parts[1]}, but {parts[2]}"
    if indicator.is_tested:
        return f"It was {joined} ({TEST})."
    if indicator.kind == "ratio":
        return f"It was {joined}; amounts per head are not tested."
    return f"It was {joined}; the publication gives no counts, so differences could not be tested."


def _side(compared: Compared, row: Row) -> str:
    """Return which side of a comparator an untested value lies on, as shown after rounding."""
    beside, difference = float(row["comparator_value"]), float(row["difference"])
    if _number(compared, beside + difference) == _number(compared, beside):
        return "similar"
    return "higher" if difference > 0 else "lower"


def rank_sentence(compared: Compared) -> str:
    """Say the council's rank among councils, "" where it has none."""
    position = compared.standing
    if position is None or is_of_few(compared):
        return ""
    end, other = "highest", "lowest"
    if compared.indicator.polarity == "low":
        end, other = other, end
    if position.rank == position.of:
        return f"It ranked {other} of {position.of} councils."
    place = end if position.rank == 1 else f"{ordinal(position.rank)} {end}"
    joint = "joint " if position.shared else ""
    return f"It ranked {joint}{place} of {position.of} councils."


def trend_sentence(compared: Compared) -> str:
    """Say the five-year trend, "" where it was not assessed."""
    direction = compared.trend.direction
    if direction == "not assessed":
        return ""
    if direction == "no significant change":
        text = f"Over the latest five years there was no significant trend ({TREND_TEST})."
    else:
        text = f"Over the latest five years it was {direction} ({TREND_TEST})."
    anew = compared.indicator.collected_anew
    if anew and end_year(compared.latest) - POINTS + 1 < end_year(anew) <= end_year(
        compared.latest
    ):
        text += (
            f" The figures are collected in another way from {when(anew, compared.indicator)} on, "
            "within those years."
        )
    return text


def ordinal(rank: int) -> str:
    """Return 1st, 2nd, 3rd, 4th, 11th, 21st."""
    ending = {1: "st", 2: "nd", 3: "rd"}.get(rank % 10, "th")
    return f"{rank}{'th' if rank % 100 in (11, 12, 13) else ending}"


def _number(compared: Compared, value: float) -> str:
    return number(value, unit=compared.indicator.unit, places=compared.indicator.places)
