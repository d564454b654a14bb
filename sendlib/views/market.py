"""A council's published payments as readers see them: markets, largest suppliers, months."""

import pandas as pd

from sendlib.measures.market import LARGEST, Payments
from sendlib.measures.place import Place
from sendlib.views.blocks import Chart, Column, Evidence, Statement, Table
from sendlib.views.formats import MONTHS, counted, number, shorthand_notes
from sendlib.views.horizontal_bars import horizontal_bars
from sendlib.views.key_points import KeyPoint
from sendlib.views.market_figures import (
    market_figures,
    month_figures,
    supplier_figures,
    whole_figures,
    with_others,
)

CHAPTER = "market"
OWNERS = (
    "Suppliers are companies, schools and colleges by the names in the file. It does not say who "
    "owns them: where two have one owner, the market is more concentrated than shown."
)
INDEX = (
    "Index: Herfindahl-Hirschman, the sum of the squared percentage shares of suppliers; 10,000 is "
    "one supplier for all, 2,500 four of equal size. It describes a market and judges nobody."
)
ALL = "All together"
# a market in which one supplier has this share or more is named among the key points
MOST_WITH_ONE = 40.0


def payments_statement(found: Payments | None, place: Place) -> Statement:
    """Say what was paid to how many suppliers, and how much of it to the largest."""
    label = "st-payments"
    if found is None:
        return Statement(_wanting(place), label, tone="missing")
    whole = found.whole
    ten = found.largest
    text = (
        f"In {_year(found)}, {place.name} paid {_pounds(whole['spend_gbp'])} to "
        f"{counted(whole['suppliers_count'], 'supplier', 'suppliers')} from "
        f"{counted(len(found.markets), 'cost centre', 'cost centres')} for high needs. "
        f"The largest {number(len(ten), unit='count')} suppliers received "
        f"{_percent(ten['spend_percent'].sum())} of it, the largest one "
        f"{_percent(whole['largest_percent'])}."
    )
    if not found.is_whole_year:
        months = counted(len(found.months), "month", "months")
        text += f" The file holds payments in {months} of that year."
    return Statement(text, label, evidence=Evidence(figures=whole_figures(found)))


def payments_checks(found: Payments | None) -> Statement | None:
    """Say what the checks of the file found: refunds, lines that stand twice, empty months."""
    label = "st-payments-checks"
    if found is None:
        return None
    checks = "refunds, payments that stand twice and months without a payment"
    if found.findings.empty:
        return Statement(f"The file was checked for {checks}: there are none.", label)
    rules = found.findings["rule"].value_counts()
    words = {
        "mislabelled": ("supplier with money paid back", "suppliers with money paid back"),
        "repeated_value": ("payment that stands twice", "payments that stand twice"),
        "missing_breakdown": ("year with empty months", "years with empty months"),
    }
    told = [counted(rules[rule], *both) for rule, both in words.items() if rule in rules]
    return Statement(
        f"The file was checked for {checks}. Found: {'; '.join(told)}. Sums are net of refunds; "
        "each case is in findings.csv.", label, tone="questioned",
        evidence=Evidence(findings=found.findings),
    )  # fmt: skip


def markets_table(found: Payments | None, place: Place) -> Table | None:
    """Return a row per market: spend, suppliers, index, shares of the largest."""
    label = "tab-payments-markets"
    if found is None:
        return None
    lines = [*found.markets.to_dict("records"), found.whole.to_dict() | {"cost_centre": ALL}]
    names = ("spend_gbp", "suppliers_count", "hhi_index", "largest_percent", "top_three_percent")
    units = ("gbp", "count", "count", "percent", "percent")
    rows = tuple(
        (str(line["cost_centre"]), *(
            _cell(float(line[name]), unit) for name, unit in zip(names, units, strict=True)
        ))
        for line in lines
    )  # fmt: skip
    return Table(
        caption=f"High needs payments by market, {place.name}, {_year(found)}",
        label=label,
        columns=(
            Column("Cost centre"), Column("Spend", numeric=True),
            Column("Suppliers", numeric=True), Column("Index, at least", numeric=True),
            Column("Largest", numeric=True), Column("Largest three", numeric=True),
        ),
        rows=rows,
        values=tuple((line["cost_centre"], *(line[name] for name in names)) for line in lines),
        notes=(
            "A market is a cost centre, named as the council names it. Largest and largest three: "
            "their percentage of the spend.",
            INDEX, OWNERS, *shorthand_notes(cell for row in rows for cell in row),
            f"Source: {found.source}.",
        ),
        evidence=Evidence(figures=market_figures(found)),
    )  # fmt: skip


def suppliers_chart(found: Payments | None, place: Place) -> Chart | None:
    """Draw what the largest suppliers were paid; a note says what the others had together."""
    label = "fig-payments-suppliers"
    if found is None:
        return None
    rows = with_others(found)[: len(found.largest)]
    names = [name for name, _, _ in rows]
    texts = [f"{_pounds(amount)}, {_percent(share)}" for _, amount, share in rows]
    others = with_others(found)[len(rows) :]
    first = found.largest.iloc[0]
    return Chart(
        svg=horizontal_bars(names, [amount for _, amount, _ in rows], texts=texts, unit="gbp"),
        alt=f"Bar chart of payments to suppliers, {place.name}, {_year(found)}. The largest is "
        f"{first['supplier']} with {_pounds(first['spend_gbp'])}, the smallest shown {names[-1]} "
        f"with {_pounds(rows[-1][1])}.",
        caption=f"The largest suppliers paid for high needs, {place.name}, {_year(found)}",
        label=label,
        columns=(("supplier", "Supplier"), ("spend_gbp", "Pounds"), ("spend_percent", "Percent")),
        rows=tuple(rows),
        notes=tuple(
            f"{name} together received {_pounds(amount)}, {_percent(share)}."
            for name, amount, share in others
        ),
        evidence=Evidence(figures=supplier_figures(found)),
    )


def suppliers_table(found: Payments | None, place: Place) -> Table | None:
    """Return the largest suppliers by name, all others as one."""
    label = "tab-payments-suppliers"
    if found is None:
        return None
    running = 0.0
    rows, values = [], []
    months = {**found.largest.set_index("supplier")["months_count"]}
    for name, amount, share in with_others(found):
        running += share
        paid_in = months.get(name)
        rows.append((name, _pounds(amount, exact=True), _percent(share), _percent(running),
                     "[z]" if paid_in is None else str(paid_in)))  # fmt: skip
        values.append((name, amount, share, running, paid_in))
    return Table(
        caption=f"Suppliers by what they were paid for high needs, {place.name}, {_year(found)}",
        label=label,
        columns=(
            Column("Supplier"), Column("Paid", numeric=True), Column("Share", numeric=True),
            Column("Running share", numeric=True), Column("Months paid", numeric=True),
        ),
        rows=tuple(rows),
        values=tuple(values),
        notes=(
            f"The {LARGEST} largest stand by name as the council published it. The others are "
            "added up: a small payment can be for one child.",
            "[z] does not apply", f"Source: {found.source}.",
        ),
        evidence=Evidence(figures=supplier_figures(found)),
    )  # fmt: skip


def months_chart(found: Payments | None, place: Place) -> Chart | None:
    """Draw what was paid in each month of the year."""
    label = "fig-payments-months"
    if found is None:
        return None
    monthly = found.monthly
    names = [f"{MONTHS[int(month[5:]) - 1]} {month[:4]}" for month in monthly["month"]]
    amounts = [None if pd.isna(one) else float(one) for one in monthly["spend_gbp"]]
    texts = ["no payment" if one is None else _pounds(one) for one in amounts]
    known = monthly.dropna(subset=["spend_gbp"])
    ends = [known.loc[getattr(known["spend_gbp"], end)()] for end in ("idxmin", "idxmax")]
    low, high = (f"{_pounds(row['spend_gbp'])} in {_month(row['month'])}" for row in ends)
    return Chart(
        svg=horizontal_bars(names, amounts, texts=texts, unit="gbp", each=0.26),
        alt=f"Bar chart of high needs payments by month, {place.name}, {_year(found)}: from {low} "
        f"to {high}.",
        caption=f"High needs payments by month, {place.name}, {_year(found)}",
        label=label,
        columns=(("month", "Month"), ("spend_gbp", "Pounds")),
        rows=tuple(zip(names, amounts, strict=True)),
        notes=("Months are those of payment: fees of a term are often paid at once.",
               f"Source: {found.source}."),
        evidence=Evidence(figures=month_figures(found)),
    )  # fmt: skip


def key_points(found: Payments | None, place: Place) -> list[KeyPoint]:
    """Return what the published payments say to who decides."""
    if found is None:
        return []
    label = "tab-payments-markets"
    held = found.markets[
        (found.markets["largest_percent"] >= MOST_WITH_ONE) & (found.markets["suppliers_count"] > 1)
    ]
    points = [
        KeyPoint(
            CHAPTER,
            f"{place.name} paid {_pounds(found.whole['spend_gbp'])} to "
            f"{counted(found.whole['suppliers_count'], 'supplier', 'suppliers')} for high needs in "
            f"{_year(found)}; the largest {number(len(found.largest), unit='count')} received "
            f"{_percent(found.largest['spend_percent'].sum())}.",
            "Find out who owns the largest suppliers, so that the dependence on each owner is "
            "known: published payments name suppliers only.",
            ("fig-payments-suppliers", "tab-payments-suppliers"),
            0.55,
        )
    ]
    for _, row in held.iterrows():
        points.append(
            KeyPoint(
                CHAPTER,
                f"In the market “{row['cost_centre']}”, one supplier received "
                f"{_percent(row['largest_percent'])} of {_pounds(row['spend_gbp'])} in "
                f"{_year(found)}.",
                "",
                (label,),
                0.4,
            )
        )
    return points


def _wanting(place: Place) -> str:
    return (
        f"No file of payments by {place.name} to its suppliers was found. Councils publish their "
        "payments of £500 and over each month; docs/data.md says how to prepare the file."
    )


def _year(found: Payments) -> str:
    return found.period.replace("-", "\N{EN DASH}")


def _month(text: str) -> str:
    return f"{MONTHS[int(text[5:]) - 1]} {text[:4]}"


def _pounds(value: float, *, exact: bool = False) -> str:
    return number(float(value), unit="gbp", places=0 if exact else None)


def _percent(value: float) -> str:
    return number(float(value), unit="percent")


def _cell(value: float, unit: str) -> str:
    if pd.isna(value):
        return "[z]"
    return number(value, unit=unit, places=0 if unit == "gbp" else None)
