"""The page for parents and carers: short sentences, the same figures, readability measured."""

from collections.abc import Iterable

import pandas as pd

from sendlib.contracts.areas import ENGLAND
from sendlib.measures.compared import Compared
from sendlib.measures.place import Place
from sendlib.measures.placements import INDEPENDENT, MAINSTREAM
from sendlib.measures.plans import PLANS, PUPILS_ANY_SEN, REQUESTS_REFUSED
from sendlib.measures.readability import reading_grade
from sendlib.measures.review import Review
from sendlib.measures.timeliness import APPEALS, IN_TIME
from sendlib.views.blocks import Evidence, Prose
from sendlib.views.evidence import together
from sendlib.views.formats import capital, number, small
from sendlib.views.statements import period_words

# the verbs of the sentences, by whether 1 or more do it
ONE = {"need": "needs", "go": "goes", "were": "was"}
MANY = {"need": "need", "go": "go", "were": "were"}
SHOWN = (PUPILS_ANY_SEN, PLANS, IN_TIME, REQUESTS_REFUSED, MAINSTREAM, INDEPENDENT, APPEALS)


def plain_page(review: Review) -> Prose:
    """Return the findings for parents and carers, with the reading grade at the end."""
    sentences = plain_sentences(review)
    opening = plain_opening(review.place)
    closing = (
        "These are counts of children, not of how good the help is. The rest of this report shows "
        "where each number comes from."
    )
    measured = reading_age([opening, *sentences, closing], what="this page")
    return Prose(
        "plain-language",
        (opening, closing, measured),
        tuple(sentences),
        evidence=plain_evidence(review),
    )


def plain_opening(place: Place) -> str:
    """Say for whom the page is, and what a plan is."""
    return (
        f"This page is for parents and carers in {place.inside}. Some children need more help to "
        "learn than others. A child who needs a lot of help can have a plan. It is called an EHC "
        "plan. It says what help the child must get."
    )


def plain_sentences(review: Review) -> list[str]:
    """Return what published figures say, in short words."""
    place = review.place
    found = {one.measure: review.compare(one) for one in SHOWN}
    return [
        _part(found[PUPILS_ANY_SEN.measure], place, "Of every 100 pupils here, {} {need} extra "
              "help to learn.", "In England it is {}."),
        _plans(found[PLANS.measure], place),
        _part(found[IN_TIME.measure], place, "The law says a new plan should take no more than 20 "
              "weeks. Here, {} in 100 new plans {were} on time.", "In England it is {}."),
        _part(found[REQUESTS_REFUSED.measure], place, "The council said no to {} in 100 requests "
              "to look at a child's needs.", "In England it is {}."),
        _part(found[MAINSTREAM.measure], place, "{} in 100 children with a plan {go} to a "
              "mainstream school.", "In England it is {}."),
        _part(found[INDEPENDENT.measure], place, "{} in 100 {go} to a special school that the "
              "state does not run.", "In England it is {}."),
        _part(found[APPEALS.measure], place, "Parents can ask a court, the SEND Tribunal, to look "
              "again. They did so for {} in 100 decisions.", "In England it is {}."),
    ]  # fmt: skip


def plain_evidence(review: Review) -> Evidence:
    """Return the figures behind the plain sentences."""
    return together(review.compare_all(SHOWN))


def reading_age(texts: Iterable[str], *, what: str) -> str:
    """Say at what age a text can be read, by its measured reading grade."""
    grade = reading_grade(" ".join(texts))
    return (
        f"Reading age of {what}, measured: about {number(grade + 5, unit='count')} years "
        "(Flesch-Kincaid)."
    )


def _part(compared: Compared, place: Place, own_words: str, england_words: str) -> str:
    row = compared.figure
    if row is None:
        return (
            f"We have no safe number for {place.name} on this: {small(compared.indicator.title)}."
        )
    value = _whole(float(row["value"]))
    text = own_words.format(value, **(ONE if value.endswith(" 1") or value == "1" else MANY))
    text = capital(text)
    england = compared.of(ENGLAND)
    if england is None or pd.isna(england["value"]) or england["status"] == "questioned":
        return text
    return f"{text} {england_words.format(_whole(float(england['value'])))}"


def _plans(compared: Compared, place: Place) -> str:
    row = compared.figure
    if row is None:
        return f"We have no safe count of plans for {place.name}."
    text = (
        f"In {period_words(compared)}, {number(float(row['value']), unit='count')} children and "
        "young people had a plan."
    )
    before = compared.of(place.area_code, str(int(compared.latest) - 1))
    if before is None or pd.isna(before["value"]) or before["status"] == "questioned":
        return text
    return f"{text} The year before it was {number(float(before['value']), unit='count')}."


def _whole(value: float) -> str:
    """Return a share in words for a page of whole numbers; nearly none or all is neither."""
    if 0 < value < 0.5:
        return "fewer than 1"
    return "more than 99" if 99.5 <= value < 100 else number(value, unit="count")
