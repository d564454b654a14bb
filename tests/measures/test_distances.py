"""Distances between councils: middles of boundaries, great circles, and given distances."""

import json

import numpy as np
import pandas as pd
import pytest

from sendlib.measures.distances import centres, miles_between


def square(west, south, size=1.0):
    east, north = west + size, south + size
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


def boundaries(**polygons):
    return pd.DataFrame([
        {"area_code": code, "name": code, "polygons": json.dumps(found)}
        for code, found in polygons.items()
    ])  # fmt: skip


def test_the_middle_of_a_council_is_that_of_its_largest_part(tables):
    island, land = [square(10, 50, 0.1)], [square(0, 50)]
    seen = tables(boundaries=boundaries(**{"886": [island, land], "999": [land]}))
    assert centres(seen, ["886", "887"]) == {"886": pytest.approx((0.5, 50.5))}
    assert centres(tables(), ["886"]) == {}


def test_an_outline_without_area_has_the_mean_of_its_points_as_its_middle(tables):
    line = [[0.0, 50.0], [2.0, 50.0], [0.0, 50.0]]
    assert centres(tables(boundaries=boundaries(**{"886": [[line]]})), ["886"]) == {
        "886": (1.0, 50.0)
    }


def test_a_degree_of_latitude_is_69_miles_and_of_longitude_less_by_the_cosine():
    found = miles_between({"a": (0.0, 50.0), "b": (0.0, 51.0), "c": (1.0, 50.0)})
    degree = 3958.8 * np.pi / 180
    assert found.loc["a", "b"] == pytest.approx(degree)
    assert found.loc["a", "c"] == pytest.approx(degree * np.cos(np.radians(50)), rel=1e-4)
    assert (np.diag(found) == 0).all()
    assert (found == found.T).all(axis=None)


def test_a_given_distance_counts_in_place_of_a_line_and_the_rest_is_missing():
    found = miles_between({"a": (0.0, 50.0), "b": (0.0, 51.0)}, [("b", "a", 90), ("a", "d", 12)])
    assert found.loc["a", "b"] == found.loc["b", "a"] == 90
    assert found.loc["d", "a"] == 12
    assert np.isnan(found.loc["d", "b"])
