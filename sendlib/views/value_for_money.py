"""Value for money of keeping children close to home: what is saved, how sure, and for whom."""

import pandas as pd
import seaborn as sns
from matplotlib.ticker import FuncFormatter

from sendlib.contracts.areas import area_name
from sendlib.contracts.tables import FIGURE_COLUMNS
from sendlib.measures.place import Place
from sendlib.measures.value_for_money import package_parts, savings
from sendlib.measures.value_for_money_risk import break_even, net_as_planned, risk, tornado
from sendlib.params.value_for_money import ValueForMoney
from sendlib.views import theme
from sendlib.views.blocks import Chart, Column, Evidence, Statement, Table
from sendlib.views.formats import counted, money, number, tick

PARTS = {
    "education": "Education: place, support and therapy", "transport": "Transport",
    "short_breaks": "Nights of short breaks", "all": "Local package",
}  # fmt: skip
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
SOURCE = "params, commissioning: value_for_money"
ASSUMED = (
    "Costs and numbers are assumptions of the params file (commissioning: value_for_money); the "
    "defaults are the published example of NatSIP, 2018."
)


def savings_statement(plan: ValueForMoney) -> Statement:
    """Say what the plan saves in all, and from which year on."""
    total = float(savings(plan)["saving_gbp"].sum())
    text = (
        f"If {counted(plan.areas, 'council keeps', 'councils each keep')} "
        f"{_children(plan.children_per_year)} a year close to home from year {plan.first_year} on, "
        f"each child saves {money(plan.gap_gbp)} a year, and all together save {money(total)} in "
        f"{counted(plan.years, 'year', 'years')}, before the cost of building places."
    )
    if plan.gap_gbp <= 0:
        text = (
            f"A local package of {money(plan.local.cost_gbp())} costs no less than a placement out "
            f"of area at {money(plan.out_of_area_gbp)}: keeping children close to home saves no "
            "money by these figures."
        )
    return Statement(text, "st-value-for-money")


def savings_table(plan: ValueForMoney, place: Place) -> Table:
    """Return what is saved year by year, as planned."""
    found = savings(plan)
    return Table(
        caption="What is saved year by year, as planned",
        label="tab-value-for-money",
        columns=(Column("Year"), Column("Children kept local", numeric=True),
                 Column("Saving", numeric=True), Column("Saving so far", numeric=True)),
        rows=tuple((f"Year {row['year']:.0f}", f"{row['children']:,.10g}",
                    _pounds(row["saving_gbp"]), _pounds(row["total_gbp"]))
                   for _, row in found.iterrows()),
        values=tuple((f"Year {row['year']:.0f}", row["children"], row["saving_gbp"],
                      row["total_gbp"]) for _, row in found.iterrows()),
        notes=(ASSUMED,),
        evidence=Evidence(figures=_figures(found, place)),
    )  # fmt: skip


def package_table(plan: ValueForMoney) -> Table:
    """Return the local package part by part, against a placement out of area."""
    parts = package_parts(plan.local)
    rows = [(PARTS[part], _pounds(cost)) for part, cost in
            zip(parts["part"], parts["cost_gbp"].astype(float), strict=True)]  # fmt: skip
    rows += [("Placement out of area", _pounds(plan.out_of_area_gbp)),
             ("Saving for one child", _pounds(plan.gap_gbp))]  # fmt: skip
    package = plan.local
    return Table(
        caption="A year of one child, close to home and out of area",
        label="tab-local-package",
        columns=(Column("Part"), Column("Cost a year", numeric=True)),
        rows=tuple(rows),
        notes=(f"Short breaks: {package.nights_per_week:g} a week for {package.weeks} weeks at "
               f"{money(package.night_gbp)} a night.",),
    )  # fmt: skip


def risk_statement(plan: ValueForMoney) -> Statement:
    """Say how sure a net saving is, and how large it may be."""
    found = risk(plan)
    low, middle, high = found.net
    text = (
        f"With every input somewhere in its range, money is saved in "
        f"{number(found.chance_percent, unit='percent', places=0)} of cases. Discounted and after "
        f"building, the saving is {money(middle)} in the middle case, and between {money(low)} and "
        f"{money(high)} in eight of ten. As planned it is {money(net_as_planned(plan))}."
    )
    return Statement(text, "st-value-for-money-risk")


def risk_table(plan: ValueForMoney) -> Table:
    """Return the saving by year and in all in a low, a middle and a high case."""
    found = risk(plan)
    rows = [(f"Year {row['year']:.0f}", *(_pounds(row[name]) for name in ("p10", "p50", "p90")))
            for _, row in found.by_year.iterrows()]  # fmt: skip
    rows += [("All years", *map(_pounds, found.total)),
             ("All years, discounted, after building", *map(_pounds, found.net))]  # fmt: skip
    return Table(
        caption="What may be saved, by how the inputs turn out",
        label="tab-value-for-money-risk",
        columns=(Column("Year"), Column("Low case (1 in 10 is lower)", numeric=True),
                 Column("Middle case", numeric=True),
                 Column("High case (1 in 10 is higher)", numeric=True)),
        rows=tuple(rows),
        notes=(
            f"{plan.draws:,} draws of all inputs from PERT distributions; the cost of building is "
            f"raised by {plan.optimism_percent:g}% for optimism, and later years are discounted "
            f"at {plan.discount_percent:g}% a year. Cases of single years do not add up to that of "
            "all years.",
        ),
    )  # fmt: skip


def risk_chart(plan: ValueForMoney) -> Chart:
    """Draw the saving by year as planned, within the range of eight cases in ten."""
    found, planned = risk(plan).by_year, savings(plan)["saving_gbp"]
    years = found["year"].astype(int).to_list()
    with theme.canvas(3.2, left=0.12, right=0.97, top=0.96, bottom=0.26) as (figure, axes):
        axes.fill_between(years, found["p10"], found["p90"], color=theme.BAND, label="Eight in ten")
        axes.plot(years, found["p50"], color=theme.AREA, label="Middle case")
        axes.plot(
            years, planned, color=theme.OWN_LIST, linestyle="--", marker="o", label="As planned"
        )
        axes.axhline(0, color=theme.PALE, linewidth=1)
        axes.set_xticks(years, [f"Year {year}" for year in years])
        axes.yaxis.set_major_formatter(FuncFormatter(tick("gbp")))
        axes.legend(loc="upper center", bbox_to_anchor=(0.5, -0.16), ncol=3, frameon=False)
        sns.despine(ax=axes)
        svg = theme.svg_of(figure)
    last = found.iloc[-1]
    return Chart(
        svg=svg,
        alt=f"Lines of the saving by year. In year {years[-1]}: {money(float(planned.iloc[-1]))} "
        f"as planned, {money(last['p50'])} in the middle case, {money(last['p10'])} to "
        f"{money(last['p90'])} in eight cases of ten.",
        caption="Saving by year, as planned and as inputs may turn out",
        label="fig-value-for-money",
        columns=(("year", "Year"), ("planned", "As planned, £"), ("p10", "Low case, £"),
                 ("p50", "Middle case, £"), ("p90", "High case, £")),
        rows=tuple(
            (f"Year {year}", float(plan_), float(row["p10"]), float(row["p50"]), float(row["p90"]))
            for year, plan_, (_, row) in zip(years, planned, found.iterrows(), strict=True)
        ),
        notes=("Not discounted, and before the cost of building.",),
    )  # fmt: skip


def tornado_chart(plan: ValueForMoney) -> Chart:
    """Draw how far the net saving goes with one input at its lowest and highest."""
    found = tornado(plan)
    planned = net_as_planned(plan)
    height = 0.75 + 0.42 * len(found)
    with theme.canvas(height, left=0.4, right=0.96, top=0.97, bottom=0.5 / height) as (
        figure,
        axes,
    ):
        for end, hatch, colour in ENDS:
            axes.barh(range(len(found)), found[end] - planned, left=planned, height=0.6,
                      color=colour, hatch=hatch, edgecolor="white", linewidth=0)  # fmt: skip
        axes.axvline(planned, color=theme.NATION, linewidth=1.2)
        axes.set_yticks(range(len(found)), [INPUTS[name] for name in found["input"]], fontsize=9)
        axes.invert_yaxis()
        axes.xaxis.set_major_formatter(FuncFormatter(tick("gbp")))
        axes.grid(axis="y", visible=False)
        sns.despine(ax=axes, left=True)
        svg = theme.svg_of(figure)
    widest = found.iloc[0]
    return Chart(
        svg=svg,
        alt=f"Bars of the net saving with one input at its lowest and highest. Planned: "
        f"{money(planned)}. The widest is {INPUTS[widest['input']].lower()}: "
        f"{money(widest['at_low_gbp'])} to {money(widest['at_high_gbp'])}.",
        caption="What the net saving hangs on most",
        label="fig-value-for-money-tornado",
        columns=(("input", "Input"), ("low", "Lowest"), ("high", "Highest"),
                 ("at_low", "Net saving at lowest, £"), ("at_high", "Net saving at highest, £")),
        rows=tuple((INPUTS[row["input"]], float(row["low_value"]), float(row["high_value"]),
                    float(row["at_low_gbp"]), float(row["at_high_gbp"]))
                   for _, row in found.iterrows()),
        notes=("Hatched: the input at its lowest; plain: at its highest; all others as planned. "
               "The line is the plan, discounted and after building.",),
    )  # fmt: skip


def break_even_statement(plan: ValueForMoney) -> Statement:
    """Say when and at which cost of a local package the plan breaks even."""
    found = break_even(plan)
    if found.year is None:
        return Statement(
            f"As planned, savings do not cover the cost of building within "
            f"{counted(plan.years, 'year', 'years')}.", "st-break-even",
        )  # fmt: skip
    nights = (
        f", or {found.nights_per_week:.1f} nights of short breaks a week"
        if 0 <= found.nights_per_week <= 7
        else ""
    )
    return Statement(
        f"As planned, savings cover the cost of building by year {found.year}. Over "
        f"{counted(plan.years, 'year', 'years')} the plan breaks even at a local package of "
        f"{money(found.local_gbp)} a year{nights}.",
        "st-break-even",
    )


def split_table(shares: pd.DataFrame, plan: ValueForMoney) -> Table:
    """Return what each council has of the saving: its own part, and its part of the pool.

    Args:
        shares: of `retained_or_pooled`.
        plan: what percentage is kept.
    """
    rows = [
        (area_name(str(row["area"])), *(f"£{row[name]:,.2f}" for name in
                                        ("retained_gbp", "pooled_gbp", "all_gbp")))
        for _, row in shares.iterrows()
    ]  # fmt: skip
    sums = [shares[name].sum() for name in ("retained_gbp", "pooled_gbp", "all_gbp")]
    return Table(
        caption="The saving shared out: kept by each council, and pooled",
        label="tab-retain-or-pool",
        columns=(Column("Council"), Column("Kept", numeric=True),
                 Column("From the pool", numeric=True), Column("In all", numeric=True)),
        rows=(*rows, ("All councils", *(f"£{amount:,.2f}" for amount in sums))),
        notes=(f"Each council keeps {plan.retained_percent:g}% of what it saves; the rest is "
               "pooled. The shares add up to the penny.",),
    )  # fmt: skip


def _children(count: float) -> str:
    return "one more child" if count == 1 else f"{count:g} more children"


def _pounds(amount: float) -> str:
    sign = "\N{MINUS SIGN}" if round(amount) < 0 else ""
    return f"{sign}£{abs(amount):,.0f}"


def _figures(found: pd.DataFrame, place: Place) -> pd.DataFrame:
    """Return the planned saving of each year as figures."""
    table = pd.DataFrame(
        {
            "measure": "shared_commissioning_saving_gbp",
            "area_code": place.area_code,
            "area_name": place.name,
            "period": [f"year {year:.0f}" for year in found["year"]],
            "breakdown": "Total",
            "value": found["saving_gbp"],
            "unit": "gbp",
            "lower": None, "upper": None, "confidence": None,
            "count": found["children"],
            "denominator": None,
            "status": "projected",
            "source": SOURCE,
        }
    )  # fmt: skip
    return table[list(FIGURE_COLUMNS)]
