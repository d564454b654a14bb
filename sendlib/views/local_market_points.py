"""What the chapters on the market and on places hand to the summary."""

import pandas as pd

from sendlib.measures.local.contracts import ends_by_quarter
from sendlib.measures.local.gaps import Gaps
from sendlib.measures.local.market import MARKET_DEPENDENCE
from sendlib.measures.local.market_lines import market_lines
from sendlib.measures.local.open_files import OpenFiles
from sendlib.measures.local.protected import ProtectedTables
from sendlib.measures.market import Payments
from sendlib.measures.place import Place
from sendlib.measures.sufficiency import OPTIONS, costs_of
from sendlib.measures.sufficiency_public import SettingsAhead
from sendlib.views import market
from sendlib.views.blocks import Origin
from sendlib.views.formats import counted, number, small
from sendlib.views.key_points import KeyPoint
from sendlib.views.local_contracts import as_of
from sendlib.views.local_market import LOCAL
from sendlib.views.sufficiency import settings_statement

MARKET, SUFFICIENCY = "market", "sufficiency"
# rules by which a figure becomes a recommendation
MUCH_WITH_ONE = 40.0  # percent of a market's spend with one owner
MUCH_OF_ALL = 20.0  # percent of all that is bought
SURE_PERCENT = 80.0  # chance of too few places
QUARTERS = 4


def market_points(
    paid: Payments | None, own: ProtectedTables, files: OpenFiles, place: Place
) -> list[KeyPoint]:
    """Return the points of the market: payments, concentration, dependence, contract ends."""
    return [
        *market.key_points(paid, place),
        *_concentrated(own, place),
        *_dependent(own, place),
        *_ending(files, place),
    ]


def sufficiency_points(
    ahead: SettingsAhead | None, found: Gaps | None, place: Place
) -> list[KeyPoint]:
    """Return the points of the chapter on places: the gap and its cost, else published figures."""
    if found is None:
        if ahead is None:
            return []
        text = settings_statement(ahead, place).text.partition(" What places")[0]
        return [
            KeyPoint(
                SUFFICIENCY, text,
                "Set these numbers against the places there are, by need, phase and area.",
                ("st-settings-ahead", "tab-settings-ahead"), 0.6,
            )
        ]  # fmt: skip
    return [*_short(found, place), *_cost(found, place)]


def _concentrated(own: ProtectedTables, place: Place) -> list[KeyPoint]:
    lines = market_lines(own).dropna(subset=["largest_percent"])
    held = lines[lines["largest_percent"] >= MUCH_WITH_ONE]
    return [
        KeyPoint(
            MARKET,
            f"In the market “{small(str(line['title']))}”, one owner receives "
            f"{_percent(line['largest_percent'])} of what {place.name} and its partners spend.",
            "Agree how these places would be kept if the owner failed, and whom else to invite.",
            ("tab-market", "fig-market"), 0.5, LOCAL,
        )
        for _, line in held.head(2).iterrows()
    ]  # fmt: skip


def _dependent(own: ProtectedTables, place: Place) -> list[KeyPoint]:
    found = own.result(MARKET_DEPENDENCE)
    if found is None:
        return []
    rows = found.rows[found.rows["statistic"] == "spend_share"].dropna(subset=["value"])
    large = rows[rows["value"] >= MUCH_OF_ALL].sort_values("value", ascending=False)
    return [
        KeyPoint(
            MARKET,
            f"{row['owner_name']} receives {number(float(row['value']), unit='percent', places=0)} "
            f"of all that {place.name} and its partners buy from other providers.",
            "Review the contracts with this owner together, and plan for its failure.",
            ("tab-market-dependence",), 0.6, LOCAL,
        )
        for _, row in large.head(1).iterrows()
    ]  # fmt: skip


def _ending(files: OpenFiles, place: Place) -> list[KeyPoint]:
    day = as_of(place)
    ends = ends_by_quarter(files.table("contracts"), as_of=day)
    if ends.empty:
        return []
    limit = (day + pd.DateOffset(years=1)).to_period("Q")
    soon = ends[[pd.Period(quarter.replace(" ", "")) <= limit for quarter in ends["quarter"]]]
    lots, value = int(soon["lots_count"].sum()), float(soon["value_gbp"].sum())
    if not lots:
        return []
    return [
        KeyPoint(
            MARKET,
            f"{counted(lots, 'contract lot', 'contract lots')} worth "
            f"{number(value, unit='gbp')} a year {'ends' if lots == 1 else 'end'} by the first "
            f"quarter of {limit.year}.",
            "Decide now whether to extend, to buy again or to provide otherwise.",
            ("fig-contract-ends",), 0.55, Origin(**files.origin),
        )
    ]  # fmt: skip


def _short(found: Gaps, place: Place) -> list[KeyPoint]:
    sure = float(found.tables["need"].iloc[-1]["shortfall_percent"])
    if found.short.empty or not sure >= SURE_PERCENT:
        return []
    worst = found.short.sort_values("gap_then", kind="stable").iloc[0]
    lacking = -float(found.tables["need"].iloc[-1]["gap_then"])
    return [
        KeyPoint(
            SUFFICIENCY,
            f"In {found.then}, {place.name} is expected to need "
            f"{number(lacking, unit='count')} more specialist places than are planned; the "
            f"largest gap is for {small(str(worst['title']))} "
            f"({number(float(worst['places_short']), unit='count')}).",
            f"Decide how these places will be provided by {found.then}.",
            ("fig-sufficiency", "tab-sufficiency-need"), 0.9, LOCAL,
        )
    ]  # fmt: skip


def _cost(found: Gaps, place: Place) -> list[KeyPoint]:
    if found.short.empty:
        return []
    places = int(found.short["places_short"].sum())
    totals = {name: pence["total"] for name, pence in costs_of(places, found.terms).items()}
    low, high = min(totals, key=lambda name: totals[name]), max(totals, key=lambda n: totals[n])
    return [
        KeyPoint(
            SUFFICIENCY,
            f"Closing the gap would cost {place.name} from "
            f"{number(totals[low] / 100, unit='gbp')} ({small(OPTIONS[low])}) to "
            f"{number(totals[high] / 100, unit='gbp')} ({small(OPTIONS[high])}) over "
            f"{counted(found.terms.years_costed, 'year', 'years')}, on the unit costs given.",
            "Replace the unit costs by the partnership's own, then choose an option for each need.",
            ("tab-place-costs", "tab-unit-costs"), 0.7, LOCAL,
        )
    ]  # fmt: skip


def _percent(value: float) -> str:
    return number(float(value), unit="percent")
