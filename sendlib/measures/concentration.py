"""How much of a market lies with few: Herfindahl-Hirschman index and shares of the largest."""

from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd

from sendlib.contracts.tables import require_columns
from sendlib.errors import ContractError

SCALE = 10_000.0
FULL = 100.0
TOP = 3
COLUMNS = (
    "spend_gbp", "suppliers_count", "hhi_index", "largest_percent", "top_three_percent",
)  # fmt: skip


def herfindahl(amounts: Iterable[float]) -> float:
    """Return the Herfindahl-Hirschman index of a market, 0 to 10,000.

    The sum of squared percentage shares: 10,000 where one owner has all, 10,000 / n where n owners
    have the same. Missing where nothing was spent.

    Args:
        amounts: what each owner was paid, pounds; net, and none below zero.

    Raises:
        ContractError: an amount is below zero or missing: it has no share.
    """
    paid = _paid(amounts)
    total = paid.sum()
    if total == 0:
        return float("nan")
    return float(((paid / total) ** 2).sum() * SCALE)


def top_percent(amounts: Iterable[float], count: int) -> float:
    """Return the percentage that the largest `count` owners have together.

    Raises:
        ContractError: an amount is below zero or missing.
    """
    paid = np.sort(_paid(amounts))[::-1]
    total = paid.sum()
    return float(FULL * paid[:count].sum() / total) if total else float("nan")


def concentration(paid: pd.DataFrame, by: Sequence[str] = ()) -> pd.DataFrame:
    """Return spend, suppliers and concentration of each market.

    An owner who was paid back more than paid has no share of a market: the owner is left out of
    index and shares and of the number of suppliers, and the net sum still counts in the spend.

    Args:
        paid: a row per payment or per owner: `owner`, `amount_gbp` (pounds) and the columns `by`.
        by: what makes a market; none for all as one.

    Returns:
        A row per market, largest spend first: the columns `by`, then `COLUMNS`: pounds, owners
        with a net payment, index 0 to 10,000, and percentages of the spend with such owners.

    Raises:
        ContractError: a column is absent.
    """
    require_columns(paid, "owner", "amount_gbp", *by)
    keys = [*by, "owner"]
    net = paid.groupby(keys, dropna=False)["amount_gbp"].sum().reset_index()
    groups = net.groupby(list(by), dropna=False) if by else [((), net)]
    rows = []
    for key, market in groups:
        amounts = market["amount_gbp"].to_numpy(dtype=float)
        own = amounts[amounts > 0]
        figures = (
            float(amounts.sum()), len(own), herfindahl(own), top_percent(own, 1),
            top_percent(own, TOP),
        )  # fmt: skip
        names = key if isinstance(key, tuple) else (key,)
        rows.append((*names, *figures))
    table = pd.DataFrame(rows, columns=[*by, *COLUMNS])
    return table.sort_values("spend_gbp", ascending=False, kind="stable", ignore_index=True)


def _paid(amounts: Iterable[float]) -> np.ndarray:
    paid = np.fromiter(amounts, dtype=float)
    if np.isnan(paid).any() or (paid < 0).any():
        raise ContractError(
            f"amounts of owners: found {paid[~(paid >= 0)][:3].tolist()}; each has to be 0 or "
            "more: add payments and refunds up first, and leave out who was paid back more than "
            "paid"
        )
    return paid
