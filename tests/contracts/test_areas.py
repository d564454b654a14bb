import re

import pytest

from sendlib.contracts.areas import (
    ABOLISHED,
    COUNCILS,
    DEMO_COUNCILS,
    DEMO_REGIONS,
    REGIONS,
    area_name,
    council,
    is_demo,
)
from sendlib.contracts.tables import AREA_CODE
from sendlib.data.areas import from_region, name_key
from sendlib.data.reading import read_file


def lookup(data_raw, path):
    (read,) = read_file(data_raw / path, source=path)
    return read.table


def test_there_are_153_councils_in_nine_regions():
    assert len(COUNCILS) == 153
    assert {found.region for found in COUNCILS.values()} == set(REGIONS)
    assert len(REGIONS) == 9


def test_no_code_is_used_twice():
    groups = (COUNCILS, ABOLISHED, DEMO_COUNCILS)
    codes = [code for group in groups for code in group]
    ons = [code for group in groups for found in group.values() for code in found.ons_codes]
    assert len(set(codes)) == len(codes)
    assert len(set(ons)) == len(ons)
    assert all(re.match(AREA_CODE, code) for code in [*codes, *REGIONS, *DEMO_REGIONS, "ENG"])


def test_every_predecessor_is_an_abolished_council_and_each_of_those_has_an_heir():
    listed = {code for found in COUNCILS.values() for code in found.predecessors}
    assert listed == set(ABOLISHED)


def test_the_constants_are_those_of_the_published_lookup(data_raw):
    table = lookup(data_raw, "reference/d2i_la_lookup.csv")
    present = table[table["area_code"].isin(COUNCILS)]
    assert set(present["area_code"]) == set(COUNCILS)
    for row in present.itertuples():
        found = COUNCILS[row.area_code]
        assert row.ons_code in found.ons_codes
        assert name_key(row.name) == name_key(found.name) or row.name in found.aliases
        assert from_region(row.region) == found.region


@pytest.mark.parametrize(
    "path",
    ["reference/dfe_la_lad_hierarchy.csv", "reference/ons_ltla_utla_apr2023.csv",
     "reference/code_changes.csv"],
)  # fmt: skip
def test_every_published_ons_code_is_known_for_its_council(data_raw, path):
    for row in lookup(data_raw, path).itertuples():
        assert row.ons_code in council(row.area_code).ons_codes, row


def test_the_first_ons_code_is_that_of_the_boundaries_of_2023(data_raw):
    path = "reference/ctyua_may2023_england_buc.geojson"
    (read,) = read_file(data_raw / path, source=path)
    firsts = {code: found.ons_codes[0] for code, found in COUNCILS.items()}
    published = dict(zip(read.names["area_code"], read.names["published_ons"], strict=True))
    assert published == firsts


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("ENG", "England"), ("885", "Worcestershire"), ("909", "Cumbria"),
        ("E12000005", "West Midlands"), ("E13000001", "London (Inner)"), ("101", "Demoshire"),
        ("E12000091", "Demo North"), ("SN-885", "Statistical neighbours"),
        ("OWN-885", "Chosen councils"),
    ],
)  # fmt: skip
def test_every_kind_of_area_has_a_name(code, name):
    assert area_name(code) == name


def test_an_unknown_code_has_no_name():
    with pytest.raises(KeyError, match="999"):
        area_name("999")


def test_demo_areas_are_marked():
    assert is_demo("101")
    assert is_demo("E12000091")
    assert not is_demo("885")
    assert not is_demo("ENG")
