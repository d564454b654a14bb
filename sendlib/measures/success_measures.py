"""Measures of success taken apart: each with its number, which way it counts, and its month.

Plans write measures as prose. What is found is shown beside the prose, never in its place; a number
that counts no progress (a section of law, an age, a time limit) is no target.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import pandas as pd

Unit = Literal["percent", "count"]
Direction = Literal["at_least", "at_most"]
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH = re.compile(
    r"\b(?:(?P<day>\d{1,2})(?:st|nd|rd|th)?\s+)?(?P<month>jan|feb|mar|apr|may|june?|july?|aug|sept?"
    r"|oct|nov|dec)[a-z]*\.?,?\s+(?P<year>(?:19|20)\d\d)\b",
    re.I,
)
_SENTENCE = re.compile(r"(?<=[.;!])\s+(?=[A-Z0-9])|\n+|(?<=\b(?:19|20)\d\d)\s+(?=[A-Z0-9])")
_NUMBER = re.compile(
    r"(?<![\w.,/-])\u00a3?(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?\s*(%|per ?cent\b)?(?![\w/])"
)
_WORDS = {
    word: number
    for number, word in enumerate(
        "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
        "sixteen seventeen eighteen nineteen twenty".split(),
        start=2,
    )
}
_OPENING = re.compile(rf"^(?:(none|no)|({'|'.join(_WORDS)}))\b", re.I)
# a number behind these is a limit, an age or a part of the law
_NO_TARGET = re.compile(
    r"(?:within|over|above|from|after|before|every|aged?|ages|year|years|section|sections|chapter|"
    r"regulation|regulations|stage|stages|phase|priority|action|paper|item|table|appendix|version|to|and|\()\s*$",
    re.I,
)
_AT_MOST = re.compile(
    r"(?:under|below|less than|fewer than|lower than|at most|no more than|not more than|up to|"
    r"maximum of|down to|reduced? to)\s*$",
    re.I,
)
_AT_LEAST = re.compile(r"(?:at least|more than|minimum of|increase[ds]? to|up from)\s*$", re.I)
# “answers from 40% of families”, but not “from 40% to 60%”
_FROM = re.compile(r"\bfrom\s*$", re.I)
_TO = re.compile(r"\s*to\b")
_DAY = re.compile(
    r"\b\d{1,2}(?:st|nd|rd|th)?\s+(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\b",
    re.I,
)
_TIME = re.compile(r"^\s*(?:working\s+)?(?:days?|weeks?|months?|years?|hours?|miles?)\b", re.I)
_LITTLE = frozenset("with that this have been from they their them were will into used using than "
                    "rated within place which each".split())  # fmt: skip
_CLAUSE = re.compile(r"[;:,.\d]")
_STEM = 5
_NEAR = 5  # words behind a number that tell what it counts


@dataclass(frozen=True)
class Target:
    """A number that a text names.

    value: as written, percent 0 to 100. unit: percent or count. direction: whether reaching it
    means at least or at most that many. words: stems of what it counts.
    """

    value: float
    unit: Unit
    direction: Direction
    words: frozenset[str]


@dataclass(frozen=True)
class SuccessMeasure:
    """One measure of success: its text, its first target if it has one, its month if it has one."""

    text: str
    target: Target | None
    month: pd.Timestamp | None


def success_measures(text: str) -> tuple[SuccessMeasure, ...]:
    """Return the measures of success that a cell of a plan names, one for each sentence."""
    return tuple(
        SuccessMeasure(sentence, next(numbers(sentence), None), month_of(sentence))
        for sentence in map(str.strip, _SENTENCE.split(text))
        if sentence
    )


def numbers(text: str) -> Iterator[Target]:
    """Yield the numbers of a text that can be targets or figures measured, in their order."""
    plain = _DAY.sub(_blank, _MONTH.sub(_blank, text))
    opening = _OPENING.match(plain)
    if opening and not _TIME.match(plain[opening.end() :]):
        value = 0.0 if opening[1] else float(_WORDS[opening[2].casefold()])
        direction: Direction = "at_most" if opening[1] else "at_least"
        yield Target(value, "count", direction, _counted(plain[opening.end() :]))
    for found in _NUMBER.finditer(plain):
        before, behind = plain[: found.start()], plain[found.end() :]
        is_year = found[3] is None and re.fullmatch(r"(?:19|20)\d\d", found[1])
        is_most = bool(_AT_MOST.search(before))
        is_named = is_most or _AT_LEAST.search(before)
        is_share_of = found[3] and _FROM.search(before) and not _TO.match(behind)
        if is_year or (_NO_TARGET.search(before) and not is_named and not is_share_of):
            continue
        if _TIME.match(behind) and not is_most:
            continue
        yield Target(
            float(found[1].replace(",", "") + (found[2] or "")),
            "percent" if found[3] else "count",
            "at_most" if is_most else "at_least",
            _counted(behind) or _counted(before, last=True),
        )


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


def month_of(text: str) -> pd.Timestamp | None:
    """Return the first month that a text names with its year."""
    found = _MONTH.search(text)
    if found is None:
        return None
    number = _MONTHS.index(found["month"][:3].casefold()) + 1
    return pd.Timestamp(int(found["year"]), number, 1)


def figure_for(target: Target, figures: str, *, is_own: bool) -> Target | None:
    """Return the figure of a text that measures a target: the same unit, of the same thing.

    Args:
        target: of a measure.
        figures: what was measured, or evidence that may hold it.
        is_own: whether the text is about this measure alone, so that its unit is enough.
    """
    same = [found for found in numbers(figures) if found.unit == target.unit]
    named = [found for found in same if found.words & target.words]
    return next(iter(named or (same if is_own else [])), None)


def is_met(target: Target, figure: Target) -> bool:
    """Say whether a figure reaches a target."""
    if target.direction == "at_most":
        return figure.value <= target.value
    return figure.value >= target.value


def _counted(text: str, *, last: bool = False) -> frozenset[str]:
    clauses = _CLAUSE.split(text.casefold())
    words = re.findall(r"[a-z]{4,}", clauses[-1 if last else 0])
    near = words[-_NEAR:] if last else words[:_NEAR]
    return frozenset(word[:_STEM] for word in near if word not in _LITTLE)
