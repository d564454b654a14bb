"""What the files of outcomes share: how they write years and places."""

from collections.abc import Sequence

import numpy as np

from sendlib.contracts.areas import ENGLAND
from sendlib.data.demo.containers import Floats
from sendlib.data.demo.ees import place_cells
from sendlib.data.demo.series import Series
from sendlib.data.demo.world import World

PLAN, SUPPORT, NO_SEN, ALL_SEN = "EHC plan", "SEN support", "No SEN", "All SEN"


def academic(year: str) -> str:
    """Return how LAIT writes an academic year: 2018/19 is 2019."""
    return str(int(year[:4]) + 1)


def digits(year: str) -> str:
    """Return how EES writes an academic year: 2018/19 is 201819."""
    return year[:4] + year[-2:]


def where(area: str, *columns: str, england: str = "") -> list[str]:
    """Return the cells of a place; `england` is what the region's name is for England."""
    cells = place_cells(area)
    if area == ENGLAND:
        cells["region_name"] = england
    return [cells[column] for column in columns]


def children_in(demo: World, years: Sequence[str]) -> Floats:
    """Return people aged 0 to 17 by council and academic year."""
    columns = [demo.profile.children_in(int(academic(year))) for year in years]
    return np.stack(columns, axis=1).astype(float)


def whole_of(series: Series) -> Floats:
    """Return the whole of a share."""
    return np.ones_like(series.part) if series.whole is None else series.whole
