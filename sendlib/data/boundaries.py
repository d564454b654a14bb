"""Boundaries of councils (ONS Open Geography, GeoJSON in degrees)."""

import json
from typing import Any

import pandas as pd

from sendlib.contracts.published import BOUNDARIES
from sendlib.contracts.tables import checked
from sendlib.data.areas import from_ons_code
from sendlib.data.names import name_pairs
from sendlib.data.read import Read
from sendlib.errors import SourceError

TITLE = "Boundaries of counties and unitary authorities"
CODE = "CTYUA23CD"
NAME = "CTYUA23NM"

Ring = list[tuple[float, float]]


def read_geojson(text: str, source: str) -> list[Read] | None:
    """Read the boundaries of English councils as the table `boundaries`; other areas are left out.

    Raises:
        SourceError: damaged, of another edition, or projected (not in degrees).
    """
    try:
        collection = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        raise SourceError(
            f"{source}: not whole JSON ({error}): truncated or damaged; download it again"
        ) from error
    if not isinstance(collection, dict) or collection.get("type") != "FeatureCollection":
        return None
    try:
        rows = [_row(feature) for feature in collection["features"]]
    except (KeyError, TypeError, ValueError, IndexError) as error:
        raise SourceError(
            f"{source}: looks like “{TITLE}” but is an edition no reader knows, or damaged: each "
            f"area needs {CODE}, {NAME} and polygons of longitude and latitude ({error!r}). "
            "Use the edition that data_raw/sources.yml names."
        ) from error
    found = pd.DataFrame(rows, columns=["ons_code", "name", "polygons"], dtype=object)
    area = found["ons_code"].map(from_ons_code)
    if area.isna().all():
        raise SourceError(f"{source}: holds no English council; expected {TITLE}")
    table = found[["name", "polygons"]].assign(area_code=area)[area.notna()]
    table = checked(
        table[["area_code", "name", "polygons"]].sort_values("area_code", ignore_index=True),
        BOUNDARIES,
        name=source,
    )
    names = name_pairs(area, source=source, ons=found["ons_code"], name=found["name"])
    return [Read("boundaries", "boundaries", TITLE, source, table, names)]


def _row(feature: dict[str, Any]) -> tuple[str, str, str]:
    properties, geometry = feature["properties"], feature["geometry"]
    kind, polygons = geometry["type"], geometry["coordinates"]
    if kind == "Polygon":
        polygons = [polygons]
    elif kind != "MultiPolygon":
        raise ValueError(f"geometry of type {kind}")
    for polygon in polygons:
        for ring in polygon:
            _require_degrees(ring)
    return str(properties[CODE]), str(properties[NAME]), json.dumps(polygons)


def _require_degrees(ring: list[list[float]]) -> None:
    if len(ring) < 4:
        raise ValueError(f"a ring of {len(ring)} points")
    for longitude, latitude, *_ in ring:
        if not (-180 <= longitude <= 180 and -90 <= latitude <= 90):
            raise ValueError(f"not in degrees: {longitude}, {latitude}")


def polygons_of(cell: str) -> list[list[Ring]]:
    """Return the polygons of a cell of `boundaries`: rings of points, the outer ring first."""
    return [
        [[(point[0], point[1]) for point in ring] for ring in polygon]
        for polygon in json.loads(cell)
    ]
