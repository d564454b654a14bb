import pytest

from sendlib.contracts.areas import REGIONS
from sendlib.measures.place import place, place_alone
from sendlib.params.load import default_params
from sendlib.params.model import OwnComparators

NEIGHBOURS = """
    area_code | neighbour_code | position
    885       | 916            | 2
    885       | 933            | 1
    916       | 885            | 1
"""


@pytest.fixture
def neighbours(tables, drawn):
    return tables(neighbours=drawn(NEIGHBOURS))


def with_comparators(**changes):
    params = default_params("885")
    return params.model_copy(update={"comparators": params.comparators.model_copy(update=changes)})


def test_a_place_is_set_beside_neighbours_region_and_england(neighbours):
    found = place(default_params("885"), neighbours)
    assert (found.name, found.region) == ("Worcestershire", "E12000005")
    assert found.comparators == ("SN-885", "E12000005", "ENG")
    assert found.neighbours == ("933", "916")
    assert found.years == (2019, 2025)


def test_comparators_are_those_that_params_ask_for(neighbours):
    found = place(with_comparators(region=False, england=False), neighbours)
    assert found.comparators == ("SN-885",)
    found = place(with_comparators(statistical_neighbours=False), neighbours)
    assert found.comparators == ("E12000005", "ENG")
    assert found.neighbours == ()


def test_a_list_of_one_s_own_comes_last_under_its_name(neighbours):
    own = OwnComparators(name="CIPFA neighbours", councils=("916", "933"), source="CIPFA")
    found = place(with_comparators(own=own), neighbours)
    assert found.comparators[-1] == "OWN-885"
    assert (found.own, found.own_name) == (("916", "933"), "CIPFA neighbours")
    assert found.label("OWN-885") == found.phrase("OWN-885") == "CIPFA neighbours"


def test_a_council_without_neighbours_has_no_average_of_them(tables, drawn):
    assert place(default_params("420"), tables(neighbours=drawn(NEIGHBOURS))).comparators == (
        "E12000009", "ENG",
    )  # fmt: skip
    assert place(default_params("885"), tables()).neighbours == ()


@pytest.mark.parametrize(
    ("code", "phrase"),
    [
        ("ENG", "England"),
        ("SN-885", "the statistical neighbour average"),
        ("E12000005", "the West Midlands"),
        ("E12000007", "London"),
        ("E12000003", "Yorkshire and the Humber"),
        ("E12000006", "the East of England"),
        ("E12000091", "Demo North"),
        ("916", "Gloucestershire"),
    ],
)
def test_names_stand_in_a_sentence_with_the_article_they_take(worcestershire, code, phrase):
    assert worcestershire.phrase(code) == phrase


def test_every_region_has_a_phrase(worcestershire):
    assert all(REGIONS[code] in worcestershire.phrase(code) for code in REGIONS)


def test_a_place_alone_is_beside_nobody():
    alone = place_alone(default_params("885"))
    assert (alone.area_code, alone.comparators, alone.neighbours) == ("885", (), ())
    assert alone.years == (2019, 2025)
