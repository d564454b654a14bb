"""The packages that cost most: what the dearest tenth takes, and the usual range of prices."""

from sendlib.measures.local.need_groups import NEED_GROUP
from sendlib.measures.local.packages import ACCOMMODATION, TYPE
from sendlib.measures.local.protected import ProtectedTables
from sendlib.measures.local.spend_tail import PRICE_RANGES, SPEND_TAIL
from sendlib.measures.place import Place
from sendlib.views.blocks import Absent, Column, Statement, Table
from sendlib.views.formats import number, small
from sendlib.views.local_result_blocks import result_table, said
from sendlib.views.local_shown import HIDDEN, amount, year_words


def tail_statement(own: ProtectedTables, place: Place) -> Statement | Absent:
    """Say what share of spend the dearest tenth takes."""
    label = "st-spend-tail"
    found = own.result(SPEND_TAIL)
    if found is None:
        return Absent(label)
    rows = found.rows
    last = rows[rows["period"] == rows["period"].max()].set_index("statistic")
    share, least = last.loc["top_tenth_share"], last.loc["top_tenth_from"]
    if share["reason"] or least["reason"]:
        text = f"What the dearest tenth of packages in {place.inside} takes is hidden."
    else:
        text = (
            f"In {year_words(str(share['period']))}, the tenth of children and young people whose "
            f"packages cost most took {number(float(share['value']), unit='percent')} of the "
            f"spend; each of them cost about {number(float(least['value']), unit='gbp')} or more "
            "in the year."
        )
    return said(found, place, label=label, text=text)


def tail_table(own: ProtectedTables, place: Place) -> Table | Absent:
    """Return by year what the dearest tenth takes, and the cost in the middle."""
    label = "tab-spend-tail"
    found = own.result(SPEND_TAIL)
    if found is None:
        return Absent(label)
    rows = found.rows
    of = {(line["period"], line["statistic"]): line for _, line in rows.iterrows()}
    years = sorted(rows["period"].unique())
    kinds = (
        ("persons", "count"), ("median_cost", "gbp"), ("top_tenth_from", "gbp"),
        ("top_tenth_share", "percent"),
    )  # fmt: skip
    lines = tuple(
        (
            year_words(year),
            *(
                HIDDEN if of[year, name]["reason"] else amount(float(of[year, name]["value"]), unit)
                for name, unit in kinds
            ),
        )
        for year in years
    )
    return result_table(
        own, found, place, label=label,
        caption=f"Cost of packages for each child or young person, {place.name}",
        columns=(
            Column("Financial year"), Column("Children and young people", numeric=True),
            Column("Half cost less than (£)", numeric=True),
            Column("The dearest tenth from (£)", numeric=True),
            Column("Share of spend of that tenth", numeric=True),
        ),
        rows=lines,
        notes=("Costs are rounded to £500.",),
    )  # fmt: skip


def ranges_table(own: ProtectedTables, place: Place) -> Table | Absent:
    """Return the usual weekly cost of packages alike, by need, type and accommodation."""
    label = "tab-price-ranges"
    found = own.result(PRICE_RANGES)
    if found is None:
        return Absent(label)
    rows = found.rows
    of = {(line["breakdown"], line["statistic"]): line for _, line in rows.iterrows()}
    lines = []
    for cell in dict.fromkeys(rows["breakdown"]):
        named = dict(part.split("=") for part in str(cell).split(";"))
        kind = TYPE.label(named["package_type"])
        stays = small(ACCOMMODATION.label(named["accommodation"]))
        lines.append(
            (
                NEED_GROUP.label(named["need"]), f"{kind}, {stays}",
                *(
                    HIDDEN
                    if of[cell, name]["reason"]
                    else amount(float(of[cell, name]["value"]), "gbp")
                    for name in ("low", "median", "high")
                ),
            )
        )  # fmt: skip
    return result_table(
        own, found, place, label=label,
        caption=f"Expected range of weekly cost, {place.name}, January {rows['period'].iloc[0]}",
        columns=(
            Column("Need"), Column("Package"), Column("From (£)", numeric=True),
            Column("Half below (£)", numeric=True),
            Column("To (£)", numeric=True),
        ),
        rows=lines,
    )  # fmt: skip
