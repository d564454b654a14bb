"""The packages that cost most: what the dearest tenth takes, and prices far outside the usual."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from sendlib.measures.change import round_half_away
from sendlib.measures.local.packages import (
    IN_FORCE,
    NEEDED,
    SPENDERS,
    in_force,
    januaries,
)
from sendlib.measures.local.result_rows import COLUMNS, row
from sendlib.measures.local.results import LocalResult
from sendlib.measures.local.spend import spending
from sendlib.measures.local.table import PENCE, PERSON, Field, LocalMeasure, Part, Records, cross

FEWEST_IN_CELL = 20  # packages from which an expected range is drawn
FENCE = 1.5
TO_POUNDS = 500  # what a yearly cost is rounded to, so that it is nobody's own
TO_WEEKLY_POUNDS = 50
ABOVE, WITHIN, BELOW, NOT_COMPARED = "above", "within", "below", "not_compared"
PRICE = Field(
    "price",
    "Weekly cost",
    {ABOVE: "Above the expected range", WITHIN: "In the expected range",
     BELOW: "Below the expected range", NOT_COMPARED: "Too few alike to compare"},
)  # fmt: skip
CELL = ["need", "package_type", "accommodation"]
WIDER = ["package_type", "accommodation"]


def _tail(records: Records) -> pd.DataFrame:
    found = []
    for year, rows in spending(records).items():
        cost = rows.groupby(PERSON)[PENCE].sum().sort_values(ascending=False) / 100
        if cost.empty:
            continue
        top = cost.head(max(1, len(cost) // 10))
        found += [
            row(year, "Total", "top_tenth_share", 100 * top.sum() / cost.sum(), unit="percent",
                persons=len(top), largest=top.max() / top.sum()),
            row(year, "Total", "persons", len(cost), unit="count", persons=len(cost)),
            row(year, "Total", "top_tenth_from", _rounded(top.min(), TO_POUNDS), unit="gbp",
                persons=len(top)),
            row(year, "Total", "median_cost", _rounded(cost.median(), TO_POUNDS), unit="gbp",
                persons=len(cost)),
        ]  # fmt: skip
    return pd.DataFrame(found, columns=COLUMNS)


def _rounded(value: float, to: int) -> float:
    return to * round_half_away(value / to)


def with_prices(records: Records, year: int) -> pd.DataFrame:
    """Return packages in force at a January with their expected range of weekly cost.

    Among packages of the same need, type and accommodation; where these are fewer than 20, among
    those of all needs.

    Returns:
        Rows of `in_force` with `weekly` (pounds), `low`, `high` (missing where even those are few),
        and `price`, a category of `PRICE`.

    Method: Tukey 1977, quartiles and 1.5 times the distance between them, of logarithms.
    """
    rows = in_force(records, year)
    weekly = rows[[f"weekly_cost_{name}_gbp" for name in SPENDERS]].sum(axis=1)
    rows = rows.assign(weekly=weekly)
    priced = rows[weekly > 0]
    narrow, wide = _ranges(priced, CELL), _ranges(priced, WIDER)
    low, high = narrow["low"].fillna(wide["low"]), narrow["high"].fillna(wide["high"])
    rows = rows.assign(low=low, high=high)
    price = np.select(
        [rows["low"].isna(), rows["weekly"] > rows["high"], rows["weekly"] < rows["low"]],
        [NOT_COMPARED, ABOVE, BELOW], default=WITHIN,
    )  # fmt: skip
    return rows.assign(price=price)


def _ranges(priced: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """Return the expected range of each package among those alike, missing where few."""
    groups = np.log(priced["weekly"]).groupby([priced[name] for name in by])
    first = groups.transform(lambda part: part.quantile(0.25))
    third = groups.transform(lambda part: part.quantile(0.75))
    reach = FENCE * (third - first)
    enough = groups.transform("size") >= FEWEST_IN_CELL
    ranges = pd.DataFrame({"low": np.exp(first - reach), "high": np.exp(third + reach)})
    return ranges.where(enough)


def _latest(records: Records) -> tuple[int, pd.DataFrame] | None:
    return records.once("packages: prices", _priced)


def _priced(records: Records) -> tuple[int, pd.DataFrame] | None:
    years = januaries(records)
    if not years:
        return None
    return years[-1], with_prices(records, years[-1])


def _by_price(records: Records) -> Sequence[Part]:
    found = _latest(records)
    if found is None or found[1].empty:
        return []
    year, rows = found
    return [Part(str(year), IN_FORCE.format(year=year), cross(rows, ["price"]))]


def _ranges_of(records: Records) -> pd.DataFrame:
    found = _latest(records)
    if found is None:
        return pd.DataFrame(columns=COLUMNS)
    year, rows = found
    rows = rows[rows["weekly"] > 0]
    lines = []
    for cell, alike in rows.groupby(CELL):
        if len(alike) < FEWEST_IN_CELL:
            continue
        need, kind, stays = (str(one) for one in cell)
        values = {
            "median": alike["weekly"].median(), "low": alike["low"].iloc[0],
            "high": alike["high"].iloc[0],
        }  # fmt: skip
        lines += [
            row(str(year), f"need={need};package_type={kind};accommodation={stays}", name,
                _rounded(value, TO_WEEKLY_POUNDS), unit="gbp", persons=alike[PERSON].nunique())
            for name, value in values.items()
        ]  # fmt: skip
    return pd.DataFrame(lines, columns=COLUMNS)


PACKAGES_PRICE = LocalMeasure(
    name="packages-price", title="Packages by weekly cost beside packages alike", files=NEEDED,
    fields=(PRICE,), measure="local_packages_count", noun="packages", count=_by_price,
    note=(
        "Alike: of the same need, type and accommodation, or of all needs where those are fewer "
        "than 20. The expected range ends one and a half times the distance between the quartiles "
        "beyond them, on a logarithmic scale."
    ),
)  # fmt: skip
SPEND_TAIL = LocalResult(
    name="spend-tail", title="What the dearest tenth of packages takes", files=NEEDED,
    work_out=_tail, note="Costs of one person's packages in the year are added up.",
)  # fmt: skip
PRICE_RANGES = LocalResult(
    name="price-ranges", title="Expected range of weekly cost", files=NEEDED, work_out=_ranges_of,
    note="Of needs, types and accommodation with 20 packages or more; rounded to £50.",
)  # fmt: skip
TABLES = (PACKAGES_PRICE,)
RESULTS = (SPEND_TAIL, PRICE_RANGES)
