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
COUNCIL_CODE = r"\d{3}"
# a reason of our own, beside those of publishers: the published part is larger than its whole
PART_ABOVE_WHOLE = "part_above_whole"
# publications of counts in which a row of a breakdown that would hold nobody is not there
EMPTY_ROWS_LEFT_OUT = {"caseload", "needs"}
# a region or England is not made from one council: it would be compared with itself
FEWEST_POOLED = 2


def selected(tables: Tables, selection: Selection) -> pd.DataFrame:
    """Add up the cells of a selection per area and period.

    A cell that is missing makes its sum missing. A breakdown row that is not there counts nobody,
    as publishers leave empty rows out; where all are absent, only if the publication is known to.

    Returns:
        One row per area and period: area_code, period, amount, reason ("" where there is an
        amount), questioned (a finding says that one of the cells cannot be trusted), source.
    """
    columns = [*KEYS, "amount", "reason", "questioned", "source"]
    cells = tables.cells(selection.dataset, selection.topic, selection.fields)
    chosen = cells[cells["breakdown"].isin(selection.breakdowns)] if len(cells) else cells
    if chosen.empty:
        return pd.DataFrame(columns=columns)
    text = chosen.astype(
        dict.fromkeys(("area_code", "period", "field", "reason", "source"), object)
    )
    text = text.assign(missing=text["value"].isna(), questioned=tables.doubted(text))
    ordered = text.sort_values("reason", ascending=False, kind="stable")
    reasons = ordered.drop_duplicates(KEYS).set_index(KEYS)["reason"]
    sums = text.groupby(KEYS, sort=True).agg(
        amount=("value", "sum"),
        missing=("missing", "any"),
        questioned=("questioned", "any"),
        fields=("field", "nunique"),
    )
    sums = sums.join(reasons).join(_sources(text)).reset_index()
    if selection.dataset in EMPTY_ROWS_LEFT_OUT:
        nobody = _nobody(cells, sums, fields=len(set(selection.fields)))
        sums = pd.concat([sums, nobody]).sort_values(KEYS, ignore_index=True)
    incomplete = sums["fields"] < len(set(selection.fields))
    sums["amount"] = sums["amount"].mask(sums["missing"] | incomplete)
    unexplained = sums["amount"].isna() & (sums["reason"] == "")
    sums["reason"] = sums["reason"].mask(unexplained, "not_published")
    moved = {period: _moved(period, selection) for period in sums["period"].unique()}
    sums["period"] = sums["period"].map(moved)
    return sums[columns]


def _nobody(cells: pd.DataFrame, sums: pd.DataFrame, *, fields: int) -> pd.DataFrame:
    """Return sums of 0 for areas that have other rows of the breakdown, but none of these."""
    known = cells[cells["value"].notna()]
    there = known.drop_duplicates(KEYS)[[*KEYS, "source"]].astype(object)
    counted = pd.MultiIndex.from_frame(sums[KEYS])
    absent = there[~pd.MultiIndex.from_frame(there[KEYS]).isin(counted)]
    return absent.assign(amount=0.0, missing=False, questioned=False, fields=fields, reason="")


def _sources(cells: pd.DataFrame) -> pd.Series:
    """Return the files of each area and period, joined where there are several."""
    pairs = cells[[*KEYS, "source"]].drop_duplicates().sort_values("source")
    shared = pairs.duplicated(KEYS, keep=False)
    alone: pd.Series = pairs[~shared].set_index(KEYS)["source"]
    if not shared.any():
        return alone
    joined = pairs[shared].groupby(KEYS)["source"].agg("; ".join)
    found: pd.Series = pd.concat([alone, joined])
    return found


def _moved(period: str, selection: Selection) -> str:
    """Return the indicator's period to which cells of a calendar year belong."""
    if len(period) != 4:
        return period
    year = int(period) + selection.years_before
    return f"{year}-{(year + 1) % 100:02d}" if selection.period_form == "financial" else str(year)


def indicator_values(tables: Tables, indicator: Indicator) -> pd.DataFrame:
    """Return an indicator for every area and period that its cells cover.

    Percentages are 0 to 100, unrounded. Where a publication has no row for England or a region in
    a period, the councils' counts are added up; rates are never averaged.

    Returns:
        VALUE_COLUMNS, sorted by area and period: value in the indicator's unit; lower and upper
        its 95% interval, missing for counts and published values; status `published`, `derived`,
        `questioned` or `not_available`; reason "" where there is a value; source inside data_raw.
    """
    parts = [part for part in (indicator.count, indicator.denominator) if part is not None]
    values = tables.kept(
        repr(indicator), [part.dataset for part in parts], lambda: _values(tables, indicator)
    )
    text = dict.fromkeys(("area_code", "period", "status", "reason", "source"), object)
    return values.astype(text)


def _values(tables: Tables, indicator: Indicator) -> pd.DataFrame:
    counts = selected(tables, indicator.count).rename(columns={"amount": "count"})
    if indicator.denominator is None:
        values = _without_whole(counts, indicator)
    else:
        wholes = selected(tables, indicator.denominator).rename(columns={"amount": "denominator"})
        values = with_pooled(_joined(counts, wholes), indicator)
        values = values.assign(**_interval(values, indicator), status="derived")
        values["reason"] = values["reason"].mask(
            _contradictory(values, indicator), PART_ABOVE_WHOLE
        )
    values["status"] = values["status"].mask(values["questioned"].astype(bool), "questioned")
    missing = values["value"].isna()
    values["status"] = values["status"].mask(missing, "not_available")
    values["reason"] = values["reason"].mask(missing & (values["reason"] == ""), "not_applicable")
    return values[VALUE_COLUMNS].sort_values(KEYS, ignore_index=True)


def _without_whole(counts: pd.DataFrame, indicator: Indicator) -> pd.DataFrame:
    """Return counts and published values, which have no interval."""
    several = len(indicator.count.fields) * len(indicator.count.breakdowns) > 1
    values = counts.assign(denominator=np.nan, status="derived" if several else "published")
    if indicator.kind == "count":
        values = with_pooled(values, indicator)
    values["value"] = values["count"].astype(float)
    if indicator.kind != "count":
        values["count"] = np.nan
    return values.assign(lower=np.nan, upper=np.nan)


def _joined(counts: pd.DataFrame, wholes: pd.DataFrame) -> pd.DataFrame:
    both = counts.merge(wholes, on=KEYS, suffixes=("", "_whole"), how="inner")
    same = both["source"] == both["source_whole"]
    reason = both["reason"].where(both["reason"] != "", both["reason_whole"])
    return both.assign(
        source=both["source"].where(same, both["source"] + "; " + both["source_whole"]),
        questioned=both["questioned"].astype(bool) | both["questioned_whole"].astype(bool),
        reason=reason,
    )


def _contradictory(values: pd.DataFrame, indicator: Indicator) -> pd.Series:
    """Say where a published part is larger than its whole, so that it is no share of it."""
    whole = values["denominator"].astype(float)
    if indicator.kind != "proportion":
        whole = whole.mask(whole.notna())
    return values["count"].astype(float).gt(whole)


def _interval(values: pd.DataFrame, indicator: Indicator) -> dict[str, npt.NDArray[np.float64]]:
    count = values["count"].astype(float)
    whole = values["denominator"].astype(float)
    usable = (whole > 0) & count.notna() & ((count >= 0) | (indicator.kind == "ratio"))
    if indicator.kind == "ratio":
        none = np.full(len(values), np.nan)
        value = indicator.scale * count / whole.where(usable)
        return {"value": value.to_numpy(), "lower": none, "upper": none}
    if indicator.kind == "proportion":
        usable &= ~_contradictory(values, indicator)
        table = proportion_interval(count.where(usable), whole.where(usable)) * indicator.scale
    else:
        table = rate_interval(count.where(usable), whole.where(usable), per=indicator.scale)
    return {name: table[name].to_numpy() for name in ("value", "lower", "upper")}


def with_pooled(values: pd.DataFrame, indicator: Indicator) -> pd.DataFrame:
    """Add England and the regions where the publication has no row for them in a period.

    Shares and rates rest on the councils with figures that no finding questions. A number is
    added up only where every council has such a figure, since a sum of some is no total.
    """
    councils = values[values["area_code"].astype(str).str.fullmatch(COUNCIL_CODE)]
    if councils.empty:
        return values
    trusted = councils["count"].notna() & ~councils["questioned"].astype(bool)
    if indicator.denominator is not None:
        trusted &= councils["denominator"].notna()
    regions = {code: council(code).region for code in councils["area_code"].unique()}
    marked = councils.assign(trusted=trusted)
    members = pd.concat(
        [
            marked.assign(area_code=marked["area_code"].map(regions)),
            marked.assign(area_code=ENGLAND),
        ]
    )
    absent = members.merge(values[KEYS].drop_duplicates(), on=KEYS, how="left", indicator=True)
    absent = absent[absent["_merge"] == "left_only"]
    if indicator.kind == "count":
        absent = absent[absent.groupby(KEYS)["trusted"].transform("all")]
    pooled = _added_up(absent[absent["trusted"]])
    return pd.concat([values, pooled], ignore_index=True) if len(pooled) else values


def _added_up(members: pd.DataFrame) -> pd.DataFrame:
    pooled = members.groupby(KEYS, as_index=False).agg(
        count=("count", "sum"),
        denominator=("denominator", lambda column: column.sum(min_count=1)),
        source=("source", joined_paths),
        councils=("count", "size"),
    )
    enough = pooled[pooled["councils"] >= FEWEST_POOLED]
    return enough.assign(reason="", questioned=False, status="derived")


def joined_paths(sources: pd.Series) -> str:
    """Return the files behind some rows, each once, joined by semicolons."""
    return "; ".join(sorted({path for source in sources.unique() for path in source.split("; ")}))
