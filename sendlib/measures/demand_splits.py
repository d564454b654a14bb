"""Plans to come by need, setting and age from public data: the total, on the latest published mix.

Needs by area are published for one year and ages for two, so that a mix cannot be projected; that
it stays as it is is an assumption, and the interval is of the total alone.
"""

from dataclasses import dataclass

import pandas as pd

from sendlib.measures import ages, needs, placements
from sendlib.measures.demand import Demand
from sendlib.measures.indicator import Indicator
from sendlib.measures.review import Review

SETTINGS = {
    "mainstream": ("Mainstream schools, units and resourced provision", placements.MAINSTREAM),
    "state_special": ("State-funded special schools", placements.STATE_SPECIAL),
    "independent_special": (
        "Independent and non-maintained special schools", placements.INDEPENDENT,
    ),
    "further_education": ("Further education and post-16", placements.FURTHER_EDUCATION),
    "alternative_provision": ("Alternative provision", placements.ALTERNATIVE_PROVISION),
    "early_years": ("Early years settings", placements.EARLY_YEARS),
    "elsewhere": ("Elsewhere or no placement", placements.ELSEWHERE),
}  # fmt: skip
OTHER = "other"


@dataclass(frozen=True)
class Split:
    """Plans to come by one field.

    field: need, setting or age. mix_of: the January of the published mix. rows: in the order of
    categories and Januaries: category, title, share (percent of plans in the mix), period, value,
    lower and upper (80% interval of the total, times the share). source: of the mix.
    """

    field: str
    mix_of: str
    rows: pd.DataFrame
    source: str


def demand_split(demand: Demand, review: Review, field: str) -> Split | None:
    """Return the plans expected by need, setting or age; None where no mix is published.

    Args:
        demand: the total, as projected.
        review: the published tables seen from the council.
        field: need, setting or age.
    """
    parts = _parts(field)
    found = {key: review.compare(indicator) for key, (_, indicator) in parts.items()}
    known = {key: one.own for key, one in found.items() if one.own is not None}
    shares = {key: own for key, own in known.items() if pd.notna(own["value"])}
    if demand.rows.empty or not shares:
        return None
    mix_of = max(str(own["period"]) for own in shares.values())
    table = [
        (key, parts[key][0], float(own["value"]))
        for key, own in shares.items()
        if str(own["period"]) == mix_of and own["status"] != "questioned"
    ]
    left = 100 - sum(share for _, _, share in table)
    if left > 0.05:  # what is not recorded, or a category that is not shown
        table.append((OTHER, "Other, or not recorded", left))
    rows = [
        {
            "category": key, "title": title, "share": share, "period": str(row["period"]),
            **{name: float(row[name]) * share / 100 for name in ("value", "lower", "upper")},
        }
        for key, title, share in table
        for _, row in demand.rows.iterrows()
    ]  # fmt: skip
    source = "; ".join(sorted({str(own["source"]) for own in shares.values()}))
    return Split(field, mix_of, pd.DataFrame(rows), source)


def _parts(field: str) -> dict[str, tuple[str, Indicator]]:
    if field == "need":
        names = {code: name for code, name in needs.NEEDS.items() if code != "need_unknown"}
        return {code.upper(): (name, needs.need_share(code)) for code, name in names.items()}
    if field == "age":
        return {
            band.lower().replace(" ", "_"): (band, ages.band_share(band)) for band in ages.BANDS
        }
    return dict(SETTINGS)
