"""The tables of a return that published figures alone can fill, on the latest mix."""

import numpy as np

from sendlib.measures import placements
from sendlib.measures.demand import Demand
from sendlib.measures.demand_splits import Split, demand_split
from sendlib.measures.local.demand_persons import NEEDS, PROVISIONS
from sendlib.measures.local.table import NOT_RECORDED
from sendlib.measures.returns.forms import Form, FormTable
from sendlib.measures.returns.sheets import Expected, Sheet, filled
from sendlib.measures.review import Review
from sendlib.measures.simulation_history import AGES
from sendlib.params.scenarios import ReturnsMapping

FIELD = {"ages": "age", "categories": "setting", "needs": "need"}
AT_SCHOOL = 10  # an age at which a provision is what it is called
YEARS = 5


def public_sheets(
    form: Form, demand: Demand, review: Review, mapping: ReturnsMapping
) -> tuple[list[Sheet], list[str]]:
    """Return the tables that can be filled, and the numbers of those that cannot.

    Args:
        form: which return.
        demand: the total, as projected from published counts.
        review: the published tables seen from the council.
        mapping: what sources cannot tell apart.
    """
    sheets, lacking = [], []
    for table in form.tables:
        found = None if _needs_records(table) else demand_split(demand, review, FIELD[table.by])
        if found is None:
            lacking.append(table.number)
            continue
        alone = form.model_copy(update={"tables": (table,)})
        sheets += filled(alone, _expected(form, found, review), mapping)
    return sheets, lacking


def _needs_records(table: FormTable) -> bool:
    return bool(table.across or table.within or table.of != "plans")


def _expected(form: Form, found: Split, review: Review) -> Expected:
    """Return a mix as the form takes it, all of it where its other fields make no difference."""
    periods = list(dict.fromkeys(found.rows["period"]))[:YEARS]
    plans = np.zeros((len(periods), AGES, len(NEEDS), len(PROVISIONS)))
    provisions = list(PROVISIONS)
    for row in found.rows.to_dict("records"):
        if row["period"] not in periods:
            continue
        year = periods.index(row["period"])
        key, value = str(row["category"]), float(row["value"])
        age, need, provision = AT_SCHOOL, 0, provisions.index("mainstream")
        if found.field == "age":
            age = next((one.first for one in form.ages if one.key == key), AT_SCHOOL)
        elif found.field == "need":
            need = NEEDS.index(key if key in NEEDS else NOT_RECORDED)
        else:
            name = key if key in PROVISIONS else NOT_RECORDED
            provision = provisions.index(name)
            if name == "mainstream":
                in_bases = value * _bases(review, float(row["share"]))
                plans[year, age, need, provisions.index("base")] += in_bases
                value -= in_bases
        plans[year, age, need, provision] += value
    years = tuple(int(period) - 1 for period in periods)
    return Expected(years, plans, {})


def _bases(review: Review, mainstream: float) -> float:
    """Return the share of plans in mainstream schools that are in units and resourced provision."""
    own = review.compare(placements.BASES).own
    if own is None or own["value"] != own["value"] or mainstream <= 0:
        return 0.0
    return min(float(own["value"]) / mainstream, 1.0)
