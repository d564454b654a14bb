"""Which school, college or other setting each person with a plan was at in a January."""

from collections import Counter
from collections.abc import Mapping

import numpy as np
import pandas as pd

from sendlib.data.demo.containers import Floats, Ints
from sendlib.data.demo.local.here import CENSUS, SNAPSHOTS, Here
from sendlib.data.demo.local.placements import BOUGHT
from sendlib.data.demo.settings import FIELDS

UNIT, RESOURCED = "_senunit", "_resourced_provision"
# the kind of SCHOOLS that a published setting is at, where it is at one of those
KIND_OF = {
    "mainstream_la_maintained": "mainstream_maintained",
    "mainstream_academy": "mainstream_academy",
    "mainstream_free_school": "mainstream_academy",
    "mainstream_independent": "mainstream_independent",
    "special_la_maintained": "special_maintained",
    "special_academy_free": "special_academy",
    "ap_pru_academy": "ap_academy",
    "ap_pru_free_school": "ap_academy",
    "ap_pru_la_maintained": "ap_maintained",
    "general_fe_tertiary_colleges": "college",
    "ukrlp_provider": "training",
}
GROUP_OF = {
    "ASD": "ASD", "SLCN": "SLCN", "SEMH": "SEMH", "MLD": "LD", "SLD": "LD", "SPLD": "LD",
    "PMLD": "PMLD", "PD": "PD", "HI": "SENSORY", "VI": "SENSORY", "MSI": "SENSORY", "OTH": "ANY",
}  # fmt: skip
GROUPS = ("ASD", "SLCN", "SEMH", "LD", "PMLD", "PD", "SENSORY", "ANY")
PHASES = ("early_years", "primary", "secondary", "post_16")
_PHASE_STARTS = np.array([5, 11, 16])
PUPILS_PER_UNIT = 18


def plain(field: str) -> str:
    """Return a published setting without its unit or resourced provision."""
    return field.removesuffix(UNIT).removesuffix(RESOURCED)


def pupils_by_kind(roll: pd.DataFrame) -> Mapping[str, int]:
    """Return how many persons were at each kind of school in the last January."""
    fields = roll[f"at_{SNAPSHOTS[-1]}"]
    kinds = [KIND_OF.get(plain(FIELDS[field])) for field in fields if field >= 0]
    return Counter(kind for kind in kinds if kind)


def attended(
    here: Here, roll: pd.DataFrame, providers: pd.DataFrame, packages: pd.DataFrame
) -> pd.DataFrame:
    """Return who was where in each January that has a row per person.

    Returns:
        A row per person and January: person_id, year, field (the published setting), place
        (`special`, `unit`, `resourced` or blank), group (need), phase, and provider_id, missing
        where the setting is nobody's.
    """
    luck = here.rng("places").random(len(roll))
    parts = []
    for year in SNAPSHOTS:
        here_then = (roll[f"at_{year}"] >= 0).to_numpy()
        mine = roll[here_then]
        fields = np.array(FIELDS, dtype=object)[mine[f"at_{year}"].to_numpy()]
        part = pd.DataFrame(
            {
                "person_id": mine.index,
                "year": year,
                "field": fields,
                "place": [_place(field) for field in fields],
                "group": mine["need"].map(GROUP_OF).to_numpy(),
                "phase": np.array(PHASES)[phase_codes(year - 1 - mine["cohort"].to_numpy())],
            }
        )
        part["provider_id"] = _schools(part, luck[here_then], providers)
        bought = _bought(packages, year)
        is_bought = part["field"].isin(BOUGHT)
        part["provider_id"] = part["provider_id"].where(~is_bought, part["person_id"].map(bought))
        parts.append(part)
    return pd.concat(parts, ignore_index=True)


def phase_codes(age: Ints) -> Ints:
    """Return places in PHASES by age at the start of a school year."""
    codes: Ints = np.searchsorted(_PHASE_STARTS, age, side="right")
    return codes


def _place(field: str) -> str:
    if field.endswith(UNIT):
        return "unit"
    if field.endswith(RESOURCED):
        return "resourced"
    return "special" if KIND_OF.get(field, "").startswith("special") else ""


def _schools(part: pd.DataFrame, luck: Floats, providers: pd.DataFrame) -> pd.Series:
    """Choose schools: special ones and units each take a few needs, the others whoever is near."""
    kinds = part["field"].map(lambda field: KIND_OF.get(plain(field), ""))
    found = pd.Series([None] * len(part), dtype=object)
    for kind, rows in part.groupby(kinds).groups.items():
        open_to = providers.index[(providers["what"] == kind).to_numpy()]
        for _, mine in part.loc[rows].groupby("place"):
            schools = open_to
            if mine["place"].iloc[0] in ("unit", "resourced"):
                schools = open_to[: max(1, round(len(mine) / PUPILS_PER_UNIT))]
            if len(schools):
                draw = _sorted_by_need(mine, luck) if mine["place"].iloc[0] else luck[mine.index]
                at = np.minimum((draw * len(schools)).astype(int), len(schools) - 1)
                found[mine.index] = schools[at]
    return found


def _sorted_by_need(mine: pd.DataFrame, luck: Floats) -> Floats:
    """Return places from 0 to 1 in which each group of needs is together."""
    shares = mine["group"].value_counts(normalize=True).reindex(GROUPS).fillna(0.0)
    starts = shares.cumsum() - shares
    draw: Floats = (
        mine["group"].map(starts).to_numpy(float)
        + mine["group"].map(shares).to_numpy(float) * luck[mine.index]
    )
    return draw


def _bought(packages: pd.DataFrame, year: int) -> pd.Series:
    """Return by person the provider of the placement in education open on a census day."""
    census = pd.Timestamp(CENSUS[year])
    placed = packages["package_type"].isin(["education", "residential_education"])
    ends = packages["end_date"].isna() | (packages["end_date"] >= census)
    open_then = packages[placed & (packages["start_date"] <= census) & ends]
    return open_then.drop_duplicates("person_id").set_index("person_id")["provider_id"]
