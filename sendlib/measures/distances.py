"""How far councils are apart: straight lines between their middles, or distances that are given."""

import json
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import pandas as pd

from sendlib.data.tables import Tables

EARTH_MILES = 3958.8  # mean radius
Point = tuple[float, float]


def centres(tables: Tables, codes: Sequence[str]) -> Mapping[str, Point]:
    """Return the middle of each council that has boundaries: longitude and latitude in degrees.

    It is the centroid of its largest polygon, so that islands do not draw it out to sea.
    """
    boundaries = tables.table("boundaries")
    if boundaries.empty:
        return {}
    rows = boundaries[boundaries["area_code"].isin(codes)].sort_values("area_code")
    return {
        str(code): _middle(json.loads(str(polygons)))
        for code, polygons in rows[["area_code", "polygons"]].itertuples(index=False)
    }


def miles_between(
    middles: Mapping[str, Point], given: Iterable[tuple[str, str, float]] = ()
) -> pd.DataFrame:
    """Return miles from each council to each, 0 from a council to itself.

    Args:
        middles: longitude and latitude by code.
        given: distances of pairs of councils that count in their place.

    Returns:
        A square table by code; missing where neither middles nor a given distance tell.

    Method: great-circle distance by the haversine formula.
    """
    pairs = list(given)
    codes = sorted({*middles} | {code for one, other, _ in pairs for code in (one, other)})
    table = pd.DataFrame(np.nan, index=codes, columns=codes)
    for one in codes:
        table.loc[one, one] = 0.0
        for other in codes:
            if one != other and one in middles and other in middles:
                table.loc[one, other] = _haversine(middles[one], middles[other])
    for one, other, miles in pairs:
        table.loc[one, other] = table.loc[other, one] = float(miles)
    return table


def _middle(polygons: list[list[list[list[float]]]]) -> Point:
    rings = [np.array(polygon[0], dtype=float)[:, :2] for polygon in polygons]
    ring = max(rings, key=lambda one: abs(_area(one)))
    x, y = ring[:-1].T
    x_next, y_next = ring[1:].T
    cross = x * y_next - x_next * y
    area = cross.sum() / 2
    if abs(area) < 1e-12:
        return float(x.mean()), float(y.mean())
    return (
        float(((x + x_next) * cross).sum() / (6 * area)),
        float(((y + y_next) * cross).sum() / (6 * area)),
    )


def _area(ring: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> float:
    x, y = ring.T
    return float((x[:-1] * y[1:] - x[1:] * y[:-1]).sum() / 2)


def _haversine(one: Point, other: Point) -> float:
    (west, south), (east, north) = np.radians(one), np.radians(other)
    part = (
        np.sin((north - south) / 2) ** 2
        + np.cos(south) * np.cos(north) * np.sin((east - west) / 2) ** 2
    )
    return float(2 * EARTH_MILES * np.arcsin(np.sqrt(part)))
