"""What fees on the council's market follow, and how they grew: models, and so results."""

import pandas as pd

from sendlib.measures.local.bought import REST, bought, on_market
from sendlib.measures.local.market import FILES
from sendlib.measures.local.people import DAYS_IN_YEAR
from sendlib.measures.local.result_rows import COLUMNS, row
from sendlib.measures.local.results import LocalResult
from sendlib.measures.local.table import PERSON, Records
from sendlib.measures.price_drivers import fee_growth, price_drivers

FEWEST = 10  # fees of a category in the model
YEARS_BACK = 5  # how far back a package may start whose fee is set against the one before
SHORTEST = 0.5  # years between the starts of two packages, at least
KINDS = {
    "independent_private": "profit", "independent_charity": "charity",
    "non_maintained": "charity", "voluntary": "charity",
}  # fmt: skip
# what a model has as numbers: miles by ten, and weeks a year away from home by ten
MILES, WEEKS = "ten_miles", "ten_weeks_away"
PLACES = ("special", "college", "home")
BASES = {"need": "autism", "setting": "special", "kind": "profit"}
CONFIDENCE = 95.0


def _drivers(records: Records) -> pd.DataFrame:
    found = bought(records)
    if found is None:
        return pd.DataFrame(columns=[*COLUMNS, "term"])
    year, packages = found
    is_place = packages["setting"].isin(PLACES) & packages["weekly_gbp"].notna()
    known = packages[is_place]
    fees = pd.DataFrame(
        {
            "fee_gbp": known["weekly_gbp"],
            "cluster": known["provider_id"].astype(str),
            "need": known["need"].where(known["need"] != REST, "other"),
            "setting": known["setting"],
            "kind": known["provider_type"].astype(object).map(KINDS).fillna("other"),
            MILES: known["distance_miles"] / 10,
            WEEKS: known["weeks_a_year"].where(known["residential_nights"] > 0, 0.0).fillna(0) / 10,
        }
    )
    effects = price_drivers(fees, factors=BASES, numbers=[MILES, WEEKS], fewest=FEWEST)
    rows = [
        row(str(year), "Total", "effect", one["effect_percent"], unit="percent",
            persons=int(one["fees_count"]), lower=one["lower_percent"],
            upper=one["upper_percent"], confidence=CONFIDENCE)
        | {"term": one["term"]}
        for _, one in effects.iterrows()
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=[*COLUMNS, "term"])


def _growth(records: Records) -> pd.DataFrame:
    pairs = fee_pairs(records)
    grown = fee_growth(pairs) if len(pairs) else None
    if grown is None:
        return pd.DataFrame(columns=COLUMNS)
    first, last = pairs["was_start"].min().year, pairs["start_date"].max().year
    line = row(
        f"{first} to {last}", "Total", "growth", grown["growth_percent"], unit="percent",
        persons=pairs[PERSON].nunique(), lower=grown["lower_percent"],
        upper=grown["upper_percent"], confidence=CONFIDENCE,
    )  # fmt: skip
    return pd.DataFrame([line], columns=COLUMNS)


def fee_pairs(records: Records) -> pd.DataFrame:
    """Return packages beside the one before of the same person, provider and kind.

    Those that started in the latest five years. A change of kind or accommodation is no pair: a
    fee that rises with what is bought says nothing of prices.

    Returns:
        A row per pair: person_id, cluster (provider), start_date, was_start, old_gbp and new_gbp a
        week, years between the starts.
    """
    rows = on_market(records.local.table("packages"), records).dropna(subset=["weekly_gbp"])
    kind = [PERSON, "provider_id", "package_type", "accommodation", "weeks_a_year"]
    rows = rows.sort_values([*kind, "start_date"], kind="stable")
    before = rows.groupby(kind, dropna=False)[["start_date", "weekly_gbp"]].shift()
    pairs = rows.assign(
        cluster=rows["provider_id"].astype(str),
        was_start=before["start_date"], old_gbp=before["weekly_gbp"], new_gbp=rows["weekly_gbp"],
        years=(rows["start_date"] - before["start_date"]).dt.days / DAYS_IN_YEAR,
    )  # fmt: skip
    if pairs.empty:
        return pairs
    since = pairs["start_date"].max() - pd.DateOffset(years=YEARS_BACK)
    kept: pd.DataFrame = pairs[(pairs["years"] >= SHORTEST) & (pairs["was_start"] >= since)]
    return kept


PRICE_DRIVERS = LocalResult(
    name="price-drivers", title="What weekly fees follow", files=FILES, work_out=_drivers,
    columns=("term",),
)  # fmt: skip
FEE_GROWTH = LocalResult(
    name="fee-growth", title="Growth of fees", files=FILES, work_out=_growth,
)  # fmt: skip
RESULTS = (PRICE_DRIVERS, FEE_GROWTH)
