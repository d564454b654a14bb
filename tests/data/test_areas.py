import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sendlib.contracts.areas import COUNCILS, LONDON_PARTS, REGIONS
from sendlib.data.areas import (
    from_dfe_code,
    from_name,
    from_ons_code,
    from_region,
    name_key,
    present,
    resolved,
    told_apart,
)

ROLES = {"dfe": "dfe", "ons": "ons", "name": "name", "region": "region"}


def rows(*found):
    return pd.DataFrame(found, columns=["level", "dfe", "ons", "name", "region"], dtype=object)


@pytest.mark.parametrize(
    ("code", "area"),
    [
        ("885", "885"), (885, "885"), ("885.0", "885"), (885.0, "885"), ("909", "909"),
        ("970", "ENG"), ("986", "E12000007"), ("988", "E13000002"), ("ENG", "ENG"), ("101", "101"),
        ("999", None), ("", None), ("Kent", None),
    ],
)  # fmt: skip
def test_a_dfe_code_or_lait_number_gives_its_area(code, area):
    assert from_dfe_code(code) == area


@pytest.mark.parametrize(
    ("code", "area"),
    [
        ("E10000034", "885"), ("E10000027", "933"), ("E06000066", "933"), ("E92000001", "ENG"),
        ("E12000005", "E12000005"), ("E13000001", "E13000001"), ("W92000004", None),
    ],
)  # fmt: skip
def test_present_and_past_ons_codes_give_one_area(code, area):
    assert from_ons_code(code) == area


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Worcestershire", "885"), ("BRISTOL, CITY OF", "801"), ("Bristol City of", "801"),
        ("Kingston Upon Hull, City of", "810"), ("St. Helens", "342"), ("County Durham", "840"),
        ("Hammersmith & Fulham", "205"), ("telford & wrekin", "894"), ("Dorset", "838"),
        ("Cumbria", "909"), ("City of London", "201"), ("Kent County Council", "886"),
        ("Kirkby", None), ("Wales", None),
    ],
)  # fmt: skip
def test_a_council_is_found_under_every_published_spelling(name, code):
    assert from_name(name) == code


@pytest.mark.parametrize(
    ("text", "area"),
    [
        ("Yorkshire and The Humber", "E12000003"), ("E12000003", "E12000003"),
        ("Inner London", "E13000001"), ("London (Outer)", "E13000002"), ("East", "E12000006"),
        ("England", "ENG"), ("Atlantis", None),
    ],
)  # fmt: skip
def test_a_region_is_found_by_name_or_code(text, area):
    assert from_region(text) == area


@given(st.sampled_from(sorted(COUNCILS)))
def test_code_ons_code_and_name_of_a_council_agree(code):
    council = COUNCILS[code]
    assert from_dfe_code(code) == from_name(council.name) == code
    assert {from_ons_code(ons) for ons in council.ons_codes} == {code}


def test_no_two_areas_share_a_name_key():
    names = [council.name for council in COUNCILS.values()]
    names += [*REGIONS.values(), *LONDON_PARTS.values()]
    assert len({name_key(name) for name in names}) == len(names)


def test_the_level_decides_then_the_dfe_code_then_ons_code_then_name():
    table = rows(
        ("National", "", "", "", ""),
        ("Country", "", "", "", ""),
        ("Regional", "", "", "", "E12000005"),
        ("Regional", "", "", "", "Nowhere"),
        ("Local authority", "885", "E10000013", "Kent", "E12000005"),
        ("Local authority", "z", "E10000013", "Kent", ""),
        ("Local authority", "", "", "Kent", ""),
        ("Local authority", "", "", "Atlantis", ""),
        ("Local authority", None, float("nan"), "", ""),
    )
    found = resolved(table, level="level", columns=ROLES)
    assert [code if code == code else None for code in found] == [
        "ENG", "ENG", "E12000005", None, "885", "916", "886", None, None,
    ]  # fmt: skip
    assert found.index.equals(table.index)


def test_without_a_level_every_row_is_read_by_its_codes():
    table = pd.DataFrame({"code": ["E92000001", "E12000009", "E10000034"]}, index=[5, 6, 7])
    found = resolved(table, level=None, columns={"ons": "code"})
    assert found.tolist() == ["ENG", "E12000009", "885"]
    assert found.index.tolist() == [5, 6, 7]


def test_dorset_is_the_old_council_beside_bournemouth_and_poole_only():
    areas = pd.Series(["838", "836", "838", "839", "838", "837", "839"], dtype=object)
    periods = pd.Series(["2018", "2018", "2020", "2020", "2021", "2021", "2021"])
    repeated = pd.Series(False, index=areas.index)
    found = told_apart(areas, periods=periods, repeated=repeated)
    assert found.tolist() == ["835", "836", "838", "839", "838", "837", "839"]


def test_a_second_row_under_one_name_is_the_abolished_council_s():
    areas = pd.Series(["838", "838", "885", "885"], dtype=object)
    periods = pd.Series("2020", index=areas.index)
    repeated = pd.Series([False, True, False, True])
    found = told_apart(areas, periods=periods, repeated=repeated)
    assert found.tolist() == ["838", "835", "885", "885"]
    assert areas.tolist() == ["838", "838", "885", "885"]


@pytest.mark.parametrize("cell", [None, float("nan"), "", " ", "NaN"])
def test_an_empty_cell_holds_nothing(cell):
    assert not present(cell)


@pytest.mark.parametrize("cell", ["x", 0, "0"])
def test_a_filled_cell_holds_something(cell):
    assert present(cell)
