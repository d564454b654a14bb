"""Tables and results of the market: places, spend, owners, prices, judgements, distance."""

from collections.abc import Sequence

import pandas as pd

from sendlib.contracts.local_files import code_sets
from sendlib.measures.local.bought import EVERY, MARKET, NAMED_LEAST, OTHERS, OWNER, bought, spent
from sendlib.measures.local.result_rows import COLUMNS, row
from sendlib.measures.local.results import LocalResult
from sendlib.measures.local.spend import PER_YEAR
from sendlib.measures.local.table import (
    NOT_RECORDED,
    PENCE,
    PERSON,
    Field,
    LocalMeasure,
    Part,
    Records,
    categories,
    cross,
    known,
)

FILES = ("packages", "providers")
BOUGHT = "packages bought, January {year}"
SPEND_BOUGHT = "spend on packages bought, {year}"
JUDGEMENT = Field(
    "judgement", "Latest inspection", categories(code_sets()["judgements"], "Not recorded")
)
DISTANCE = Field(
    "distance",
    "Distance from home",
    categories({"0-9": "Under 10 miles", "10-19": "10 to 19 miles", "20-39": "20 to 39 miles",
                "40+": "40 miles or more"}, "Not recorded"),
)  # fmt: skip
_MILES = (0.0, 10.0, 20.0, 40.0, float("inf"))
QUARTILES = {"lower_quartile": 0.25, "median": 0.5, "upper_quartile": 0.75}
FEE_BASE = 10.0  # pounds to which a fee is rounded
OWNERS_MOST = 8  # owners named over all markets
SPEND_BASE, CAPACITY_BASE = 1.0, 5.0  # percent to which shares of an owner are rounded
AWAY = ("residential_38", "residential_52")


def _of_january(records: Records, fields: Sequence[str]) -> list[Part]:
    found = bought(records)
    if found is None or found[1].empty:
        return []
    year, rows = found
    rows = rows.assign(judgement=known(rows["judgement"]), distance=_banded(rows["distance_miles"]))
    return [Part(str(year), BOUGHT.format(year=year), cross(rows, fields))]


def _banded(miles: pd.Series) -> pd.Series:
    names = [one for one in DISTANCE.categories if one != NOT_RECORDED]
    return known(pd.cut(miles, _MILES, right=False, labels=names).astype(object))


def _places(records: Records) -> Sequence[Part]:
    return _of_january(records, ["market", "owner"])


def _judgements(records: Records) -> Sequence[Part]:
    return _of_january(records, ["judgement"])


def _distances(records: Records) -> Sequence[Part]:
    return _of_january(records, ["distance"])


def _spend(records: Records) -> Sequence[Part]:
    found = spent(records)
    if found is None or found[1].empty:
        return []
    year, rows = found
    return [Part(year, SPEND_BOUGHT.format(year=year), cross(rows, ["market", "owner"]))]


def _owners(records: Records) -> pd.DataFrame:
    """Return who the owners are that stand alone in a market, and their providers there."""
    found = bought(records)
    rows = [] if found is None else _owner_rows(str(found[0]), found[1])
    return pd.DataFrame(rows, columns=[*COLUMNS, "owner_name"])


def _owner_rows(period: str, packages: pd.DataFrame) -> list[dict[str, object]]:
    named = packages[packages["owner"] != OTHERS]
    return [
        row(period, f"market={market};owner={owner}", "providers", here["provider_id"].nunique(),
            unit="ratio", persons=here[PERSON].nunique())
        | {"owner_name": name}
        for (market, owner, name), here in named.groupby(["market", "owner", "owner_name"])
    ]  # fmt: skip


def _dependence(records: Records) -> pd.DataFrame:
    """Return how far the council and each large owner depend on each other, all markets together.

    Percentages are coarse: with the owner's packages in each market they would tell the rest.
    """
    found, money = bought(records), spent(records)
    columns = [*COLUMNS, "owner_name"]
    if found is None or money is None or money[1].empty:
        return pd.DataFrame(columns=columns)
    whole = money[1][PENCE].sum()
    rows = []
    for rank, (name, paid) in enumerate(_by_owner(money[1]).items(), start=1):
        here = found[1][found[1]["owner_name"] == name]
        persons = min(len(paid), here[PERSON].nunique())
        if persons < NAMED_LEAST:
            continue
        shares = {
            "spend_share": _to(100 * paid.sum() / whole, SPEND_BASE),
            "capacity_share": _to(_capacity_share(here), CAPACITY_BASE),
        }
        for statistic, value in shares.items():
            line = row(money[0], f"owner={rank}", statistic, value, unit="percent",
                       persons=persons, largest=paid.max() / paid.sum())  # fmt: skip
            rows.append({**line, "owner_name": name})
    return pd.DataFrame(rows, columns=columns)


def _by_owner(money: pd.DataFrame) -> dict[str, pd.Series]:
    """Return what each person's packages cost with each owner, the largest owner first."""
    each = money.groupby(["owner_name", PERSON])[PENCE].sum()
    order = each.groupby(level=0).sum().sort_values(ascending=False, kind="stable")
    return {str(name): each.loc[name] for name in order.index[:OWNERS_MOST]}


def _capacity_share(packages: pd.DataFrame) -> float:
    """Return which percentage of its providers' registered places an owner's packages take up."""
    here = packages.dropna(subset=["capacity"])
    places = float(here.drop_duplicates("provider_id")["capacity"].astype(float).sum())
    return 100 * len(here) / places if places else float("nan")


def _to(value: float, base: float) -> float:
    return round(value / base) * base if value == value else value


def _structure(records: Records) -> pd.DataFrame:
    """Return how many providers and owners each market has."""
    found = bought(records)
    if found is None:
        return pd.DataFrame(columns=COLUMNS)
    year, packages = found
    rows = [
        row(str(year), f"market={market}", statistic, here[name].nunique(), unit="ratio",
            persons=here[PERSON].nunique())
        for market, here in packages.groupby("market")
        for statistic, name in (("providers", "provider_id"), ("owners", "owner_name"))
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=COLUMNS)


def _prices(records: Records) -> pd.DataFrame:
    """Return quartiles of the weekly fee: by market for the day, by setting for residence.

    A quartile rests on the persons on its lesser side, not on all: the others do not move it.
    """
    found = bought(records)
    if found is None:
        return pd.DataFrame(columns=COLUMNS)
    year, packages = found
    fees = packages.dropna(subset=["weekly_gbp"])
    kind = fees["accommodation"].isin(AWAY).map({True: "away", False: "day"})
    rows = []
    market = fees["market"].mask(kind == "away", fees["setting"] + f"_{EVERY}")
    for (where, stay), here in fees.groupby([market, kind]):
        by_person = here.groupby(PERSON)["weekly_gbp"].mean()
        for statistic, share in QUARTILES.items():
            fee = round(float(by_person.quantile(share)) / FEE_BASE) * FEE_BASE
            side = max(int(len(by_person) * min(share, 1 - share)), 1)
            line = row(str(year), f"market={where}", statistic, fee, unit="gbp", persons=side)
            rows.append({**line, "stay": stay})
    return pd.DataFrame(rows, columns=[*COLUMNS, "stay"])


_MEASURE = "local_market_places_count"
MARKET_PLACES = LocalMeasure(
    name="market-places", title="Packages bought by market and owner", files=FILES,
    fields=(MARKET, OWNER), measure=_MEASURE, noun="packages bought", count=_places,
)  # fmt: skip
MARKET_JUDGEMENT = LocalMeasure(
    name="market-judgement", title="Packages bought by the provider's latest inspection",
    files=FILES, fields=(JUDGEMENT,), measure=_MEASURE, noun="packages bought", count=_judgements,
)  # fmt: skip
MARKET_DISTANCE = LocalMeasure(
    name="market-distance", title="Packages bought by distance from home", files=FILES,
    fields=(DISTANCE,), measure=_MEASURE, noun="packages bought", count=_distances,
)  # fmt: skip
MARKET_SPEND = LocalMeasure(
    name="market-spend", title="Spend on packages bought by market and owner", files=FILES,
    fields=(MARKET, OWNER), measure="local_market_spend_gbp", noun="spend on packages bought",
    count=_spend, unit="gbp", note=PER_YEAR,
)  # fmt: skip
MARKET_OWNERS = LocalResult(
    name="market-owners", title="Owners by market", files=FILES, work_out=_owners,
    columns=("owner_name",),
)  # fmt: skip
MARKET_DEPENDENCE = LocalResult(
    name="market-dependence", title="Dependence on owners", files=FILES, work_out=_dependence,
    columns=("owner_name",),
    note="Shares of spend are rounded to whole percentages, shares of places to five.",
)  # fmt: skip
MARKET_STRUCTURE = LocalResult(
    name="market-structure", title="Providers and owners by market", files=FILES,
    work_out=_structure,
)  # fmt: skip
MARKET_PRICES = LocalResult(
    name="market-prices", title="Weekly fees by market", files=FILES, work_out=_prices,
    columns=("stay",),
    note="Fees are what all agencies pay together for a week, to the nearest £10.",
)  # fmt: skip
TABLES = (MARKET_PLACES, MARKET_SPEND, MARKET_JUDGEMENT, MARKET_DISTANCE)
RESULTS = (MARKET_OWNERS, MARKET_DEPENDENCE, MARKET_STRUCTURE, MARKET_PRICES)
