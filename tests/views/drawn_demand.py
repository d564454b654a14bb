"""Plans to come, drawn: published ones and those of a council's own persons."""

import pandas as pd

from sendlib.measures.demand import Demand
from sendlib.measures.local.demand import AS_SEEN, HELD, PROJECTION, TESTED
from sendlib.measures.local.results import ProtectedResult

YEARS = ("2026", "2027")


def published(place, **changes):
    """Return a projection of published counts."""
    columns = ["period", "value", "lower", "upper", "lower_95", "upper_95"]
    rows = [["2026", 1100.0, 1050.0, 1150.0, 1000.0, 1200.0],
            ["2027", 1300.0, 1150.0, 1450.0, 1100.0, 1500.0]]  # fmt: skip
    given = {
        "place": place,
        "past": pd.DataFrame({"period": ["2024", "2025"], "value": [900.0, 1000.0]}),
        "rows": pd.DataFrame(rows, columns=columns),
        "tested": pd.DataFrame(columns=["method", "ahead"]),
        "by_origin": pd.DataFrame(columns=["origin"]),
        "questioned": False,
        "source": "plans.csv",
    }
    return Demand(**{**given, **changes})


def projection(values, *, scenarios=(AS_SEEN, HELD)):
    """Return the protected result of breakdowns with a pair of values; None is hidden."""
    rows = [
        {
            "period": year, "breakdown": breakdown, "statistic": "plans", "scenario": name,
            "value": value if name == AS_SEEN or value is None else value - 10,
            "lower": None if value is None else value - 50,
            "upper": None if value is None else value + 50,
            "unit": "count", "confidence": 80.0, "reason": "confidential" if value is None else "",
        }
        for name in scenarios
        for breakdown, pair in values.items()
        for year, value in zip(YEARS, pair, strict=True)
    ]  # fmt: skip
    return _protected(PROJECTION, rows)


def back_test(projected, came, inside):
    """Return one projection of 2024 for 2025 and what came."""
    values = {"projected": projected, "came": came, "parts_inside": inside}
    rows = [
        {
            "period": "2025", "breakdown": "Total", "statistic": name, "origin": "2024",
            "value": value, "lower": None if value is None else value - 50,
            "upper": None if value is None else value + 50, "confidence": 80.0,
            "unit": "percent" if name == "parts_inside" else "count",
            "reason": "confidential" if value is None else "",
        }
        for name, value in values.items()
    ]  # fmt: skip
    return _protected(TESTED, rows)


def _protected(declared, rows):
    table = pd.DataFrame(rows)
    numbers = {name: table[name].astype(float) for name in ("value", "lower", "upper")}
    return ProtectedResult(declared, table.assign(**numbers))
