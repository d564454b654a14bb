"""Personal budgets beside what their points come to: a check whether groups are treated alike."""

import pandas as pd

from sendlib.contracts.tables import FIGURE_COLUMNS
from sendlib.measures.local.catalogue import LOCAL_RESULTS
from sendlib.measures.local.protected import ProtectedTables
from sendlib.measures.place import Place
from sendlib.params.model import ReportParams
from sendlib.views.blocks import (
    Absent,
    Callout,
    Column,
    Evidence,
    Origin,
    Prose,
    Statement,
    Table,
    nothing,
)
from sendlib.views.formats import listed, money, number
from sendlib.views.key_points import KeyPoint
from sendlib.views.local_open import named
from sendlib.views.local_tables import MARK

EQUITY = next(one for one in LOCAL_RESULTS if one.name == "personal-budgets-equity")
RATIO, POINT, TOTAL = "held_of_model", "pounds_a_point", "Total"
# a group this far from what points give, to either side, is told of
APART = 0.1
_HEADS = {"agency": "Agency", "need": "Need", "age": "Age"}
_ODD = {"not_recorded": "Not recorded", "OTHER": "Other need, or not recorded"}


def model_prose(params: ReportParams, tables: ProtectedTables) -> Prose | None:
    """Say in words how the allocation works, with the council's own limits."""
    if _rows(tables) is None:
        return None
    rules = params.commissioning.allocation
    budget = (
        "what all budgets with points come to now"
        if rules.budget_gbp is None
        else f"{money(rules.budget_gbp, places=2)} a year"
    )
    limits = [f"at least {money(rules.lowest_gbp, places=0)}"] if rules.lowest_gbp else []
    if rules.highest_gbp is not None:
        limits.append(f"at most {money(rules.highest_gbp, places=0)}")
    limited = f" Each budget is {listed(limits)} a year." if limits else ""
    return Prose(
        "budget-model",
        (
            "A resource allocation model turns the points of an assessment into a first, "
            f"indicative sum. Here {budget} is shared out: each point is worth the same, and the "
            f"sums add up to the budget to the penny.{limited} The check below asks whether the "
            "budgets that people hold go with their points alike in each group.",
        ),
        origin=Origin(**_origin(tables)),
    )


def equity_statement(tables: ProtectedTables, place: Place) -> Statement | Callout | Absent:
    """Say what a point is worth, and which groups hold more or less than their points."""
    label = "st-equity"
    rows = _rows(tables)
    if rows is None:
        if not tables.has("personal_budgets"):
            return Absent(label)
        text = (
            "The file of personal budgets has no points (column points), or the budget set in the "
            "params file is too small for the least sum."
        )
        return nothing("No check of personal budgets", text, label)
    worth = _value(rows, TOTAL, POINT)
    text = (
        "What a point is worth is hidden."
        if pd.isna(worth)
        else f"A point is worth {money(worth, places=0)} a year on average in {place.inside}."
    )
    apart = _apart(rows)
    if apart:
        words = [f"{_words(key)} ({_beside(value)})" for key, value in apart]
        text += f" Surely further than 10% from what points give: {listed(words)}."
    else:
        text += " No group shown is surely further than 10% from what points give."
    return Statement(
        text, label, evidence=Evidence(figures=_figures(rows, place)),
        origin=Origin(**_origin(tables)),
    )  # fmt: skip


def equity_table(tables: ProtectedTables, place: Place) -> Table | None:
    """Return for each group what it holds of what points give, and pounds a point."""
    label = "tab-equity"
    rows = _rows(tables)
    if rows is None:
        return None
    keys = list(dict.fromkeys(rows["breakdown"]))
    cells = []
    for key in keys:
        ratio, worth = _value(rows, key, RATIO), _value(rows, key, POINT)
        low, high = (_value(rows, key, RATIO, end) for end in ("lower", "upper"))
        cells.append(
            (
                _words(key),
                MARK if pd.isna(ratio) else number(ratio, unit="ratio"),
                MARK
                if pd.isna(low)
                else f"{number(low, unit='ratio')} to {number(high, unit='ratio')}",
                MARK if pd.isna(worth) else money(worth, places=0),
            )
        )
    hidden = any(MARK in row for row in cells)
    return Table(
        caption=f"{EQUITY.title}, {place.name}, January {rows['period'].iloc[0]}",
        label=label,
        columns=(
            Column("Group"), Column("Held, of what points give", numeric=True),
            Column("95% interval"),
            Column("Held for a point", numeric=True),
        ),
        rows=tuple(cells),
        notes=(
            EQUITY.note,
            *(
                [f"{MARK} hidden so that nobody can be recognised: it rests on fewer than "
                 f"{tables.threshold} persons, or on one of them for the most part."]
                if hidden else []
            ),
            "Source: the council's own records.",
        ),
        evidence=Evidence(figures=_figures(rows, place)),
        origin=Origin(**_origin(tables)),
    )  # fmt: skip


def equity_points(tables: ProtectedTables) -> list[KeyPoint]:
    """Return what the check says to those who decide: groups far from what points give."""
    rows = _rows(tables)
    apart = _apart(rows) if rows is not None else []
    if not apart:
        return []
    words = [f"{_words(key)} ({_beside(value)})" for key, value in apart]
    return [
        KeyPoint(
            "resource",
            "Personal budgets are surely further than 10% from what points give for "
            f"{listed(words)}.",
            "Look into why these groups hold more or less for the same points, and set the rules "
            "of allocation with families.",
            ("tab-equity", "st-equity"), 0.35, Origin(**_origin(tables)),
        )
    ]  # fmt: skip


def _rows(tables: ProtectedTables) -> pd.DataFrame | None:
    found = tables.result(EQUITY)
    return None if found is None or found.rows.empty else found.rows


def _origin(tables: ProtectedTables) -> dict[str, str]:
    found = tables.result(EQUITY)
    return {} if found is None else dict(found.origin)


def _value(rows: pd.DataFrame, key: str, statistic: str, column: str = "value") -> float:
    own = rows[(rows["breakdown"] == key) & (rows["statistic"] == statistic)]
    return float(own[column].iloc[0])


def _apart(rows: pd.DataFrame) -> list[tuple[str, float]]:
    """Return the groups more than 10% from 1 whose interval does not hold 1, furthest first."""
    own = rows[(rows["statistic"] == RATIO) & (rows["breakdown"] != TOTAL)]
    sure = (own["lower"] > 1) | (own["upper"] < 1)
    far = own[sure & ((own["value"] - 1).abs() > APART)]
    far = far.loc[(far["value"] - 1).abs().sort_values(ascending=False, kind="stable").index]
    return list(zip(far["breakdown"], far["value"].astype(float), strict=True))


def _beside(ratio: float) -> str:
    percent = number(100 * abs(ratio - 1), unit="percent", places=0)
    return f"{percent} {'more' if ratio > 1 else 'less'}"


def _words(key: str) -> str:
    if key == TOTAL:
        return "All"
    field, _, code = key.partition("=")
    if code in _ODD:
        return f"{_HEADS[field]}: {_ODD[code]}"
    if field == "age":
        return f"Age: {code.removeprefix('age_').replace('_', ' ')}"
    codes = "agencies" if field == "agency" else "need_groups"
    return f"{_HEADS[field]}: {named(codes, code)}"


def _figures(rows: pd.DataFrame, place: Place) -> pd.DataFrame:
    hidden = rows["reason"] != ""
    blank = pd.Series(float("nan"), index=rows.index)
    return pd.DataFrame(
        {
            "measure": "local_personal_budget_" + rows["statistic"],
            "area_code": place.area_code,
            "area_name": place.name,
            "period": rows["period"],
            "breakdown": rows["breakdown"],
            "value": rows["value"],
            "unit": rows["unit"],
            "lower": rows["lower"],
            "upper": rows["upper"],
            "confidence": rows["confidence"].mask(hidden),
            "count": blank,
            "denominator": blank,
            "status": hidden.map({True: "suppressed", False: "derived"}),
            "source": "local/personal_budgets",
        }
    )[FIGURE_COLUMNS]  # fmt: skip
