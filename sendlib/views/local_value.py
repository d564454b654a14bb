"""Value for money of keeping children close to home: what a package costs and what is saved.

Costs may come from members' own records, so that blocks tell where they are from.
"""

import pandas as pd

from sendlib.contracts.tables import FIGURE_COLUMNS
from sendlib.measures.place import Place
from sendlib.measures.regional_value import EXAMPLE, LOCAL, MEMBERS, OWN, RegionalPlan
from sendlib.measures.value_for_money import package_parts, savings
from sendlib.views.blocks import PUBLISHED, Column, Evidence, Origin, Statement, Table
from sendlib.views.formats import counted, money

PARTS = {
    "education": "Education: place, support and therapy", "transport": "Transport",
    "short_breaks": "Nights of short breaks", "all": "Local package",
}  # fmt: skip
# inputs as read, and the range that goes with each in the simulation
INPUTS = {
    "years": ("Years looked at", ""), "first_year": ("First year with savings", "delay_years"),
    "areas": ("Councils that save", ""),
    "children_per_year": ("More children kept local each year, in each council", "children_ratio"),
    "out_of_area_gbp": ("A year of a placement out of area", "out_of_area_ratio"),
    "education_gbp": ("A year of education close to home", "local_ratio"),
    "transport_gbp": ("A year of transport close to home", "local_ratio"),
    "nights_per_week": ("Nights of short breaks a week", "nights_per_week"),
    "weeks": ("Weeks a year with short breaks", ""), "night_gbp": ("A night of short breaks", ""),
}  # fmt: skip
FROM = {
    OWN: "This partnership", MEMBERS: "Number of members",
    LOCAL: "Members' own records", EXAMPLE: "Example: NatSIP 2018",
}  # fmt: skip
SOURCE = "params, regional: value_for_money"
EXAMPLE_NOTE = (
    "Example figures: costs are those of a published example (NatSIP, 2018) until the partnership "
    "gives its own (regional: value_for_money)."
)
OWN_NOTE = "Costs and numbers are assumptions of the partnership."


def inputs_table(found: RegionalPlan) -> Table:
    """Return every input of the plan, with where it comes from."""
    plan = found.plan
    values = {**dict(plan), **dict(plan.local)}
    return Table(
        caption=titled(found, "What the plan is worked out from"),
        label="tab-value-inputs",
        columns=(Column("Input"), Column("Value", numeric=True), Column("Where it comes from")),
        rows=tuple(
            (title, _input(name, values[name]), _from(found, name))
            for name, (title, _) in INPUTS.items()
        ),
        notes=note(found),
        origin=origin(found),
    )


def savings_statement(found: RegionalPlan) -> Statement:
    """Say what the plan saves in all, and from which year on."""
    plan = found.plan
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
    return Statement(said(found, text), "st-value-for-money", origin=origin(found))


def savings_table(found: RegionalPlan, place: Place) -> Table:
    """Return what is saved year by year, as planned."""
    saved = savings(found.plan)
    return Table(
        caption=titled(found, "What is saved year by year, as planned"),
        label="tab-value-for-money",
        columns=(Column("Year"), Column("Children kept local", numeric=True),
                 Column("Saving", numeric=True), Column("Saving so far", numeric=True)),
        rows=tuple((f"Year {row['year']:.0f}", f"{row['children']:,.10g}",
                    pounds(row["saving_gbp"]), pounds(row["total_gbp"]))
                   for _, row in saved.iterrows()),
        values=tuple((f"Year {row['year']:.0f}", row["children"], row["saving_gbp"],
                      row["total_gbp"]) for _, row in saved.iterrows()),
        notes=note(found),
        evidence=Evidence(figures=_figures(saved, place)),
        origin=origin(found),
    )  # fmt: skip


def package_table(found: RegionalPlan) -> Table:
    """Return the local package part by part, against a placement out of area."""
    plan = found.plan
    parts = package_parts(plan.local)
    rows = [(PARTS[part], pounds(cost)) for part, cost in
            zip(parts["part"], parts["cost_gbp"].astype(float), strict=True)]  # fmt: skip
    rows += [("Placement out of area", pounds(plan.out_of_area_gbp)),
             ("Saving for one child", pounds(plan.gap_gbp))]  # fmt: skip
    package = plan.local
    return Table(
        caption=titled(found, "A year of one child, close to home and out of area"),
        label="tab-local-package",
        columns=(Column("Part"), Column("Cost a year", numeric=True)),
        rows=tuple(rows),
        notes=(f"Short breaks: {package.nights_per_week:g} a week for {package.weeks} weeks at "
               f"{money(package.night_gbp)} a night.", *note(found)),
        origin=origin(found),
    )  # fmt: skip


def variants_table(found: RegionalPlan) -> Table:
    """Return other packages beside the plan's, with what each would save."""
    years = counted(found.plan.years, "year", "years")
    return Table(
        caption=titled(found, "Other packages close to home, and what each would save"),
        label="tab-package-variants",
        columns=(
            Column("Package"), Column("Education", numeric=True), Column("Transport", numeric=True),
            Column("Nights a week", numeric=True), Column("Short breaks", numeric=True),
            Column("Package a year", numeric=True), Column("Saving for one child", numeric=True),
            Column(f"Saving in {years}", numeric=True),
        ),
        rows=tuple(
            (row["name"] or "As planned", pounds(row["education_gbp"]),
             pounds(row["transport_gbp"]), f"{row['nights_per_week']:g}",
             pounds(row["short_breaks_gbp"]), pounds(row["cost_gbp"]), pounds(row["gap_gbp"]),
             pounds(row["saving_gbp"]))
            for _, row in found.packages.iterrows()
        ),
        notes=("The last column: every child of the plan has this package.", *note(found)),
        origin=origin(found),
    )  # fmt: skip


def titled(found: RegionalPlan, caption: str) -> str:
    """Return a caption that says so where costs are those of the example."""
    return f"{caption} (example costs)" if found.is_example else caption


def said(found: RegionalPlan, text: str) -> str:
    """Return a sentence on money, with what is to be said of it where costs are an example's."""
    return f"{text} {_of_example(found)}" if found.is_example else text


def note(found: RegionalPlan) -> tuple[str, ...]:
    """Return what is said of costs under a table or chart."""
    notes = [EXAMPLE_NOTE] if found.is_example else [] if found.is_local else [OWN_NOTE]
    if found.is_local:
        councils = counted(found.costs.members, "council", "councils")
        notes.append(
            f"Where members' own records are named, they are means of {councils}, for those placed "
            "now; a child who stays closer to home may need more."
        )
    return tuple(notes)


def origin(found: RegionalPlan) -> Origin:
    """Return where blocks of the plan come from."""
    return Origin(**found.costs.origin) if found.is_local and found.costs.origin else PUBLISHED


def pounds(amount: float) -> str:
    """Return whole pounds, with a minus sign where below 0."""
    sign = "\N{MINUS SIGN}" if round(amount) < 0 else ""
    return f"{sign}£{abs(amount):,.0f}"


def _of_example(found: RegionalPlan) -> str:
    if all(found.origins[name] == EXAMPLE for name in ("out_of_area_gbp", "education_gbp")):
        return "This is an example: the costs are not those of these councils."
    return "Some of the costs are those of an example, and not of these councils."


def _from(found: RegionalPlan, name: str) -> str:
    words = FROM[found.origins[name]]
    if found.origins[name] != LOCAL:
        return words
    costs = {"out_of_area_gbp": found.costs.out_of_area, "education_gbp": found.costs.education,
             "transport_gbp": found.costs.transport}  # fmt: skip
    amount = costs[name]
    if amount is None or amount.low == amount.high:
        return words
    return f"{words}: {pounds(amount.low)} to {pounds(amount.high)}"


def _input(name: str, value: float) -> str:
    return pounds(value) if name.endswith("_gbp") else f"{value:,.10g}"


def _children(count: float) -> str:
    return "one more child" if count == 1 else f"{count:g} more children"


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
