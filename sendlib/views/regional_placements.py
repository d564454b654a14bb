"""Where children with rare needs learn, and placements away from home, from published figures."""

from collections.abc import Sequence

import pandas as pd

from sendlib.contracts.areas import area_name
from sendlib.measures import placements
from sendlib.measures.regional import Regional, RegionalReview
from sendlib.measures.regional_categories import (
    PUBLISHED,
    RESIDENTIAL_SHARE,
    SETTINGS,
    Category,
    placed_in,
)
from sendlib.views.blocks import Absent, Callout, Column, Statement, Table, nothing
from sendlib.views.formats import listed, number, shorthand_notes, shown
from sendlib.views.regional_evidence import left_out_words, regional_evidence
from sendlib.views.sources import source_note
from sendlib.views.statements import period_words

BOUGHT = "Independent and non-maintained special schools"
FEWEST_FOR_PERCENT = 50
HEADS = ("Mainstream", "Units", "State special", "Independent special", "Post-16", "Elsewhere")
AWAY = (
    placements.RESIDENTIAL, placements.RESIDENTIAL_52, RESIDENTIAL_SHARE, placements.INDEPENDENT,
)  # fmt: skip


def settings_statement(review: RegionalReview) -> Statement:
    """Say for which needs councils most often use places that they have to buy."""
    found = {one: _by_setting(review, one) for one in PUBLISHED}
    evidence = regional_evidence(*(part for parts in found.values() for part in parts))
    known = {one: parts for one, parts in found.items() if _sum(parts) is not None}
    place = review.region.place
    if not known:
        text = f"There are no published figures on needs by setting for {place.inside}."
        return Statement(text, "st-regional-settings", tone="missing", evidence=evidence)
    words = []
    for one, parts in known.items():
        bought = _amount(parts[list(SETTINGS).index(BOUGHT)]) or 0.0
        words.append(_share_words(one, bought, _sum(parts) or 0.0))
    first = next(iter(known.values()))[0]
    text = (
        f"In {period_words(first.compared)}, of the children and young people with a plan in "
        f"{place.inside}, independent and non-maintained special schools, whose places councils "
        f"buy, taught {listed(words)}. {_left_out(known)}"
    )
    return Statement(text.strip(), "st-regional-settings", evidence=evidence)


def _share_words(category: Category, bought: float, plans: float) -> str:
    part, whole = number(bought, unit="count"), number(plans, unit="count")
    percent = (
        f" ({number(100 * bought / plans, unit='percent')})" if plans >= FEWEST_FOR_PERCENT else ""
    )
    return f"{part} of {whole} with {category.phrase}{percent}"


def settings_table(review: RegionalReview) -> Table | Callout:
    """Return a row per category: the region's plans by group of settings."""
    found = {one: _by_setting(review, one) for one in PUBLISHED}
    if all(_sum(parts) is None for parts in found.values()):
        return nothing(
            "No table: needs by setting",
            f"There are no published figures on needs by setting for {review.region.place.inside}.",
            "tab-regional-settings",
        )
    rows = tuple(_setting_row(one, parts) for one, parts in found.items())
    every = [part for parts in found.values() for part in parts]
    sources = pd.concat([part.members[["source"]] for part in every], ignore_index=True)
    return Table(
        caption=(
            f"Where they learn: EHC plans by primary need and setting, "
            f"{review.region.place.name}, {period_words(every[0].compared)}"
        ),
        label="tab-regional-settings",
        columns=(Column("Need"), *(Column(head, numeric=True) for head in HEADS)),
        rows=rows,
        notes=(
            "Units: SEN units and resourced provision in mainstream schools. Independent special: "
            "with non-maintained special schools. Elsewhere: early years, alternative provision, "
            "education otherwise than at school, and not recorded.",
            *filter(None, [_left_out(found)]),
            *shorthand_notes(cell for row in rows for cell in row),
            source_note(sources),
        ),
        evidence=regional_evidence(*every),
    )


def _setting_row(category: Category, parts: Sequence[Regional]) -> tuple[str, ...]:
    amounts = [_amount(part) for part in parts]
    cells = ["[x]" if one is None else number(one, unit="count") for one in amounts]
    return (category.name, *cells)


def _by_setting(review: RegionalReview, category: Category) -> list[Regional]:
    return review.compare_all(placed_in(category, name) for name in SETTINGS)


def _amount(part: Regional) -> float | None:
    own = part.compared.own
    return None if own is None else float(own["value"])


def _sum(parts: Sequence[Regional]) -> float | None:
    amounts = [_amount(part) for part in parts]
    known = [one for one in amounts if one is not None]
    return sum(known) if len(known) == len(amounts) else None


def _left_out(found: dict[Category, list[Regional]]) -> str:
    """Name the councils without figures by setting, where it is for every need the same ones."""
    missing = {part.missing for parts in found.values() for part in parts}
    codes = sorted({code for one in missing for code in one}, key=area_name)
    if not codes:
        return ""
    part = "" if len(missing) == 1 else ", each for some of the figures"
    return f"Left out{part}: {listed([area_name(code) for code in codes])}, for want of figures."


def away_table(review: RegionalReview) -> Table | Callout:
    """Return each council's placements away from home, as far as they are published."""
    found = review.compare_all(AWAY)
    if all(one.members.empty for one in found):
        return nothing(
            "No table: placements away from home",
            f"No council of {review.region.place.inside} has published figures on residential "
            "placements.",
            "tab-regional-away",
        )
    rows = [
        (area_name(code), *(shown(one.member(code), one.indicator) for one in found))
        for code in review.region.members
    ]
    rows.append(
        (
            f"All of {review.region.place.name}",
            *(shown(one.compared.own, one.indicator) for one in found),
        )
    )
    sources = pd.concat([one.members[["source"]] for one in found], ignore_index=True)
    left_out = dict.fromkeys(
        f"{one.indicator.title}: {left_out_words(one)[0].lower()}{left_out_words(one)[1:]}"
        for one in found
        if one.missing
    )
    return Table(
        caption=f"Placements away from home by council, {period_words(found[0].compared)}",
        label="tab-regional-away",
        columns=(
            Column("Council"),
            Column("Residential, 38 weeks or more", numeric=True),
            Column("of which 51 weeks or more", numeric=True),
            Column("Residential, share of plans", numeric=True),
            Column("Independent special, share of plans", numeric=True),
        ),
        rows=tuple(rows),
        notes=(
            "Independent special: plans in independent and non-maintained special schools.",
            *left_out,
            *shorthand_notes(cell for row in rows for cell in row),
            source_note(sources),
        ),
        evidence=regional_evidence(*found),
    )


def not_published(without_own: Sequence[str]) -> Callout | Absent:
    """Say what no publication tells of placements away from home, and what would.

    Args:
        without_own: codes of the councils that give no figures of their own.
    """
    label = "regional-not-published"
    if not without_own:
        return Absent(label)
    return Callout(
        "What published figures cannot tell",
        "No publication says which placements lie outside a council's area, how far away they are, "
        "what they cost, or how many residential placements each need has. For these, a council "
        "gives its packages, protected by “sendlib share” or as files on this machine; the params "
        "file of the region names them.",
        label,
        "missing",
    )
