"""Pooled and aligned funds: what each agency gives, who hosts, who bears the risk, when it ends."""

import pandas as pd

from sendlib.measures.commissioning.budgets import years_of
from sendlib.measures.commissioning.partnership import Partnership
from sendlib.measures.commissioning.pooled import Scheme, schemes
from sendlib.views.blocks import Absent, Column, Statement, Table
from sendlib.views.formats import counted, listed, money, number, small
from sendlib.views.key_points import KeyPoint
from sendlib.views.local_open import (
    Shown,
    breakdown,
    dated,
    evidence,
    named,
    open_table,
    origin_of,
    pounds,
    year_words,
)

FILES = ("pooled_funds",)


def found_schemes(partners: Partnership) -> list[Scheme]:
    """Return the schemes of the latest year, none where the file was not given."""
    funds = partners.files.table("pooled_funds")
    years = years_of(funds)
    return schemes(funds, year=years[-1], as_of=partners.as_of) if years else []


def pooled_statement(partners: Partnership) -> Statement | Absent:
    """Say what the schemes come to, how many are formal pools, and which end soon."""
    label = "st-pooled"
    found = found_schemes(partners)
    if not found:
        return Absent(label)
    given = sum(one.contribution_gbp for one in found)
    formal = [one for one in found if one.purpose == "section_75"]
    text = (
        f"In {year_words(found[0].year)}, {counted(len(found), 'scheme', 'schemes')} pooled or "
        f"aligned {money(given)}; {counted(len(formal), 'is a pooled fund', 'are pooled funds')} "
        f"under section 75, of {money(sum(one.contribution_gbp for one in formal))}."
    )
    soon = [one.name for one in ending_soon(partners, found)]
    if soon:
        text += (
            f" {counted(len(soon), 'agreement', 'agreements')} {_ended_or_ends(soon, partners)}."
        )
    unclear = [one.name for one in found if not one.is_risk_whole]
    if unclear:
        text += f" The shares of an overspend do not add up to 100% in {listed(unclear)}."
    total = Shown("pooled_contribution_gbp", found[0].year, "Total", given, "gbp")
    return Statement(
        text, label, evidence=evidence(partners, [total, *_shown(found)], FILES),
        origin=origin_of(partners),
    )  # fmt: skip


def pooled_table(partners: Partnership) -> Table | None:
    """Return the schemes with their form, host, contributions, risk shares and end."""
    label = "tab-pooled"
    found = found_schemes(partners)
    if not found:
        return None
    return open_table(
        partners,
        caption="Pooled and aligned funds",
        label=label,
        columns=(
            Column("Scheme"), Column("Form and host"), Column("Who gives (share of risk)"),
            Column("Given", numeric=True), Column("Spent", numeric=True), Column("Ends"),
        ),
        rows=[
            (
                one.name,
                f"{named('purposes', one.purpose)}; host: "
                f"{small(named('agencies', one.host, 'not given'))}",
                "; ".join(_gives(one, agency) for agency in one.contributions),
                pounds(one.contribution_gbp), pounds(one.spend_gbp), dated(one.end),
            )
            for one in found
        ],
        when=year_words(found[0].year),
        notes=(
            "Section 75 of the National Health Service Act 2006 lets councils and NHS bodies pool "
            "budgets or act for each other; section 256 lets the NHS pay a council; section 10 of "
            "the Children Act 2004 lets the partners of a children's area pool funds.",
        ),
        shown=_shown(found),
        files=FILES,
    )  # fmt: skip


def pooled_points(partners: Partnership) -> list[KeyPoint]:
    """Return what has to be decided on agreements that end, or that leave the risk open."""
    found = found_schemes(partners)
    soon = ending_soon(partners, found)
    points = []
    figures = ("tab-pooled", "st-pooled")
    if soon:
        worth = money(sum(one.contribution_gbp for one in soon))
        names = listed([one.name for one in soon])
        points.append(
            KeyPoint(
                "resource",
                f"{counted(len(soon), 'agreement', 'agreements')} on funds of {worth} "
                f"{_ended_or_ends([one.name for one in soon], partners)}.",
                f"Decide in time whether to renew, change or end these agreements: {names}.",
                figures, 0.6, origin_of(partners),
            )
        )  # fmt: skip
    unclear = [one.name for one in found if not one.is_risk_whole]
    if unclear:
        points.append(
            KeyPoint(
                "resource",
                f"The shares of an overspend are not whole in {listed(unclear)}.",
                "Agree who bears an overspend, and write it into the agreement.",
                figures, 0.45, origin_of(partners),
            )
        )  # fmt: skip
    return points


def ending_soon(partners: Partnership, found: list[Scheme]) -> list[Scheme]:
    """Return the schemes whose agreement has ended or ends within the months of the rules."""
    return [one for one in found if one.end_months <= partners.rules.months_before_end]


def _ended_or_ends(names: list[str], partners: Partnership) -> str:
    months = counted(partners.rules.months_before_end, "month", "months")
    verb = "has ended or ends" if len(names) == 1 else "have ended or end"
    return f"{verb} within {months} of {dated(partners.as_of)}: {listed(names)}"


def _gives(one: Scheme, agency: str) -> str:
    share = one.risk_shares.get(agency)
    risk = "not given" if share is None else number(share, unit="percent", places=0)
    return f"{named('agencies', agency)} {pounds(one.contributions[agency])} ({risk})"


def _shown(found: list[Scheme]) -> list[Shown]:
    rows = []
    for one in found:
        key = breakdown(scheme=one.name)
        rows.append(Shown("pooled_contribution_gbp", one.year, key, one.contribution_gbp, "gbp"))
        rows.append(Shown("pooled_spend_gbp", one.year, key, one.spend_gbp, "gbp"))
        for agency, amount in one.contributions.items():
            own = breakdown(scheme=one.name, agency=agency)
            rows.append(Shown("pooled_contribution_gbp", one.year, own, amount, "gbp"))
            share = one.risk_shares.get(agency)
            if share is not None and pd.notna(share):
                rows.append(Shown("pooled_risk_percent", one.year, own, share, "percent"))
    return rows
