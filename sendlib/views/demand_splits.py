"""Plans to come by need, setting and age where only published figures are there: tables."""

import pandas as pd

from sendlib.contracts.tables import FIGURE_COLUMNS
from sendlib.measures.demand import Demand
from sendlib.measures.demand_splits import Split, demand_split
from sendlib.measures.place import Place
from sendlib.measures.review import Review
from sendlib.views.blocks import Callout, Column, Evidence, Table, nothing
from sendlib.views.formats import number

TITLES = {"need": "primary need", "setting": "setting", "age": "age"}


def split_table(demand: Demand, review: Review, field: str) -> Table | Callout:
    """Return the plans expected by need, setting or age on the latest published mix.

    Args:
        demand: the total, as projected.
        review: the published tables seen from the council.
        field: need, setting or age.
    """
    found = demand_split(demand, review, field)
    label = f"tab-demand-{field}"
    if found is None:
        return nothing(
            f"No table: plans expected by {TITLES[field]}",
            f"Neither enough years of plans nor their mix by {TITLES[field]} are published for "
            f"{demand.place.inside}.",
            label,
        )
    periods = list(dict.fromkeys(found.rows["period"]))
    rows, values = [], []
    for title, part in found.rows.groupby("title", sort=False):
        expected, last = part["value"].tolist(), part.iloc[-1]
        share = float(part["share"].iloc[0])
        rows.append(
            (
                str(title),
                number(share, unit="percent"),
                *(number(value, unit="count") for value in expected),
                f"{number(last['lower'], unit='count')} to {number(last['upper'], unit='count')}",
            )
        )
        values.append((str(title), share, *expected, rows[-1][-1]))
    return Table(
        caption=f"EHC plans expected by {TITLES[field]}, {demand.place.name}",
        label=label,
        columns=(
            Column(TITLES[field].capitalize()),
            Column(f"Share in January {found.mix_of}", numeric=True),
            *(Column(f"January {period}", numeric=True) for period in periods),
            Column(f"80% interval, January {periods[-1]}"),
        ),
        rows=tuple(rows),
        values=tuple(values),
        notes=(
            f"An assumption: the total is projected, its mix by {TITLES[field]} stays as in "
            f"January {found.mix_of}. The interval is that of the total and leaves out that the "
            "mix may change.",
            f"Source: {demand.source}; {found.source}.",
        ),
        evidence=Evidence(figures=_figures(found, demand.place, demand.source)),
    )


def _figures(found: Split, place: Place, source: str) -> pd.DataFrame:
    blank = float("nan")
    return found.rows.assign(
        measure=f"plans_projected_{found.field}_count",
        area_code=place.area_code,
        area_name=place.name,
        breakdown=[f"{found.field}={category}" for category in found.rows["category"]],
        unit="count",
        confidence=80.0,
        count=blank,
        denominator=blank,
        status="projected",
        source=f"{source}; {found.source}",
    )[FIGURE_COLUMNS]
