"""Who has needs that are rare: the definition, the categories, and each council's numbers."""

from collections.abc import Sequence

import pandas as pd

from sendlib.contracts.areas import ENGLAND, area_name
from sendlib.measures.comparisons import sure_difference
from sendlib.measures.regional import Regional, RegionalReview
from sendlib.measures.regional_categories import (
    CATEGORIES,
    PUBLISHED,
    RARE,
    RARE_RATE,
    RATES,
)
from sendlib.views.blocks import Callout, Column, Evidence, Prose, Statement, Table, nothing
from sendlib.views.columns import SIGNIFICANCE_CELLS
from sendlib.views.formats import (
    capital,
    counted,
    interval,
    listed,
    number,
    shorthand_notes,
    shown,
)
from sendlib.views.regional_evidence import ends_words, left_out_words, regional_evidence
from sendlib.views.sources import source_note
from sendlib.views.standing import TEST, TESTED_WORDS
from sendlib.views.statements import period_words

NOT_PUBLISHED = "not published"
TEST_NOTE = (
    "Test: the region beside England at 95%, allowing for the usual spread among councils; similar "
    "is no significant difference."
)


def cohort_definition() -> Prose:
    """Say who the report is about: the three marks of such needs, and the categories."""
    return Prose(
        "rare-needs-defined",
        (
            "There is no national definition. This report follows the one of the National Sensory "
            "Impairment Partnership (NatSIP, 2018), which has three parts. The need holds back "
            "learning or development unless something more is done. It is so rare that a "
            "mainstream setting is unlikely to know enough about it without specialist advice. And "
            "it is so rare that money shared out by a formula on general measures of need does not "
            "go where these children are.",
            "NatSIP names seven categories:",
        ),
        tuple(
            f"{one.name}." if one.wanted == one.phrase else f"{one.name}: {one.wanted}."
            for one in CATEGORIES
        ),
    )


def cohort_statement(review: RegionalReview) -> Statement:
    """Say how many children have the four rarest needs, and how many autism or SEMH."""
    found = review.compare(RARE_RATE)
    own = found.compared.own
    evidence = regional_evidence(found)
    place = review.region.place
    if own is None:
        text = f"There are no published figures on needs for the councils of {place.inside}."
        return Statement(text, "st-regional-cohort", tone="missing", evidence=evidence)
    wide = [
        f"{number(float(row['count']), unit='count')} had {one.phrase}"
        for one in PUBLISHED
        if one not in RARE and (row := review.compare(RATES[one.code]).compared.own) is not None
    ]
    text = (
        f"In {period_words(found.compared)}, {number(float(own['count']), unit='count')} children "
        f"and young people with an EHC plan in {place.inside} had a hearing, vision or "
        "multi-sensory impairment or profound and multiple learning difficulty as primary need: "
        f"{shown(own, found.indicator)} in 1,000 residents aged 0 to 25 (95% confidence interval "
        f"{interval(own, found.indicator)}). {_beside_england(found)}"
    )
    if wide:
        text += (
            f" A further {listed(wide)} as primary need. Only the severe ones among them are rare, "
            "and how many those are is not published."
        )
    return Statement(f"{text} {left_out_words(found)}".strip(), "st-regional-cohort",
                     evidence=evidence)  # fmt: skip


def _beside_england(found: Regional) -> str:
    row = found.compared.at_latest(ENGLAND)
    england = found.compared.of(ENGLAND)
    if row is None:
        return ""
    words = TESTED_WORDS[sure_difference(row)]
    return f"That was {words} England ({shown(england, found.indicator)}; {TEST})."


def categories_table(review: RegionalReview) -> Table | Callout:
    """Return a row per category: plans, rate with interval, and the region beside England."""
    found = [review.compare(RATES[one.code]) for one in PUBLISHED]
    known = {one.code: each for one, each in zip(PUBLISHED, found, strict=True)}
    if all(each.compared.own is None for each in found):
        return nothing(
            "No table: needs that are rare",
            "There are no published figures on needs for the councils of "
            f"{review.region.place.inside}.",
            "tab-regional-categories",
        )
    rows = tuple(_category_row(one.name, known.get(one.code)) for one in CATEGORIES)
    sources = pd.concat([each.compared.values[["source"]] for each in found], ignore_index=True)
    return Table(
        caption=f"Needs that are rare, {review.region.place.name}, {_periods(found)}",
        label="tab-regional-categories",
        columns=(
            Column("Category"),
            Column("Plans, at most", numeric=True),
            Column("Per 1,000 aged 0 to 25", numeric=True),
            Column("95% interval", numeric=True),
            Column("England", numeric=True),
            Column("Test"),
        ),
        rows=rows,
        notes=(
            "Each group is everybody with that primary need, whatever its severity: an upper bound "
            "on the category. The rest of the definition cannot be told from published figures.",
            *dict.fromkeys(filter(None, map(left_out_words, found))),
            found[0].indicator.definition,
            TEST_NOTE,
            *shorthand_notes(cell for row in rows for cell in row),
            source_note(sources),
        ),
        evidence=regional_evidence(*found),
    )


def _category_row(name: str, found: Regional | None) -> tuple[str, ...]:
    if found is None:
        return (name, NOT_PUBLISHED, *["[x]"] * 4)
    own, against = found.compared.own, found.compared.at_latest(ENGLAND)
    if own is None:
        return (name, *["[x]"] * 5)
    return (
        name,
        number(float(own["count"]), unit="count"),
        shown(own, found.indicator),
        interval(own, found.indicator),
        shown(found.compared.of(ENGLAND), found.indicator),
        "[x]" if against is None else SIGNIFICANCE_CELLS[sure_difference(against)],
    )


def _periods(found: Sequence[Regional]) -> str:
    periods = dict.fromkeys(period_words(one.compared) for one in found if one.compared.latest)
    return listed(sorted(periods))


def councils_table(review: RegionalReview) -> Table | Callout:
    """Return each council's plans by category: the numbers that planning has to do with."""
    found = [review.compare(RATES[one.code]) for one in PUBLISHED]
    if all(each.known.empty for each in found):
        return nothing(
            "No table: councils by need",
            "No council of the region has a published figure to rely on.",
            "tab-regional-councils",
        )
    rows = [
        (area_name(code), *(_count_cell(each, code) for each in found))
        for code in review.region.members
    ]
    sums = [
        "[x]" if each.compared.own is None
        else number(float(each.compared.own["count"]), unit="count")
        for each in found
    ]  # fmt: skip
    rows.append((f"All of {review.region.place.name}", *sums))
    sources = pd.concat([each.members[["source"]] for each in found], ignore_index=True)
    return Table(
        caption=f"EHC plans by primary need and council, {_periods(found)}",
        label="tab-regional-councils",
        columns=(
            Column("Council"),
            *(Column(_short(one.name), numeric=True) for one in PUBLISHED),
        ),
        rows=tuple(rows),
        notes=(
            "The sums leave out a council without a figure to rely on.",
            "PMLD: profound and multiple learning difficulty; SEMH: social, emotional and mental "
            "health.",
            *shorthand_notes(cell for row in rows for cell in row),
            source_note(sources),
        ),
        evidence=Evidence(figures=regional_evidence(*found).figures),
    )


def _short(name: str) -> str:
    return {
        "Profound and multiple learning difficulty": "PMLD",
        "Social, emotional and mental health": "SEMH",
    }.get(name, name)


def _count_cell(found: Regional, code: str) -> str:
    row = found.member(code)
    if row is None or pd.isna(row["value"]):
        return "[x]"
    text = number(float(row["count"]), unit="count")
    return f"{text} [q]" if row["status"] == "questioned" else text


def category_statement(found: Regional, phrase: str) -> Statement:
    """Say how many have a need, how the region stands, and which councils stand apart.

    Args:
        found: the rate of the need in the region.
        phrase: how a sentence calls it, such as “hearing impairment”.
    """
    label = f"st-regional-{found.indicator.measure.replace('_', '-')}"
    evidence = regional_evidence(found, is_expected=True)
    own, place = found.compared.own, found.region.place
    if own is None:
        text = f"There is no published figure for {phrase} in {place.inside}."
        return Statement(text, label, tone="missing", evidence=evidence)
    people = counted(float(own["count"]), "child or young person", "children and young people")
    text = (
        f"In {period_words(found.compared)}, {people} in {place.inside} had an EHC plan with "
        f"{phrase} as primary need: {shown(own, found.indicator)} in 1,000 residents aged 0 to 25 "
        f"(95% confidence interval {interval(own, found.indicator)}). {_beside_england(found)} "
        f"{_range_of_councils(found)} {_standing_apart(found)} {left_out_words(found)}"
    )
    return Statement(" ".join(text.split()), label, evidence=evidence)


def _range_of_councils(found: Regional) -> str:
    low, high = ends_words(found)
    return f"Among the councils the rate ran from {low} to {high}." if low else ""


def _standing_apart(found: Regional) -> str:
    """Name the councils whose rate differs from the region's by both tests."""
    groups: dict[str, list[str]] = {"higher": [], "lower": []}
    for code in found.known["area_code"]:
        row = found.beside_region(str(code))
        word = "" if row is None else sure_difference(row)
        if word in groups:
            groups[word].append(area_name(str(code)))
    parts = [f"{word} in {listed(names)}" for word, names in groups.items() if names]
    if not parts:
        return "No council differs from the region by more than chance and the usual spread."
    return capital(f"significantly {' and '.join(parts)} than in the region as a whole.")
