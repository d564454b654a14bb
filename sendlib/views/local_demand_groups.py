"""Plans to come from the council's own persons by need, setting and age, and how it did before."""

from collections.abc import Mapping

import pandas as pd

from sendlib.measures.demand import Demand
from sendlib.measures.local.demand import PROJECTION, SETTINGS, TESTED
from sendlib.measures.local.need_groups import NEED_GROUP
from sendlib.measures.local.people import AGE_BANDS
from sendlib.measures.local.protected import ProtectedTables
from sendlib.measures.place import Place
from sendlib.measures.review import Review
from sendlib.views.blocks import Absent, Callout, Chart, Column, Origin, Table
from sendlib.views.demand_splits import split_table
from sendlib.views.formats import number
from sendlib.views.local_demand_charts import draw_groups
from sendlib.views.local_demand_rows import (
    AT_AUGUST,
    BASIS,
    MARK,
    MEANS,
    cell,
    course_rows,
    evidence,
    hidden_note,
    plain,
    span_or_mark,
    whole,
)

TITLES = {"need": "need", "setting": "setting", "age": "age"}
CATEGORIES: Mapping[str, Mapping[str, str]] = {
    "need": NEED_GROUP.categories,
    "setting": SETTINGS,
    "age": AGE_BANDS,
}
_NUMBERS = ("value", "lower", "upper")


def group_table(
    own: ProtectedTables, demand: Demand, review: Review, field: str
) -> Table | Callout | Absent:
    """Return plans to come by need, setting or age; on the published mix where there are no files.

    Args:
        own: the protected tables.
        demand: the projection of published counts.
        review: the published tables seen from the council.
        field: need, setting or age.
    """
    found = own.result(PROJECTION)
    if found is None:
        return split_table(demand, review, field)
    periods = list(dict.fromkeys(found.rows["period"]))
    rows, values = [], []
    for category, title in CATEGORIES[field].items():
        part = course_rows(found, f"{field}={category}")
        if part.empty:
            continue
        by_year = part.set_index("period")["value"].reindex(periods).fillna(float("nan"))
        last = part.iloc[-1]
        rows.append((title, *(cell(value) for value in by_year), span_or_mark(last)))
        values.append((title, *(plain(value) for value in by_year), rows[-1][-1]))
    return Table(
        caption=f"EHC plans expected by {field} from the council's own records, "
        f"{demand.place.name}",
        label=f"tab-demand-{field}",
        columns=(
            Column(TITLES[field].capitalize()),
            *(Column(f"January {period}", numeric=True) for period in periods),
            Column(f"80% interval, January {periods[-1]}"),
        ),
        rows=tuple(rows),
        values=tuple(values),
        notes=(
            BASIS,
            MEANS,
            *((AT_AUGUST,) if field == "age" else ()),
            *hidden_note([cell for row in rows for cell in row]),
        ),
        evidence=evidence(found, demand.place),
        origin=Origin(**found.origin),
    )


def group_chart(own: ProtectedTables, place: Place, field: str) -> Chart | Absent:
    """Draw plans of each group at the first and the last January to come, with their ranges."""
    label = f"fig-demand-{field}"
    found = own.result(PROJECTION)
    if found is None:
        return Absent(label)
    ends = {title: course_rows(found, f"{field}={key}") for key, title in CATEGORIES[field].items()}
    ends = {
        title: part for title, part in ends.items() if len(part) and part["value"].notna().all()
    }
    if not ends:
        return Absent(label)
    first, last = (next(iter(ends.values()))["period"].iloc[at] for at in (0, -1))
    change = {
        title: float(part["value"].iloc[-1] - part["value"].iloc[0]) for title, part in ends.items()
    }
    most = max(change, key=lambda title: change[title])
    rows = [
        (title, *(float(part.iloc[at][name]) for at in (0, -1) for name in _NUMBERS))
        for title, part in ends.items()
    ]
    return Chart(
        svg=draw_groups(ends, first=str(first), last=str(last)),
        alt=f"Range chart of EHC plans expected by {field} in {place.inside} in January {first} "
        f"and January {last}. The largest rise: {most}, from "
        f"{whole(ends[most]['value'].iloc[0])} to {whole(ends[most]['value'].iloc[-1])}.",
        caption=f"EHC plans expected by {field}, January {first} and January {last}, {place.name}",
        label=label,
        columns=(
            ("part", TITLES[field].capitalize()),
            *(
                (f"{name}{at}", f"January {year}, {words}")
                for at, year in enumerate((first, last))
                for name, words in zip(_NUMBERS, ("expected", "from", "to"), strict=True)
            ),
        ),
        rows=tuple(rows),
        notes=(
            "Circle: the first January; diamond: the last. Lines: 80% intervals.",
            "Groups that are hidden are left out.",
        ),
        evidence=evidence(found, place),
        origin=Origin(**found.origin),
    )


def courses_by_setting(own: ProtectedTables, place: Place) -> Table | Absent:
    """Return plans by setting at the last January in each course of events."""
    label = "tab-demand-setting-scenarios"
    found = own.result(PROJECTION)
    if found is None:
        return Absent(label)
    names = list(dict.fromkeys(found.rows["scenario"]))
    last = str(found.rows["period"].max())
    rows, values = [], []
    for key, title in SETTINGS.items():
        ends = [course_rows(found, f"setting={key}", name) for name in names]
        line = [float(part["value"].iloc[-1]) if len(part) else 0.0 for part in ends]
        if any(len(part) for part in ends):
            rows.append((title, *map(cell, line)))
            values.append((title, *map(plain, line)))
    return Table(
        caption=f"EHC plans expected by setting in each course of events, January {last}, "
        f"{place.name}",
        label=label,
        columns=(Column("Setting"), *(Column(name, numeric=True) for name in names)),
        rows=tuple(rows),
        values=tuple(values),
        notes=(BASIS, *hidden_note([text for row in rows for text in row])),
        evidence=evidence(found, place),
        origin=Origin(**found.origin),
    )


def earlier_table(own: ProtectedTables, place: Place) -> Table | Absent:
    """Return what was projected from earlier Januaries of the council's own, and what came."""
    label = "tab-demand-persons-tested"
    found = own.result(TESTED)
    if found is None:
        return Absent(label)
    rows = []
    for _, part in found.rows.groupby(["origin", "period"]):
        by = {str(row["statistic"]): row for _, row in part.iterrows()}
        said, came = by["projected"], float(by["came"]["value"])
        inside = float(by["parts_inside"]["value"])
        error = 100 * (float(said["value"]) - came) / came if came else float("nan")
        rows.append(
            (
                f"January {said['origin']} for January {said['period']}",
                cell(float(said["value"])),
                span_or_mark(said),
                cell(came),
                MARK if pd.isna(error) else number(error, unit="percent"),
                MARK if pd.isna(inside) else number(inside, unit="percent", places=0),
            )
        )
    return Table(
        caption=f"Projections from earlier Januaries and what came, {place.name}",
        label=label,
        columns=(
            Column("Made in"),
            Column("Projected", numeric=True),
            Column("80% interval"),
            Column("Came", numeric=True),
            Column("Projected beside what came", numeric=True),
            Column("Groups inside their interval", numeric=True),
        ),
        rows=tuple(rows),
        notes=(
            "Each was made with what was known by its January. Groups are those by need, setting "
            "and age; right on the whole would be 80%.",
            "Needs of those who have left are not in one return alone; they are taken to be like "
            "others of their stage.",
            *hidden_note([cell for row in rows for cell in row]),
        ),
        evidence=evidence(found, place),
        origin=Origin(**found.origin),
    )
