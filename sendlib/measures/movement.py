"""How the number of plans moved from one January to the next, and what the flows leave over."""

from dataclasses import dataclass

import pandas as pd

from sendlib.measures.compared import Compared
from sendlib.measures.flows import stock_and_flow
from sendlib.measures.place import Place
from sendlib.measures.plans import CEASED, NEW_PLANS, PLANS
from sendlib.measures.review import Review


@dataclass(frozen=True)
class Movement:
    """A council's stock and flow of plans.

    rows: as `stock_and_flow` gives them, for the council, oldest first, and questioned: whether a
    finding questions one of the numbers. source: the files.
    """

    place: Place
    rows: pd.DataFrame
    source: str


def movement(review: Review) -> Movement:
    """Return the stock and flow of the place's plans; no rows where a part is not published."""
    stock, new, ceased = (review.compare(one) for one in (PLANS, NEW_PLANS, CEASED))
    own = review.tables.kept(
        f"stock and flow {review.place.years}",
        {one.indicator.count.dataset for one in (stock, new, ceased)},
        lambda: _of_councils(stock, new, ceased),
        wanted={"area_code": (review.place.area_code,)},
    )
    complete = own.dropna(subset=["plans_count", "previous_plans_count", "new_count"])
    doubted = {
        (name, str(period))
        for name, one in (("stock", stock), ("flow", new), ("flow", ceased))
        for period in _questioned(one.values, review.place.area_code)
    }
    complete = complete.assign(
        questioned=[
            bool(doubted & {("stock", year), ("stock", str(int(year) + 1)), ("flow", year)})
            for year in complete["period"]
        ]
    )
    rows = complete.drop(columns="source").reset_index(drop=True)
    return Movement(review.place, rows, "".join(complete["source"].unique()))


def _of_councils(stock: Compared, new: Compared, ceased: Compared) -> pd.DataFrame:
    """Return the stock and flow of every council, and with each row the files of all of them."""
    table = stock_and_flow(
        _counts(stock.councils, "plans_count"),
        _counts(new.councils, "new_count"),
        _counts(ceased.councils, "ceased_count"),
    )
    sources = sorted({
        str(source)
        for one in (stock, new, ceased)
        for source in one.councils["source"].dropna().unique()
    })  # fmt: skip
    return table.assign(source="; ".join(sources))


def _counts(values: pd.DataFrame, name: str) -> pd.DataFrame:
    return values[["area_code", "period", "value"]].rename(columns={"value": name})


def _questioned(values: pd.DataFrame, area_code: str) -> list[str]:
    rows = values[(values["area_code"] == area_code) & (values["status"] == "questioned")]
    return [str(period) for period in rows["period"]]
