"""The market as the council's own files have it: places, spend, owners, dependence."""

import pandas as pd

from sendlib.measures.local.bought import OTHERS
from sendlib.measures.local.market import FILES, MARKET_DEPENDENCE, MARKET_PLACES, MARKET_SPEND
from sendlib.measures.local.market_lines import market_lines, owner_lines
from sendlib.measures.local.protected import ProtectedTables
from sendlib.measures.local.results import LOCAL_ORIGIN
from sendlib.measures.local.table import LocalMeasure
from sendlib.measures.place import Place
from sendlib.views.blocks import Callout, Chart, Column, Evidence, Origin, Statement, Table
from sendlib.views.formats import counted, number, small
from sendlib.views.horizontal_bars import horizontal_bars
from sendlib.views.local_open import lacking
from sendlib.views.local_result_figures import derived_figures, result_figures
from sendlib.views.local_tables import MARK, local_table, notes

LOCAL = Origin(**LOCAL_ORIGIN)
INDEX = (
    "Index: Herfindahl-Hirschman on spend by owner, 0 to 10,000; 10,000 is one owner for all, "
    "2,500 four of equal size. Owners with few packages add nothing to it, so it is the least that "
    "it can be. It describes a market and judges nobody."
)
MARKETS = (
    "A market is a kind of setting and a group of needs; special schools are independent or "
    "non-maintained ones. What the council, the NHS and state schools provide is not counted."
)
OWNERS = (
    "An owner is the parent company or group in the list of providers. Owners with fewer than 10 "
    "children and young people in a market stand together."
)


def market_statement(own: ProtectedTables, place: Place) -> Statement | Callout:
    """Say what is bought from how many owners, and which market lies most with few."""
    label = "st-market"
    lines = market_lines(own)
    if lines.empty:
        return _missing(own, place)
    period, year = _periods(own)
    found = own.table(MARKET_PLACES)
    whole = float(found.total(period)["value"]) if found else float("nan")
    bought = "packages" if pd.isna(whole) else counted(whole, "package", "packages")
    text = (
        f"In January {period}, {place.name} and its partners bought {bought} of education or care "
        "from providers other than the council, the NHS and state schools, in "
        f"{counted(len(lines), 'market', 'markets')}."
    )
    ranked = lines.dropna(subset=["hhi_least_index"]).sort_values(
        "hhi_least_index", ascending=False, kind="stable"
    )
    if year and len(ranked):
        first = ranked.iloc[0]
        text += (
            f" The most concentrated is “{small(first['title'])}”: one owner received "
            f"{_percent(first['largest_percent'])} of the spend of "
            f"{_pounds(first['spend_gbp'])} in {year}, an index of at least "
            f"{number(first['hhi_least_index'], unit='count')}."
        )
    return Statement(text, label, evidence=_evidence(own, place), origin=LOCAL)


def market_chart(own: ProtectedTables, place: Place) -> Chart | None:
    """Draw the concentration of each market."""
    lines = market_lines(own).dropna(subset=["hhi_least_index"])
    if lines.empty:
        return None
    lines = lines.sort_values("hhi_least_index", ascending=False, kind="stable")
    names, index = list(lines["title"]), [float(one) for one in lines["hhi_least_index"]]
    texts = [number(one, unit="count") for one in index]
    year = _periods(own)[1]
    return Chart(
        svg=horizontal_bars(names, index, texts=texts, unit="count"),
        alt=f"Bar chart of the concentration of spend by owner in each market, {place.name}, "
        f"{year}: from at least {texts[-1]} ({small(names[-1])}) to at least {texts[0]} "
        f"({small(names[0])}).",
        caption=f"Concentration of spend by owner in each market, at least, {place.name}, {year}",
        label="fig-market",
        columns=(("market", "Market"), ("index", "Index, at least")),
        rows=tuple(zip(names, index, strict=True)),
        notes=(INDEX, "A market in which no owner stands alone has no bar."),
        evidence=_evidence(own, place),
        origin=LOCAL,
    )


def market_table(own: ProtectedTables, place: Place) -> Table | None:
    """Return a row per market: packages, providers, owners, spend, index, largest owner."""
    lines = market_lines(own)
    if lines.empty:
        return None
    period, year = _periods(own)
    columns = {
        "places_count": "count", "providers_count": "count", "owners_count": "count",
        "spend_gbp": "gbp", "hhi_least_index": "count", "largest_percent": "percent",
    }  # fmt: skip
    rows = tuple(
        (str(line["title"]), *(_line_cell(line, name, unit) for name, unit in columns.items()))
        for _, line in lines.iterrows()
    )
    return Table(
        caption=f"The market, {place.name}, January {period}, spend of {year}",
        label="tab-market",
        columns=(
            Column("Market"), Column("Packages", numeric=True), Column("Providers", numeric=True),
            Column("Owners", numeric=True), Column("Spend", numeric=True),
            Column("Index, at least", numeric=True), Column("Largest owner", numeric=True),
        ),
        rows=rows,
        values=tuple(
            (line["title"], *(line[name] for name in columns)) for _, line in lines.iterrows()
        ),
        notes=(
            MARKETS, INDEX,
            *(["[x] no owner has 10 children and young people or more there"]
              if "[x]" in str(rows) else []),
            *_notes(own, rows),
        ),
        evidence=_evidence(own, place),
        origin=LOCAL,
    )  # fmt: skip


def owners_table(own: ProtectedTables, place: Place) -> Table | None:
    """Return the owners that stand alone in each market: providers, packages, share of spend."""
    lines = owner_lines(own)
    lines = lines[lines.groupby("market")["rank"].transform("nunique") > 1]
    if lines.empty:
        return None
    period, year = _periods(own)
    rows = tuple(
        (
            str(line["owner_name"]),
            str(line["title"]),
            "[z]" if line["rank"] == OTHERS else _cell(line["providers_count"], "count"),
            _cell(line["places_count"], "count"),
            _cell(line["spend_gbp"], "gbp"),
            _cell(line["spend_percent"], "percent"),
        )
        for _, line in lines.iterrows()
    )
    return Table(
        caption=f"Owners by market, {place.name}, January {period}, spend of {year}",
        label="tab-market-owners",
        columns=(
            Column("Owner"), Column("Market"), Column("Providers", numeric=True),
            Column("Packages", numeric=True), Column("Spend", numeric=True),
            Column("Share of spend", numeric=True),
        ),
        rows=rows,
        notes=(OWNERS, "[z] does not apply", *_notes(own, rows)),
        evidence=_evidence(own, place),
        origin=LOCAL,
    )  # fmt: skip


def dependence_table(own: ProtectedTables, place: Place) -> Table | None:
    """Return how far council and large owners depend on each other, both ways."""
    found = own.result(MARKET_DEPENDENCE)
    if found is None or found.rows.empty:
        return None
    frame = found.rows
    rows = []
    for _, group in frame.groupby("breakdown", sort=False):
        of = group.set_index("statistic")
        rows.append(
            (
                str(group["owner_name"].iloc[0]),
                *(_share(of, name) for name in ("spend_share", "capacity_share")),
            )
        )
    year = str(frame["period"].iloc[0]).replace("-", "\N{EN DASH}")
    return Table(
        caption=f"Dependence on the largest owners, {place.name}, {year}",
        label="tab-market-dependence",
        columns=(
            Column("Owner"), Column("Share of what is bought", numeric=True),
            Column("Share of the owner's places", numeric=True),
        ),
        rows=tuple(rows),
        notes=(
            "Share of what is bought: of the spend in all markets. Share of the owner's places: "
            "of the registered places of the providers used, how many packages take up.",
            found.result.note,
            *_unknown(rows),
            *_notes(own, rows),
        ),
        evidence=Evidence(figures=result_figures(found, place)),
        origin=LOCAL,
    )  # fmt: skip


def market_part(
    own: ProtectedTables, measure: LocalMeasure, place: Place
) -> Table | Callout | None:
    """Return a protected table of the market; nothing where its files are not there."""
    return None if own.table(measure) is None else local_table(own, measure, place)


def _missing(own: ProtectedTables, place: Place) -> Statement | Callout:
    if all(own.has(name) for name in FILES):
        text = f"The council's files hold no packages that {place.name} buys from others."
        return Statement(text, "st-market", tone="missing")
    shows = (
        "places, spend, owners, prices and contracts of each market, and how far the council "
        "depends on few owners"
    )
    return lacking(("packages", "providers", "contracts"), shows, "st-market")


def _periods(own: ProtectedTables) -> tuple[str, str]:
    """Return the January and the financial year that the tables are of."""
    places, spend = own.table(MARKET_PLACES), own.table(MARKET_SPEND)
    year = spend.periods[-1].replace("-", "\N{EN DASH}") if spend else ""
    return (places.periods[-1] if places else ""), year


def _evidence(own: ProtectedTables, place: Place) -> Evidence:
    period, year = _periods(own)
    year = year.replace("\N{EN DASH}", "-")
    measures = {
        "places_count": ("local_market_packages_count", period, "count"),
        "providers_count": ("local_market_providers_count", period, "count"),
        "owners_count": ("local_market_owners_count", period, "count"),
        "spend_gbp": ("local_market_total_spend_gbp", year, "gbp"),
        "hhi_least_index": ("local_market_concentration_index", year, "index"),
        "largest_percent": ("local_market_largest_owner_percent", year, "percent"),
    }
    rows = [
        (measure, when, f"market={line['market']}", float(line[name]), unit)
        for _, line in market_lines(own).iterrows()
        for name, (measure, when, unit) in measures.items()
    ]
    for _, line in owner_lines(own).iterrows():
        key = f"market={line['market']};owner={line['rank']}"
        rows += [
            ("local_market_packages_count", period, key, float(line["places_count"]), "count"),
            ("local_market_total_spend_gbp", year, key, float(line["spend_gbp"]), "gbp"),
            ("local_market_spend_percent", year, key, float(line["spend_percent"]), "percent"),
        ]
    return Evidence(figures=derived_figures(rows, place, FILES))


def _notes(own: ProtectedTables, rows: object) -> tuple[str, ...]:
    return notes(own, MARKET_PLACES, [MARK] if MARK in str(rows) else [])


def _unknown(rows: list[tuple[str, ...]]) -> list[str]:
    return ["[x] not available"] if "[x]" in str(rows) else []


def _line_cell(line: pd.Series, name: str, unit: str) -> str:
    """Return a cell of a market; [x] where no owner stands alone, and so none is the largest."""
    alone = name not in ("hhi_least_index", "largest_percent") or pd.isna(line["spend_gbp"])
    return _cell(line[name], unit) if alone or pd.notna(line[name]) else "[x]"


def _cell(value: float, unit: str) -> str:
    if pd.isna(value):
        return MARK
    return number(float(value), unit=unit, places=0 if unit == "gbp" else None)


def _share(found: pd.DataFrame, statistic: str) -> str:
    row = found.loc[statistic]
    if row["reason"]:
        return MARK
    return "[x]" if pd.isna(row["value"]) else _percent(row["value"], places=0)


def _pounds(value: float) -> str:
    return number(float(value), unit="gbp")


def _percent(value: float, places: int = 1) -> str:
    return number(float(value), unit="percent", places=places)
