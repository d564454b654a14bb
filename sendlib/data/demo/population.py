"""Mid-year population: single years of age in 2022 and 2023, and ages 0 to 17 from 2012."""

import numpy as np

from sendlib.contracts.areas import ENGLAND
from sendlib.data.demo.containers import Floats, Ints, csv_bytes
from sendlib.data.demo.ees import place_cells
from sendlib.data.demo.profiles import AREAS, CHILDREN_YEARS, COUNT, REGIONS, area_label, summed
from sendlib.data.demo.rates import rates
from sendlib.data.demo.world import World

AGES_PATH = "population/mye_2022_2023_age0_25_utla.csv"
CHILDREN_PATH = "population/ons_mid-year_population_estimates_2012_to_2024.csv"
GROWN_UP = 18
_AGES = ("new_la_code", "name", "geography", "age", "population", "mid_year")
_KINDS = {"E10": "County", "E06": "Unitary Authority"}
_CHILDREN = (
    "time_period", "time_identifier", "geographic_level", "country_code", "country_name",
    "region_code", "region_name", "old_la_code", "new_la_code", "la_name", "age_group",
    "population_estimate",
)  # fmt: skip


def population_files(demo: World) -> dict[str, bytes]:
    """Return both tables by their paths."""
    rows = [row for year in (2022, 2023) for row in _age_rows(demo, year)]
    return {
        AGES_PATH: csv_bytes(_AGES, rows),
        CHILDREN_PATH: csv_bytes(_CHILDREN, _children_rows(demo)),
    }


def by_age(demo: World, year: int) -> Ints:
    """Return people by council and single year of age; ages 0 to 17 add up to the children."""
    tilt = demo.rng("population").normal(0, 0.02, (COUNT, 1))
    england = np.array(rates()["population"][f"by_age_{year}"], dtype=float)
    middle = np.arange(len(england)) - 12.0
    weight = england * np.exp(tilt * middle / 12)
    children = demo.profile.children_in(year)
    young = _split(weight[:, :GROWN_UP], children)
    ratio = children / england[:GROWN_UP].sum()
    older = np.rint(weight[:, GROWN_UP:] * ratio[:, None]).astype(np.int64)
    both: Ints = np.concatenate([young, older], axis=1)
    return both


def _split(weight: Floats, totals: Ints) -> Ints:
    """Split totals by weights into whole numbers that add up to them."""
    exact = weight / weight.sum(axis=1, keepdims=True) * totals[:, None]
    limits = np.rint(np.cumsum(exact, axis=1)).astype(np.int64)
    counts: Ints = np.diff(limits, axis=1, prepend=0)
    return counts


def _age_rows(demo: World, year: int) -> list[list[str]]:
    table = summed(by_age(demo, year))
    rows = []
    for at, area in enumerate(AREAS):
        cells = place_cells(area)
        name, code, kind = area_label(area), cells["new_la_code"], ""
        if area == ENGLAND:
            name, code, kind = name.upper(), cells["country_code"], "Country"
        elif area in REGIONS:
            name, code, kind = name.upper(), area, "Region"
        else:
            kind = _KINDS[code[:3]]
        rows += [
            [code, name, kind, str(age), str(int(count)), str(year)]
            for age, count in enumerate(table[at])
        ]
    return rows


def _children_rows(demo: World) -> list[list[str]]:
    table = summed(demo.profile.children)
    rows = []
    for year_at, year in reversed(list(enumerate(CHILDREN_YEARS))):
        for at, area in enumerate(AREAS):
            cells = place_cells(area) | {
                "time_period": str(year),
                "time_identifier": "Reporting year",
                "age_group": "Children aged 0 to 17 years",
                "population_estimate": str(int(table[at, year_at])),
            }
            rows.append([cells[column] for column in _CHILDREN])
    return rows
