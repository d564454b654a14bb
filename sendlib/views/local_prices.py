"""What a week costs on the council's market: spread, what fees follow, how they grew."""

from collections.abc import Mapping

import pandas as pd
import seaborn as sns
from matplotlib.ticker import FuncFormatter

from sendlib.data.tables import Tables
from sendlib.measures.deflator import deflator, rise
from sendlib.measures.local.bought import MARKET
from sendlib.measures.local.market import MARKET_PRICES, QUARTILES
from sendlib.measures.local.prices import FEE_GROWTH, MILES, PRICE_DRIVERS, WEEKS
from sendlib.measures.local.protected import ProtectedTables
from sendlib.measures.local.results import LOCAL_ORIGIN
from sendlib.measures.place import Place
from sendlib.views import theme
from sendlib.views.blocks import Chart, Column, Evidence, Origin, Statement, Table
from sendlib.views.formats import number, small, tick
from sendlib.views.horizontal_bars import NAME_WIDTH, wrapped_names
from sendlib.views.local_result_figures import result_figures
from sendlib.views.local_tables import MARK

LOCAL = Origin(**LOCAL_ORIGIN)
STAYS = {"day": "day", "away": "residential"}
TERMS = {
    "need=learning": "Communication and learning needs, not autism",
    "need=physical": "Physical, sensory or profound needs, not autism",
    "need=semh": "Social, emotional and mental health needs, not autism",
    "need=other": "Other needs, not autism",
    "setting=college": "College, not special school",
    "setting=home": "Children's home, not special school",
    "kind=charity": "Charity or voluntary, not for profit",
    "kind=other": "Other provider, not a company for profit",
    MILES: "Each further 10 miles from home",
    WEEKS: "Each further 10 weeks a year away from home",
}
HIDDEN = f"{MARK} hidden: fewer children and young people lie on one side of it than can be shown."


def prices_chart(own: ProtectedTables, place: Place) -> Chart | None:
    """Draw the middle half of weekly fees of each market, and the median; no single fee.

    Residence costs several times a day place, and would leave no room to tell days apart.
    """
    rows = _quartiles(own).dropna()
    rows = rows[rows["stay"] == "day"].reset_index(drop=True) if len(rows) else rows
    if rows.empty:
        return None
    height = 0.6 + 0.36 * len(rows)
    top, bottom = 1 - 0.1 / height, 0.35 / height
    with theme.canvas(height, left=0.36, right=0.95, top=top, bottom=bottom) as (figure, axes):
        at = range(len(rows))
        low, middle, high = (rows[name].astype(float) for name in QUARTILES)
        axes.hlines(at, low, high, color=theme.BAND, lw=9)
        axes.scatter(middle, at, color=theme.AREA, s=42, zorder=3)
        for position, value in enumerate(middle):
            axes.annotate(
                number(value, unit="gbp"), (value, position), xytext=(0, 7),
                textcoords="offset points", ha="center", fontsize=9,
            )  # fmt: skip
        axes.set_yticks(at, wrapped_names(list(rows["name"]), NAME_WIDTH))
        axes.set_ylim(len(rows) - 0.5, -0.7)
        axes.set_xlim(0, float(high.max()) * 1.06)
        axes.xaxis.set_major_formatter(FuncFormatter(tick("gbp")))
        axes.grid(axis="y", visible=False)
        axes.grid(axis="x", visible=True)
        sns.despine(ax=axes, left=True, bottom=True)
        svg = theme.svg_of(figure)
    lowest, highest = (rows.loc[getattr(rows["median"], end)()] for end in ("idxmin", "idxmax"))
    period = _period(own)
    return Chart(
        svg=svg,
        alt=f"Chart of weekly fees by market, {place.name}, January {period}: medians from "
        f"{number(float(lowest['median']), unit='gbp')} ({small(lowest['name'])}) to "
        f"{number(float(highest['median']), unit='gbp')} ({small(highest['name'])}).",
        caption=f"Weekly fees of day places by market: median and middle half, {place.name}, "
        f"January {period}",
        label="fig-market-prices",
        columns=(("market", "Market"), *((name, _head(name)) for name in QUARTILES)),
        rows=tuple((row["name"], *(row[name] for name in QUARTILES)) for _, row in rows.iterrows()),
        notes=("Dots are medians; bars reach from the lower to the upper quartile. Without "
               "residential fees, which the table has.", MARKET_PRICES.note),
        evidence=_evidence(own, place),
        origin=LOCAL,
    )  # fmt: skip


def prices_table(own: ProtectedTables, place: Place) -> Table | None:
    """Return quartiles of weekly fees by market, day and residential apart."""
    found = _quartiles(own)
    if found.empty:
        return None
    rows = tuple(
        (str(row["name"]), *(_pounds(row[name]) for name in QUARTILES))
        for _, row in found.iterrows()
    )
    hidden = [HIDDEN] if MARK in str(rows) else []
    return Table(
        caption=f"Weekly fees by market, {place.name}, January {_period(own)}",
        label="tab-market-prices",
        columns=(Column("Market"), *(Column(_head(name), numeric=True) for name in QUARTILES)),
        rows=rows,
        notes=(MARKET_PRICES.note, *hidden, "Source: the council's own records."),
        evidence=_evidence(own, place),
        origin=LOCAL,
    )


def drivers_table(own: ProtectedTables, place: Place) -> Table | None:
    """Return by how much a weekly fee is higher or lower with each of its drivers."""
    found = own.result(PRICE_DRIVERS)
    if found is None or found.rows.empty:
        return None
    rows = []
    for _, row in found.rows.iterrows():
        name = TERMS.get(str(row["term"]), str(row["term"]))
        if row["reason"]:
            rows.append((name, MARK, MARK))
            continue
        between = f"{_signed(row['lower'])} to {_signed(row['upper'])}"
        rows.append((name, _signed(row["value"]), between))
    period = str(found.rows["period"].iloc[0])
    return Table(
        caption=f"What weekly fees follow, {place.name}, January {period}",
        label="tab-price-drivers",
        columns=(
            Column("Driver"), Column("Fee is higher by", numeric=True),
            Column("95% interval", numeric=True),
        ),
        rows=tuple(rows),
        notes=(
            "Each driver with the others held the same, over schools, colleges and homes. An "
            "interval on both sides of 0 says that the fees do not tell. Fees go together with "
            "these things; that does not make them the cause.",
            "Regression of the logarithm of the weekly fee; intervals allow for providers.",
            *([HIDDEN] if MARK in str(rows) else []),
            "Source: the council's own records.",
        ),
        evidence=Evidence(figures=result_figures(found, place)),
        origin=LOCAL,
    )  # fmt: skip


def growth_statement(own: ProtectedTables, published: Tables, place: Place) -> Statement | None:
    """Say how fees of the same package grew in a year, beside prices in general."""
    found = own.result(FEE_GROWTH)
    if found is None or found.rows.empty or found.rows["reason"].iloc[0]:
        return None
    row = found.rows.iloc[0]
    first, last = (int(year) for year in str(row["period"]).split(" to "))
    text = (
        f"Where {place.name} bought the same kind of package for the same person from the same "
        f"provider again between {first} and {last}, the weekly fee was {_signed(row['value'])} a "
        f"year higher (95% confidence interval {_signed(row['lower'])} to {_signed(row['upper'])})."
    )
    old, new = (f"{year}-{(year + 1) % 100:02}" for year in (first, last))
    prices = rise(deflator(published), old, new) if last > first else None
    if prices is not None:
        yearly = 100 * (float(1 + prices) ** (1 / (last - first)) - 1)
        text += f" Prices in general rose by {number(yearly, unit='percent')} a year"
        if float(row["lower"]) > yearly:
            text += ", significantly less."
        elif float(row["upper"]) < yearly:
            text += ", significantly more."
        else:
            text += "; the fees do not differ significantly from that."
    return Statement(
        text, "st-fee-growth", evidence=Evidence(figures=result_figures(found, place)),
        origin=LOCAL,
        footnotes=("Prices in general: the GDP deflator of the Office for Budget Responsibility.",),
    )  # fmt: skip


def _quartiles(own: ProtectedTables) -> pd.DataFrame:
    """Return a row per market and stay: name and quartiles, missing where they are hidden."""
    found = own.result(MARKET_PRICES)
    if found is None or found.rows.empty:
        return pd.DataFrame()
    rows = found.rows
    market = rows["breakdown"].str.removeprefix("market=")
    wide = rows.assign(market=market).pivot(
        index=["market", "stay"], columns="statistic", values="value"
    )
    wide = wide.reindex(columns=list(QUARTILES)).dropna(how="all")
    keys = {(str(market), str(stay)): at for at, (market, stay) in enumerate(wide.index)}
    there = [(one, stay) for one in MARKET.categories for stay in STAYS if (one, stay) in keys]
    table = wide.iloc[[keys[pair] for pair in there]].reset_index(drop=True)
    return table.assign(
        name=[f"{MARKET.categories[one]}, {STAYS[stay]}" for one, stay in there],
        stay=[stay for _, stay in there],
    )


def _period(own: ProtectedTables) -> str:
    found = own.result(MARKET_PRICES)
    return "" if found is None else str(found.rows["period"].max())


def _evidence(own: ProtectedTables, place: Place) -> Evidence:
    found = own.result(MARKET_PRICES)
    return Evidence(figures=None if found is None else result_figures(found, place))


def _head(statistic: str) -> str:
    heads: Mapping[str, str] = {
        "lower_quartile": "Lower quartile", "median": "Median", "upper_quartile": "Upper quartile",
    }  # fmt: skip
    return heads[statistic]


def _pounds(value: float) -> str:
    return MARK if pd.isna(value) else number(float(value), unit="gbp")


def _signed(value: float) -> str:
    return number(float(value), unit="percent")
