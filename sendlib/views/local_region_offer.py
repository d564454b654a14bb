"""What a region's councils could offer each other, and their places by need and year."""

import pandas as pd

from sendlib.contracts.areas import area_name
from sendlib.contracts.local_files import code_sets
from sendlib.measures.commissioning.members import MEMBER
from sendlib.measures.commissioning.partnership import Partnership
from sendlib.measures.commissioning.regional_offer import offer, place_plan, sharing
from sendlib.views.blocks import Absent, Column, Statement, Table
from sendlib.views.formats import capital, counted, listed, number
from sendlib.views.local_open import (
    Shown,
    breakdown,
    evidence,
    month,
    named,
    need_words,
    open_table,
    origin_of,
    pounds,
    whole,
)

MOST_OFFERED = 30
MINUS = "\N{MINUS SIGN}"
GROUPS = code_sets()["need_groups"]


def offer_statement(partners: Partnership) -> Statement | Absent:
    """Say how many services could be open to all councils, and how many have room now."""
    found = offer(partners.files.table("services"))
    if found.empty:
        return Absent("st-regional-offer")
    room = found[found["free_count"] > 0]
    names = listed([area_name(code) for code in dict.fromkeys(room[MEMBER].astype(str)) if code])
    text = (
        f"{capital(counted(len(found), 'specialist service', 'specialist services'))} for rare or "
        f"severe needs could be open to children of other councils. "
    )
    text += (
        f"{capital(counted(len(room), 'has', 'have'))} room now, in {names}."
        if len(room) else "By the files none has room now."
    )  # fmt: skip
    period = str(partners.as_of.year)
    shown = [
        Shown("regional_offer_services_count", period, "Total", float(len(found)), "count"),
        Shown("regional_offer_with_room_count", period, "Total", float(len(room)), "count"),
    ]
    return Statement(
        text, "st-regional-offer", evidence=evidence(partners, shown, ("services",)),
        origin=origin_of(partners),
    )  # fmt: skip


def offer_table(partners: Partnership) -> Table | Absent:
    """Return the services of a regional offer: what, for whom, whose, and how much room."""
    found = offer(partners.files.table("services"))
    if found.empty:
        return Absent("tab-regional-offer")
    more = len(found) - MOST_OFFERED
    return open_table(
        partners,
        caption="A regional offer: specialist services for rare or severe needs",
        label="tab-regional-offer",
        columns=(
            Column("Service"), Column("For"), Column("Ages"), Column("Bought by"),
            Column("Room for", numeric=True), Column("Contract ends"),
        ),
        rows=[
            (
                str(row["service"]), capital(listed(map(need_words, _codes(row["needs"])))),
                _ages(row), capital(listed(named("agencies", one).lower() for one in
                                           [str(row["agency"]), *_codes(row["other_agencies"])])),
                whole(row["free_count"]), month(row["contract_end"]),
            )
            for _, row in found.head(MOST_OFFERED).iterrows()
        ],
        notes=(
            "Services at specialist or individual level that name a rare need, or one that is rare "
            "where it is severe. Room: capacity less those served now, by the files. Whether a "
            "service can take children of others is for its council to say.",
            *([f"{more} further services have less room, or none known."] if more > 0 else []),
        ),
        files=("services",),
    )  # fmt: skip


def sharing_table(partners: Partnership) -> Table | Absent:
    """Return by need what several councils buy apart, with its cost and its room."""
    found = sharing(partners.files.table("services"))
    if found.empty:
        return Absent("tab-regional-sharing")
    period = str(partners.as_of.year)
    return open_table(
        partners,
        caption="Specialist services that several councils buy apart, by need",
        label="tab-regional-sharing",
        columns=(
            Column("Need"), Column("Councils", numeric=True), Column("Services", numeric=True),
            Column("Cost a year", numeric=True), Column("For each served, lowest", numeric=True),
            Column("Highest", numeric=True), Column("Room", numeric=True),
            Column("Above capacity", numeric=True),
        ),
        rows=[
            (
                named("need_types", row["need"]), str(len(row["members"])),
                str(row["service_count"]), pounds(row["cost_gbp"]), pounds(row["lowest_gbp"]),
                pounds(row["highest_gbp"]), whole(row["free_count"]), whole(row["over_count"]),
            )
            for _, row in found.iterrows()
        ],
        notes=(
            "A service counts under each need that it names, so that rows do not add up. Room in "
            "one council beside more than it can serve in another asks for a look.",
        ),
        shown=[Shown("regional_specialist_cost_gbp", period, breakdown(need=str(row["need"])),
                     float(row["cost_gbp"]), "gbp") for _, row in found.iterrows()],
        files=("services",),
    )  # fmt: skip


def place_plan_table(partners: Partnership, places: pd.DataFrame) -> Table | Absent:
    """Return commissioned places by need and school year, with the change agreed.

    Args:
        partners: the open files of the councils.
        places: those of all councils, of files and shares (`places_of`).
    """
    found = place_plan(places)
    if found.empty:
        return Absent("tab-place-plan")
    years = sorted(found["school_year"].unique())
    cells = {(str(row["need_group"]), str(row["school_year"])): row for _, row in found.iterrows()}
    most = int(found["member_count"].max())
    groups = [one for one in GROUPS if one in set(found["need_group"])]
    rows = [
        (GROUPS.get(group, "All needs"),
         *(_places(cells.get((group, str(year))), most) for year in years))
        for group in (*groups, "")
    ]  # fmt: skip
    return open_table(
        partners,
        caption="Specialist places commissioned, by need and school year",
        label="tab-place-plan",
        columns=(Column("Need"), *(Column(str(year), numeric=True) for year in years)),
        rows=rows,
        notes=(
            f"Of {counted(most, 'council', 'councils')}, unless a cell says of fewer. In brackets: "
            "places agreed to be added (+) or closed in that year, which the number includes.",
        ),
        shown=[Shown("regional_places_count", str(row["school_year"]),
                     breakdown(need=str(row["need_group"])) if row["need_group"] else "Total",
                     float(row["places"]), "count") for _, row in found.iterrows()],
        files=("places",),
    )  # fmt: skip


def _places(row: pd.Series | None, most: int) -> str:
    if row is None:
        return "none given"
    text = number(float(row["places"]), unit="count")
    change = int(row["planned_change"])
    if change:
        text += f" ({'+' if change > 0 else MINUS}{abs(change)})"
    of = int(row["member_count"])
    return text if of == most else f"{text}, {counted(of, 'council', 'councils')}"


def _codes(text: object) -> list[str]:
    return [one.strip() for one in text.split(";")] if isinstance(text, str) else []


def _ages(row: pd.Series) -> str:
    low, high = row["youngest_age"], row["oldest_age"]
    ends = [f"from {low}" if pd.notna(low) else "", f"to {high}" if pd.notna(high) else ""]
    return capital(" ".join(filter(None, ends))) or "Any"
