"""Which area a published row is about, from whatever code or name its publisher gives."""

import re
from functools import cache

import pandas as pd

from sendlib.contracts.areas import (
    ABOLISHED,
    COUNCILS,
    DEMO_COUNCILS,
    DEMO_REGIONS,
    ENGLAND,
    LONDON_PARTS,
    REGIONS,
    Council,
)

# LAIT numbers its aggregates 970 to 990; the demo's regions follow
LAIT_AGGREGATES = {
    "970": ENGLAND,
    "980": "E12000001",
    "981": "E12000002",
    "982": "E12000003",
    "983": "E12000004",
    "984": "E12000005",
    "985": "E12000006",
    "986": "E12000007",
    "987": "E13000001",
    "988": "E13000002",
    "989": "E12000008",
    "990": "E12000009",
    "991": "E12000091",
    "992": "E12000092",
    "993": "E12000093",
}
_NOISE = re.compile(
    r"\b(the|of|royal|city|county|borough|london|metropolitan|council|upon|ua|authority)\b"
)


def name_key(name: str) -> str:
    """Return a spelling of an area's name that ignores case, punctuation and styles of title."""
    plain = re.sub(r"[^a-z ]", " ", name.lower().replace("&", " and ").replace(".", ""))
    kept = re.sub(r"\s+", " ", _NOISE.sub(" ", plain)).strip()
    return kept or re.sub(r"\s+", " ", plain).strip()


@cache
def _names() -> dict[str, str]:
    """Map the key of every known name to its area code; present councils win over abolished."""
    found: dict[str, str] = {}
    councils: list[Council] = [
        *ABOLISHED.values(), *COUNCILS.values(), *DEMO_COUNCILS.values(),
    ]  # fmt: skip
    for council in councils:
        for name in (council.name, *council.aliases):
            found[name_key(name)] = council.code
    return found


@cache
def _regions() -> dict[str, str]:
    """Map region names, and the names of England, to area codes."""
    names = {**REGIONS, **DEMO_REGIONS, **LONDON_PARTS}
    found = {name_key(name): code for code, name in names.items()}
    others = {
        "Inner London": "E13000001",
        "Outer London": "E13000002",
        "Greater London": "E12000007",
        "East": "E12000006",
        "England": ENGLAND,
        "Total": ENGLAND,
    }
    return found | {name_key(name): code for name, code in others.items()}


@cache
def _ons_codes() -> dict[str, str]:
    """Map every ONS code in use or once in use to its area code."""
    found = {
        ons: council.code
        for group in (ABOLISHED, COUNCILS, DEMO_COUNCILS)
        for council in group.values()
        for ons in council.ons_codes
    }
    regions = {code: code for code in (*REGIONS, *DEMO_REGIONS, *LONDON_PARTS)}
    return {**found, **regions, "E92000001": ENGLAND}


def from_dfe_code(code: object) -> str | None:
    """Return the area of a three-digit DfE code, a LAIT aggregate included, or None."""
    text = str(code).strip().removesuffix(".0")
    text = LAIT_AGGREGATES.get(text, text)
    known = text in COUNCILS or text in ABOLISHED or text in DEMO_COUNCILS
    aggregate = text in _ons_codes() or text == ENGLAND
    return text if known or aggregate else None


def from_ons_code(code: object) -> str | None:
    """Return the area of an ONS code, past codes included, or None."""
    return _ons_codes().get(str(code).strip())


def from_name(name: object) -> str | None:
    """Return the council of a published name, or None.

    A name that two councils have held in turn (Dorset) is read as the present one.
    """
    return _names().get(name_key(str(name)))


def from_region(name_or_code: object) -> str | None:
    """Return the region, part of London or England of a published name or code, or None."""
    text = str(name_or_code).strip()
    return _ons_codes().get(text) or _regions().get(name_key(text))


@cache
def _name_changes() -> dict[str, tuple[str, frozenset[str], frozenset[str]]]:
    """Map a present council with an abolished one's name to that one and those it went with.

    The abolished council of the name, the others abolished with it, and their successors.
    """
    found = {}
    for old in ABOLISHED.values():
        heirs = [heir for heir in COUNCILS.values() if old.code in heir.predecessors]
        with_it = {code for heir in heirs for code in heir.predecessors} - {old.code}
        for new in heirs:
            if name_key(new.name) == name_key(old.name):
                others = frozenset(heir.code for heir in heirs) - {new.code}
                found[new.code] = (old.code, frozenset(with_it), others)
    return found


def told_apart(areas: pd.Series, *, periods: pd.Series, repeated: pd.Series) -> pd.Series:
    """Give rows read by name alone to the abolished council where its name is meant.

    Dorset is the old council in a period for which the table lists Bournemouth or Poole and not
    their successor. Where the name stands twice for one key, the first row is the present
    council's and the second what was still published for the old one.

    Args:
        areas: the area of each row, the present council wherever two had one name.
        periods: the period of each row.
        repeated: whether a row above has the same name and key.
    """
    found = areas.copy()
    for new, (old, with_it, others) in _name_changes().items():
        former = set(periods[areas.isin(with_it)]) - set(periods[areas.isin(others)])
        found = found.mask((areas == new) & (periods.isin(former) | repeated), old)
    return found


def resolved(frame: pd.DataFrame, *, level: str | None, columns: dict[str, str]) -> pd.Series:
    """Return the area code of each row, missing where no known area fits.

    The DfE code comes first, then the ONS code, then the name; rows whose level is National or
    Regional take England or the region.

    Args:
        frame: rows as published, all text.
        level: the column that holds the geographic level, None where every row is a council.
        columns: which published column plays `dfe`, `ons`, `name`, `region`, `region_name`.
    """
    keys = [column for column in (level, *columns.values()) if column is not None]
    distinct = frame[keys].drop_duplicates()
    answers = [
        _one(dict(zip(keys, row, strict=True)), level=level, columns=columns)
        for row in distinct.itertuples(index=False, name=None)
    ]
    lookup = distinct.assign(area_code=pd.Series(answers, index=distinct.index, dtype=object))
    merged = frame[keys].merge(lookup, how="left", on=keys)
    return pd.Series(merged["area_code"].to_numpy(), index=frame.index, dtype=object)


def _one(row: dict[str, object], *, level: str | None, columns: dict[str, str]) -> str | None:
    kind = str(row.get(level, "")).strip().lower() if level else ""
    if kind.startswith(("national", "country")):
        return ENGLAND
    region_roles = [role for role in ("region", "region_name") if role in columns]
    if kind.startswith("region"):
        found = (from_region(row[columns[role]]) for role in region_roles)
        return next((code for code in found if code), None)
    readers = {"dfe": from_dfe_code, "ons": from_ons_code, "name": from_name}
    for role, reader in readers.items():
        value = row.get(columns.get(role, ""))
        code = reader(value) if present(value) else None
        if code:
            return code
    return None


def present(value: object) -> bool:
    """Say whether a published cell holds something."""
    return value is not None and value == value and str(value).strip().lower() not in ("", "nan")
