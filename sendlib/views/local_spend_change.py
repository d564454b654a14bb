"""Why spend on packages changed: volume, mix, price, and lines begun and ended."""

from collections.abc import Mapping

from sendlib.measures.local.protected import ProtectedTables
from sendlib.measures.local.results import ProtectedResult
from sendlib.measures.local.spend import SPEND_AGENCY
from sendlib.measures.local.spend_change import PARTS, SPEND_CHANGE
from sendlib.measures.place import Place
from sendlib.views.blocks import Absent, Chart, Column, Evidence, Origin, Statement, Table
from sendlib.views.formats import listed, number
from sendlib.views.key_points import KeyPoint
from sendlib.views.local_result_blocks import SOURCE, result_table, said
from sendlib.views.local_result_figures import result_figures
from sendlib.views.local_shown import HIDDEN, cell, year_words
from sendlib.views.waterfall import waterfall

CHAPTER = "spend"
NAMES = {
    "volume": "More or fewer weeks",
    "mix": "Dearer or cheaper kinds",
    "price": "Prices",
    "started": "Kinds not bought before",
    "ended": "Kinds no longer bought",
}
# what a part is called in a sentence where it adds, and where it takes away
WORDS = {
    "volume": ("more weeks bought", "fewer weeks bought"),
    "mix": ("dearer kinds", "cheaper kinds"),
    "price": ("higher prices", "lower prices"),
    "started": ("kinds not bought before", ""),
    "ended": ("", "kinds no longer bought"),
}
MEANING = (
    "More or fewer weeks: the change in paid weeks at the average price of the first year. Dearer "
    "or cheaper kinds: weeks moved between needs and accommodation, at the first year's prices. "
    "Prices: what the same weeks cost more or less."
)
INFLATION = "inflation"


def change_statement(own: ProtectedTables, place: Place) -> Statement | Absent:
    """Say what the change over all years is made of, and how much of prices is inflation."""
    label = "st-spend-change"
    found = own.result(SPEND_CHANGE)
    if found is None:
        return Absent(label)
    first, last = _whole(found)
    parts = _parts(found, f"{first} to {last}")
    if any(parts[name] is None for name in PARTS):
        text = f"What the change in spend on packages in {place.inside} is made of is hidden."
        return said(found, place, label=label, text=text)
    amounts = {name: float(parts[name] or 0.0) for name in PARTS}
    change = sum(amounts.values())
    told = [
        f"{_signed(amount)} from {_words(name, amount)}"
        for name, amount in amounts.items()
        if round(amount)
    ]
    text = (
        f"From {year_words(first)} to {year_words(last)}, spend on packages in {place.inside} "
        f"{'rose' if change >= 0 else 'fell'} by {number(abs(change), unit='gbp')}: "
        f"{listed(told)}.{_inflation(parts)}"
    )
    return said(found, place, label=label, text=text)


def _inflation(parts: Mapping[str, float | None]) -> str:
    general = parts.get(INFLATION)
    if general is None:
        return ""
    return (
        f" General inflation alone would have added {number(general, unit='gbp')} to prices"
        f"{', more than prices rose' if general > float(parts['price'] or 0.0) else ''}."
    )


def change_chart(own: ProtectedTables, place: Place) -> Chart | Absent:
    """Draw the change over all years as a waterfall."""
    label = "fig-spend-change"
    found, spend = own.result(SPEND_CHANGE), own.table(SPEND_AGENCY)
    if found is None or spend is None:
        return Absent(label)
    first, last = _whole(found)
    parts = _parts(found, f"{first} to {last}")
    ends = [cell(spend, year) for year in (first, last)]
    if any(parts[name] is None for name in PARTS) or any(end != end for end in ends):
        return Absent(label)
    steps = [(NAMES[name], float(parts[name] or 0.0)) for name in PARTS if round(parts[name] or 0)]
    texts = [_short(ends[0]), *(_signed(size) for _, size in steps), _short(ends[1])]
    years = [year_words(year) for year in (first, last)]
    told = listed(
        [f"{name.lower()} {text}" for (name, _), text in zip(steps, texts[1:-1], strict=True)]
    )
    rows = [(years[0], ends[0]), *steps, (years[1], ends[1])]
    return Chart(
        svg=waterfall((years[0], ends[0]), steps, (years[1], ends[1]), texts=texts, unit="gbp"),
        alt=f"Waterfall of spend on packages from {texts[0]} in {years[0]} to {texts[-1]} in "
        f"{years[1]}: {told}.",
        caption=f"What the change in spend on packages is made of, {place.name}",
        label=label,
        columns=(("step", "Step"), ("value", "Pounds")),
        rows=tuple(rows),
        notes=("Stripes: less.", MEANING, SOURCE),
        evidence=Evidence(figures=result_figures(found, place)),
        origin=Origin(**found.origin),
    )


def change_table(own: ProtectedTables, place: Place) -> Table | Absent:
    """Return the parts of the change from year to year and over all years; they add up."""
    label = "tab-spend-change"
    found = own.result(SPEND_CHANGE)
    if found is None:
        return Absent(label)
    periods = list(dict.fromkeys(found.rows["period"]))
    rows, values = [], []
    for period in periods:
        parts = _parts(found, period)
        amounts = [parts[name] for name in PARTS]
        known = [amount for amount in amounts if amount is not None]
        whole = sum(known) if len(known) == len(amounts) else None
        shown = [*amounts, whole, parts.get(INFLATION)]
        name = year_words(period)
        rows.append((name, *(HIDDEN if one is None else _pounds(one) for one in shown)))
        values.append((name, *shown))
    return result_table(
        own, found, place, label=label,
        caption=f"What the change in spend on packages is made of, year by year, {place.name}",
        columns=(
            Column("From and to"), *(Column(f"{NAMES[name]} (£)", numeric=True) for name in PARTS),
            Column("Change in all (£)", numeric=True),
            Column("General inflation (£)", numeric=True),
        ),
        rows=rows,
        values=values,
        notes=(
            "The parts add up to the change to the penny. General inflation is a measure beside "
            "them: what prices would have added had they risen by the GDP deflator.",
        ),
    )  # fmt: skip


def key_points(own: ProtectedTables) -> list[KeyPoint]:
    """Return what the chapter hands to the summary."""
    found = own.result(SPEND_CHANGE)
    if found is None:
        return []
    first, last = _whole(found)
    parts = _parts(found, f"{first} to {last}")
    if any(parts[name] is None for name in PARTS):
        return []
    amounts = {name: float(parts[name] or 0.0) for name in PARTS}
    change = sum(amounts.values())
    largest = max(amounts, key=lambda name: abs(amounts[name]))
    text = (
        f"Spend on packages {'rose' if change >= 0 else 'fell'} by "
        f"{number(abs(change), unit='gbp')} from {year_words(first)} to {year_words(last)}; "
        f"the largest part is {_signed(amounts[largest])} from "
        f"{_words(largest, amounts[largest])}."
    )
    shown = ("tab-spend-change", "tab-packages-spend")
    return [KeyPoint(CHAPTER, text, _decide(parts, change), shown, 0.7, Origin(**found.origin))]


def _decide(parts: Mapping[str, float | None], change: float) -> str:
    """Recommend by the largest part, and only where spend rose."""
    if change <= 0:
        return ""
    general = float(parts.get(INFLATION) or 0.0)
    if float(parts["price"] or 0.0) > general and parts["price"] == _most(parts):
        return (
            "Agree fees with providers together and once a year: prices rose by more than general "
            "inflation."
        )
    if parts["volume"] == _most(parts):
        return (
            "Set out how many of these places are to be met by state-funded provision, since the "
            "largest part of the rise comes from more weeks bought."
        )
    return ""


def _most(parts: Mapping[str, float | None]) -> float:
    return max(float(parts[name] or 0.0) for name in PARTS)


def _whole(found: ProtectedResult) -> tuple[str, str]:
    """Return the first and the last year of the longest span."""
    spans = [str(period).split(" to ") for period in found.rows["period"].unique()]
    return min(span[0] for span in spans), max(span[1] for span in spans)


def _parts(found: ProtectedResult, period: str) -> dict[str, float | None]:
    """Return the parts of a period's change; None where hidden."""
    rows = found.rows[found.rows["period"] == period]
    return {
        str(row["statistic"]): None if row["reason"] else float(row["value"])
        for _, row in rows.iterrows()
    }


def _words(name: str, amount: float) -> str:
    return WORDS[name][amount < 0]


def _signed(amount: float) -> str:
    return f"+{_short(amount)}" if amount >= 0 else _short(amount)


def _short(amount: float) -> str:
    return number(amount, unit="gbp")


def _pounds(amount: float) -> str:
    return number(amount, unit="count")
