"""The rows of comparisons.csv: a council beside each comparator, period by period, tested."""

import numpy as np
import pandas as pd

from sendlib.contracts.areas import ENGLAND
from sendlib.contracts.tables import COMPARISON_COLUMNS
from sendlib.measures.comparison import plain_significance
from sendlib.measures.funnel import Kind, Overdispersion, adjusted_significance, overdispersion
from sendlib.measures.indicator import Indicator
from sendlib.measures.place import Place
from sendlib.measures.standing import Standing
from sendlib.measures.trend import RecentTrend


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


def comparisons(
    values: pd.DataFrame,
    indicator: Indicator,
    place: Place,
    *,
    latest: str,
    spread: dict[str, Overdispersion],
    rank: Standing | None,
    trend: RecentTrend,
) -> pd.DataFrame:
    """Return COMPARISON_COLUMNS: a row per period and comparator, where both have a figure.

    Numbers alone are not compared. Rank, quartile and trend stand at the latest period only.

    Args:
        values: VALUE_COLUMNS and `trusted` of the council and its comparators.
        indicator: what is compared.
        place: the council and its comparators.
        latest: the newest period any council has.
        spread: of `spreads`.
        rank: where the council stands at the latest period.
        trend: of the council.
    """
    trusted = values[values["trusted"].notna()]
    own = trusted[trusted["area_code"] == place.area_code]
    beside = trusted[trusted["area_code"].isin(place.comparators)]
    pairs = own.merge(
        beside[["area_code", "period", "trusted"]], on="period", suffixes=("", "_beside")
    )
    if indicator.kind == "count" or pairs.empty:
        return pd.DataFrame(columns=COMPARISON_COLUMNS)
    order = {code: number for number, code in enumerate(place.comparators)}
    is_latest = pairs["period"] == latest
    pairs = pairs.assign(
        measure=indicator.measure,
        comparator=pairs["area_code_beside"],
        comparator_value=pairs["trusted_beside"],
        difference=pairs["trusted"] - pairs["trusted_beside"],
        significance_plain=plain_significance(
            pairs["lower"], pairs["upper"], pairs["trusted_beside"]
        ).to_numpy(),
        **_tested(pairs, indicator, spread),
        rank=np.where(is_latest, rank.rank if rank else np.nan, np.nan),
        of=np.where(is_latest, rank.of if rank else np.nan, np.nan),
        quartile=_at(is_latest, rank.quartile if rank else ""),
        trend=_at(is_latest, trend.direction),
        order=pairs["area_code_beside"].map(order),
    )
    return pairs.sort_values(["period", "order"])[COMPARISON_COLUMNS].reset_index(drop=True)


def _at(rows: pd.Series, word: str) -> pd.Series:
    """Return a word in some rows, and None in the others or where the word is empty."""
    return pd.Series(word or None, index=rows.index, dtype=object).where(rows, None)


def _tested(
    pairs: pd.DataFrame, indicator: Indicator, spread: dict[str, Overdispersion]
) -> dict[str, pd.Series]:
    if not indicator.is_tested:
        none = pd.Series(np.nan, index=pairs.index)
        words = pd.Series("not_assessed", index=pairs.index)
        return {"z": none, "z_adjusted": none, "significance": words}
    parts = [
        adjusted_significance(
            rows["count"],
            rows["denominator"],
            comparator=_beside(rows, indicator),
            tau_squared=spread[str(period)].tau_squared,
            kind=kind_of(indicator),
        )
        for period, rows in pairs.groupby("period")
    ]
    tested = pd.concat(parts).reindex(pairs.index)
    return {name: tested[name] for name in ("z", "z_adjusted", "significance")}


def _beside(rows: pd.DataFrame, indicator: Indicator) -> pd.Series:
    """Return comparators' values as shares or rates; a mean of shares of 1 is never above it."""
    values = rows["trusted_beside"].astype(float) / indicator.scale
    return values.clip(upper=1.0) if indicator.kind == "proportion" else values


def sure_difference(row: pd.Series) -> str:
    """Return the word of a comparison that both tests bear out.

    `higher` and `lower` are said only where the area's own interval leaves the comparator out as
    well: with few cases the arcsine scale can call a difference that the interval does not.
    """
    word = str(row["significance"])
    if word in ("higher", "lower") and row["significance_plain"] != word:
        return "similar"
    return word
