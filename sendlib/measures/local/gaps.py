"""Gaps between places and demand, from protected numbers on roll and the open file of places.

Nothing here knows more of children than what may be shown: a hidden number has no gap.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import pandas as pd

from sendlib.data.periods import end_year
from sendlib.measures.demand import Demand
from sendlib.measures.disclosure_tables import TOTAL
from sendlib.measures.local.gap_growth import SPECIAL, growths
from sendlib.measures.local.open_files import OpenFiles
from sendlib.measures.local.packages import PACKAGES_ACCOMMODATION
from sendlib.measures.local.protected import Protected, ProtectedTables
from sendlib.measures.local.sufficiency import (
    AREA,
    BOUGHT_KINDS,
    KIND,
    NEED,
    PHASE,
    PLACE_FLOWS,
    ROLL_AREA,
    ROLL_KIND,
    ROLL_NEED,
    places_with_groups,
)
from sendlib.measures.local.table import NOT_RECORDED, Field, LocalMeasure
from sendlib.measures.sufficiency import (
    Growth,
    demand_draws,
    gap_of,
    in_place_ahead,
    places_needed,
    shortfall_percent,
)
from sendlib.params.sufficiency import Sufficiency

GAP_COLUMNS = [
    "group", "title", "places_now", "on_roll_now", "gap_now", "places_then", "demand_then",
    "gap_then", "shortfall_percent", "needed_then",
]  # fmt: skip
KIND_COLUMNS = ["group", "title", "now", "arrivals", "stay_years", "expected", "high"]
YEARS_WITHOUT_PLAN = 3  # ahead, where the file of places ends with the latest year
CERTAIN = Growth(years=0, factor=Fraction(1), spread=0.0)
NAN = float("nan")


@dataclass(frozen=True)
class Gaps:
    """Places against demand of a council.

    now, then: school years. growth: of demand between them, None where no projection reaches.
    tables: by "need", "phase" and "area", GAP_COLUMNS each, the total last; gaps add up to it.
    cells: need and phase together. kinds: KIND_COLUMNS. terms: the assumptions. planned: whether
    the file has places of the year to come, else those of now are taken. of_special: whether
    demand grows as plans in state special schools do, by the council's own persons, else as all
    plans do, by published figures.
    """

    now: str
    then: str
    growth: Growth | None
    tables: Mapping[str, pd.DataFrame]
    cells: pd.DataFrame
    kinds: pd.DataFrame
    terms: Sufficiency
    planned: bool
    of_special: bool

    @property
    def short(self) -> pd.DataFrame:
        """The groups of needs that are expected to lack places: title and whole places lacking."""
        table = self.tables["need"]
        found = table[(table["group"] != TOTAL) & (table["gap_then"] < 0)]
        return found.assign(places_short=np.ceil(-found["gap_then"]).astype(int))


def gaps(own: ProtectedTables, files: OpenFiles, coming: Demand, terms: Sufficiency) -> Gaps | None:
    """Return places against demand; None where the file of places has nobody on roll.

    Args:
        own: the protected tables.
        files: with the file of places.
        coming: the projection of the council's plans from published figures, whose growth is that
            of each group where the council's own persons tell none.
        terms: target occupancy and how long children keep a place.
    """
    roll = own.table(ROLL_NEED)
    if roll is None:
        return None
    now = roll.periods[-1]
    places = places_with_groups(files.table("places"))
    later = sorted(year for year in places["school_year"].dropna().unique() if year > now)
    planned = [str(year) for year in later if growths(own, coming, now, str(year))]
    then = planned[-1] if planned else _ahead(now, YEARS_WITHOUT_PLAN)
    grown = growths(own, coming, now, then)
    growth = next(iter(grown.values()), None)
    frames = {
        "now": places[places["school_year"] == now],
        "then": places[places["school_year"] == (then if planned else now)],
    }
    tables = {
        name: _gap_table(_margin(own.table(measure), field), frames, field, growth, terms)
        for name, (measure, field) in _TABLES.items()
    }
    return Gaps(
        now=now, then=then, growth=growth, tables=tables, cells=_cells(roll, frames, growth, terms),
        kinds=_kinds(own, growth, terms), terms=terms, planned=bool(planned),
        of_special=SPECIAL in grown,
    )  # fmt: skip


_TABLES: Mapping[str, tuple[LocalMeasure, Field]] = {
    "need": (ROLL_NEED, NEED), "phase": (ROLL_NEED, PHASE), "area": (ROLL_AREA, AREA),
}  # fmt: skip


def _ahead(now: str, years: int) -> str:
    last = end_year(now) + years
    return f"{last - 1}/{last % 100:02}"


def _margin(found: Protected | None, field: Field) -> Mapping[str, float]:
    """Return numbers on roll by one field, hidden ones missing."""
    if found is None:
        return {}
    rows = found.latest
    for name in found.measure.field_names:
        if name != field.name:
            rows = rows[rows[name] == TOTAL]
    return {str(group): float(value) for group, value in zip(rows[field.name], rows["value"],
                                                             strict=True)}  # fmt: skip


def _gap_table(
    on_roll: Mapping[str, float], frames: Mapping[str, pd.DataFrame], field: Field,
    growth: Growth | None, terms: Sufficiency,
) -> pd.DataFrame:  # fmt: skip
    sums = {when: frame.groupby(field.name)["places"].sum() for when, frame in frames.items()}
    groups = {str(group) for one in sums.values() for group in one.index} | set(on_roll)
    order = [one for one in field.categories if one in groups and one != NOT_RECORDED]
    order += sorted(groups - {*order, TOTAL, NOT_RECORDED})
    order += [one for one in (NOT_RECORDED,) if one in groups]
    rows = []
    for group in order:
        places = {when: int(one.get(group, 0)) for when, one in sums.items()}
        rows.append(_gap_row(group, field.label(group), places, on_roll.get(group, 0.0), growth,
                             terms))  # fmt: skip
    whole = {when: int(one.sum()) for when, one in sums.items()}
    rows.append(_gap_row(TOTAL, "All", whole, on_roll.get(TOTAL, NAN), growth, terms))
    return pd.DataFrame(rows, columns=GAP_COLUMNS)


def _gap_row(
    group: str, title: str, places: Mapping[str, int], on_roll: float, growth: Growth | None,
    terms: Sufficiency,
) -> tuple[object, ...]:  # fmt: skip
    target = terms.target_occupancy_percent
    now, then = places["now"], places["then"]
    if pd.isna(on_roll):
        return (group, title, now, NAN, NAN, then, NAN, NAN, NAN, NAN)
    roll = int(on_roll)
    gap = float(gap_of(now, roll, target_percent=target, growth=CERTAIN))
    if growth is None:
        return (group, title, now, roll, gap, then, NAN, NAN, NAN, NAN)
    draws = demand_draws([roll], growth, years_in_place=terms.years_in_place)[:, 0]
    return (
        group, title, now, roll, gap, then, float(roll * growth.factor),
        float(gap_of(then, roll, target_percent=target, growth=growth)),
        shortfall_percent(draws, then, target_percent=target),
        places_needed(draws, target_percent=target),
    )  # fmt: skip


def _cells(
    roll: Protected, frames: Mapping[str, pd.DataFrame], growth: Growth | None, terms: Sufficiency
) -> pd.DataFrame:
    """Return the gap of each need and phase: need, phase and gap_then (missing where hidden)."""
    sums = frames["then"].groupby(["need", "phase"])["places"].sum()
    rows = roll.latest
    found = []
    for need, phase, value in zip(rows["need"], rows["phase"], rows["value"], strict=True):
        if TOTAL in (need, phase):
            continue
        then = int(sums.get((need, phase), 0))
        known = growth is not None and pd.notna(value)
        gap = (
            float(gap_of(then, int(value), target_percent=terms.target_occupancy_percent,
                         growth=growth or CERTAIN))
            if known else NAN
        )  # fmt: skip
        found.append((need, phase, then, value, gap))
    return pd.DataFrame(found, columns=["need", "phase", "places_then", "on_roll_now", "gap_then"])


def _kinds(own: ProtectedTables, growth: Growth | None, terms: Sufficiency) -> pd.DataFrame:
    """Return kinds of accommodation: how many now, and how many are expected."""
    rows: list[tuple[object, ...]] = []
    roll = _margin(own.table(ROLL_KIND), KIND)
    for kind in [one for one in KIND.categories if one in roll]:
        value, expected, high = roll[kind], NAN, NAN
        if growth is not None and pd.notna(value):
            draws = demand_draws([int(value)], growth, years_in_place=terms.years_in_place)
            expected, high = float(value * growth.factor), float(np.quantile(draws, 0.9))
        rows.append((kind, KIND.categories[kind], value, NAN, NAN, expected, high))
    rows += _bought_kinds(own, growth)
    return pd.DataFrame(rows, columns=KIND_COLUMNS)


def _bought_kinds(own: ProtectedTables, growth: Growth | None) -> list[tuple[object, ...]]:
    counts = _margin(own.table(PACKAGES_ACCOMMODATION), PACKAGES_ACCOMMODATION.fields[0])
    flows = own.result(PLACE_FLOWS)
    told = {} if flows is None else {
        (str(row["breakdown"]).partition("=")[2], str(row["statistic"])): float(row["value"])
        for _, row in flows.rows.iterrows()
    }  # fmt: skip
    years = growth.years if growth else YEARS_WITHOUT_PLAN
    rows: list[tuple[object, ...]] = []
    for kind, title in BOUGHT_KINDS.items():
        if kind not in counts:
            continue
        now, came, stay = (
            counts[kind], told.get((kind, "arrivals"), NAN), told.get((kind, "stay"), NAN),
        )  # fmt: skip
        expected = high = NAN
        if not pd.isna([now, came, stay]).any():
            ahead = in_place_ahead(int(now), arrivals=came, stay_years=stay, years=years)
            expected, high = ahead.mean, ahead.high
        rows.append((kind, title, now, came, stay, expected, high))
    return rows
