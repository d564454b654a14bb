"""Sentences made from figures. Wording never goes beyond the test behind it."""

from collections.abc import Callable

import pandas as pd

from sendlib.data.periods import end_year
from sendlib.measures.compared import Compared
from sendlib.measures.indicator import TESTED
from sendlib.views.blocks import Evidence, Statement
from sendlib.views.evidence import evidence_of
from sendlib.views.formats import REASON_WORDS, interval, is_january, listed, number, when

ORDER = ("higher", "lower", "similar")
WORDS = {
    "higher": "significantly higher than",
    "lower": "significantly lower than",
    "similar": "not significantly different from",
}
USUAL_SPREAD = "allowing for the usual spread among councils"


def indicator_statement(compared: Compared) -> Statement:
    """Say what an indicator shows of the council, beside its comparators."""
    label = f"st-{compared.indicator.measure.replace('_', '-')}"
    own = compared.own
    if not compared.is_known:
        return Statement(missing_sentence(compared), label, tone="missing",
                         evidence=evidence_of(compared))  # fmt: skip
    if own is not None and own["status"] == "questioned":
        return Statement(
            questioned_sentence(compared), label, tone="questioned", evidence=evidence_of(compared)
        )
    build: dict[str, Callable[[Compared], list[str]]] = {
        "count": _count_sentences,
        "value": _value_sentences,
        "ratio": _value_sentences,
    }
    sentences = build.get(compared.indicator.kind, _tested_sentences)(compared)
    return Statement(" ".join(sentences), label, evidence=evidence_of(compared))


def period_words(compared: Compared, period: str | None = None) -> str:
    """Return the period as a sentence says it."""
    return when(period or compared.latest, january=is_january(compared.indicator))


def missing_sentence(compared: Compared) -> str:
    """Say that there is no figure, why, and what the latest one is."""
    indicator, place = compared.indicator, compared.place
    if not compared.latest:
        return (
            f"There is no published figure for {indicator.subject} in the years shown "
            f"({place.years[0]} to {place.years[1]})."
        )
    own = compared.own
    reason = REASON_WORDS[str(own["reason"])] if own is not None and own["reason"] else (
        REASON_WORDS["not_published"]
    )  # fmt: skip
    text = (
        f"There is no figure for {indicator.subject} in {place.name} in "
        f"{period_words(compared)}: {reason}."
    )
    earlier = compared.values[
        (compared.values["area_code"] == place.area_code) & compared.values["value"].notna()
    ]
    if earlier.empty:
        return text
    last = earlier.loc[earlier["period"].map(end_year).idxmax()]
    value = number(float(last["value"]), unit=indicator.unit, places=indicator.places)
    return f"{text} The latest is {value}, in {period_words(compared, str(last['period']))}."


def questioned_sentence(compared: Compared) -> str:
    """Say that the published figure cannot be trusted, and show it as such."""
    indicator = compared.indicator
    value = _value(compared, compared.own)
    return (
        f"The published figures give {value} for {indicator.subject} in {compared.place.name} in "
        f"{period_words(compared)}. A check of the published data questions this figure, so it "
        "is not compared or ranked: see “How good are the data?”."
    )


def comparison_sentence(compared: Compared) -> str:
    """Say how the council stands beside each comparator, "" where nothing can be said.

    Groups run higher, lower, similar, joined by `but` where two point different ways.
    """
    tested = compared.indicator.kind in TESTED
    groups: dict[str, list[str]] = {}
    for code in compared.place.comparators:
        row = compared.at_latest(code)
        if row is None:
            continue
        word = str(row["significance"]) if tested else _side(compared, row)
        value = number(
            float(row["comparator_value"]),
            unit=compared.indicator.unit,
            places=compared.indicator.places,
        )
        groups.setdefault(word, []).append(f"{compared.place.phrase(code)} ({value})")
    if not groups:
        return ""
    words = WORDS if tested else {"higher": "above", "lower": "below", "similar": "the same as"}
    parts = [f"{words[word]} {listed(groups[word])}" for word in ORDER if word in groups]
    joined = ", but ".join(parts) if len(parts) < 3 else f"{parts[0]}, {parts[1]}, but {parts[2]}"
    if tested:
        return f"It was {joined}, {USUAL_SPREAD}."
    if compared.indicator.kind == "ratio":
        return f"It was {joined}; amounts per head are not tested."
    return f"It was {joined}; the publication gives no counts, so differences could not be tested."


def rank_sentence(compared: Compared) -> str:
    """Say the council's rank among councils, "" where it has none."""
    rows = [compared.at_latest(code) for code in compared.place.comparators]
    ranked = next((row for row in rows if row is not None and pd.notna(row["rank"])), None)
    if ranked is None:
        return ""
    end = "lowest" if compared.indicator.polarity == "low" else "highest"
    return f"It ranked {ordinal(int(ranked['rank']))} {end} of {int(ranked['of'])} councils."


def trend_sentence(compared: Compared) -> str:
    """Say the five-year trend, "" where it was not assessed."""
    direction = compared.trend.direction
    if direction == "not assessed":
        return ""
    if direction == "no significant change":
        return "Over the latest five years there was no significant trend."
    return f"Over the latest five years the trend was {direction}."


def ordinal(rank: int) -> str:
    """Return 1st, 2nd, 3rd, 4th, 11th, 21st."""
    ending = {1: "st", 2: "nd", 3: "rd"}.get(rank % 10, "th")
    return f"{rank}{'th' if rank % 100 in (11, 12, 13) else ending}"


def _value(compared: Compared, row: pd.Series | None) -> str:
    indicator = compared.indicator
    return "" if row is None else number(
        float(row["value"]), unit=indicator.unit, places=indicator.places
    )  # fmt: skip


def _opening(compared: Compared) -> str:
    own = compared.own
    between = interval(own, compared.indicator) if own is not None else ""
    certainty = f" (95% confidence interval {between})" if between else ""
    return (
        f"In {period_words(compared)}, {compared.indicator.subject} in {compared.place.name} was "
        f"{_value(compared, own)}{certainty}."
    )


def _tested_sentences(compared: Compared) -> list[str]:
    parts = [
        _opening(compared),
        comparison_sentence(compared),
        rank_sentence(compared),
        trend_sentence(compared),
    ]
    return [part for part in parts if part]


def _value_sentences(compared: Compared) -> list[str]:
    parts = [_opening(compared), comparison_sentence(compared), rank_sentence(compared)]
    return [part for part in parts if part]


def _count_sentences(compared: Compared) -> list[str]:
    parts = [_opening(compared)]
    own = compared.values[
        (compared.values["area_code"] == compared.place.area_code)
        & compared.values["value"].notna()
        & (compared.values["status"] != "questioned")
    ]
    ends = own["period"].map(end_year)
    latest = end_year(compared.latest)
    year_before = own[ends == latest - 1]
    changes = []
    if len(year_before):
        changes.append(_change(compared, year_before.iloc[0], "a year before"))
    earlier = own[ends < latest - 1]
    if len(earlier):
        first = earlier.loc[earlier["period"].map(end_year).idxmin()]
        changes.append(
            _change(compared, first, f"in {period_words(compared, str(first['period']))}")
        )
    if changes:
        parts.append(f"That was {' and '.join(changes)}.")
    return parts


def _change(compared: Compared, before: pd.Series, when_before: str) -> str:
    own = compared.own
    old, new = float(before["value"]), float(own["value"]) if own is not None else float("nan")
    was = number(old, unit=compared.indicator.unit)
    if old == 0 or new == old:
        same = "the same as" if new == old else "up from"
        return f"{same} {was} {when_before}"
    percent = number(abs(100 * (new - old) / old), unit="percent")
    less = "less" if compared.indicator.unit == "gbp" else "fewer"
    return f"{percent} {'more' if new > old else less} than {when_before} ({was})"


def _side(compared: Compared, row: pd.Series) -> str:
    """Return which side of a comparator an untested value lies on, as shown after rounding."""
    own = _value(compared, compared.own)
    beside = number(
        float(row["comparator_value"]), unit=compared.indicator.unit,
        places=compared.indicator.places,
    )  # fmt: skip
    if own == beside:
        return "similar"
    return "higher" if row["difference"] > 0 else "lower"


def plain_statement(text: str, label: str, evidence: Evidence | None = None) -> Statement:
    """Return a statement of words that a view has put together."""
    return Statement(text, label, evidence=evidence or Evidence())
