"""Protected tables and results drawn in a test; None stands for what is hidden."""

import pandas as pd

from sendlib.contracts.local_files import local_files
from sendlib.measures.local.protected import Given, Protected, ProtectedTables
from sendlib.measures.local.results import VALUES, ProtectedResult

RESULT = ["period", "breakdown", "statistic", "value", "unit"]


def table(measure, *rows):
    """Return a protected table of rows (period, categories, value)."""
    fields = list(measure.field_names)
    found = pd.DataFrame(rows, columns=["period", *fields, "value"])
    wholes = found[(found[fields] == "Total").all(axis=1)].set_index("period")["value"]
    found["reason"] = ["confidential" if pd.isna(value) else "" for value in found["value"]]
    values = found["value"].astype(float)
    found["percent"] = 100 * values / found["period"].map(wholes).astype(float)
    if measure.unit == "gbp":
        found["percent"] = float("nan")
    return Protected(measure, found.assign(value=values))


def result(declared, *rows):
    """Return a protected result of rows (period, breakdown, statistic, value, unit)."""
    found = pd.DataFrame(rows, columns=RESULT, dtype=object)
    hidden = [value is None for value in found["value"]]
    values = found["value"].astype(float)
    found = found.assign(
        **dict.fromkeys(VALUES, float("nan")), confidence=float("nan"),
        reason=["confidential" if one else "" for one in hidden],
    )  # fmt: skip
    return ProtectedResult(declared, found.assign(value=values))


def own(*tables, results=(), given=("packages", "joint_funding"), **settings):
    """Return what a council's files give, from tables and results."""
    return ProtectedTables(
        {one.measure.name: one for one in tables},
        {one.result.name: one for one in results},
        tuple(Given(name, local_files()[name].title, "about 30", "none") for name in given),
        **settings,
    )


NOTHING = own(given=())
