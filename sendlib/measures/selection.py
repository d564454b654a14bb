"""From published cells to the values of an indicator, for every area and period at once."""

import numpy as np
import numpy.typing as npt
import pandas as pd

from sendlib.contracts.areas import ENGLAND, council
from sendlib.data.tables import Tables
from sendlib.measures.indicator import Indicator, Selection
from sendlib.measures.intervals import proportion_interval, rate_interval

KEYS = ["area_code", "period"]
VALUE_COLUMNS = [
    *KEYS, "value", "lower", "upper", "count", "denominator", "status", "reason", "source",
]  # fmt: skip


def selected(tables: Tables, selection: Selection) -> pd.DataFrame:
    """Add up the cells of a selection per area and period.

    A cell that is missing makes its sum missing; a breakdown row that is not there at all counts
    nobody, as publishers leave empty rows out.

    Returns:
        One row per area and period: area_code, period, amount, reason ("" where there is an
        amount), questioned (a finding says that one of the cells cannot be trusted), source.
    """
    columns = [*KEYS, "amount", "reason", "questioned", "source"]
    cells = tables.cells(selection.dataset, selection.topic, selection.fields)
    if cells.empty:
        return pd.DataFrame(columns=columns)
    chosen = cells[cells["breakdown"].isin(selection.breakdowns)]
    if chosen.empty:
        return pd.DataFrame(columns=columns)
    text = chosen.astype(
        dict.fromkeys(("area_code", "period", "field", "reason", "source"), object)
    )
    text = text.assign(missing=text["value"].isna(), questioned=tables.doubted(text))
    first = text.sort_values("reason", ascending=False).drop_duplicates(KEYS).set_index(KEYS)
    grouped = text.groupby(KEYS, sort=True)
    sums = grouped.agg(
        amount=("value", "sum"),
        missing=("missing", "any"),
        questioned=("questioned", "any"),
        fields=("field", "nunique"),
    )
    sums = sums.join(first[["reason", "source"]]).reset_index()
    incomplete = sums["fields"] < len(set(selection.fields))
    sums["amount"] = sums["amount"].mask(sums["missing"] | incomplete)
    unexplained = sums["amount"].isna() & (sums["reason"] == "")
    sums["reason"] = sums["reason"].mask(unexplained, "not_published")
    sums["period"] = sums["period"].map(
        {period: _moved(period, selection) for period in sums["period"].unique()}
    )
    return sums[columns]


def _moved(period: str, selection: Selection) -> str:
    """Return the indicator's period to which cells of a calendar year belong."""
    if len(period) != 4:
        return period
    year = int(period) + selection.years_before
    return f"{year}-{(year + 1) % 100:02d}" if selection.period_form == "financial" else str(year)


def indicator_values(tables: Tables, indicator: Indicator) -> pd.DataFrame:
    """Return an indicator for every area and period that its cells cover.

    Percentages are 0 to 100, unrounded. Where a publication has no row for England or a region,
    the councils' counts are added up; rates are never averaged.

    Returns:
        VALUE_COLUMNS, sorted by area and period: value in the indicator's unit; lower and upper
        its 95% interval, missing for counts and published values; status `published`, `derived`,
        `questioned` or `not_available`; reason "" where there is a value; source inside data_raw.
    """
    counts = selected(tables, indicator.count).rename(columns={"amount": "count"})
    if indicator.denominator is None:
        values = counts.assign(denominator=np.nan)
        values["value"] = values["count"].astype(float)
        values["lower"] = values["upper"] = np.nan
        if indicator.kind == "count":
            values = _with_pooled(values, indicator)
            values["value"] = values["count"].astype(float)
        else:
            values["count"] = np.nan
        several = len(indicator.count.fields) * len(indicator.count.breakdowns) > 1
        values["status"] = "derived" if several else "published"
    else:
        wholes = selected(tables, indicator.denominator).rename(columns={"amount": "denominator"})
        values = _with_pooled(_joined(counts, wholes), indicator)
        values = values.assign(**_interval(values, indicator), status="derived")
    values["status"] = values["status"].mask(values["questioned"].astype(bool), "questioned")
    missing = values["value"].isna()
    values["status"] = values["status"].mask(missing, "not_available")
    values["reason"] = values["reason"].mask(missing & (values["reason"] == ""), "not_applicable")
    return values[VALUE_COLUMNS].sort_values(KEYS, ignore_index=True)


def _joined(counts: pd.DataFrame, wholes: pd.DataFrame) -> pd.DataFrame:
    both = counts.merge(wholes, on=KEYS, suffixes=("", "_whole"), how="inner")
    same = both["source"] == both["source_whole"]
    reason = both["reason"].where(both["reason"] != "", both["reason_whole"])
    return both.assign(
        source=both["source"].where(same, both["source"] + "; " + both["source_whole"]),
        questioned=both["questioned"].astype(bool) | both["questioned_whole"].astype(bool),
        reason=reason,
    )


def _interval(values: pd.DataFrame, indicator: Indicator) -> dict[str, npt.NDArray[np.float64]]:
    count = values["count"].astype(float)
    whole = values["denominator"].astype(float)
    usable = (whole > 0) & count.notna() & ((count >= 0) | (indicator.kind == "ratio"))
    if indicator.kind == "ratio":
        value = (count / whole.where(usable)).to_numpy()
        none = np.full(len(values), np.nan)
        return {"value": value, "lower": none, "upper": none}
    if indicator.kind == "proportion":
        usable &= count <= whole
        table = proportion_interval(count.where(usable), whole.where(usable)) * indicator.scale
    else:
        table = rate_interval(count.where(usable), whole.where(usable), per=indicator.scale)
    return {name: table[name].to_numpy() for name in ("value", "lower", "upper")}


def _with_pooled(values: pd.DataFrame, indicator: Indicator) -> pd.DataFrame:
    """Add England and the regions where the publication gives no row for them."""
    has_england = (values["area_code"] == ENGLAND).any()
    if has_england or values.empty:
        return values
    councils = values[values["area_code"].str.len() == 3]
    counted = councils[councils["count"].notna()]
    if indicator.denominator is not None:
        counted = counted[counted["denominator"].notna()]
    regions = counted.assign(area_code=[council(code).region for code in counted["area_code"]])
    england = counted.assign(area_code=ENGLAND)
    pooled = (
        pd.concat([regions, england])
        .groupby(KEYS, as_index=False)
        .agg(
            count=("count", "sum"),
            denominator=("denominator", lambda column: column.sum(min_count=1)),
            reason=("reason", "max"),
            questioned=("questioned", "max"),
            source=("source", "min"),
        )
    )
    absent = ~pooled["area_code"].isin(set(values["area_code"]))
    return pd.concat([values, pooled[absent]], ignore_index=True)
