"""The rows of comparisons.csv: a council beside each comparator, period by period, tested."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import get_args

import numpy as np
import pandas as pd

from sendlib.contracts.areas import ENGLAND
from sendlib.contracts.tables import COMPARISON_COLUMNS
from sendlib.measures.arrays import Row
from sendlib.measures.comparison import plain_significance
from sendlib.measures.funnel import (
    Kind,
    Overdispersion,
    adjusted_significance,
    overdispersion,
)
from sendlib.measures.indicator import Indicator
from sendlib.measures.place import Place
from sendlib.measures.standing import Standing
from sendlib.measures.trend import NOT_ASSESSED, RecentTrend


def kind_of(indicator: Indicator) -> Kind:
    """Return the scale on which a tested indicator is compared."""
    return "proportion" if indicator.kind == "proportion" else "rate"


def spreads(everything: pd.DataFrame, indicator: Indicator) -> dict[str, Overdispersion]:
    """Return the spread among councils around England, per period; none for untested kinds.

    Where England has no figure to trust, the councils added up stand for it.

    Args:
        everything: VALUE_COLUMNS and `trusted` of every area.
        indicator: what is compared.
    """
    if not indicator.is_tested:
        return {}
    trusted = everything[everything["trusted"].notna()]
    england = trusted[trusted["area_code"] == ENGLAND].set_index("period")["trusted"]
    councils = trusted[trusted["area_code"].astype(str).str.fullmatch(r"\d{3}")]
    found = {}
    for period, rows in councils.groupby("period"):
        pooled = float(rows["count"].sum() / rows["denominator"].sum())
        target = float(england[period]) / indicator.scale if period in england.index else pooled
        found[str(period)] = overdispersion(
            rows["count"], rows["denominator"], target=target, kind=kind_of(indicator)
        )
    return found


@dataclass(frozen=True)
class Basis:
    """What the comparisons of one indicator of an area rest on.

    latest: the newest period any council has, "" where there is none. spread: of `spreads`.
    standing: where the area stands at latest. left_out: councils whose figure at latest is
    questioned. trend: of the area.
    """

    indicator: Indicator
    latest: str = ""
    spread: Mapping[str, Overdispersion] = field(default_factory=dict)
    standing: Standing | None = None
    left_out: tuple[str, ...] = ()
    trend: RecentTrend = NOT_ASSESSED


def comparisons(values: pd.DataFrame, bases: Mapping[str, Basis], place: Place) -> pd.DataFrame:
    """Return COMPARISON_COLUMNS: a row per period and comparator, where both have a figure.

    Numbers alone are not compared. Rank, quartile and trend stand at the latest period only.

    Args:
        values: measure, VALUE_COLUMNS and `trusted` of the area and its comparators.
        bases: by measure; rows come in the order of these.
        place: the area and its comparators.
    """
    pairs = _pairs(values, bases, place)
    if pairs.empty:
        return pd.DataFrame(columns=COMPARISON_COLUMNS)
    found = [bases[str(measure)] for measure in pairs["measure"]]
    at_latest = [
        one if one.latest == period else None
        for one, period in zip(found, pairs["period"], strict=True)
    ]
    standing = [one.standing if one else None for one in at_latest]
    return pairs.assign(
        comparator=pairs["area_code_beside"],
        comparator_value=pairs["trusted_beside"],
        difference=pairs["trusted"] - pairs["trusted_beside"],
        significance_plain=plain_significance(
            pairs["lower"], pairs["upper"], pairs["trusted_beside"]
        ).astype(object),
        **_tested(pairs, found),
        rank=[float(one.rank) if one else np.nan for one in standing],
        of=[float(one.of) if one else np.nan for one in standing],
        quartile=_words((one.quartile if one else "") for one in standing),
        trend=_words((one.trend.direction if one else "") for one in at_latest),
    )[COMPARISON_COLUMNS]


def _pairs(values: pd.DataFrame, bases: Mapping[str, Basis], place: Place) -> pd.DataFrame:
    """Return the area's rows with each comparator's value, by measure, period and comparator."""
    compared = {measure for measure, one in bases.items() if one.indicator.kind != "count"}
    trusted = values[values["trusted"].notna() & values["measure"].isin(compared)]
    own = trusted[trusted["area_code"] == place.area_code]
    beside = trusted[trusted["area_code"].isin(place.comparators)]
    pairs = own.merge(
        beside[["measure", "area_code", "period", "trusted"]],
        on=["measure", "period"], suffixes=("", "_beside"),
    )  # fmt: skip
    order = {code: number for number, code in enumerate(place.comparators)}
    first = {measure: number for number, measure in enumerate(bases)}
    pairs = pairs.assign(
        number=pairs["measure"].map(first), order=pairs["area_code_beside"].map(order)
    )
    return pairs.sort_values(["number", "period", "order"], ignore_index=True)


def _words(found: Iterable[str]) -> pd.Series:
    """Return words, None where one is empty."""
    return pd.Series([word or None for word in found], dtype=object)


def _tested(pairs: pd.DataFrame, bases: Sequence[Basis]) -> dict[str, pd.Series]:
    """Return both z-scores and the word of each pair, one test per scale."""
    spread = [
        one.spread.get(str(period)) for one, period in zip(bases, pairs["period"], strict=True)
    ]
    scale = np.array([one.indicator.scale for one in bases])
    kinds = np.array(
        [kind_of(one.indicator) if near else "" for one, near in zip(bases, spread, strict=True)]
    )
    tau_squared = np.array([one.tau_squared if one else 0.0 for one in spread])
    parts = []
    for kind in get_args(Kind):
        rows = pairs[kinds == kind]
        beside = rows["trusted_beside"].astype(float) / scale[kinds == kind]
        # a mean of shares of 1 is never above it
        beside = beside.clip(upper=1.0) if kind == "proportion" else beside
        parts.append(
            adjusted_significance(
                rows["count"], rows["denominator"], comparator=beside,
                tau_squared=tau_squared[kinds == kind], kind=kind,
            )
        )  # fmt: skip
    tested = pd.concat(parts).reindex(pairs.index)
    words = tested["significance"].fillna("not_assessed").astype(object)
    return {"z": tested["z"], "z_adjusted": tested["z_adjusted"], "significance": words}


def sure_difference(row: Row | pd.Series) -> str:
    """Return the word of a comparison that both tests bear out.

    `higher` and `lower` are said only where the area's own interval leaves the comparator out as
    well: with few cases the arcsine scale can call a difference that the interval does not.
    """
    word = str(row["significance"])
    if word in ("higher", "lower") and row["significance_plain"] != word:
        return "similar"
    return word
