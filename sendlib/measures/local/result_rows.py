"""Rows of a declared result, as `results` takes them."""

import numpy as np

COLUMNS = [
    "period", "breakdown", "statistic", "value", "unit", "lower", "upper", "confidence", "persons",
    "largest",
]  # fmt: skip


def row(
    period: str, breakdown: str, statistic: str, value: float, *, unit: str, persons: int,
    largest: float = 0.0, lower: float = np.nan, upper: float = np.nan, confidence: float = np.nan,
) -> dict[str, object]:  # fmt: skip
    """Return one row of a result, in `COLUMNS`."""
    return {
        "period": period, "breakdown": breakdown, "statistic": statistic, "value": float(value),
        "unit": unit, "lower": lower, "upper": upper, "confidence": confidence, "persons": persons,
        "largest": float(largest),
    }  # fmt: skip
