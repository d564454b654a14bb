"""Every table and result any report builds from local files: what is not here is not shown."""

from sendlib.measures.local import joint, packages, plans, spend
from sendlib.measures.local.results import LocalResult
from sendlib.measures.local.table import LocalMeasure

LOCAL_TABLES: tuple[LocalMeasure, ...] = (
    *plans.TABLES, *packages.TABLES, *spend.TABLES, *joint.TABLES,
)  # fmt: skip
LOCAL_RESULTS: tuple[LocalResult, ...] = ()


def declared(name: str) -> LocalMeasure:
    """Return a declared table by its name."""
    return next(one for one in LOCAL_TABLES if one.name == name)
