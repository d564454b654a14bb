"""All plans to come from the council's own persons: what is said, drawn and listed."""

from sendlib.measures.demand import Demand
from sendlib.measures.disclosure_tables import TOTAL
from sendlib.measures.local.demand import AS_SEEN, FILES, HELD, PROJECTION
from sendlib.measures.local.protected import ProtectedTables
from sendlib.measures.place import Place
from sendlib.views.blocks import (
    Absent,
    Callout,
    Chart,
    Column,
    Origin,
    Statement,
    Table,
    nothing,
)
from sendlib.views.formats import listed
from sendlib.views.local_demand_charts import draw_courses
from sendlib.views.local_demand_rows import (
    BASIS,
    MEANS,
    cell,
    course_rows,
    evidence,
    hidden_note,
    plain,
    span,
    span_or_mark,
    whole,
)


def local_demand_wanted(own: ProtectedTables) -> Callout | Absent:
    """Return the box that says what to give where there is no projection of persons."""
    label = "demand-persons-wanted"
    if own.result(PROJECTION) is not None:
        return Absent(label)
    missing = [name for name in FILES if not own.has(name)]
    if missing:
        return nothing(
            "Not given: the SEN2 return",
            "To see plans to come by need, setting and age with a range for each, and scenarios, "
            "give the council's SEN2 return: its XML file, or its modules (of those needed, "
            f"{listed(missing)} {'is' if len(missing) == 1 else 'are'} not there).",
            label,
        )
    return nothing(
        "No projection from the council's own records",
        "It takes the plans in force at two Januaries or more, and at least 100 persons. Give the "
        "plans that ended in the years before as well, or earlier returns.",
        label,
    )


def local_demand_statement(own: ProtectedTables, demand: Demand) -> Statement | Absent:
    """Say what the council's own records lead to expect, beside published counts."""
    label = "st-demand-persons"
    found = own.result(PROJECTION)
    total = course_rows(found, TOTAL)
    if found is None or total["value"].isna().any():
        return Absent(label)
    first, last = total.iloc[0], total.iloc[-1]
    text = (
        f"From the council's own records, plans may number about {whole(first['value'])} in "
        f"January {first['period']} (80% interval {span(first)}) and about "
        f"{whole(last['value'])} in January {last['period']} ({span(last)})."
    )
    held = course_rows(found, TOTAL, HELD)
    if len(held):
        text += (
            " If children and young people went on getting plans at today's rate, it would be "
            f"about {whole(held.iloc[-1]['value'])}."
        )
    published = demand.rows[demand.rows["period"] == last["period"]]
    if len(published):
        beside = float(published.iloc[0]["value"])
        text += f" Published counts alone lead to expect {whole(beside)}."
    return Statement(
        text, label, evidence=evidence(found, demand.place), origin=Origin(**found.origin)
    )


def courses_table(own: ProtectedTables, demand: Demand) -> Table | Absent:
    """Return all plans by January: as things go on, held, and in each scenario."""
    label = "tab-demand-scenarios"
    found = own.result(PROJECTION)
    if found is None:
        return Absent(label)
    names = list(dict.fromkeys(found.rows["scenario"]))
    courses = {name: course_rows(found, TOTAL, name) for name in names}
    published = demand.rows.set_index("period")["value"]
    base = courses[AS_SEEN]
    rows, values = [], []
    for at, (_, row) in enumerate(base.iterrows()):
        outside = float(published.get(str(row["period"]), float("nan")))
        line = [*(float(courses[name]["value"].iloc[at]) for name in names), outside]
        rows.append(
            (f"January {row['period']}", cell(line[0]), span_or_mark(row), *map(cell, line[1:]))
        )
        values.append((rows[-1][0], plain(line[0]), rows[-1][2], *map(plain, line[1:])))
    return Table(
        caption=f"EHC plans expected from the council's own records, {demand.place.name}",
        label=label,
        columns=(
            Column("When"),
            Column(AS_SEEN, numeric=True),
            Column("80% interval"),
            *(Column(name, numeric=True) for name in names[1:]),
            Column("From published counts alone", numeric=True),
        ),
        rows=tuple(rows),
        values=tuple(values),
        notes=(
            BASIS,
            f"{HELD}: the same, but joining does not follow England.",
            MEANS,
            *hidden_note([cell for row in rows for cell in row]),
        ),
        evidence=evidence(found, demand.place),
        origin=Origin(**found.origin),
    )


def courses_chart(own: ProtectedTables, place: Place) -> Chart | Absent:
    """Draw all plans to come: as things go on with its range, and the other courses."""
    label = "fig-demand-scenarios"
    found = own.result(PROJECTION)
    total = course_rows(found, TOTAL)
    if found is None or total["value"].isna().any():
        return Absent(label)
    names = list(dict.fromkeys(found.rows["scenario"]))
    courses = {name: course_rows(found, TOTAL, name) for name in names}
    last = {name: whole(rows.iloc[-1]["value"]) for name, rows in courses.items()}
    year = total.iloc[-1]["period"]
    told = "; ".join(f"{name}, {value}" for name, value in last.items())
    series = {name: course["value"].tolist() for name, course in courses.items()}
    rows = list(zip(total["period"].astype(str), *series.values(), strict=True))
    return Chart(
        svg=draw_courses(courses),
        alt=f"Line chart of EHC plans expected in {place.inside}. In January {year}: {told}.",
        caption=f"EHC plans expected in each course of events, {place.name}",
        label=label,
        columns=(("period", "January"), *((f"s{at}", name) for at, name in enumerate(names))),
        rows=tuple(rows),
        notes=(f"Band: 80% interval of “{AS_SEEN}”.", BASIS),
        evidence=evidence(found, place),
        origin=Origin(**found.origin),
    )
