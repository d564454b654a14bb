"""Indicators of several councils as one, beside England, and of each of them beside all.

The counts of the councils are added up, and rates follow from the sums. A council without a figure
is left out of both and named.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from sendlib.contracts.areas import ENGLAND, area_name
from sendlib.contracts.tables import COMPARISON_COLUMNS
from sendlib.data.periods import end_year
from sendlib.measures.compared import Compared
from sendlib.measures.comparison import plain_significance
from sendlib.measures.comparisons import Basis, comparisons, kind_of, spreads
from sendlib.measures.countrywide import within_years
from sendlib.measures.funnel import Overdispersion, adjusted_significance
from sendlib.measures.indicator import Indicator
from sendlib.measures.intervals import proportion_interval, rate_interval
from sendlib.measures.region import Region
from sendlib.measures.selection import (
    COUNCIL_CODE,
    VALUE_COLUMNS,
    indicator_values,
    joined_paths,
)
from sendlib.measures.shrinkage import (
    FEWEST_AREAS,
    RatePrior,
    expected_counts,
    rate_prior,
)
from sendlib.measures.standing import trends
from sendlib.measures.trend import NOT_ASSESSED


@dataclass(frozen=True)
class Regional:
    """An indicator of a region.

    region: whose. compared: all councils as one, beside England. members: VALUE_COLUMNS of each
    council at the latest period, by name. comparisons: COMPARISON_COLUMNS, each council beside the
    region and England at the latest period. prior: how rates are spread among all councils of
    England, None where the indicator is no rate. expected: by council code what each can expect.
    """

    region: Region
    compared: Compared
    members: pd.DataFrame
    comparisons: pd.DataFrame
    prior: RatePrior | None
    expected: pd.DataFrame

    @property
    def indicator(self) -> Indicator:
        """What is measured."""
        return self.compared.indicator

    @cached_property
    def known(self) -> pd.DataFrame:
        """The councils with a figure to rely on at the latest period: those added up."""
        rows = self.members
        return rows[rows["value"].notna() & (rows["status"] != "questioned")]

    @property
    def missing(self) -> tuple[str, ...]:
        """The councils that are not in the sums, for want of a figure to rely on."""
        known = set(self.known["area_code"])
        return tuple(code for code in self.region.members if code not in known)

    def member(self, code: str) -> pd.Series | None:
        """Return the row of a council at the latest period, None where there is none."""
        rows = self.members[self.members["area_code"] == code]
        return rows.iloc[0] if len(rows) else None

    def beside_region(self, code: str) -> pd.Series | None:
        """Return the comparison of a council with the region, None where there is none."""
        rows = self.comparisons[
            (self.comparisons["area_code"] == code)
            & (self.comparisons["comparator"] == self.region.place.area_code)
        ]
        return rows.iloc[0] if len(rows) else None


class RegionalReview:
    """The published tables seen from a region; each indicator is worked out once."""

    def __init__(self, region: Region) -> None:
        self.region = region
        self._found: dict[str, Regional] = {}

    def compare(self, indicator: Indicator) -> Regional:
        """Return an indicator of the region and its councils."""
        key = f"{indicator.measure} {indicator.breakdown}"
        if key not in self._found:
            self._found[key] = compare_region(indicator, self.region)
        return self._found[key]

    def compare_all(self, indicators: Iterable[Indicator]) -> list[Regional]:
        """Return several indicators, in order."""
        return [self.compare(indicator) for indicator in indicators]


def compare_region(indicator: Indicator, region: Region) -> Regional:
    """Set the councils of a region, added up, beside England, and each of them beside the sum."""
    place = region.place
    given = within_years(indicator_values(region.tables, indicator), place.years)
    others = given[given["area_code"] != place.area_code]
    latest = _latest(others[others["area_code"].isin(region.members)])
    pool = pooled_members(others, region, indicator, latest=latest)
    parts = [part for part in (pool, others) if len(part)]
    everything = pd.concat(parts, ignore_index=True) if parts else others
    trusted = everything["value"].where(everything["status"] != "questioned")
    everything = everything.assign(trusted=trusted)
    spread = spreads(everything[everything["area_code"] != place.area_code], indicator)
    at_latest = everything[everything["period"] == latest]
    members = _members(at_latest, region)
    prior = _prior(at_latest, indicator)
    return Regional(
        region=region,
        compared=_compared(everything, indicator, region, latest=latest, spread=spread),
        members=members[VALUE_COLUMNS],
        comparisons=_each_beside(members, at_latest, indicator, region, spread=spread.get(latest)),
        prior=prior,
        expected=_expected(members, prior),
    )


def pooled_members(
    values: pd.DataFrame, region: Region, indicator: Indicator, *, latest: str
) -> pd.DataFrame:
    """Return VALUE_COLUMNS of the region: the counts of its councils added up, per period.

    The councils with a figure to rely on at the latest period are added up, and only in periods in
    which each of them has one, so that no year is of other councils than the next.

    Args:
        values: VALUE_COLUMNS of every area.
        region: its councils.
        indicator: what is added up; published values without counts cannot be.
        latest: the newest period any council of the region has.
    """
    rows = values[
        values["area_code"].isin(region.members)
        & values["value"].notna()
        & (values["status"] != "questioned")
    ]
    core = set(rows.loc[rows["period"] == latest, "area_code"])
    rows = rows[rows["area_code"].isin(core)]
    if rows.empty or indicator.kind == "value":
        return pd.DataFrame(columns=VALUE_COLUMNS)
    sums = rows.groupby("period", as_index=False).agg(
        count=("count", "sum"),
        denominator=("denominator", lambda column: column.sum(min_count=1)),
        source=("source", joined_paths),
        councils=("area_code", "size"),
    )
    sums = sums[sums["councils"] == len(core)].reset_index(drop=True)
    return sums.assign(
        area_code=region.place.area_code, status="derived", reason="", **_valued(sums, indicator)
    )[VALUE_COLUMNS]


def _valued(sums: pd.DataFrame, indicator: Indicator) -> dict[str, pd.Series]:
    if indicator.kind in ("count", "ratio"):
        none = pd.Series(np.nan, index=sums.index)
        value = sums["count"].astype(float)
        if indicator.kind == "ratio":
            value = indicator.scale * value / sums["denominator"]
        return {"value": value, "lower": none, "upper": none}
    if indicator.kind == "proportion":
        table = proportion_interval(sums["count"], sums["denominator"]) * indicator.scale
    else:
        table = rate_interval(sums["count"], sums["denominator"], per=indicator.scale)
    return {name: table[name] for name in ("value", "lower", "upper")}


def _latest(members: pd.DataFrame) -> str:
    known = members.loc[members["value"].notna(), "period"].unique()
    return max(map(str, known), key=lambda text: (end_year(text), text), default="")


def _members(at_latest: pd.DataFrame, region: Region) -> pd.DataFrame:
    rows = at_latest[at_latest["area_code"].isin(region.members)]
    names = rows["area_code"].map(lambda code: area_name(str(code)))
    return rows.assign(name=names).sort_values("name").reset_index(drop=True)


def _compared(
    everything: pd.DataFrame, indicator: Indicator, region: Region, *, latest: str,
    spread: dict[str, Overdispersion],
) -> Compared:  # fmt: skip
    place = region.place
    shown = everything[everything["area_code"].isin([place.area_code, ENGLAND])]
    shown = (
        shown.assign(england=shown["area_code"] == ENGLAND, end=shown["period"].map(end_year))
        .sort_values(["england", "end"], ignore_index=True)
        .drop(columns=["england", "end"])
        .assign(measure=indicator.measure)
    )
    own = shown[shown["area_code"] == place.area_code]
    trend = trends(own, {indicator: latest})[indicator.measure]
    basis = Basis(indicator, latest=latest, spread=spread, trend=trend)
    return Compared(
        indicator=indicator,
        place=place,
        values=shown[VALUE_COLUMNS],
        comparisons=comparisons(shown, {indicator.measure: basis}, place),
        latest=latest,
        standing=None,
        trend=trend,
        spread=spread.get(latest),
        without_figure=(),
        left_out=(),
        tables=region.tables,
    )


def _each_beside(
    members: pd.DataFrame, at_latest: pd.DataFrame, indicator: Indicator, region: Region, *,
    spread: Overdispersion | None,
) -> pd.DataFrame:  # fmt: skip
    """Return COMPARISON_COLUMNS of each council beside the region and England; of tested kinds."""
    order = {region.place.area_code: 0, ENGLAND: 1}
    known = members[members["trusted"].notna()].drop(columns="name")
    others = at_latest[at_latest["area_code"].isin(order) & at_latest["trusted"].notna()]
    beside = others[["area_code", "trusted"]].assign(order=others["area_code"].map(order))
    pairs = known.merge(beside.sort_values("order"), how="cross", suffixes=("", "_beside"))
    if spread is None or pairs.empty:
        return pd.DataFrame(columns=COMPARISON_COLUMNS)
    against = pairs["trusted_beside"].astype(float)
    tested = adjusted_significance(
        pairs["count"], pairs["denominator"], comparator=against / indicator.scale,
        tau_squared=spread.tau_squared, kind=kind_of(indicator),
    )  # fmt: skip
    plain = plain_significance(pairs["lower"], pairs["upper"], against)
    return pairs.assign(
        measure=indicator.measure,
        comparator=pairs["area_code_beside"],
        comparator_value=against,
        difference=pairs["trusted"] - against,
        significance_plain=plain.to_numpy(),
        **{name: tested[name] for name in ("z", "z_adjusted", "significance")},
        rank=np.nan, of=np.nan, quartile=None, trend=NOT_ASSESSED.direction,
    )[COMPARISON_COLUMNS]  # fmt: skip


def _prior(at_latest: pd.DataFrame, indicator: Indicator) -> RatePrior | None:
    """Return how rates are spread among the councils of England, None for what is no rate."""
    councils = at_latest[
        at_latest["area_code"].astype(str).str.fullmatch(COUNCIL_CODE)
        & at_latest["trusted"].notna()
    ]
    enough = len(councils) >= FEWEST_AREAS and councils["count"].sum() > 0
    if indicator.kind != "rate" or not enough:
        return None
    return rate_prior(councils["count"], councils["denominator"])


def _expected(members: pd.DataFrame, prior: RatePrior | None) -> pd.DataFrame:
    """Return expected, lower, upper and weight by area code, of councils with a trusted figure."""
    known = members[members["trusted"].notna()].set_index("area_code")
    if prior is None:
        return pd.DataFrame(columns=["expected", "lower", "upper", "weight"])
    return expected_counts(known["count"], known["denominator"], prior)
