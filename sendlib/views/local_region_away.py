"""Placements away from home and out of the area, distance and travel, of councils that share."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pandas as pd

from sendlib.measures.local.away import (
    AWAY_LOCATION,
    AWAY_MILES,
    AWAY_TYPE,
    OUTSIDE,
    RESIDENTIAL,
    TRAVEL_COST,
    TRAVEL_PERSONS,
    TYPES,
)
from sendlib.measures.local.market import MARKET_DISTANCE
from sendlib.measures.local.share import Shares, pool, rows_of
from sendlib.measures.local.table import LocalMeasure
from sendlib.measures.region import Region
from sendlib.views.blocks import Absent, Chart, Column, Evidence, Origin, Statement, Table
from sendlib.views.formats import number, small
from sendlib.views.horizontal_bars import horizontal_bars
from sendlib.views.key_points import KeyPoint
from sendlib.views.local_ranges import (
    Amount,
    Where,
    evidence,
    lines,
    pool_figures,
    pooled,
    range_notes,
)
from sendlib.views.local_result_figures import result_figures
from sendlib.views.local_shown import HIDDEN

SHORT_TYPES = {
    "profound": "Profound, with health needs", "autism": "Autism and learning",
    "semh": "SEMH", "sensory": "Sensory, physical and other",
}  # fmt: skip
BANDS = {"0-9": "Under 10", "10-19": "10 to 19", "20-39": "20 to 39", "40+": "40 or more"}
INDEPENDENT = "independent_special"


def residential_statement(shares: Shares, region: Region) -> Statement | Absent:
    """Say how many live away from home to learn, for whom, and how many of them out of area."""
    label = "st-away"
    found = pool(shares, AWAY_TYPE)
    if found is None:
        return Absent(label)
    whole = _residential(shares, region, AWAY_TYPE, {})
    parts = [(name, pooled(found, residential_type=code)) for code, name in TYPES.items()]
    name, most = max(parts, key=lambda part: part[1].lower)
    text = (
        f"In January {found.period}, {_councils(len(found.members))} of {region.place.inside} paid "
        f"for {whole.told('placements')} of 38 or 52 weeks a year. The largest group was "
        f"{small(name)} ({most.together()})."
    )
    where = pool(shares, AWAY_LOCATION)
    figures = [pool_figures(found, region.place)]
    if where is not None:
        outside = _residential(shares, region, AWAY_LOCATION, {"location": OUTSIDE})
        text += (
            f" By the records of {_councils(len(where.members))}, {outside.told()} of them were "
            "out of the council's area."
        )
        figures.append(pool_figures(where, region.place))
    evidenced = Evidence(figures=pd.concat(figures, ignore_index=True).drop_duplicates())
    return Statement(text, label, evidence=evidenced, origin=_origin(shares))


def residential_points(shares: Shares, region: Region) -> list[KeyPoint]:
    """Return what the summary says of residential placements by the councils' own records."""
    where = pool(shares, AWAY_LOCATION)
    if where is None:
        return []
    whole = _residential(shares, region, AWAY_LOCATION, {})
    outside = _residential(shares, region, AWAY_LOCATION, {"location": OUTSIDE})
    return [
        KeyPoint(
            "cohort",
            f"By the records of {_councils(len(where.members))}, {whole.told('placements')} are "
            f"residential, {outside.told()} of them out of the council's area.",
            "Look at these placements together, those farthest from home first, for what could be "
            "met within the region.",
            ("tab-away-location", "tab-away-type"),
            0.78,
            _origin(shares),
        )
    ]


def residential_table(shares: Shares, region: Region) -> Table | Absent:
    """Return residential placements by whom they are for, each council and all together."""
    columns = [[{"residential_type": code}] for code in TYPES]
    whole: list[Where] = [{"accommodation": code} for code in RESIDENTIAL]
    return _table(
        shares, region, AWAY_TYPE, [*columns, whole], [*SHORT_TYPES.values(), "All"],
        title="Residential placements by whom they are for", label="tab-away-type",
        notes=(
            "38 or 52 weeks a year, by the need that the placement was made for. Autism and "
            "learning: with communication or learning difficulty. Whether behaviour challenges, or "
            "how able somebody is, is not in the files.",
        ),
    )  # fmt: skip


def residential_chart(shares: Shares, region: Region) -> Chart | Absent:
    """Draw the four groups of residential placements; a range has a bar to its least."""
    label = "fig-away-type"
    found = pool(shares, AWAY_TYPE)
    if found is None:
        return Absent(label)
    parts = [(name, pooled(found, residential_type=code)) for code, name in TYPES.items()]
    names, texts = [name for name, _ in parts], [one.together() for _, one in parts]
    told = [f"{small(name)} {text}" for name, text in zip(names, texts, strict=True)]
    place = region.place
    return Chart(
        svg=horizontal_bars(names, [one.lower for _, one in parts], texts=texts, unit="count",
                            each=0.55),
        alt=f"Bar chart of residential placements in {place.inside}, January {found.period}: "
        f"{'; '.join(told)}.",
        caption=f"Residential placements by whom they are for, "
        f"{_councils(len(found.members))} of {place.inside} together, January {found.period}",
        label=label,
        columns=(("type", "Who for"), ("least", "At least"), ("most", "At most")),
        rows=tuple((name, one.lower, one.upper) for name, one in parts),
        notes=("The bar of a range ends at its least.", *range_notes(shares, texts)),
        evidence=Evidence(figures=pool_figures(found, place)),
        origin=_origin(shares),
    )  # fmt: skip


def location_table(shares: Shares, region: Region) -> Table | Absent:
    """Return packages in all, out of the area, and residential out of the area."""
    whole: list[Where] = [{"accommodation": code} for code in RESIDENTIAL]
    away: list[Where] = [{"location": OUTSIDE, **one} for one in whole]
    return _table(
        shares, region, AWAY_LOCATION, [[{}], [{"location": OUTSIDE}], whole, away],
        ["Packages", "Out of area", "Residential", "Residential out of area"],
        title="Packages in and out of the area", label="tab-away-location",
        notes=("Out of area: with a provider whose site is not in the council's own area.",),
    )  # fmt: skip


def distance_table(shares: Shares, region: Region) -> Table | Absent:
    """Return packages that are bought by miles from home, and the median of residential ones."""
    return _table(
        shares, region, MARKET_DISTANCE, [[{"distance": band}] for band in BANDS],
        [*BANDS.values(), "Median miles, residential"],
        title="Packages bought by miles from home", label="tab-away-distance",
        notes=(
            "Packages with a provider other than the council, the NHS and state schools, with a "
            "distance on record. The median is to the nearest five miles; medians of councils do "
            "not add up.",
        ),
        further=_median_miles(shares),
    )  # fmt: skip


def travel_table(shares: Shares, region: Region) -> Table | Absent:
    """Return who is helped to travel to education, what it costs, and the cost of each."""
    label = "tab-away-travel"
    place = region.place
    people = lines(shares, TRAVEL_PERSONS, [[{}], [{"setting": INDEPENDENT}]], place)
    cost = lines(shares, TRAVEL_COST, [[{}], [{"setting": INDEPENDENT}]], place)
    found = pool(shares, TRAVEL_COST)
    if found is None or len(people) != len(cost):
        return Absent(label)
    rows = []
    for who, paid in zip(people, cost, strict=True):
        is_whole = who.code == place.area_code
        pairs = list(zip(who.amounts, paid.amounts, strict=True))
        each = [_each(one, money, is_whole=is_whole) for one, money in pairs]
        rows.append((who.name, _shown(pairs[0][0], is_whole), _shown(pairs[0][1], is_whole, "gbp"),
                     *each))  # fmt: skip
    return Table(
        caption=f"Travel to education arranged by the councils, {place.name}, {found.period}",
        label=label,
        columns=(
            Column("Council"), Column("Helped to travel", numeric=True),
            Column("Cost of the year", numeric=True), Column("Cost of each", numeric=True),
            Column("Cost of each, independent special schools", numeric=True),
        ),
        rows=tuple(rows),
        notes=range_notes(shares, [cell for row in rows for cell in row]),
        evidence=evidence(shares, [TRAVEL_PERSONS, TRAVEL_COST], place),
        origin=_origin(shares),
    )  # fmt: skip


def _table(
    shares: Shares, region: Region, measure: LocalMeasure, columns: Sequence[Sequence[Where]],
    heads: Sequence[str], *, title: str, label: str, notes: tuple[str, ...],
    further: Mapping[str, str] | None = None,
) -> Table | Absent:  # fmt: skip
    """Return a table of councils; `further` gives one more cell of each, by code."""
    place, found = region.place, pool(shares, measure)
    if found is None:
        return Absent(label)
    rows, values = [], []
    for line in lines(shares, measure, columns, place):
        is_whole = line.code == place.area_code
        cells = [_shown(one, is_whole) for one in line.amounts]
        raw = [None if one is None else one.raw for one in line.amounts]
        if further is not None:
            text = further.get(line.code, "")
            cells.append(text)
            raw.append(float(text) if text.isdigit() else None)
        rows.append((line.name, *cells))
        values.append((line.name, *raw))
    told = evidence(shares, [measure], place)
    if further is not None:
        told = Evidence(figures=pd.concat([told.figures, *_result_figures(shares, region)]))
    return Table(
        caption=f"{title}, {place.name}, January {found.period}",
        label=label,
        columns=(Column("Council"), *(Column(head, numeric=True) for head in heads)),
        rows=tuple(rows),
        values=tuple(values),
        notes=(*notes, *range_notes(shares, [cell for row in rows for cell in row])),
        evidence=told,
        origin=_origin(shares),
    )


def _residential(shares: Shares, region: Region, measure: LocalMeasure, where: Where) -> Amount:
    columns: list[list[Where]] = [[{**where, "accommodation": code} for code in RESIDENTIAL]]
    whole = lines(shares, measure, columns, region.place)[-1].amounts[0]
    return whole or Amount(0.0, 0.0, 0.0)


def _median_miles(shares: Shares) -> dict[str, str]:
    found = {}
    for code, one in shares.shares.items():
        rows = rows_of(one, AWAY_MILES, breakdown="Total")
        if len(rows):
            value = rows["value"].iloc[0]
            found[code] = HIDDEN if pd.isna(value) else f"{value:.0f}"
    return found


def _result_figures(shares: Shares, region: Region) -> list[pd.DataFrame]:
    parts = []
    for code, one in shares.shares.items():
        result = one.result(AWAY_MILES)
        if result is not None:
            parts.append(result_figures(result, replace(region.place, area_code=code)))
    return parts


def _shown(one: Amount | None, is_whole: bool, unit: str = "count") -> str:
    if one is None:
        return "[x]"
    return one.together(unit) if is_whole else one.of_council(unit)


def _each(people: Amount | None, money: Amount | None, *, is_whole: bool) -> str:
    """Return the cost of each; of a sum with hidden parts the range that it must be in."""
    if people is None or money is None or people.upper == 0:
        return "[z]"
    if people.is_known and money.is_known:
        return number(money.value / people.value, unit="gbp")
    ends = (money.lower, money.upper, people.lower, people.upper)
    if not is_whole or any(pd.isna(end) for end in ends) or not people.lower:
        return HIDDEN
    least, most = money.lower / people.upper, money.upper / people.lower
    return f"{number(least, unit='gbp')} to {number(most, unit='gbp')}"


def _origin(shares: Shares) -> Origin:
    return Origin(**next(iter(shares.shares.values())).origin)


def _councils(count: int) -> str:
    return f"{count} councils" if count > 1 else "one council"
