"""What published indicators alone say to who decides."""

from sendlib.contracts.areas import ENGLAND
from sendlib.measures.arrays import Row
from sendlib.measures.catalogue import GLANCE
from sendlib.measures.compared import Compared
from sendlib.measures.comparisons import sure_difference
from sendlib.measures.review import Review, is_of_few, most_telling
from sendlib.views.formats import number
from sendlib.views.key_points import KeyPoint
from sendlib.views.standing import TESTED_WORDS, rank_sentence
from sendlib.views.statements import period_words, value_words

CHAPTER = "indicators"
TABLE = "tab-glance"
# a significant difference on the wrong side of England, on any other side, and a rank alone; the
# nearer the rank is to an end, the more is added, up to SPAN
WRONG_SIDE, OTHER_SIDE, RANK_ALONE, SPAN = 0.55, 0.35, 0.1, 0.25
# sections on who the children and young people are: not for anybody to decide
WHO_THEY_ARE = ("population", "needs", "ages", "low_incidence")
BAD_SIDE = {"high": "lower", "low": "higher"}


def published_points(review: Review) -> list[KeyPoint]:
    """Return the most telling indicators as key points, chosen as in the evidence base.

    A significant difference from England is for the partners to decide on, unless it is to the
    good, or tells only who the children and young people are.
    """
    return [_point(one) for one in most_telling(review.compare_all(GLANCE))]


def standing_sentence(review: Review) -> str:
    """Say on how many indicators the council differs from England, "" without England beside it."""
    compared = review.compare_all(GLANCE)
    words = [word for one in compared if (word := difference(one))]
    if not words:
        return ""
    sides = [word for one in compared if (word := side(one))]
    higher, lower = (words.count(word) for word in ("higher", "lower"))
    better, worse = (sides.count(word) for word in ("better", "worse"))
    text = (
        f"Of {number(len(words), unit='count')} published indicators that can be tested, "
        f"{_are(higher)} significantly higher than in England and {_spoken(lower)} lower; the rest "
        "do not differ significantly."
    )
    if sides:
        text += (
            f" Of the {number(len(sides), unit='count')} of which one end is good, "
            f"{_are(better)} better than in England and {_spoken(worse)} worse."
        )
    return text


def _are(count: int) -> str:
    return f"{_spoken(count)} {'is' if count == 1 else 'are'}"


def _spoken(count: int) -> str:
    return number(count, unit="count") if count else "none"


def difference(compared: Compared) -> str:
    """Return higher, lower or similar than England, "" where that cannot be tested."""
    beside = compared.at_latest(ENGLAND)
    if beside is None or not compared.indicator.is_tested or is_of_few(compared):
        return ""
    word = sure_difference(beside)
    return word if word in ("higher", "lower") else "similar"


def side(compared: Compared) -> str:
    """Return better, worse or similar than England, "" where no end is good or none is tested."""
    word, polarity = difference(compared), compared.indicator.polarity
    if not word or not polarity or word == "similar":
        return word if polarity else ""
    return "worse" if word == BAD_SIDE[polarity] else "better"


def _point(compared: Compared) -> KeyPoint:
    word, beside = difference(compared), compared.at_latest(ENGLAND)
    is_sure = word in ("higher", "lower") and beside is not None
    is_worse = side(compared) == "worse"
    start = WRONG_SIDE if is_worse else OTHER_SIDE if is_sure else RANK_ALONE
    text = (
        f"In {period_words(compared)}, {compared.indicator.subject} in {compared.place.inside} was "
        f"{_value(compared)}"
    )
    if beside is not None and is_sure:
        text += f", {TESTED_WORDS[word]} in England ({_number(compared, beside)})."
    else:
        text += f". {rank_sentence(compared)}"
    return KeyPoint(
        CHAPTER,
        text,
        _decision(compared, word) if is_sure else "",
        (TABLE,),
        round(start + SPAN * _distance(compared), 3),
    )


def _decision(compared: Compared, word: str) -> str:
    """Return what to decide on a significant difference, "" where it calls for nothing."""
    title = f"“{compared.indicator.title}”"
    if side(compared) == "better" or compared.indicator.topic in WHO_THEY_ARE:
        return ""
    if side(compared) == "worse":
        return f"Find out what lies behind {title}, and agree what to change and by when."
    return f"Say whether {title} is as the partners want it: it is {word} than in England."


def _value(compared: Compared) -> str:
    own = compared.own
    return "" if own is None else value_words(compared, own)


def _number(compared: Compared, beside: Row) -> str:
    indicator = compared.indicator
    return number(float(beside["comparator_value"]), unit=indicator.unit, places=indicator.places)


def _distance(compared: Compared) -> float:
    """Return how far the rank lies from the middle, 0 to 1."""
    position = compared.standing
    if position is None:
        return 0.0
    middle = (position.of + 1) / 2
    return abs(position.rank - middle) / (position.of - middle)
