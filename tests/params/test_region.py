from pathlib import Path

import pytest

from sendlib.contracts.areas import COUNCILS
from sendlib.errors import ParamsError
from sendlib.params.load import (
    from_values,
    load_any,
    load_params,
    region_from_notebook,
    to_notebook,
)
from sendlib.params.model import ReportParams
from sendlib.params.region import RegionParams, official_region

ROOT = Path(__file__).parents[2]
SHIPPED = sorted((ROOT / "params" / "regions").glob("*.yml"))
TWO = "region: Two Downs\nmembers: [Kent, {area: Surrey, shared: shares/surrey.json}]\n"


def faults(folder: Path, text: str) -> list[str]:
    path = folder / "two.yml"
    path.write_text(text)
    with pytest.raises(ParamsError) as error:
        load_any(path)
    return [line.removeprefix(f"{path.as_posix()}: ") for line in str(error.value).splitlines()]


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_the_regions_shipped_load_and_are_named_after_their_files(path: Path) -> None:
    params = load_any(path)
    assert isinstance(params, RegionParams)
    assert params.slug == path.stem
    assert params.is_demo == (path.stem == "demo-region")


def test_three_regions_are_shipped() -> None:
    assert [path.stem for path in SHIPPED] == [
        "demo-region", "south-east-seven", "yorkshire-and-the-humber",
    ]  # fmt: skip
    seven = load_any(SHIPPED[1])
    assert isinstance(seven, RegionParams)
    assert sorted(COUNCILS[code].name for code in seven.codes) == [
        "Brighton and Hove", "East Sussex", "Hampshire", "Kent", "Medway", "Surrey", "West Sussex",
    ]  # fmt: skip


def test_a_region_of_all_its_councils_has_its_official_code_and_others_their_own() -> None:
    whole = tuple(code for code, one in COUNCILS.items() if one.region == "E12000003")
    assert official_region(whole) == "E12000003"
    assert official_region(whole[:-1]) == ""
    assert official_region(("886", "383")) == ""
    params = RegionParams(region="Two Downs", members=("Kent", "Surrey"))
    assert (params.area, params.area_name, params.slug) == (
        "OWN-two-downs",
        "Two Downs",
        "two-downs",
    )
    assert RegionParams(region="Whole", members=whole).area == "E12000003"


def test_a_member_is_a_name_or_a_block_whose_paths_count_from_the_file(tmp_path: Path) -> None:
    path = tmp_path / "two.yml"
    path.write_text(TWO.replace("Kent,", "{area: 886, local: {folder: kent, private: kept}},"))
    params = load_any(path)
    assert isinstance(params, RegionParams)
    kent, surrey = params.members
    assert (kent.area, surrey.area) == ("886", "936")
    assert kent.local.folder == (tmp_path / "kent").as_posix()
    assert kent.local.private == (tmp_path / "kept").as_posix()
    assert surrey.shared == (tmp_path / "shares/surrey.json").as_posix()


def test_params_of_a_region_go_through_a_notebook_unchanged(tmp_path: Path) -> None:
    path = tmp_path / "two.yml"
    path.write_text(TWO)
    params = load_any(path)
    assert region_from_notebook(**to_notebook(params)) == params
    assert from_values(to_notebook(params)) == params
    council = ReportParams(area="Kent")
    assert from_values(to_notebook(council)) == council
    with pytest.raises(ParamsError, match="members: found nothing"):
        region_from_notebook(region="Two")


def test_a_region_is_no_council(tmp_path: Path) -> None:
    path = tmp_path / "two.yml"
    path.write_text(TWO)
    with pytest.raises(ParamsError, match="the params of a region, Two Downs; the params file of"):
        load_params(path)


@pytest.mark.parametrize(
    ("members", "fault"),
    [
        ("[Kent]", 'line 2: members: found 1, allowed: a list of at least two councils'),
        ("[Kent, Surrey, 886]", "line 2: members[2]: found Kent, allowed: each council once"),
        ("[Kent, Demoshire]",
         "line 2: members[1]: found Demoshire, allowed: real councils only, or the demo's only"),
        ("[Kent, Surry]",
         'line 2: members[1].area: found "Surry", allowed: one of the 153 councils; did you mean '
         '"Surrey"?'),
        ("[Kent, {area: Surrey, share: x}]",
         'line 2: members[1].share: unknown key, found "share", allowed: area, local, shared; did '
         'you mean "shared"?'),
    ],
)  # fmt: skip
def test_faults_of_members_are_named_with_line_and_advice(
    tmp_path: Path, members: str, fault: str
) -> None:
    assert faults(tmp_path, f"region: Two\nmembers: {members}\n") == [fault]


def test_faults_of_the_region_s_own_keys_are_told_with_those_of_members(tmp_path: Path) -> None:
    found = faults(
        tmp_path,
        "region:\nmembers: [Kent, Surrey]\nregional: {service_level_percent: 40}\narea: Kent\n",
    )
    assert len(found) == 3
    assert found[0].startswith("line 1: region: found nothing")
    assert found[1].startswith("line 3: regional.service_level_percent: found")
    assert found[2].startswith("line 4: area: unknown key")
