"""Sentences made from figures. Wording never goes beyond the test behind it."""

import pandas as pd

from sendlib.data.periods import end_year
from sendlib.measures.arrays import Row
from sendlib.measures.compared import Compared
from sendlib.measures.review import is_of_few
from sendlib.views.blocks import Statement
from sendlib.views.evidence import evidence_of
from sendlib.views.formats import REASON_WORDS, interval, number, when
from sendlib.views.standing import comparison_sentence, rank_sentence, trend_sentence

# a percentage of fewer than this would make much of one or two
FEWEST_FOR_PERCENT = 50
ABOUT_NOTHING = "0.0%"


def indicator_statement(compared: Compared) -> Statement:
    """Say what an indicator shows of the council, beside its comparators."""
    label = f"st-{compared.indicator.measure.replace('_', '-')}"
    evidence = evidence_of(compared)
    own = compared.own
    if own is None or pd.isna(own["value"]):
        return Statement(missing_sentence(compared), label, tone="missing", evidence=evidence)
    if own["status"] == "questioned":
        text = questioned_sentence(compared, own)
        return Statement(text, label, tone="questioned", evidence=evidence)
    if compared.indicator.kind == "count":
        sentences = [_opening(compared, own), _changes(compared, own)]
    else:
        sentences = [
            _opening(compared, own),
            comparison_sentence(compared),
            rank_sentence(compared),
            trend_sentence(compared),
        ]
    return Statement(" ".join(filter(None, sentences)), label, evidence=evidence)


def period_words(compared: Compared, period: str | None = None) -> str:
    """Return a period, by default the latest, as a sentence says it."""
    return when(period or compared.latest, compared.indicator)


def value_words(compared: Compared, row: Row | pd.Series) -> str:
    """Return the value of a row in the indicator's unit; it has one."""
    indicator = compared.indicator
    return number(float(row["value"]), unit=indicator.unit, places=indicator.places)


def years_words(years: tuple[int, int]) -> str:
    """Return 2019 to 2025, or one year alone."""
    first, last = years
    return str(last) if first == last else f"{first} to {last}"


def missing_sentence(compared: Compared) -> str:
    """Say that there is no figure, why, and what the latest one is."""
    indicator, place = compared.indicator, compared.place
    subject = indicator.subject.rstrip(",")
    if not compared.latest:
        return (
            f"There is no published figure for {subject} in the years shown "
            f"({years_words(place.years)})."
        )
    own = compared.own
    reason = "" if own is None else str(own["reason"])
    text = (
        f"There is no figure for {indicator.subject} in {place.inside} in "
        f"{period_words(compared)}: {REASON_WORDS[reason or 'not_published']}."
    )
    earlier = compared.trusted
    if not earlier:
        return text
    last = earlier[-1]
    value = value_words(compared, last)
    return f"{text} The latest is {value}, in {period_words(compared, str(last['period']))}."


def questioned_sentence(compared: Compared, own: Row) -> str:
    """Say that the published figure cannot be trusted, and show it as such."""
    return (
        f"The published figures give {value_words(compared, own)} for "
        f"{compared.indicator.subject} in {compared.place.inside} in {period_words(compared)}. A "
        "check of the published data questions this figure, so it is not compared or ranked: see "
        "“How good are the data?”."
    )


def _opening(compared: Compared, own: Row) -> str:
    between = interval(own, compared.indicator)
    certainty = f" (95% confidence interval {between})" if between else ""
    value = value_words(compared, own)
    if compared.indicator.kind == "proportion" and is_of_few(compared):
        part, whole = (number(float(own[name]), unit="count") for name in ("count", "denominator"))
        value = f"{part} of {whole}, or {value}"
    return (
        f"In {period_words(compared)}, {compared.indicator.subject} in {compared.place.inside} was "
        f"{value}{certainty}."
    )


def _changes(compared: Compared, own: Row) -> str:
    """Say how a number has changed in a year, and since the first year shown."""
    latest = end_year(compared.latest)
    rows = [(end_year(row["period"]), row) for row in compared.trusted]
    changes = [
        _change(compared, own, before, "a year before") for end, before in rows if end == latest - 1
    ]
    earlier = [row for end, row in rows if end < latest - 1]
    for before in earlier[:1]:
        first = f"in {period_words(compared, str(before['period']))}"
        changes.append(_change(compared, own, before, first))
    return f"That was {' and '.join(changes)}." if changes else ""


def _change(compared: Compared, own: Row, before: Row, when_before: str) -> str:
    old, new = float(before["value"]), float(own["value"])
    was = value_words(compared, before)
    if was == value_words(compared, own):
        return f"the same as {when_before} ({was})"
    if old < FEWEST_FOR_PERCENT:
        return f"{'up' if new > old else 'down'} from {was} {when_before}"
    percent = number(100 * abs(new - old) / old, unit="percent")
    less = "less" if compared.indicator.unit == "gbp" else "fewer"
    much = "slightly" if percent == ABOUT_NOTHING else percent
    return f"{much} {'more' if new > old else less} than {when_before} ({was})"
