"""Results from local files that are no counts or sums: indices, quantiles, projections, models.

Each is declared once (`catalogue.LOCAL_RESULTS`). A row is hidden where it rests on few persons, or
on one of them for the most part. What follows from protected counts and sums, such as their mean,
is no result of this kind: it is worked out from the protected tables, or it would give them away.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from sendlib.errors import ContractError
from sendlib.measures.disclosure_tables import TOTAL
from sendlib.measures.local.table import Records
from sendlib.params.disclosure import Disclosure

CONFIDENTIAL = "confidential"
LOCAL_ORIGIN = {"origin": "local", "protection": "protected"}
KEYS = ("period", "breakdown", "statistic")
VALUES = ("value", "lower", "upper")
BASIS = ("persons", "largest")
UNITS = ("count", "percent", "per_1000", "gbp", "weeks", "days", "years", "ratio", "index")
MOST_OF_ONE = 0.5  # share of a sum above which it tells of one person


@dataclass(frozen=True)
class LocalResult:
    """One result that a report shows from local files.

    name: also of its blocks. title: what it shows. files: local files without which it is not
    worked out. work_out: gives a row per figure with `period`, `breakdown` ("Total" or
    "need=ASD;age=5-10"), `statistic`, `value`, `unit`, `lower` and `upper` (missing where there is
    no interval), `confidence` (percent), `persons` (how many it rests on), `largest` (share of one
    person in a sum, 0 to 1; 0 where it is none), and `columns` of text. columns: names of further
    keys. adds_up: values of one period and statistic add up to their total over the categories of
    each field, so that a hidden one needs another beside it.
    """

    name: str
    title: str
    files: tuple[str, ...]
    work_out: Callable[[Records], pd.DataFrame]
    columns: tuple[str, ...] = ()
    adds_up: bool = False
    note: str = ""

    @property
    def keys(self) -> list[str]:
        """The columns of which no two rows have the same values."""
        return [*KEYS, *self.columns]

    @property
    def shown(self) -> list[str]:
        """The columns that pass disclosure control."""
        return [*self.keys, *VALUES, "unit", "confidence"]


class Sealed:
    """What passed disclosure control: it holds no number that is hidden, and cannot be changed."""

    _rows: pd.DataFrame

    def _seal(self, rows: pd.DataFrame, *, hideable: Sequence[str], **kept: object) -> None:
        """Take rows in, without the numbers of those that are hidden, and what else is kept."""
        shown = rows.copy()
        shown.loc[shown["reason"] == CONFIDENTIAL, list(hideable)] = float("nan")
        for name, value in {**kept, "_rows": shown.reset_index(drop=True)}.items():
            object.__setattr__(self, name, value)

    def __setattr__(self, name: str, value: object) -> None:
        """Refuse every change."""
        raise AttributeError(f"what is protected cannot be changed: {name}")

    @property
    def rows(self) -> pd.DataFrame:
        """The rows, as a copy."""
        return self._rows.copy()

    @property
    def origin(self) -> Mapping[str, str]:
        """What a block of it says of where it comes from."""
        return dict(LOCAL_ORIGIN)


class ProtectedResult(Sealed):
    """One declared result after disclosure control.

    result: which it is. rows: a copy of its rows: the keys, `value`, `lower`, `upper`, `unit`,
    `confidence` and `reason`: "confidential" where value and limits are hidden and so missing.
    """

    _result: LocalResult

    def __init__(self, result: LocalResult, rows: pd.DataFrame) -> None:
        self._seal(rows[[*result.shown, "reason"]], hideable=VALUES, _result=result)

    @property
    def result(self) -> LocalResult:
        """Which result it is."""
        return self._result


def protected_result(result: LocalResult, records: Records, rules: Disclosure) -> ProtectedResult:
    """Work out a result and hide what rests on few persons.

    Args:
        result: which one.
        records: the council's own files and what else measures rest on.
        rules: threshold, rounding and withheld fields.

    Raises:
        ContractError: its rows are not what a declared result gives.
    """
    found = result.work_out(records)
    _require_rows(result, found)
    fields = [_fields(breakdown) for breakdown in found["breakdown"]]
    kept = np.array([not rules.is_withheld(names) for names in fields], dtype=bool)
    found = found[kept].reset_index(drop=True)
    hidden = _few(found, rules)
    if result.adds_up:
        hidden = _with_another(found, hidden, result)
    counts = found["unit"] == "count"
    if rules.rounding:
        for name in VALUES:
            rounded = np.floor(found[name] / rules.rounding + 0.5) * rules.rounding
            found[name] = found[name].mask(counts, rounded)
    return ProtectedResult(result, found.assign(reason=np.where(hidden, CONFIDENTIAL, "")))


def _require_rows(result: LocalResult, found: pd.DataFrame) -> None:
    wanted = {*result.shown, *BASIS}
    if set(found.columns) != wanted:
        raise ContractError(
            f"result {result.name}: columns {', '.join(sorted(set(found.columns) ^ wanted))} are "
            "missing or not declared"
        )
    if found.duplicated(result.keys).any():
        raise ContractError(f"result {result.name}: {', '.join(result.keys)} is there twice")
    if unknown := set(found["unit"]) - set(UNITS):
        raise ContractError(f"result {result.name}: unknown unit {', '.join(sorted(unknown))}")
    if found[list(BASIS)].isna().any(axis=None):
        raise ContractError(f"result {result.name}: a row does not say on how many it rests")


def _fields(breakdown: str) -> list[str]:
    if breakdown == TOTAL:
        return []
    return [part.partition("=")[0] for part in breakdown.split(";")]


def _few(found: pd.DataFrame, rules: Disclosure) -> np.ndarray:
    thresholds = [rules.threshold_of(_fields(breakdown)) for breakdown in found["breakdown"]]
    persons = found["persons"].to_numpy()
    few = (persons > 0) & (persons < np.array(thresholds, dtype=float))
    hidden: np.ndarray = few | (found["largest"].to_numpy(dtype=float) > MOST_OF_ONE)
    return hidden


def _with_another(found: pd.DataFrame, hidden: np.ndarray, result: LocalResult) -> np.ndarray:
    """Hide a second part where one alone is hidden: it would be the total less the others."""
    names = found["breakdown"].map(lambda breakdown: ";".join(_fields(breakdown)))
    if names.str.contains(";").any():
        raise ContractError(
            f"result {result.name}: one that adds up is divided by one field at a time; declare a "
            "table of two as a LocalMeasure"
        )
    hidden = hidden.copy()
    groups = [found["period"], found["statistic"], names, *(found[one] for one in result.columns)]
    for _, part in found[names != ""].groupby(groups):
        at = part.index.to_numpy()
        if hidden[at].sum() == 1 and len(at) > 1:
            others = part.loc[~hidden[at], "persons"].sort_values(kind="stable")
            hidden[others.index[0]] = True
    return hidden
