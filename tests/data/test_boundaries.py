import json

import pytest

from sendlib.contracts.areas import COUNCILS
from sendlib.data.boundaries import polygons_of, read_geojson
from sendlib.errors import SourceError

RING = [[-2.0, 52.0], [-1.0, 52.0], [-1.0, 53.0], [-2.0, 52.0]]
HOLE = [[-1.5, 52.1], [-1.4, 52.1], [-1.4, 52.2], [-1.5, 52.1]]


def feature(code="E10000034", name="Worcestershire", kind="Polygon", coordinates=None):
    return {
        "type": "Feature",
        "properties": {"CTYUA23CD": code, "CTYUA23NM": name},
        "geometry": {"type": kind, "coordinates": coordinates or [RING, HOLE]},
    }


def collection(*features) -> str:
    return json.dumps({"type": "FeatureCollection", "features": list(features)})


def test_polygons_holes_and_islands_are_kept_to_the_last_digit():
    islands = feature("E06000053", "Isles of Scilly", "MultiPolygon", [[RING], [RING, HOLE]])
    reads = read_geojson(collection(feature(), islands), "b.geojson")
    assert reads is not None
    table = reads[0].table.set_index("area_code")
    points = [tuple(point) for point in RING]
    hole = [tuple(point) for point in HOLE]
    assert polygons_of(table["polygons"]["885"]) == [[points, hole]]
    assert polygons_of(table["polygons"]["420"]) == [[points], [points, hole]]
    assert reads[0].names is not None
    assert reads[0].names["published_ons"].tolist() == ["E10000034", "E06000053"]


def test_areas_outside_england_are_left_out():
    reads = read_geojson(collection(feature(), feature("W06000015", "Cardiff")), "b.geojson")
    assert reads is not None
    assert reads[0].table["area_code"].tolist() == ["885"]


@pytest.mark.parametrize("text", ["[1, 2]", '{"type": "Topology"}', '"text"'])
def test_other_json_is_left_alone(text):
    assert read_geojson(text, "x.json") is None


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"type": "Feature', "not whole JSON.*truncated"),
        ("[" * 100_000, "not whole JSON"),
        (collection(feature(kind="Point")), "geometry of type Point"),
        (collection(feature(coordinates=[[[400000.0, 250000.0]] * 4])), "not in degrees: 400000"),
        (collection(feature(coordinates=[[[1.0, 91.0]] * 4])), "not in degrees: 1.0, 91.0"),
        (collection(feature(coordinates=[RING[:2]])), "a ring of 2 points"),
        (collection({"properties": {}}), "KeyError"),
        (collection(feature()).replace("CTYUA23CD", "CTYUA24CD"), "CTYUA23CD"),
        (collection(feature("W06000015", "Cardiff")), "holds no English council"),
    ],
)
def test_damaged_and_other_boundaries_are_refused(text, message):
    with pytest.raises(SourceError, match=rf"b\.geojson: .*{message}"):
        read_geojson(text, "b.geojson")


def test_every_council_has_a_published_boundary(real):
    (read,) = real("reference/ctyua_may2023_england_buc.geojson")
    assert set(read.table["area_code"]) == set(COUNCILS)
