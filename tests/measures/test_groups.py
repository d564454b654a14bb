from dataclasses import replace

import numpy as np
import pytest

PAIR = """
    area | period | count | whole
    885  | 2025   | 10    | 100
    933  | 2025   | 20    | 100
    916  | 2025   | 90    | 300
"""


@pytest.fixture
def with_list(worcestershire):
    return replace(
        worcestershire, comparators=("SN-885", "OWN-885"), own=("933", "916"), own_name="Ours"
    )


def test_neighbours_are_averaged_without_weight_and_a_list_is_pooled(compared, with_list):
    found = compared(PAIR, place=with_list)
    assert found.of("SN-885")["value"] == 25.0
    assert found.of("OWN-885")["value"] == 27.5
    pool = found.of("OWN-885")
    assert (pool["count"], pool["denominator"]) == (110.0, 400.0)
    assert found.of("SN-885")["status"] == found.of("OWN-885")["status"] == "derived"
    assert np.isnan(found.of("SN-885")["lower"])


def test_neighbours_missing_or_questioned_are_left_out_of_the_mean(compared, with_list):
    found = compared(PAIR.replace("20 ", "20?"), place=with_list)
    assert found.of("SN-885")["value"] == 30.0
    assert found.of("OWN-885")["value"] == 30.0
    assert found.without_figure == ("933",)
    assert found.left_out == ("933",)
    found = compared(PAIR.replace("20 ", "confidential"), place=with_list)
    assert found.of("SN-885")["value"] == 30.0
    assert (found.without_figure, found.left_out) == (("933",), ())


def test_neighbours_count_alike_whatever_their_size_and_never_the_area_itself(
    compared, worcestershire
):
    listed = replace(worcestershire, neighbours=("885", "916", "933", "999"))
    found = compared(PAIR, place=listed)
    assert found.of("SN-885")["value"] == 25.0
    assert found.without_figure == ("999",)


def test_no_neighbour_with_a_figure_means_no_average(compared, with_list):
    found = compared("area | period | count | whole\n885 | 2025 | 1 | 10", place=with_list)
    assert found.of("SN-885") is None
    assert found.of("OWN-885") is None


def test_numbers_of_a_list_are_added_up_only_where_all_have_one(compared, with_list):
    text = """
        area | period | count
        885  | 2025   | 1
        933  | 2024   | 20
        933  | 2025   | 20
        916  | 2025   | 90
    """
    found = compared(text, kind="count", place=with_list)
    assert found.of("OWN-885")["value"] == 110.0
    assert found.of("OWN-885", "2024") is None
    assert found.of("SN-885")["value"] == 55.0


def test_published_values_cannot_be_pooled(compared, with_list):
    text = "area | period | count\n885 | 2025 | 1\n933 | 2025 | 20\n916 | 2025 | 9"
    found = compared(text, kind="value", place=with_list)
    assert found.of("OWN-885") is None
    assert found.of("SN-885")["value"] == 14.5
