"""What published figures say of places: plans by setting now, and if each grows as all plans do."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from sendlib.measures import placements
from sendlib.measures.demand import Demand
from sendlib.measures.place import Place
from sendlib.measures.review import Review

AHEAD = 5  # Januaries
# settings in reading order, each with its name; bases are part of mainstream schools
SETTINGS = (
    (placements.MAINSTREAM, "Mainstream schools"),
    (placements.BASES, "of these in SEN units and resourced provision"),
    (placements.STATE_SPECIAL, "State-funded special schools"),
    (placements.INDEPENDENT, "Independent and non-maintained special schools"),
    (placements.FURTHER_EDUCATION, "Further education and post-16"),
    (placements.ALTERNATIVE_PROVISION, "Alternative provision"),
)
COLUMNS = ["setting", "title", "now_count", "then_count", "low_count", "high_count", "more_count"]


@dataclass(frozen=True)
class SettingsAhead:
    """Plans by setting, now and in a January to come.

    now, then: Januaries. rows: COLUMNS; low and high are the ends of the projection's 80% interval,
    its 10th and 90th percentile. source: the files.
    """

    place: Place
    now: str
    then: str
    rows: pd.DataFrame
    source: str


def settings_ahead(review: Review, coming: Demand) -> SettingsAhead | None:
    """Return plans by setting if each setting keeps its share of all plans.

    A figure that a check questions is left out. None where nothing is projected.

    Args:
        review: the published tables.
        coming: the projection of the council's plans.
    """
    if coming.rows.empty or coming.past.empty:
        return None
    now = str(coming.latest["period"])
    later = coming.rows[coming.rows["period"].astype(int) <= int(now) + AHEAD]
    if later.empty:
        return None
    row, whole = later.iloc[-1], float(coming.latest["value"])
    rows, sources = [], set()
    for indicator, title in SETTINGS:
        found = review.compare(indicator)
        own = found.figure
        if own is None or found.latest != now or np.isnan(own["count"]):
            continue
        count = float(own["count"])
        then, low, high = (count * float(row[name]) / whole for name in ("value", "lower", "upper"))
        rows.append((indicator.measure, title, count, then, low, high, then - count))
        sources.update(str(own["source"]).split("; "))
    if not rows:
        return None
    table = pd.DataFrame(rows, columns=COLUMNS)
    source = "; ".join(sorted({*sources, *coming.source.split("; ")}))
    return SettingsAhead(review.place, now, str(row["period"]), table, source)
