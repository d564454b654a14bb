"""Who has a plan, by the council's own return: what to give where there is none."""

from sendlib.measures.local.plans import TABLES
from sendlib.measures.local.protected import ProtectedTables
from sendlib.views.blocks import Absent, Callout
from sendlib.views.local_open import lacking

SHOWS = "who has a plan by need, setting and age, and which plans start and end"


def missing(own: ProtectedTables) -> Callout | Absent:
    """Say which files the chapter wants, where any of them is not there."""
    wanted = dict.fromkeys(name for one in TABLES for name in one.files)
    absent = [name for name in wanted if not own.has(name)]
    return lacking(absent, SHOWS, "box-who") if absent else Absent("box-who")
