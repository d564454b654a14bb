"""What it would cost to close each gap: by building, in mainstream schools, or by buying."""

import pandas as pd

from sendlib.measures.disclosure_tables import TOTAL
from sendlib.measures.local.gaps import Gaps
from sendlib.measures.place import Place
from sendlib.measures.sufficiency import OPTIONS, costs_of, option_pence
from sendlib.views.blocks import Absent, Column, Evidence, Statement, Table
from sendlib.views.formats import counted, listed, number, small
from sendlib.views.local_result_figures import category, derived_figures
from sendlib.views.local_sufficiency import FILES, LOCAL

_PENCE = 100
_ASSUMED = (
    "Costs of a place are those of the params file (commissioning.sufficiency); until the "
    "partnership gives its own they are examples."
)


def cost_statement(found: Gaps | None, place: Place) -> Statement | None:
    """Say what the cheapest and the dearest way to close all gaps would cost."""
    if found is None or found.short.empty:
        return None
    places = int(found.short["places_short"].sum())
    totals = {name: pence["total"] for name, pence in costs_of(places, found.terms).items()}
    ranked = sorted(totals, key=lambda name: totals[name])
    low, high = ranked[0], ranked[-1]
    text = (
        f"To provide {counted(places, 'place', 'places')} by {found.then}, the gaps of all needs "
        f"rounded up, would cost {place.name} from {_pounds(totals[low])} "
        f"({OPTIONS[low].lower()}) to {_pounds(totals[high])} ({OPTIONS[high].lower()}) over "
        f"{counted(found.terms.years_costed, 'year', 'years')} at today's value, travel included, "
        "on the unit costs below. Not every option suits every need."
    )
    return Statement(
        text, "st-place-costs", evidence=Evidence(figures=_figures(found, place)), origin=LOCAL
    )


def wanted_statement(found: Gaps | None, place: Place) -> Statement | Absent:
    """Tell providers how many places will be wanted, and for which needs."""
    label = "st-places-wanted"
    if found is None or found.short.empty:
        return Absent(label)
    *lines, (_, all_) = _lines(found)
    parts = [
        f"{number(float(places), unit='count')} for {small(title)}"
        for title, places in sorted(lines, key=lambda line: -line[1])
    ]
    text = (
        f"By {found.then}, {place.name} will want "
        f"{counted(all_, 'specialist place', 'specialist places')} more than are planned: "
        f"{listed(parts)}. What each way to provide them costs stands in the chapter on places."
    )
    return Statement(text, label, evidence=Evidence(figures=_figures(found, place)), origin=LOCAL)


def cost_table(found: Gaps | None, place: Place) -> Table | None:
    """Return by need the places lacking and what they cost by each option; totals add up."""
    if found is None or found.short.empty:
        return None
    rows, values = [], []
    for title, places in _lines(found):
        cost = {name: pence["total"] for name, pence in costs_of(places, found.terms).items()}
        rows.append((title, f"{places:,}", *(_pounds(cost[name]) for name in OPTIONS)))
        values.append((title, places, *(cost[name] / _PENCE for name in OPTIONS)))
    years = counted(found.terms.years_costed, "year", "years")
    return Table(
        caption=f"Cost of closing each gap over {years}, by option, {place.name}, {found.then}",
        label="tab-place-costs",
        columns=(
            Column("Needs the places are for"), Column("Places lacking", numeric=True),
            *(Column(title, numeric=True) for title in OPTIONS.values()),
        ),
        rows=tuple(rows),
        values=tuple(values),
        notes=(
            "Places lacking are rounded up for each need, and places to spare for one need do not "
            "make up for another. Cost of building, of the places and of travel over "
            f"{years}, later years discounted by "
            f"{number(found.terms.discount_percent, unit='percent')} a year.",
            _ASSUMED,
            "Source: the council's own records.",
        ),
        evidence=Evidence(figures=_figures(found, place)),
        origin=LOCAL,
    )  # fmt: skip


def unit_cost_table(found: Gaps | None) -> Table | None:
    """Return what a place costs each way, and its travel: assumptions, not findings."""
    if found is None or found.short.empty:
        return None
    terms = found.terms
    rows = []
    for name, title in OPTIONS.items():
        option, pence = getattr(terms, name), option_pence(1, getattr(terms, name), terms)
        rows.append(
            (
                title, _pounds(round(option.capital_gbp * _PENCE)),
                _pounds(round(option.yearly_gbp * _PENCE)),
                number(option.miles, unit="count"), _pounds(pence["travel"]),
                _pounds(pence["total"]),
            )
        )  # fmt: skip
    years = counted(terms.years_costed, "year", "years")
    return Table(
        caption=f"What one place costs, by option, over {years}: assumptions",
        label="tab-unit-costs",
        columns=(
            Column("Option"), Column("To build", numeric=True), Column("A year", numeric=True),
            Column("Miles one way", numeric=True), Column(f"Travel, {years}", numeric=True),
            Column(f"All, {years}", numeric=True),
        ),
        rows=tuple(rows),
        notes=(
            f"Travel: there and back on {terms.school_days} days a year at "
            f"{number(terms.travel_gbp_per_mile, unit='gbp', places=2)} a mile. All: discounted by "
            f"{number(terms.discount_percent, unit='percent')} a year.",
            _ASSUMED,
        ),
    )  # fmt: skip


def _lines(found: Gaps) -> list[tuple[str, int]]:
    """Return title and places lacking of each need, and of all together."""
    lines = [(str(row["title"]), int(row["places_short"])) for _, row in found.short.iterrows()]
    return [*lines, ("All", sum(places for _, places in lines))]


def _pounds(pence: int) -> str:
    return number(pence / _PENCE, unit="gbp")


def _figures(found: Gaps, place: Place) -> pd.DataFrame:
    keys = [*(f"need={category(str(group))}" for group in found.short["group"]), TOTAL]
    rows = []
    for key, (_, places) in zip(keys, _lines(found), strict=True):
        rows.append(("local_places_lacking_count", found.then, key, float(places), "count"))
        for name, pence in costs_of(places, found.terms).items():
            measure = f"local_places_cost_{name}_gbp"
            rows.append((measure, found.then, key, pence["total"] / _PENCE, "gbp"))
    return derived_figures(rows, place, FILES)
