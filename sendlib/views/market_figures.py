"""What published payments put into figures.csv, and their suppliers in the order shown."""

import pandas as pd

from sendlib.contracts.tables import FIGURE_COLUMNS
from sendlib.measures.market import Payments
from sendlib.views.formats import counted

_MEASURES = {
    "spend_gbp": ("payments_spend_gbp", "gbp"),
    "suppliers_count": ("payments_suppliers_count", "count"),
    "hhi_index": ("payments_concentration_index", "index"),
    "largest_percent": ("payments_largest_percent", "percent"),
    "top_three_percent": ("payments_largest_three_percent", "percent"),
}
_Rows = list[tuple[str, str, str, float, str]]


def with_others(found: Payments) -> list[tuple[str, float, float]]:
    """Return name, pounds and percentage of the largest suppliers and of all others as one."""
    named = found.largest
    columns = ["supplier", "spend_gbp", "spend_percent"]
    rows = [(str(name), float(amount), float(share)) for name, amount, share in
            named[columns].itertuples(index=False)]  # fmt: skip
    others = found.suppliers.drop(named.index)
    if len(others):
        words = f"All {counted(len(others), 'other supplier', 'other suppliers')}"
        rows.append((words, float(others["spend_gbp"].sum()), float(others["spend_percent"].sum())))
    return rows


def whole_figures(found: Payments) -> pd.DataFrame:
    """Return FIGURE_COLUMNS of all markets together."""
    return _figures(found, _of(found, found.whole, "Total"))


def market_figures(found: Payments) -> pd.DataFrame:
    """Return FIGURE_COLUMNS of each market and of all together."""
    rows = _of(found, found.whole, "Total")
    for _, line in found.markets.iterrows():
        rows += _of(found, line, f"market={line['cost_centre']}")
    return _figures(found, rows)


def supplier_figures(found: Payments) -> pd.DataFrame:
    """Return FIGURE_COLUMNS of the suppliers shown by name, and of the others together."""
    rows: _Rows = []
    for name, amount, share in with_others(found):
        key = name if name in set(found.largest["supplier"]) else "other"
        rows.append(("payments_spend_gbp", found.period, f"supplier={key}", amount, "gbp"))
        rows.append(
            ("payments_supplier_percent", found.period, f"supplier={key}", share, "percent")
        )
    return _figures(found, rows)


def month_figures(found: Payments) -> pd.DataFrame:
    """Return FIGURE_COLUMNS of each month of the year."""
    return _figures(
        found,
        [
            ("payments_spend_gbp", found.period, f"month={month}", float(amount), "gbp")
            for month, amount in found.monthly.itertuples(index=False)
        ],
    )


def _figures(found: Payments, rows: _Rows) -> pd.DataFrame:
    """Return FIGURE_COLUMNS of rows of measure, period, breakdown, value and unit."""
    columns = ["measure", "period", "breakdown", "value", "unit"]
    table = pd.DataFrame(rows, columns=columns)
    table["status"] = table["value"].isna().map({True: "not_available", False: "derived"})
    blank = dict.fromkeys(("lower", "upper", "confidence", "count", "denominator"), float("nan"))
    return table.assign(
        area_code=found.place.area_code, area_name=found.place.name, source=found.source, **blank
    )[FIGURE_COLUMNS]


def _of(found: Payments, line: pd.Series, breakdown: str) -> _Rows:
    return [
        (measure, found.period, breakdown, float(line[name]), unit)
        for name, (measure, unit) in _MEASURES.items()
    ]
