"""A row per market from the protected tables: what follows from what may be shown, and no more."""

import pandas as pd

from sendlib.measures.concentration import FULL, SCALE
from sendlib.measures.disclosure_tables import TOTAL
from sendlib.measures.local.bought import MARKET, OTHERS
from sendlib.measures.local.market import (
    MARKET_OWNERS,
    MARKET_PLACES,
    MARKET_SPEND,
    MARKET_STRUCTURE,
)
from sendlib.measures.local.protected import ProtectedTables
from sendlib.measures.local.results import ProtectedResult

LINE_COLUMNS = [
    "market", "title", "places_count", "providers_count", "owners_count", "spend_gbp",
    "hhi_least_index", "largest_percent",
]  # fmt: skip
OWNER_COLUMNS = [
    "market", "title", "rank", "owner_name", "providers_count", "places_count", "spend_gbp",
    "spend_percent",
]  # fmt: skip


def market_lines(own: ProtectedTables) -> pd.DataFrame:
    """Return places, owners, spend and concentration of each market, the largest spend first.

    The index counts owners that stand alone; the others add nothing to it, so it is the least that
    the market's can be. What is hidden is missing.

    Returns:
        LINE_COLUMNS; places are packages in force in January, spend is of the financial year.
    """
    places, spend = own.table(MARKET_PLACES), own.table(MARKET_SPEND)
    if places is None:
        return pd.DataFrame(columns=LINE_COLUMNS)
    counts, money = _latest(places.latest), _latest(spend.latest if spend else pd.DataFrame())
    structure = _statistics(own.result(MARKET_STRUCTURE))
    rows = []
    for market in [one for one in MARKET.categories if (one, TOTAL) in counts]:
        whole = money.get((market, TOTAL), float("nan"))
        shares = [
            FULL * amount / whole
            for (where, owner), amount in money.items()
            if where == market and owner not in (TOTAL, OTHERS) and amount > 0 and whole > 0
        ]
        squares = sum(share**2 for share in shares)
        rows.append(
            (market, MARKET.categories[market], counts[market, TOTAL],
             structure.get((f"market={market}", "providers"), float("nan")),
             structure.get((f"market={market}", "owners"), float("nan")), whole,
             squares * SCALE / FULL**2 if shares else float("nan"),
             max(shares, default=float("nan")))
        )  # fmt: skip
    table = pd.DataFrame(rows, columns=LINE_COLUMNS)
    return table.sort_values("spend_gbp", ascending=False, kind="stable", ignore_index=True)


def owner_lines(own: ProtectedTables) -> pd.DataFrame:
    """Return the owners that stand alone in each market, and the others of it as one.

    Returns:
        OWNER_COLUMNS, markets as `market_lines` has them; rank 1 to 5, or other.
    """
    names = _names(own.result(MARKET_OWNERS))
    places, spend = own.table(MARKET_PLACES), own.table(MARKET_SPEND)
    if places is None:
        return pd.DataFrame(columns=OWNER_COLUMNS)
    counts, money = _latest(places.latest), _latest(spend.latest if spend else pd.DataFrame())
    rows = []
    for _, line in market_lines(own).iterrows():
        market, whole = str(line["market"]), float(line["spend_gbp"])
        for rank in [*(rank for where, rank in names if where == market), OTHERS]:
            name, providers = names.get((market, rank), ("Other owners", float("nan")))
            amount = money.get((market, rank), float("nan"))
            number = counts.get((market, rank), float("nan"))
            percent = FULL * amount / whole if whole > 0 else float("nan")
            if number != 0 or amount > 0:
                rows.append((market, line["title"], rank, name, providers, number, amount, percent))
    return pd.DataFrame(rows, columns=OWNER_COLUMNS)


def _latest(rows: pd.DataFrame) -> dict[tuple[str, str], float]:
    if rows.empty:
        return {}
    keys = zip(rows["market"].astype(str), rows["owner"].astype(str), strict=True)
    return dict(zip(keys, rows["value"].astype(float), strict=True))


def _statistics(found: ProtectedResult | None) -> dict[tuple[str, str], float]:
    if found is None:
        return {}
    rows = found.rows
    keys = zip(rows["breakdown"], rows["statistic"], strict=True)
    return dict(zip(keys, rows["value"].astype(float), strict=True))


def _names(found: ProtectedResult | None) -> dict[tuple[str, str], tuple[str, float]]:
    """Return name and providers of each owner that stands alone, by market and rank."""
    names: dict[tuple[str, str], tuple[str, float]] = {}
    rows = pd.DataFrame() if found is None else found.rows
    for _, row in rows.iterrows():
        if not row["reason"]:
            parts = dict(part.split("=") for part in str(row["breakdown"]).split(";"))
            told = str(row["owner_name"]), float(row["value"])
            names[parts["market"], parts["owner"]] = told
    return names
