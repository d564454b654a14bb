"""How sure a saving is: as planned and discounted, as inputs turn out, and where it breaks even."""

import seaborn as sns
from matplotlib.ticker import FuncFormatter

from sendlib.measures.regional_value import RegionalPlan
from sendlib.measures.value_for_money import savings
from sendlib.measures.value_for_money_risk import (
    Risk,
    break_even,
    building_gbp,
    discounted,
    net_as_planned,
    tornado,
)
from sendlib.views import theme
from sendlib.views.blocks import Chart, Column, Statement, Table
from sendlib.views.formats import counted, money, number, tick
from sendlib.views.local_value import note, origin, pounds, said, titled

INPUTS = {
    "delay_years": "Years of delay", "children_ratio": "Children kept local, against the plan",
    "out_of_area_ratio": "Cost out of area, against the plan",
    "local_ratio": "Education and transport, against the plan",
    "nights_per_week": "Nights of short breaks a week",
    "leakage_percent": "Children a year who move away after all, %",
    "build_gbp": "Cost of building, £",
}  # fmt: skip
# ends of a bar of the tornado: column, pattern, colour
ENDS = (("at_low_gbp", "//", theme.OWN_LIST), ("at_high_gbp", "", theme.AREA))


def discount_table(found: RegionalPlan) -> Table:
    """Return the plan's saving discounted year by year, and net of the cost of building."""
    plan = found.plan
    worth = discounted(plan)
    build = building_gbp(plan)
    rows = [(f"Year {row['year']:.0f}", pounds(row["saving_gbp"]), f"{row['factor']:.4f}",
             pounds(row["discounted_gbp"])) for _, row in worth.iterrows()]  # fmt: skip
    total = float(worth["discounted_gbp"].sum())
    rows += [("All years", pounds(float(worth["saving_gbp"].sum())), "", pounds(total)),
             ("Cost of building, with optimism", "", "", pounds(-build)),
             ("Net saving", "", "", pounds(total - build))]  # fmt: skip
    return Table(
        caption=titled(found, "What the saving is worth today, as planned"),
        label="tab-value-discounted",
        columns=(Column("Year"), Column("Saving", numeric=True), Column("Factor", numeric=True),
                 Column("Worth today", numeric=True)),
        rows=tuple(rows),
        notes=(
            f"Later years count {plan.discount_percent:g}% a year less, as the Green Book has it; "
            f"year 1 counts in full. Building is raised by {plan.optimism_percent:g}%, since costs "
            "of building turn out higher than planned.", *note(found),
        ),
        origin=origin(found),
    )  # fmt: skip


def chance(found: Risk) -> str:
    """Return in how many of all cases money is saved; draws never make it certain."""
    percent = found.chance_percent
    return "more than 99%" if percent > 99 else number(percent, unit="percent", places=0)


def risk_statement(found: RegionalPlan) -> Statement:
    """Say how sure a net saving is, and how large it may be."""
    low, middle, high = found.risk.net
    text = (
        f"With every input somewhere in its range, money is saved in "
        f"{chance(found.risk)} of cases. Discounted and "
        f"after building, the saving is {money(middle)} in the middle case, and between "
        f"{money(low)} and {money(high)} in eight of ten. As planned it is "
        f"{money(net_as_planned(found.plan))}."
    )
    return Statement(said(found, text), "st-value-for-money-risk", origin=origin(found))


def risk_table(found: RegionalPlan) -> Table:
    """Return the saving by year and in all in a low, a middle and a high case."""
    plan, risked = found.plan, found.risk
    rows = [(f"Year {row['year']:.0f}", *(pounds(row[name]) for name in ("p10", "p50", "p90")))
            for _, row in risked.by_year.iterrows()]  # fmt: skip
    rows += [("All years", *map(pounds, risked.total)),
             ("All years, discounted, after building", *map(pounds, risked.net))]  # fmt: skip
    return Table(
        caption=titled(found, "What may be saved, by how the inputs turn out"),
        label="tab-value-for-money-risk",
        columns=(Column("Year"), Column("Low case (1 in 10 is lower)", numeric=True),
                 Column("Middle case", numeric=True),
                 Column("High case (1 in 10 is higher)", numeric=True)),
        rows=tuple(rows),
        notes=(
            f"{plan.draws:,} draws of all inputs from PERT distributions; the cost of building is "
            f"raised by {plan.optimism_percent:g}% for optimism, and later years are discounted "
            f"at {plan.discount_percent:g}% a year. Cases of single years do not add up to that of "
            "all years.", *note(found),
        ),
        origin=origin(found),
    )  # fmt: skip


def risk_chart(found: RegionalPlan) -> Chart:
    """Draw the saving by year as planned, within the range of eight cases in ten."""
    spread, planned = found.risk.by_year, savings(found.plan)["saving_gbp"]
    years = spread["year"].astype(int).to_list()
    with theme.canvas(3.2, left=0.12, right=0.97, top=0.96, bottom=0.26) as (figure, axes):
        axes.fill_between(
            years, spread["p10"], spread["p90"], color=theme.BAND, label="Eight in ten"
        )
        axes.plot(years, spread["p50"], color=theme.AREA, label="Middle case")
        axes.plot(
            years, planned, color=theme.OWN_LIST, linestyle="--", marker="o", label="As planned"
        )
        axes.axhline(0, color=theme.PALE, linewidth=1)
        axes.set_xticks(years, [f"Year {year}" for year in years])
        axes.yaxis.set_major_formatter(FuncFormatter(tick("gbp")))
        axes.legend(loc="upper center", bbox_to_anchor=(0.5, -0.16), ncol=3, frameon=False)
        sns.despine(ax=axes)
        svg = theme.svg_of(figure)
    last = spread.iloc[-1]
    return Chart(
        svg=svg,
        alt=f"Lines of the saving by year. In year {years[-1]}: {money(float(planned.iloc[-1]))} "
        f"as planned, {money(last['p50'])} in the middle case, {money(last['p10'])} to "
        f"{money(last['p90'])} in eight cases of ten.",
        caption=titled(found, "Saving by year, as planned and as inputs may turn out"),
        label="fig-value-for-money",
        columns=(("year", "Year"), ("planned", "As planned, £"), ("p10", "Low case, £"),
                 ("p50", "Middle case, £"), ("p90", "High case, £")),
        rows=tuple(
            (f"Year {year}", float(plan_), float(row["p10"]), float(row["p50"]), float(row["p90"]))
            for year, plan_, (_, row) in zip(years, planned, spread.iterrows(), strict=True)
        ),
        notes=("Not discounted, and before the cost of building.", *note(found)),
        origin=origin(found),
    )  # fmt: skip


def tornado_chart(found: RegionalPlan) -> Chart:
    """Draw how far the net saving goes with one input at its lowest and highest."""
    bars, planned = tornado(found.plan), net_as_planned(found.plan)
    height = 0.75 + 0.42 * len(bars)
    with theme.canvas(height, left=0.4, right=0.96, top=0.97, bottom=0.5 / height) as (
        figure,
        axes,
    ):
        for end, hatch, colour in ENDS:
            axes.barh(range(len(bars)), bars[end] - planned, left=planned, height=0.6,
                      color=colour, hatch=hatch, edgecolor="white", linewidth=0)  # fmt: skip
        axes.axvline(planned, color=theme.NATION, linewidth=1.2)
        axes.set_yticks(range(len(bars)), [INPUTS[name] for name in bars["input"]], fontsize=9)
        axes.invert_yaxis()
        axes.xaxis.set_major_formatter(FuncFormatter(tick("gbp")))
        axes.grid(axis="y", visible=False)
        sns.despine(ax=axes, left=True)
        svg = theme.svg_of(figure)
    widest = bars.iloc[0]
    return Chart(
        svg=svg,
        alt=f"Bars of the net saving with one input at its lowest and highest. Planned: "
        f"{money(planned)}. The widest is {INPUTS[widest['input']].lower()}: "
        f"{money(widest['at_low_gbp'])} to {money(widest['at_high_gbp'])}.",
        caption=titled(found, "What the net saving hangs on most"),
        label="fig-value-for-money-tornado",
        columns=(("input", "Input"), ("low", "Lowest"), ("high", "Highest"),
                 ("at_low", "Net saving at lowest, £"), ("at_high", "Net saving at highest, £")),
        rows=tuple((INPUTS[row["input"]], float(row["low_value"]), float(row["high_value"]),
                    float(row["at_low_gbp"]), float(row["at_high_gbp"]))
                   for _, row in bars.iterrows()),
        notes=("Hatched: the input at its lowest; plain: at its highest; all others as planned. "
               "The line is the plan, discounted and after building.", *note(found)),
        origin=origin(found),
    )  # fmt: skip


def break_even_statement(found: RegionalPlan) -> Statement:
    """Say when and at which cost of a local package the plan breaks even."""
    plan, even = found.plan, break_even(found.plan)
    years = counted(plan.years, "year", "years")
    if even.year is None:
        text = f"As planned, savings do not cover the cost of building within {years}."
        return Statement(said(found, text), "st-break-even", origin=origin(found))
    nights = (
        f", or {even.nights_per_week:.1f} nights of short breaks a week"
        if 0 <= even.nights_per_week <= 7
        else ""
    )
    text = (
        f"As planned, savings cover the cost of building by year {even.year}. Over {years} the "
        f"plan breaks even at a local package of {money(even.local_gbp)} a year{nights}."
    )
    return Statement(said(found, text), "st-break-even", origin=origin(found))
