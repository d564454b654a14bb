import json
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pandas as pd

from sendlib.contracts.areas import DEMO_COUNCILS
from sendlib.data.boundaries import polygons_of
from sendlib.data.demo.reference import BOUNDARIES_PATH, NEIGHBOURS_PATH
from sendlib.data.tables import Tables

Published = Callable[[str], pd.DataFrame]
Edge = frozenset[tuple[float, float]]


def test_every_council_has_ten_neighbours_that_are_not_itself(demo_tables: Tables) -> None:
    table = demo_tables.table("neighbours")
    assert set(table["area_code"]) == set(DEMO_COUNCILS)
    assert table.groupby("area_code").size().eq(10).all()
    assert (table["area_code"] != table["neighbour_code"]).all()
    assert table["closeness"].nunique() >= 3


def test_the_nearest_neighbour_is_the_closest(published: Published) -> None:
    order = ["Extremely close", "Very close", "Close", "Somewhat close", "Not close"]
    table = published(NEIGHBOURS_PATH)
    for _, row in table.iterrows():
        places = [order.index(row[f"SN_{at}P"]) for at in range(1, 11)]
        assert places == sorted(places)


def test_councils_lie_side_by_side_without_gaps(demo_tables: Tables) -> None:
    edges: dict[Edge, int] = {}
    for cell in demo_tables.table("boundaries")["polygons"]:
        [[ring]] = polygons_of(cell)
        assert ring[0] == ring[-1]
        assert area(ring) > 0
        for start, end in pairwise(ring):
            edge = frozenset((start, end))
            edges[edge] = edges.get(edge, 0) + 1
    assert set(edges.values()) == {1, 2}
    inner = sum(count == 2 for count in edges.values())
    assert inner > sum(count == 1 for count in edges.values())


def area(ring: list[tuple[float, float]]) -> float:
    """Return twice the area of a ring, positive where it runs anticlockwise."""
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(ring))


def test_the_map_is_laid_out_as_published(demo_raw: Path) -> None:
    collection = json.loads((demo_raw / BOUNDARIES_PATH).read_text())
    assert collection["crs"]["properties"]["name"].endswith("CRS84")
    codes = [feature["properties"]["CTYUA23CD"] for feature in collection["features"]]
    assert codes == sorted(codes)
    assert set(collection["features"][0]["properties"]) == {
        "CTYUA23CD", "CTYUA23NM", "LONG", "LAT",
    }  # fmt: skip
