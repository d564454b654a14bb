"""What is bought from whom: packages with a provider beyond the council and the NHS, by market.

A market is a kind of setting and a group of needs. Groups with few packages join the rest of their
setting, and owners with few packages in a market stand together, so that little has to be hidden.
"""

from collections.abc import Mapping

import pandas as pd

from sendlib.data.periods import census_day
from sendlib.measures.local import packages, spend
from sendlib.measures.local.need_groups import need_groups
from sendlib.measures.local.table import PERSON, Field, Records

# whom the council does not buy from on a market
PUBLIC = ("council", "nhs", "maintained_school", "academy_trust")
MARKET_LEAST, NAMED_LEAST, NAMED_MOST = 25, 10, 5  # persons, persons, owners by name
REST, EVERY, OTHERS = "rest", "every", "other"
SETTING_OF = {
    "independent_special": "special", "non_maintained_special": "special",
    "post_16_special": "college", "further_education": "college",
    "childrens_home": "home", "own_home": "support",
}  # fmt: skip
SETTINGS = {
    "special": "Special schools", "college": "Colleges", "home": "Children's homes",
    "support": "Support at home and therapy", "else": "Fostering and other",
}  # fmt: skip
NEED_OF = {
    "ASD": "autism", "SEMH": "semh", "SLCN": "learning", "LD": "learning", "PMLD": "physical",
    "SENSORY": "physical", "PD": "physical",
}  # fmt: skip
NEEDS = {
    "autism": "autism", "semh": "social, emotional and mental health",
    "learning": "communication and learning", "physical": "physical, sensory and profound",
    REST: "other needs", EVERY: "all needs",
}  # fmt: skip
MARKET = Field(
    "market",
    "Market",
    {
        f"{setting}_{need}": f"{place}: {words}"
        for setting, place in SETTINGS.items()
        for need, words in NEEDS.items()
    },
)
RANKS = ("Largest owner", "Second owner", "Third owner", "Fourth owner", "Fifth owner")
OWNER = Field(
    "owner",
    "Owner",
    {str(rank): words for rank, words in enumerate(RANKS, start=1)} | {OTHERS: "Other owners"},
)


def bought(records: Records) -> tuple[int, pd.DataFrame] | None:
    """Return the latest January, and the packages in force then that are bought on a market.

    Returns:
        Year, and the rows of the local file with `market`, `owner` (rank in its market, or other),
        `owner_name`, `weekly_gbp` (of all agencies; missing where one has not said) and the
        columns of its provider; None without packages.
    """
    return records.once("market: bought", _bought)


def _bought(records: Records) -> tuple[int, pd.DataFrame] | None:
    years = packages.januaries(records)
    if not years:
        return None
    file = records.local.table("packages")
    day = census_day(years[-1])
    rows = on_market(file[(file["start_date"] <= day) & ~(file["end_date"] < day)], records)
    markets = _markets(rows)
    rows = rows.assign(market=_looked_up(rows, markets))
    ranks = _ranks(rows)
    pairs = zip(rows["market"], rows["owner_name"], strict=True)
    return years[-1], rows.assign(owner=[ranks.get(pair, OTHERS) for pair in pairs])


def on_market(rows: pd.DataFrame, records: Records) -> pd.DataFrame:
    """Return packages whose provider is neither the council nor the NHS, with what it is.

    Args:
        rows: of the local file of packages.
        records: with the local file of providers.
    """
    providers = records.local.table("providers").drop_duplicates("provider_id")
    kept = [
        "provider_id", "provider_name", "parent_owner", "provider_type", "capacity", "judgement",
    ]  # fmt: skip
    merged = rows.merge(providers[kept], on="provider_id", how="left")
    named = merged["parent_owner"].fillna(merged["provider_name"]).fillna(merged["provider_id"])
    merged = merged.assign(
        setting=merged["setting_type"].astype(object).map(SETTING_OF).fillna("else"),
        need=need_groups(merged["primary_need"]).map(NEED_OF).fillna(REST),
        owner_name=named.astype(object).where(named.notna(), "not recorded").astype(str),
        weekly_gbp=weekly(merged),
    )
    return merged[~merged["provider_type"].isin(PUBLIC)].reset_index(drop=True)


def weekly(rows: pd.DataFrame) -> pd.Series:
    """Return what a package costs all agencies together in a week, pounds.

    Missing where one of the three agencies has not said what it pays, or where nobody pays.
    """
    costs = rows[[f"weekly_cost_{name}_gbp" for name in packages.SPENDERS]]
    total = costs.sum(axis=1)
    return total.mask(costs.iloc[:, :3].isna().any(axis=1) | (total <= 0))


def spent(records: Records) -> tuple[str, pd.DataFrame] | None:
    """Return the latest financial year and its spend on the market by package and agency.

    A package of the year is of the market that its setting and need are of in January, and of an
    owner by the owner's rank then; None where no year is known.
    """
    found = bought(records)
    years = spend.spending(records)
    if found is None or not years:
        return None
    year, money = list(years.items())[-1]
    rows = on_market(records.local.table("packages"), records)
    now = found[1]
    rows = rows.assign(market=_looked_up(rows, _markets(now)))
    ranks = {
        (market, name): rank
        for market, name, rank in zip(now["market"], now["owner_name"], now["owner"], strict=True)
    }
    pairs = zip(rows["market"], rows["owner_name"], strict=True)
    owner = [ranks.get(pair, OTHERS) for pair in pairs]
    keys = rows.assign(owner=owner, package_id=rows["package_id"].astype(str))
    columns = ["package_id", "market", "owner", "owner_name"]
    return year, money.merge(keys[columns], on="package_id")


def _markets(rows: pd.DataFrame) -> Mapping[tuple[str, str], str]:
    """Return the market of each setting and need, by how many persons each has."""
    markets: dict[tuple[str, str], str] = {}
    for setting in SETTINGS:
        here = rows[rows["setting"] == setting]
        persons = here[here["need"] != REST].groupby("need")[PERSON].nunique()
        kept = list(persons[persons >= MARKET_LEAST].sort_values(kind="stable").index)
        while kept and 0 < here.loc[~here["need"].isin(kept), PERSON].nunique() < MARKET_LEAST:
            kept.pop(0)
        for need in (*NEEDS, REST):
            joined = REST if kept else EVERY
            markets[setting, need] = f"{setting}_{need if need in kept else joined}"
    return markets


def _looked_up(rows: pd.DataFrame, markets: Mapping[tuple[str, str], str]) -> list[str]:
    return [markets[pair] for pair in zip(rows["setting"], rows["need"], strict=True)]


def _ranks(rows: pd.DataFrame) -> Mapping[tuple[str, str], str]:
    """Return the rank of each owner that stands alone in its market, by persons."""
    ranks: dict[tuple[str, str], str] = {}
    for market, here in rows.groupby("market"):
        persons = here.groupby("owner_name")[PERSON].nunique().sort_index()
        persons = persons.sort_values(ascending=False, kind="stable")
        named = list(persons[persons >= NAMED_LEAST].index[:NAMED_MOST])
        while named and 0 < _apart(here, named) < NAMED_LEAST:
            named.pop()
        ranks |= {(str(market), name): str(rank) for rank, name in enumerate(named, start=1)}
    return ranks


def _apart(here: pd.DataFrame, named: list[str]) -> int:
    """Return how many persons have packages with owners that are not named."""
    return int(here.loc[~here["owner_name"].isin(named), PERSON].nunique())
