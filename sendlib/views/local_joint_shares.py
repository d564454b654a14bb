"""Who pays for packages: each agency's share by year and by need; shares add up to 100."""

import pandas as pd

from sendlib.measures.disclosure_tables import TOTAL
from sendlib.measures.local.need_groups import NEED_GROUP
from sendlib.measures.local.packages import AGENCY
from sendlib.measures.local.protected import Protected, ProtectedTables
from sendlib.measures.local.spend import SPEND_AGENCY, SPEND_NEED_AGENCY
from sendlib.measures.local.table import LocalMeasure
from sendlib.measures.place import Place
from sendlib.measures.sharing import percentages
from sendlib.views.blocks import Absent, Column, Evidence, Origin, Table
from sendlib.views.formats import number
from sendlib.views.local_result_figures import derived_figures
from sendlib.views.local_shown import HIDDEN, amount, cell, year_words
from sendlib.views.local_tables import notes

NO_SPEND = "[z]"
SHARE = "local_packages_spend_share_percent"
SHARES_NOTE = "Shares add up to 100: what rounding leaves goes to the shares that lost most by it."


def shares_over_time(own: ProtectedTables, place: Place) -> Table | Absent:
    """Return each agency's share of the spend on packages by year; they add up to 100."""
    found = own.table(SPEND_AGENCY)
    if found is None:
        return Absent("tab-joint-shares")
    lines = {year: sums(found, year) for year in found.periods}
    return _shares(
        own, SPEND_AGENCY, place, "tab-joint-shares", lines,
        {year: (year_words(year), (year, "")) for year in lines},
        first="Financial year", caption=f"Who pays for packages, shares by year, {place.name}",
    )  # fmt: skip


def shares_by_need(own: ProtectedTables, place: Place) -> Table | Absent:
    """Return each agency's share of the spend on packages by need in the latest year."""
    found = own.table(SPEND_NEED_AGENCY)
    if found is None:
        return Absent("tab-joint-need")
    year = found.periods[-1]
    there = set(found.rows["need"])
    needs = [one for one in [*NEED_GROUP.categories, TOTAL] if one in there]
    lines = {need: sums(found, year, need=need) for need in needs}
    names = {
        need: (NEED_GROUP.label(need), (year, "" if need == TOTAL else f"need={need};"))
        for need in needs
    }
    return _shares(
        own, SPEND_NEED_AGENCY, place, "tab-joint-need", lines, names, first="Need",
        caption=f"Who pays for packages, shares by need, {place.name}, {year_words(year)}",
    )  # fmt: skip


def sums(found: Protected, year: str, **where: str) -> list[float]:
    """Return what each agency pays, then all of them; missing where hidden."""
    return [cell(found, year, agency=agency, **where) for agency in [*AGENCY.categories, TOTAL]]


def _shares(
    own: ProtectedTables, measure: LocalMeasure, place: Place, label: str,
    lines: dict[str, list[float]], names: dict[str, tuple[str, tuple[str, str]]], *, first: str,
    caption: str,
) -> Table:  # fmt: skip
    rows, figures = [], []
    # an agency that never pays has no column; a hidden sum is not nothing
    paying = [at for at in range(len(AGENCY.categories)) if any(one[at] for one in lines.values())]
    for key, paid in lines.items():
        name, (period, breakdown) = names[key]
        shares = shares_of(paid)
        texts = [_percent(shares[at], paid) for at in paying]
        rows.append((name, *texts, amount(paid[-1], "gbp")))
        figures += [
            (SHARE, period, f"{breakdown}agency={agency}", share, "percent")
            for agency, share in zip(AGENCY.categories, shares, strict=True)
            if paid[-1]
        ]
    agencies = [*AGENCY.categories.values()]
    heads = [Column(agencies[at], numeric=True) for at in paying]
    cells = [text for row in rows for text in row]
    nothing = [f"{NO_SPEND} nothing was spent."] if NO_SPEND in cells else []
    origin = own.tables[measure.name].origin
    return Table(
        caption=caption,
        label=label,
        columns=(Column(first), *heads, Column("Spend (£)", numeric=True)),
        rows=tuple(rows),
        notes=(SHARES_NOTE, *nothing, *notes(own, measure, cells)),
        evidence=Evidence(figures=derived_figures(figures, place, measure.files)),
        origin=Origin(**origin),
    )


def shares_of(paid: list[float]) -> list[float]:
    """Return percentages of a total, the last of some sums; they add up to 100 where all are shown.

    Missing where a sum or the total is hidden.
    """
    *parts, whole = paid
    if pd.isna(whole) or not whole:
        return [float("nan")] * len(parts)
    if any(pd.isna(part) for part in parts):
        return [100 * part / whole for part in parts]
    return percentages([round(100 * part) for part in parts])


def _percent(share: float, paid: list[float]) -> str:
    if paid[-1] == 0:
        return NO_SPEND
    return HIDDEN if pd.isna(share) else number(share, unit="percent")
