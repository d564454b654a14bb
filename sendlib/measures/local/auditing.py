"""What an attacker makes of the tables of local data, and of two builds of them together.

All of it holds true numbers of few persons: it goes to private files and nowhere else.
"""

from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from sendlib.errors import ContractError
from sendlib.measures.disclosure_audit import Build, audit, audit_differencing
from sendlib.measures.disclosure_tables import CountTable, describe
from sendlib.measures.local.protection import Counted, Solved, key_of
from sendlib.params.disclosure import Disclosure

State = dict[str, Any]


def audit_csv(solved: Solved, rules: Disclosure) -> str:
    """Return the audit of every hidden cell as CSV: what it is, and what it could be."""
    return audited(solved, rules).to_csv(index=False, lineterminator="\n")


def audited(solved: Solved, rules: Disclosure) -> pd.DataFrame:
    """Return the audit of every hidden cell, `AUDIT_COLUMNS`; money in pounds."""
    counts = [one for one in solved.parts if one.measure.unit == "count"]
    money = [one for one in solved.parts if one.measure.unit == "gbp"]
    found = audit(
        [*(one.table for one in counts), *solved.beside], _hidden(counts),
        threshold=rules.threshold, protection=rules.protection, known=solved.known,
    )  # fmt: skip
    pence = audit([_in_pence(one) for one in money], _hidden(money), threshold=0)
    if pence.empty:
        return found
    count = pence["count"].astype(float)
    reach = np.maximum(
        pence["upper"].astype(float).fillna(np.inf) - count, count - pence["lower"].astype(float)
    )
    enough = reach >= np.ceil(rules.money_percent / 100 * count)
    pence = pence.assign(safe=enough | ~pence["primary"] & (reach >= 1))
    for name in ("count", "lower", "upper"):
        pence[name] = pence[name].astype(float) / 100
    return pd.concat([found.astype(object), pence.astype(object)], ignore_index=True)


def shown_by(solved: Solved, rules: Disclosure) -> State:
    """Return what a build shows and hides, as JSON holds it."""
    return {
        "threshold": rules.threshold,
        "tables": [
            {
                "name": one.table.name,
                "population": one.table.population,
                "where": dict(one.table.where),
                "fields": list(one.table.dimensions),
                "unit": one.measure.unit,
                "rows": one.part.counts[list(one.table.dimensions)].to_numpy().tolist(),
                "counts": _values(one).tolist(),
                "primary": _primary(one).tolist(),
                "hidden": [bool(cell) for cell in one.hidden],
            }
            for one in solved.parts
        ],
    }


def disclosed_together(first: State, second: State) -> list[str]:
    """Return the hidden cells that two builds over the same files give away together, in words."""
    both = [_build(first), _build(second)]
    try:
        found = audit_differencing(*both)
    except ContractError:
        return ["the two builds count the same records in different ways"]
    words = [f"{row.table}: {row.cell}" for row in found.itertuples()]
    seen = [_money(state) for state in (first, second)]
    for at, other in ((0, 1), (1, 0)):
        label = ("first", "second")[at]
        for key, (name, is_hidden) in sorted(seen[at].items()):
            if is_hidden and key in seen[other] and not seen[other][key][1]:
                words.append(f"{label} {name}: {describe(key)}")
    return words


def _hidden(parts: list[Counted]) -> dict[str, np.ndarray]:
    return {one.table.name: one.hidden for one in parts}


def _values(one: Counted) -> np.ndarray:
    frame = one.part.counts
    if one.measure.unit == "gbp":
        return np.asarray(np.rint(frame["amount"].to_numpy(float) * 100), dtype=np.int64)
    return np.asarray(frame["count"], dtype=np.int64)


def _primary(one: Counted) -> np.ndarray:
    """Return which hidden rows are hidden for themselves."""
    frame = one.table.counts
    if one.table.primary is not None:
        return np.asarray(one.table.primary, dtype=bool)
    half = 2 * frame["largest"].to_numpy(float) > frame["amount"].to_numpy(float)
    return np.asarray(frame["hidden"].to_numpy(bool) | (half & (frame["amount"] > 0).to_numpy()))


def _in_pence(one: Counted) -> CountTable:
    counts = one.table.counts.assign(count=_values(one))
    return replace(one.table, counts=counts, primary=_primary(one) & one.hidden)


def _build(state: State) -> Build:
    tables = [
        CountTable(
            one["name"],
            pd.DataFrame(one["rows"], columns=one["fields"]).assign(count=one["counts"]),
            tuple(one["fields"]), population=one["population"], where=one["where"],
            primary=np.array(one["primary"], dtype=bool),
        )
        for one in state["tables"]
        if one["unit"] == "count"
    ]  # fmt: skip
    hidden = {one["name"]: one["hidden"] for one in state["tables"]}
    return Build(tables, hidden, threshold=int(state["threshold"]))


def _money(state: State) -> dict[Any, tuple[str, bool]]:
    found = {}
    for one in state["tables"]:
        if one["unit"] == "gbp":
            frame = pd.DataFrame(one["rows"], columns=one["fields"])
            table = CountTable(
                one["name"], frame, tuple(one["fields"]), population=one["population"]
            )
            for at, is_hidden in enumerate(one["hidden"]):
                found[key_of(table, at)] = (one["name"], bool(is_hidden))
    return found
