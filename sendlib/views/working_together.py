"""What partners of a region sign: vision, intent and principles, and who has agreed them."""

import datetime
from collections.abc import Sequence

from sendlib.contracts.areas import area_name
from sendlib.measures.working_together import partners_of, signed
from sendlib.params.region import RegionParams
from sendlib.views.blocks import Absent, Callout, Column, Statement, Table, nothing
from sendlib.views.formats import MONTHS, counted, day, listed

# keys of params in the order of the chapter, and what a reader calls each
PARTS = {
    "vision": "a vision", "intent": "statements of intent", "principles": "principles",
    "signatures": "who signs them", "phases": "phases with dated steps",
    "workstreams": "workstreams with owners", "theory_of_change": "a theory of change",
    "evaluation": "how progress is judged", "barriers": "barriers",
}  # fmt: skip
MOST_NAMED = 6
NOBODY = "Nobody yet"


def together_wanted(params: RegionParams) -> Callout | Absent:
    """Say which parts of the chapter the params file does not give."""
    given = params.regional.working_together.model_dump(exclude_defaults=True)
    missing = [words for key, words in PARTS.items() if key not in given]
    if not missing:
        return Absent("st-together-wanted")
    what = "this chapter" if len(missing) == len(PARTS) else "the rest of this chapter"
    return nothing(
        "Not given: how the partners work together" if len(missing) == len(PARTS)
        else f"Not given: {listed(missing)}",
        f"For {what}, give {listed(missing)} in the params file (regional: working_together). The "
        "params file of the demonstration region shows how.",
        "st-together-wanted",
    )  # fmt: skip


def agreement_statement(params: RegionParams) -> Statement | Absent:
    """Say how many partners have signed, and how many statements all of them agree."""
    agreed = params.regional.working_together
    found = signed(agreed, who_takes_part(params))
    if found.empty:
        return Absent("st-agreement")
    partners = partners_of(agreed, who_takes_part(params))
    dated = {one.partner.casefold() for one in agreed.signatures if one.date}
    silent = [name for name in partners if name.casefold() not in dated]
    whole = int((found["missing"].map(len) == 0).sum())
    text = (
        f"{len(partners) - len(silent)} of {counted(len(partners), 'partner', 'partners')} have "
        f"signed. "
    )
    text += (
        f"All of them agree {whole} of {counted(len(found), 'statement', 'statements')}."
        if whole
        else "No statement is agreed by all of them yet."
    )
    if silent:
        text += f" Not signed yet: {some(silent)}."
    return Statement(text, "st-agreement")


def agreement_table(params: RegionParams) -> Table | Absent:
    """Return each statement of vision, intent and principle, and who has still to agree it."""
    agreed = params.regional.working_together
    found = signed(agreed, who_takes_part(params))
    if found.empty:
        return Absent("tab-agreement")
    return Table(
        caption=f"Vision, intent and principles for signature, {params.region}",
        label="tab-agreement",
        columns=(Column("Number"), Column("Kind"), Column("Statement"),
                 Column("Agreed by", numeric=True), Column("Still to agree")),
        rows=tuple(
            (row["number"], row["kind"], row["text"],
             f"{len(row['agreed'])} of {len(row['agreed']) + len(row['missing'])}",
             some(row["missing"]) or "none")
            for _, row in found.iterrows()
        ),
        notes=("A partner agrees what it has signed with a date, unless it names the number.",),
    )  # fmt: skip


def signatures_table(params: RegionParams) -> Table | Absent:
    """Return who signs for each partner, and when it did."""
    agreed = params.regional.working_together
    if not agreed.statements:
        return Absent("tab-signatures")
    given = {one.partner.casefold(): one for one in agreed.signatures}
    rows = []
    for name in partners_of(agreed, who_takes_part(params)):
        one = given.get(name.casefold())
        who = ", ".join(filter(None, (one.name, one.role))) if one else ""
        signed_on = day(str(one.date)) if one and one.date else ""
        agrees = _what(one.apart_from) if one and signed_on else "nothing yet"
        rows.append((name, who or "not given", signed_on or "not yet", agrees))
    return Table(
        caption=f"Who signs for each partner, {params.region}",
        label="tab-signatures",
        columns=(Column("Partner"), Column("Signs for it"), Column("Signed on"), Column("Agrees")),
        rows=tuple(rows),
    )


def who_takes_part(params: RegionParams) -> list[str]:
    """Return the names of a region's councils, and of the partners beside them."""
    return [*sorted(map(area_name, params.codes)), *params.partners]


def some(names: Sequence[str]) -> str:
    """Return a list of names, of which the last ones are counted where they are many."""
    if len(names) <= MOST_NAMED:
        return listed(names)
    more = len(names) - MOST_NAMED + 1
    return listed([*names[: MOST_NAMED - 1], f"{more} others"])


def month_words(month: datetime.date | None) -> str:
    """Return a month of params as March 2026; blank where there is none."""
    return "" if month is None else f"{MONTHS[month.month - 1]} {month.year}"


def _what(apart_from: Sequence[str]) -> str:
    return f"all but {listed(apart_from)}" if apart_from else "all"
