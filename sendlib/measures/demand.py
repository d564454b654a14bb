"""Demand: how many plans there may be, from published counts, and how far to trust that."""

from dataclasses import dataclass

import pandas as pd

from sendlib.contracts.areas import COUNCILS, DEMO_COUNCILS, ENGLAND, is_demo
from sendlib.data.tables import Tables
from sendlib.measures.back_test import FIRST_ORIGIN, OURS, back_test, back_test_summary
from sendlib.measures.growth import Panel, panel_of
from sendlib.measures.place import Place
from sendlib.measures.plans import PLANS
from sendlib.measures.projection import project_plans
from sendlib.measures.review import Review

HORIZON = 6  # Januaries to come
FEWEST_YEARS = 3  # of published plans, without which growth cannot be told from a jump
PLANS_DATASETS = {"caseload": "ehcplans", "caseload_by_age": "Total_all"}  # the newest first
NEW_DATASETS = {"new_plans": "new_ehc_plans", "new_plans_by_age": "Total_new_all"}
CHILDREN_DATASETS = {"population_0_17": "population_estimate"}
DATASETS = (*PLANS_DATASETS, *NEW_DATASETS, *CHILDREN_DATASETS)


@dataclass(frozen=True)
class Demand:
    """The council's plans up to now and those expected.

    past: period (January) and value, oldest first. rows: as `project_plans` gives them, for the
    council; no rows where too little is published. tested: as `back_test_summary` gives it, over
    all councils. by_origin: origin, in_80 and in_95 (percent of actual numbers inside). questioned:
    whether a finding questions the number the projection starts from. source: the files.
    """

    place: Place
    past: pd.DataFrame
    rows: pd.DataFrame
    tested: pd.DataFrame
    by_origin: pd.DataFrame
    questioned: bool
    source: str

    @property
    def latest(self) -> pd.Series:
        """The newest published number: period and value."""
        return self.past.iloc[-1]


def demand(review: Review) -> Demand:
    """Return the projection of a council's plans and its back-test; they are worked out once."""
    place, tables = review.place, review.tables
    codes = DEMO_COUNCILS if is_demo(place.area_code) else COUNCILS
    kept = {
        name: tables.kept(f"demand {name} {is_demo(place.area_code)}", DATASETS, work_out)
        for name, work_out in {
            "plans": lambda: _past(panel(tables, tuple(codes))),
            "rows": lambda: _projected(panel(tables, tuple(codes))),
            "tested": lambda: _tested(panel(tables, tuple(codes))),
        }.items()
    }
    own = {
        name: table[table["area_code"] == place.area_code].drop(columns="area_code")
        for name, table in kept.items()
        if name != "tested"
    }
    tested = kept["tested"]
    started = review.compare(PLANS).own
    return Demand(
        place=place,
        past=own["plans"].reset_index(drop=True),
        rows=own["rows"].dropna(subset=["value"]).reset_index(drop=True),
        tested=back_test_summary(tested) if len(tested) else tested,
        by_origin=_by_origin(tested),
        questioned=started is not None and started["status"] == "questioned",
        source="; ".join(sorted({
            str(source)
            for dataset in DATASETS
            if len(facts := tables.facts(dataset))
            for source in facts["source"].unique()
        })),
    )  # fmt: skip


def panel(tables: Tables, councils: tuple[str, ...]) -> Panel:
    """Return the published plans, new plans and children of these councils and England.

    Raises:
        ContractError: no plans of England are published.
    """
    plans, new, (children,) = (
        [_totals(tables, dataset, field) for dataset, field in datasets.items()]
        for datasets in (PLANS_DATASETS, NEW_DATASETS, CHILDREN_DATASETS)
    )
    return panel_of(plans, new, children, councils=councils)


def _totals(tables: Tables, dataset: str, field: str) -> pd.DataFrame:
    columns = ["area_code", "period", "value"]
    facts = tables.facts(dataset)
    if facts.empty:
        return pd.DataFrame(columns=columns)
    total = facts["breakdown"].astype(str).isin(["Total", ""])
    topic = facts["breakdown_topic"].astype(str).isin(["Total", ""])
    return facts.loc[total & topic & (facts["field"] == field), columns]


def _past(found: Panel) -> pd.DataFrame:
    table = found.plans.reset_index(names="area_code").melt("area_code", var_name="period")
    known = table.dropna().assign(period=table["period"].astype(str))
    return known.sort_values(["area_code", "period"], ignore_index=True)


def _projected(found: Panel) -> pd.DataFrame:
    if found.plans.loc[ENGLAND].count() < FEWEST_YEARS:
        columns = ["area_code", "period", "value", "lower", "upper", "lower_95", "upper_95"]
        return pd.DataFrame(columns=columns)
    return project_plans(found, horizon=HORIZON)


def _tested(found: Panel) -> pd.DataFrame:
    years = set(found.plans.loc[ENGLAND].dropna().index)
    origins = [year for year in range(FIRST_ORIGIN, found.latest) if year - 3 in years]
    if not origins:
        return pd.DataFrame(columns=["method", "origin", "ahead", "in_80", "in_95"])
    return back_test(found, origins=origins)


def _by_origin(tested: pd.DataFrame) -> pd.DataFrame:
    ours = tested[tested["method"] == OURS]
    shares = 100 * ours.groupby("origin")[["in_80", "in_95"]].mean()
    return shares.reset_index()
