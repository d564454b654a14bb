"""Places against demand as readers see it: gaps, kinds of accommodation, travel."""

from collections.abc import Sequence

import pandas as pd

from sendlib.measures.disclosure_tables import TOTAL
from sendlib.measures.local.gaps import Gaps
from sendlib.measures.local.people import SETTING_GROUPS
from sendlib.measures.local.protected import ProtectedTables
from sendlib.measures.local.results import LOCAL_ORIGIN
from sendlib.measures.local.sufficiency import PLACE_FLOWS, ROLL_NEED, TRAVEL
from sendlib.measures.place import Place
from sendlib.views.blocks import Callout, Chart, Column, Evidence, Origin, Statement, Table
from sendlib.views.formats import number, small
from sendlib.views.horizontal_bars import horizontal_bars
from sendlib.views.local_open import lacking
from sendlib.views.local_result_figures import category, derived_figures, result_figures
from sendlib.views.local_tables import MARK, notes

LOCAL = Origin(**LOCAL_ORIGIN)
HEADS = {"need": "Needs the places are for", "phase": "Phase", "area": "Planning area"}
FILES = ("places",)


def gap_statement(found: Gaps | None, place: Place) -> Statement | Callout:
    """Say how places stand against those on roll, now and in the latest year planned."""
    label = "st-sufficiency"
    if found is None:
        shows = "where places fall short of demand, by need, phase and area, and what that costs"
        return lacking(("places",), shows, label)
    whole = found.tables["need"].iloc[-1]
    target = number(found.terms.target_occupancy_percent, unit="percent", places=0)
    if pd.isna(whole["on_roll_now"]):
        text = f"How many are on roll in {place.inside} in {found.now} is hidden."
        return Statement(text, label, origin=LOCAL)
    text = (
        f"In {found.now}, {place.name} had {_count(whole['places_now'])} specialist places and "
        f"{_count(whole['on_roll_now'])} children and young people on roll: "
        f"{_gap_words(whole['gap_now'])}, at a target of {target} of places taken."
    )
    if pd.notna(whole["gap_then"]):
        text += (
            f" If specialist places are asked for as {_followed(found)} are expected to grow, "
            f"{_count(whole['demand_then'])} will need one in {found.then}, for which "
            f"{_count(whole['places_then'])} places are planned: {_gap_words(whole['gap_then'])}. "
            f"The chance of too few places is {_chance(whole['shortfall_percent'])}."
        )
    return Statement(text, label, evidence=_evidence(found, place), origin=LOCAL)


def gap_chart(found: Gaps | None, place: Place) -> Chart | None:
    """Draw the places lacking by need in the latest year planned."""
    if found is None or found.short.empty:
        return None
    rows = found.short.sort_values("gap_then", kind="stable")
    names, lacking_places = list(rows["title"]), [float(one) for one in -rows["gap_then"]]
    texts = [number(one, unit="count") for one in lacking_places]
    return Chart(
        svg=horizontal_bars(names, lacking_places, texts=texts, unit="count"),
        alt=f"Bar chart of places lacking by need, {place.name}, {found.then}: most for "
        f"{small(names[0])} ({texts[0]}), fewest for {small(names[-1])} ({texts[-1]}).",
        caption=f"Places lacking by need if demand grows as expected, {place.name}, {found.then}",
        label="fig-sufficiency",
        columns=(("need", "Needs the places are for"), ("places", "Places lacking")),
        rows=tuple(zip(names, lacking_places, strict=True)),
        notes=("Needs without a bar are expected to have places enough, or are hidden.",
               _assumption(found)),
        evidence=_evidence(found, place),
        origin=LOCAL,
    )  # fmt: skip


def gap_table(
    found: Gaps | None, own: ProtectedTables, place: Place, *, by: str = "need"
) -> Table | None:
    """Return places, demand and gap by need, phase or planning area.

    Args:
        found: the gaps.
        own: the protected tables, for what notes say of them.
        place: the council.
        by: need, phase or area.
    """
    if found is None:
        return None
    table = found.tables[by]
    ahead = found.growth is not None
    names = ["places_now", "on_roll_now", "gap_now"]
    heads = [f"Places {found.now}", "On roll", "Gap"]
    if ahead:
        names += ["places_then", "demand_then", "gap_then"]
        heads += [f"Places {found.then}", "Demand", "Gap then"]
    rows = tuple(
        (
            str(row["title"]),
            *(_cell(row[name]) for name in names),
            *((_chance_cell(row["shortfall_percent"]), _cell(row["needed_then"])) if ahead else ()),
        )
        for _, row in table.iterrows()
    )
    return Table(
        caption=f"Places against demand by {small(HEADS[by])}, {place.name}, {found.now}"
        + (f" and {found.then}" if ahead else ""),
        label=f"tab-sufficiency-{by}",
        columns=(
            Column(HEADS[by]), *(Column(head, numeric=True) for head in heads),
            *((Column("Chance of too few", numeric=True), Column("Places for 9 in 10",
               numeric=True)) if ahead else ()),
        ),
        rows=rows,
        notes=(
            "Gap: places at target occupancy less demand; below 0, places lack. Rounded, so that "
            "parts may not add up to their total by one.",
            *((_assumption(found), "Places for 9 in 10: enough in nine of ten simulated futures; "
               "they do not add up over groups.") if ahead else ()),
            *([] if found.planned or not ahead else
              [f"The file has no places of a year to come: those of {found.now} are taken."]),
            *notes(own, ROLL_NEED, [cell for row in rows for cell in row]),
        ),
        evidence=_evidence(found, place),
        origin=LOCAL,
    )  # fmt: skip


def kinds_table(found: Gaps | None, own: ProtectedTables, place: Place) -> Table | None:
    """Return kinds of accommodation: how many now, and how many are expected."""
    if found is None or found.kinds.empty:
        return None
    rows = tuple(
        (
            str(row["title"]), _cell(row["now"]), _rate(row, "arrivals"), _rate(row, "stay_years"),
            _unknown(row["expected"], row["now"]), _unknown(row["high"], row["now"]),
        )
        for _, row in found.kinds.iterrows()
    )  # fmt: skip
    return Table(
        caption=f"Accommodation by kind, {place.name}, {found.now} and {found.then}",
        label="tab-accommodation",
        columns=(
            Column("Kind"), Column("Now", numeric=True), Column("Come in a year", numeric=True),
            Column("Years of stay", numeric=True), Column(f"Expected {found.then}", numeric=True),
            Column("For 9 in 10", numeric=True),
        ),
        rows=rows,
        notes=(
            "Packages: if as many come and stay as long as in the latest three years. Places of "
            f"schools: if they grow as {_followed(found)} are expected to. For 9 in 10: enough in "
            "nine of ten futures.",
            PLACE_FLOWS.note,
            *(["[x] not known"] if "[x]" in str(rows) else []),
            *notes(own, ROLL_NEED, [cell for row in rows for cell in row]),
        ),
        evidence=Evidence(figures=_kind_figures(found, place)),
        origin=LOCAL,
    )  # fmt: skip


def travel_table(own: ProtectedTables, place: Place) -> Table | None:
    """Return the median distance and yearly cost of travel by setting."""
    found = own.result(TRAVEL)
    if found is None or found.rows.empty:
        return None
    frame = found.rows
    cells = {(row["breakdown"], row["statistic"]): row for _, row in frame.iterrows()}
    groups = [one for one in SETTING_GROUPS if (f"setting={one}", "miles") in cells]
    rows = tuple(
        (
            SETTING_GROUPS[group],
            *(
                "[x]" if (row := cells.get((f"setting={group}", name))) is None
                else MARK if row["reason"] else number(float(row["value"]), unit=unit)
                for name, unit in (("miles", "count"), ("cost", "gbp"))
            ),
        )
        for group in groups
    )  # fmt: skip
    year = str(frame["period"].iloc[0])
    return Table(
        caption=f"Travel to education by setting, {place.name}, {year}",
        label="tab-travel",
        columns=(
            Column("Setting"), Column("Miles one way", numeric=True),
            Column("Cost a year", numeric=True),
        ),
        rows=rows,
        notes=(TRAVEL.note, *notes(own, ROLL_NEED, [cell for row in rows for cell in row])),
        evidence=Evidence(figures=result_figures(found, place)),
        origin=LOCAL,
    )  # fmt: skip


def _assumption(found: Gaps) -> str:
    return (
        f"Demand in {found.then} is the number on roll in {found.now}, grown as "
        f"{_followed(found)} are expected to (see the chapter on demand): an assumption, the same "
        "for every group."
    )


def _followed(found: Gaps) -> str:
    return "plans in state special schools" if found.of_special else "all plans"


def _gap_words(gap: float) -> str:
    places = number(abs(gap), unit="count")
    if places == "0":
        return "as many places as are needed"
    return f"{places} places {'too few' if gap < 0 else 'to spare'}"


def _chance(percent: float) -> str:
    if percent < 1:
        return "below 1%"
    return "above 99%" if percent > 99 else number(percent, unit="percent", places=0)


def _chance_cell(percent: float) -> str:
    return MARK if pd.isna(percent) else small(_chance(percent).replace("below ", "<").replace(
        "above ", ">"))  # fmt: skip


def _count(value: float) -> str:
    return number(float(value), unit="count")


def _cell(value: float) -> str:
    return MARK if pd.isna(value) else _count(value)


def _rate(row: pd.Series, name: str) -> str:
    if pd.isna(row[name]):
        return "[x]"
    return number(float(row[name]), unit="count", places=1 if name == "stay_years" else 0)


def _unknown(value: float, now: float) -> str:
    if pd.isna(now):
        return MARK
    return "[x]" if pd.isna(value) else _count(value)


def _evidence(found: Gaps, place: Place) -> Evidence:
    measures = {
        "places_now": ("local_places_count", found.now, "count"),
        "on_roll_now": ("local_places_on_roll_count", found.now, "count"),
        "gap_now": ("local_places_gap_count", found.now, "count"),
        "places_then": ("local_places_count", found.then, "count"),
        "demand_then": ("local_places_demand_count", found.then, "count"),
        "gap_then": ("local_places_gap_count", found.then, "count"),
        "shortfall_percent": ("local_places_shortfall_percent", found.then, "percent"),
        "needed_then": ("local_places_needed_90_count", found.then, "count"),
    }
    rows = [
        (measure, when, TOTAL if row["group"] == TOTAL else f"{by}={category(str(row['group']))}",
         float(row[name]), unit)
        for by, table in found.tables.items()
        for _, row in table.iterrows()
        for name, (measure, when, unit) in measures.items()
        if found.growth is not None or when == found.now
    ]  # fmt: skip
    return Evidence(figures=derived_figures(list(dict.fromkeys(rows)), place, FILES))


def _kind_figures(found: Gaps, place: Place) -> pd.DataFrame:
    names: Sequence[tuple[str, str, str]] = (
        ("now", "local_accommodation_count", found.now),
        ("expected", "local_accommodation_expected_count", found.then),
        ("high", "local_accommodation_needed_90_count", found.then),
    )
    rows = [
        (measure, when, f"accommodation={row['group']}", float(row[name]), "count")
        for _, row in found.kinds.iterrows()
        for name, measure, when in names
    ]
    return derived_figures(rows, place, ("places", "packages"))
