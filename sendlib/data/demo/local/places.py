"""Specialist places of a demo council: those on roll are the persons that its plans place there."""

import numpy as np
import pandas as pd

from sendlib.data.demo.containers import Ints
from sendlib.data.demo.local.here import SNAPSHOTS, Here

YEARS_TO_COME = 3
_SETTINGS = {
    "special": "maintained_special", "unit": "sen_unit", "resourced": "resourced_provision",
}  # fmt: skip
_ENDINGS = {"special": "", "unit": " SEN Unit", "resourced": " Resourced Provision"}
_AREAS = ("North", "East", "South", "West")
_PER_PLACE = {
    "ASD": 25_500, "SLCN": 20_500, "SEMH": 27_500, "LD": 22_500, "PMLD": 37_500, "PD": 30_500,
    "SENSORY": 29_500, "ANY": 22_000,
}  # fmt: skip
_INFLATION = 1.035
_KEY = ["provider_id", "place", "group", "phase"]


def school_year(january: int) -> str:
    """Return the school year of a January: 2024/25 for 2025."""
    return f"{january - 1}/{january % 100:02d}"


def places(here: Here, attended: pd.DataFrame, providers: pd.DataFrame) -> pd.DataFrame:
    """Return a row per provision, need group, phase and school year, some years to come included.

    Args:
        here: the council.
        attended: who was where, as `schooling.attended` has it.
        providers: as `market.providers` has them.
    """
    rng = here.rng("places", 1)
    own = attended[attended["place"] != ""].groupby([*_KEY, "year"]).size().unstack(fill_value=0)
    size = len(own)
    occupied = rng.uniform(0.90, 1.07, size)
    others = rng.poisson(own.to_numpy() * 0.06)
    on_roll = own.to_numpy() + others
    held = np.maximum(np.ceil(on_roll / occupied[:, None] - 1e-9).astype(int), 0)
    planned = _planned(rng, held[:, -1])
    keys = own.index.to_frame(index=False)
    price = keys["group"].map(_PER_PLACE).to_numpy() * rng.normal(1, 0.06, size)
    parts = []
    before = held[:, 0]
    for at, january in enumerate(SNAPSHOTS):
        figures = {"places": held[:, at], "planned_change": held[:, at] - before}
        figures |= {"on_roll": on_roll[:, at], "out_of_area_on_roll": others[:, at]}
        parts.append(_rows(keys, january, price, **figures))
        before = held[:, at]
    for step in range(YEARS_TO_COME):
        before = before + planned[:, step]
        figures = {"places": before, "planned_change": planned[:, step]}
        parts.append(_rows(keys, SNAPSHOTS[-1] + 1 + step, price, **figures))
    table = pd.concat(parts, ignore_index=True)
    table = table[(table[["places", "on_roll", "planned_change"]].fillna(0) != 0).any(axis=1)]
    return _named(table, providers)


def _planned(rng: np.random.Generator, held: Ints) -> Ints:
    """Draw places to be added in the years to come: here and there a class of eight or ten."""
    chance = np.where(held >= 12, 0.10, 0.01)
    grows = rng.random((len(held), YEARS_TO_COME)) < chance[:, None]
    added: Ints = np.where(grows, rng.choice([6, 8, 10, 12, 16], grows.shape), 0)
    closes = (held >= 12) & (rng.random(len(held)) < 0.02)
    added[:, -1] = np.where(closes, -4, added[:, -1])
    return added


def _rows(keys: pd.DataFrame, january: int, price: np.ndarray, **figures: Ints) -> pd.DataFrame:
    cost = price * _INFLATION ** (january - SNAPSHOTS[-1])
    table = keys.assign(
        **{name: pd.Series(values, dtype="Int64") for name, values in figures.items()}
    )
    return table.assign(
        school_year=school_year(january), cost_per_place_gbp=np.round(cost / 50) * 50
    )


def _named(table: pd.DataFrame, providers: pd.DataFrame) -> pd.DataFrame:
    names = table["provider_id"].map(providers["provider_name"])
    number = table["provider_id"].str.removeprefix("PR").astype(int)
    return table.assign(
        provision=names + table["place"].map(_ENDINGS),
        setting_type=table["place"].map(_SETTINGS),
        need_group=table["group"],
        accommodation="day",
        planning_area=[_AREAS[code % len(_AREAS)] for code in number],
    ).sort_values(["school_year", "provision", "need_group", "phase"], ignore_index=True)
