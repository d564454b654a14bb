import json

import pytest

from sendlib.data.fetch.arcgis import arcgis_geojson
from sendlib.data.ways import Arcgis
from sendlib.errors import SourceError

PATH = "/arcgis/Areas_BGC/FeatureServer/0/query"
CODES = ["E3", "E1", "E2", "E5", "E4"]


def feature(code):
    return {"type": "Feature", "properties": {"CODE": code}, "geometry": None}


def way(rows=5):
    return Arcgis(kind="arcgis", service="Areas_BGC", key="CODE", query={"where": "1=1"}, rows=rows)


@pytest.fixture(params=["at the top", "in properties"])
def served(request, publisher, json_answer):
    """The layer, two features a page; servers differ in where they say that there are more."""

    def answer(query):
        start = int(query["resultOffset"])
        page = {"features": [feature(code) for code in CODES[start : start + 2]]}
        cut = {"exceededTransferLimit": start + 2 < len(CODES)}
        return json_answer(
            {**page, **(cut if request.param == "at the top" else {"properties": cut})}
        )

    publisher.answer(PATH, answer)
    return publisher


def test_a_layer_is_put_together_from_its_pages_in_the_order_of_codes(served, transfer, servers):
    layer = json.loads(arcgis_geojson(transfer, way(), servers))
    assert layer["type"] == "FeatureCollection"
    assert [each["properties"]["CODE"] for each in layer["features"]] == sorted(CODES)
    queries = [request["query"] for request in served.requests]
    assert [query["resultOffset"] for query in queries] == ["0", "2", "4"]
    assert (queries[0]["f"], queries[0]["where"]) == ("geojson", "1=1")


def test_an_error_within_an_answer_is_tried_again_if_it_passes(
    publisher, transfer, servers, naps, json_answer
):
    publisher.fault(PATH, body=b'{"error": {"code": 504, "message": "slow"}}')
    page = {"features": [feature("E1")]}
    publisher.answer(PATH, lambda _query: json_answer(page))
    arcgis_geojson(transfer, way(1), servers)
    assert naps == [1]


def test_an_error_that_does_not_pass_is_raised_at_once(publisher, transfer, servers, naps):
    publisher.serve(PATH, b'{"error": {"code": 400, "message": "Invalid URL"}}')
    with pytest.raises(SourceError, match="error 400: Invalid URL"):
        arcgis_geojson(transfer, way(), servers)
    assert naps == []


@pytest.mark.usefixtures("served")
def test_missing_features_are_an_error(transfer, servers):
    with pytest.raises(SourceError, match="5 features with 5 codes came, 6 are expected"):
        arcgis_geojson(transfer, way(6), servers)


def test_a_feature_that_comes_twice_is_an_error(publisher, transfer, servers, json_answer):
    page = {"features": [feature("E1"), feature("E1")]}
    publisher.answer(PATH, lambda _query: json_answer(page))
    with pytest.raises(SourceError, match="2 features with 1 codes came, 2 are expected"):
        arcgis_geojson(transfer, way(2), servers)


def test_a_server_that_always_says_there_is_more_is_not_asked_for_ever(
    publisher, transfer, servers, json_answer
):
    publisher.answer(PATH, lambda _query: json_answer({"features": [], "exceededTransferLimit": 1}))
    with pytest.raises(SourceError, match="0 features"):
        arcgis_geojson(transfer, way(), servers)


@pytest.mark.parametrize(
    "body", [b"[]", b"{}", b'{"features": [{"properties": null}]}', b'{"features": [1]}']
)
def test_an_answer_that_is_no_geojson_is_an_error(publisher, transfer, servers, body):
    publisher.serve(PATH, body)
    with pytest.raises(SourceError, match="not GeoJSON whose features have a CODE"):
        arcgis_geojson(transfer, way(), servers)
