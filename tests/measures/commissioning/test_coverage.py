"""The map of services: gaps, any need, overlaps and ages."""

import pytest

from sendlib.measures.commissioning.coverage import age_coverage, coverage, overlaps, parts
from tests.measures.commissioning.drawn_files import SERVICES, read

LEVELS = ("universal", "targeted", "individual")


@pytest.fixture
def services():
    return read("services", SERVICES)


@pytest.fixture
def cells(services):
    found = coverage(services, needs=("SLCN", "PD", "HI"), levels=LEVELS)
    return found.set_index(["need", "level"])


def test_cells_say_how_many_services_name_a_need(cells):
    assert cells.loc[("SLCN", "targeted"), ["service_count", "agency_count"]].tolist() == [2, 2]
    assert cells.loc[("PD", "targeted"), "status"] == "one"


def test_a_level_without_any_service_is_a_gap_and_one_for_any_need_is_none(cells):
    assert cells.loc[("HI", "targeted"), "status"] == "gap"
    assert cells.loc[("HI", "universal"), ["status", "any_count"]].tolist() == ["any_need", 1]


def test_two_agencies_that_seek_the_same_outcome_of_the_same_children_overlap(services, cells):
    assert cells.loc[("SLCN", "targeted"), "status"] == "overlap"
    (pair,) = overlaps(services).to_dict("records")
    assert (pair["first"], pair["second"], pair["cost_gbp"]) == ("S1", "S2", 170_000)
    assert (pair["needs"], pair["outcomes"]) == (("SLCN",), ("speech",))


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("agency", "health"), ("level", "specialist"), ("needs", "HI"), ("youngest_age", 19),
        ("outcomes_sought", "sums"), ("is_joint", True),
    ],
)  # fmt: skip
def test_what_differs_in_one_thing_does_not_overlap(services, column, value):
    services.loc[services["service_id"] == "S2", column] = value
    if column == "youngest_age":
        services.loc[services["service_id"] == "S2", "oldest_age"] = 25
    assert overlaps(services).empty
    found = coverage(services, needs=("SLCN",), levels=("targeted",))
    assert found["status"].iloc[0] in ("several", "one")


def test_a_service_stands_in_each_band_of_which_it_takes_an_age(services):
    found = age_coverage(services, agencies=("education", "health"))
    counts = found.set_index(["age", "agency"])["service_count"]
    # early words to 5, advice for any age
    assert counts.xs("education", level="agency").tolist() == [2, 2, 1, 1, 1]
    assert counts.xs("health", level="agency").tolist() == [1, 1, 1, 1, 0]


def test_a_cell_of_several_codes_is_taken_apart():
    assert parts("ASD; SLCN;") == ("ASD", "SLCN")
    assert parts(None) == ()
