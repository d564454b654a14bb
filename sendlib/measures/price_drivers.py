"""What weekly fees follow: a regression of their logarithm, and their growth over the years."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from statsmodels.regression.linear_model import OLS
from statsmodels.tools.tools import add_constant

from sendlib.contracts.tables import require_columns
from sendlib.errors import ContractError

FEWEST_FEES, FEWEST_CLUSTERS = 40, 8
PER_TERM = 10  # fees for each coefficient, at least
EFFECT_COLUMNS = ["term", "effect_percent", "lower_percent", "upper_percent", "fees_count"]


def price_drivers(
    fees: pd.DataFrame, *, factors: Mapping[str, str], numbers: Sequence[str], fewest: int,
    confidence: float = 0.95,
) -> pd.DataFrame:  # fmt: skip
    """Return by how many percent a weekly fee is higher or lower with each of its drivers.

    Ordinary least squares on the logarithm of the fee; errors of one provider's fees go together
    (cluster-robust, t with clusters - 1 degrees of freedom). Effects are those of one driver with
    the others held; they are associations, not causes.

    Args:
        fees: a row per fee: `fee_gbp` (above 0), `cluster` (the provider), the factors and numbers.
        factors: columns of text, and the category with which the others are compared.
        numbers: columns of numbers; the effect is that of one unit.
        fewest: fees of a category, and outside it, below which it has no effect of its own.
        confidence: of the interval.

    Returns:
        EFFECT_COLUMNS: `setting=home` for a category, the column's name for a number; percent;
        the fees that are of the category, or of which the number is not 0. No rows where the fees
        or the providers are too few for the model.

    Raises:
        ContractError: a column is absent, or a fee is not above 0.
    """
    require_columns(fees, "fee_gbp", "cluster", *factors, *numbers)
    if (fees["fee_gbp"] <= 0).any():
        raise ContractError("fee_gbp: a fee of 0 or less has no logarithm; leave it out")
    known = fees.dropna(subset=["fee_gbp", *numbers]).reset_index(drop=True)
    terms = _terms(known, factors=factors, numbers=numbers, fewest=fewest)
    enough = len(known) >= max(FEWEST_FEES, PER_TERM * (1 + terms.shape[1]))
    if not enough or terms.empty or known["cluster"].nunique() < FEWEST_CLUSTERS:
        return pd.DataFrame(columns=EFFECT_COLUMNS)
    fitted = OLS(np.log(known["fee_gbp"]), add_constant(terms)).fit(
        cov_type="cluster", cov_kwds={"groups": known["cluster"].astype("category").cat.codes},
        use_t=True,
    )  # fmt: skip
    between = fitted.conf_int(alpha=1 - confidence)
    return pd.DataFrame(
        {
            "term": terms.columns,
            "effect_percent": _percent(fitted.params[terms.columns]),
            "lower_percent": _percent(between.loc[terms.columns, 0]),
            "upper_percent": _percent(between.loc[terms.columns, 1]),
            "fees_count": (terms != 0).sum().to_numpy(),
        }
    )


def _terms(
    fees: pd.DataFrame, *, factors: Mapping[str, str], numbers: Sequence[str], fewest: int
) -> pd.DataFrame:
    """Return the columns of the model, those left out that nothing tells from the others."""
    columns: dict[str, pd.Series] = {}
    for name, base in factors.items():
        counts = fees[name].value_counts()
        own = [one for one in sorted(counts.index) if one != base]
        for category in own:
            if fewest <= counts[category] <= len(fees) - fewest:
                columns[f"{name}={category}"] = (fees[name] == category).astype(float)
    for name in numbers:
        if (fees[name] != 0).sum() >= fewest and fees[name].nunique() > 1:
            columns[name] = fees[name].astype(float)
    kept = pd.DataFrame(columns, index=fees.index)
    for name in list(kept.columns):
        matrix = add_constant(kept.loc[:, :name]).to_numpy(dtype=float)
        if np.linalg.matrix_rank(matrix) < matrix.shape[1]:
            kept = kept.drop(columns=name)
    return kept


def fee_growth(pairs: pd.DataFrame, *, confidence: float = 0.95) -> pd.Series | None:
    """Return by how many percent a year fees grew from one package to the next of the same kind.

    The logarithm of each pair's growth on the years between, through the origin; errors of one
    provider's pairs go together.

    Args:
        pairs: a row per pair: `old_gbp` and `new_gbp` (above 0), `years` between their starts
            (above 0) and `cluster` (the provider).
        confidence: of the interval.

    Returns:
        `growth_percent`, `lower_percent`, `upper_percent` and `pairs_count`; None where pairs or
        providers are too few.

    Raises:
        ContractError: a column is absent, or a fee or a time is not above 0.
    """
    require_columns(pairs, "old_gbp", "new_gbp", "years", "cluster")
    if (pairs[["old_gbp", "new_gbp", "years"]] <= 0).any(axis=None):
        raise ContractError("old_gbp, new_gbp, years: each has to be above 0")
    if len(pairs) < FEWEST_FEES or pairs["cluster"].nunique() < FEWEST_CLUSTERS:
        return None
    growth = np.log(pairs["new_gbp"] / pairs["old_gbp"])
    fitted = OLS(growth, pairs[["years"]]).fit(
        cov_type="cluster", cov_kwds={"groups": pairs["cluster"].astype("category").cat.codes},
        use_t=True,
    )  # fmt: skip
    lower, upper = fitted.conf_int(alpha=1 - confidence).loc["years"]
    logs = pd.Series([fitted.params["years"], lower, upper])
    names = ["growth_percent", "lower_percent", "upper_percent", "pairs_count"]
    return pd.Series([*_percent(logs), float(len(pairs))], index=names)


def _percent(logs: pd.Series) -> np.ndarray:
    return np.asarray(100 * np.expm1(logs.to_numpy(dtype=float)))
