"""What councils could offer each other: services, places by year, and what they mean to buy."""

from collections.abc import Sequence

import pandas as pd

from sendlib.measures.commissioning.coverage import parts
from sendlib.measures.commissioning.members import MEMBER, MemberFiles
from sendlib.measures.local.share import Shares

# needs that are rare or, at their most severe, more than one council alone can meet
RARE = ("HI", "VI", "MSI", "PMLD", "SLD", "PD", "ASD", "SEMH")
OFFERED = ("specialist", "individual")
BUYING = ("commission", "commission_differently")


def offer(services: pd.DataFrame) -> pd.DataFrame:
    """Return the services that would make a regional offer: specialist ones for rare needs.

    Args:
        services: the local file's columns and `member`.

    Returns:
        The rows at specialist or individual level that name a rare need, with free_count (capacity
        less caseload, none below 0; missing where either is), the freest first.
    """
    rare = services["needs"].map(lambda needs: bool(set(parts(needs)) & set(RARE))).astype(bool)
    found = services[services["level"].isin(OFFERED) & rare]
    free = (found["capacity"] - found["caseload"]).clip(lower=0).astype("Float64").astype(float)
    order = found.assign(free_count=free).sort_values(
        "free_count", ascending=False, kind="stable", na_position="last"
    )
    return order.reset_index(drop=True)


def sharing(services: pd.DataFrame, *, needs: Sequence[str] = RARE) -> pd.DataFrame:
    """Return by rare need what several councils buy apart, at specialist and individual level.

    A service counts under each need it names; sums miss what is missing in a file.

    Returns:
        A row per need that services of two councils or more name: need, members (codes),
        service_count, cost_gbp, lowest_gbp and highest_gbp (cost for each person served),
        free_count (of services with room), over_count (persons above capacity in others).
    """
    at_level = services[services["level"].isin(OFFERED)]
    named = [parts(needs) for needs in at_level["needs"]]
    rows = []
    for need in needs:
        own = at_level[[need in one for one in named]] if named else at_level
        members = tuple(code for code in dict.fromkeys(own[MEMBER].astype(str)) if code)
        if len(members) < 2:
            continue
        served = own["caseload"].astype("Float64").astype(float)
        each = own["annual_cost_gbp"] / served.where(served > 0)
        room = (own["capacity"] - own["caseload"]).astype("Float64").astype(float)
        rows.append(
            (need, members, len(own), float(own["annual_cost_gbp"].sum()), float(each.min()),
             float(each.max()), float(room.clip(lower=0).sum()), float((-room).clip(lower=0).sum()))
        )  # fmt: skip
    columns = ["need", "members", "service_count", "cost_gbp", "lowest_gbp", "highest_gbp",
               "free_count", "over_count"]  # fmt: skip
    return pd.DataFrame(rows, columns=columns)


def themes(intentions: pd.DataFrame) -> pd.DataFrame:
    """Return what councils mean to buy or change by theme, the largest value first.

    Args:
        intentions: the local file's columns and `member`.

    Returns:
        A row per theme: theme, members (codes, "" for the partnership), intention_count, kinds
        (tuple), first (earliest start), value_gbp (of those with a value), unvalued_count.
    """
    wanted = intentions[intentions["kind"].isin(BUYING)]
    rows = []
    for theme, own in wanted.groupby(wanted["theme"].astype(str), sort=False):
        rows.append(
            (str(theme), tuple(dict.fromkeys(own[MEMBER].astype(str))), len(own),
             tuple(one for one in BUYING if one in set(own["kind"])), own["start_date"].min(),
             float(own["annual_value_gbp"].sum()), int(own["annual_value_gbp"].isna().sum()))
        )  # fmt: skip
    columns = ["theme", "members", "intention_count", "kinds", "first", "value_gbp",
               "unvalued_count"]  # fmt: skip
    found = pd.DataFrame(rows, columns=columns)
    return found.sort_values("value_gbp", ascending=False, kind="stable", ignore_index=True)


def places_of(files: MemberFiles, shares: Shares) -> pd.DataFrame:
    """Return the commissioned places of all councils: those of their files, else of their shares.

    Returns:
        need_group, school_year, places, planned_change (missing from shares) and member.
    """
    columns = ["need_group", "school_year", "places", "planned_change", MEMBER]
    parts = [files.table("places")[columns]]
    known = files.with_file("places")
    for code, share in shares.shares.items():
        if code not in known and len(share.places):
            own = share.places.rename(columns={"need": "need_group"})
            parts.append(own.assign(planned_change=float("nan"), **{MEMBER: code})[columns])
    return pd.concat([part.astype({"places": float}) for part in parts], ignore_index=True)


def place_plan(places: pd.DataFrame) -> pd.DataFrame:
    """Return commissioned places by need group and school year, and the change agreed.

    A year for which a council gives no places has none of its own in the sum: member_count tells.

    Args:
        places: the local file's columns and `member`.

    Returns:
        A row per need group and school year, and per year all groups together (need_group ""):
        need_group, school_year, places, planned_change, member_count.
    """
    rows = places.dropna(subset=["places"])
    if rows.empty:
        return pd.DataFrame(
            columns=["need_group", "school_year", "places", "planned_change", "member_count"]
        )
    both = pd.concat([rows, rows.assign(need_group="")], ignore_index=True)
    numbers = both.assign(planned_change=both["planned_change"].fillna(0))
    found = numbers.groupby(["need_group", "school_year"], as_index=False).agg(
        places=("places", "sum"), planned_change=("planned_change", "sum"),
        member_count=(MEMBER, "nunique"),
    )  # fmt: skip
    return found.astype({"places": int, "planned_change": int})
