import pytest

from sendlib.data.lookups import read_changes, read_csv, read_workbook
from sendlib.errors import SourceError

DISTRICTS = (
    "lad_code,lad_name,date_of_introduction,date_of_termination,status,new_la_code,la_name,"
    "old_la_code\n"
    "E07000234,Bromsgrove,,,live,E10000034,Worcestershire,885\n"
    "E07000235,Malvern Hills,,,live,E10000034,Worcestershire,885\n"
)
CHANGES = (
    "la_name,old_la_code,ehcp_2025_new_la_code,s251_lookup_new_la_code,"
    "ons_mye2023_boundary_d2i_new_la_code\n"
    "Buckinghamshire,825,E10000002 (201819) and E06000060 (202021),E06000060,E06000060\n"
)
ONS = "LTLA23CD,LTLA23NM,LTLA23NMW,UTLA23CD,UTLA23NM,UTLA23NMW,ObjectId\n"


def test_a_lookup_gives_each_council_once_with_its_codes_as_published():
    reads = read_csv(DISTRICTS, "lad.csv")
    assert reads is not None
    assert reads[0].table.to_dict("records") == [
        {
            "area_code": "885", "dfe_code": "885", "ons_code": "E10000034",
            "name": "Worcestershire", "region": "", "source": "lad.csv",
        }
    ]  # fmt: skip


def test_areas_that_are_no_english_council_are_left_out():
    text = ONS + "W06000015,Cardiff,,W06000015,Cardiff,,1\nE06000001,Hartlepool,,E06000001,H,,2\n"
    reads = read_csv(text, "ons.csv")
    assert reads is not None
    assert reads[0].table["area_code"].tolist() == ["805"]


def test_every_code_in_the_list_of_changes_is_a_pairing():
    reads = read_changes(CHANGES, "changes.csv")
    assert reads is not None
    assert reads[0].table["ons_code"].tolist() == ["E10000002", "E06000060"]
    assert set(reads[0].table["area_code"]) == {"825"}


def test_lait_numbers_of_regions_are_read_too_and_discontinued_ones_left_out():
    rows = [
        ["LA Number", "LA Name", "Region", "Type"],
        ["885", "Worcestershire", "West Midlands", "SC"],
        ["970", "England", "NA", "NA"],
        ["1000", "England (discontinued)", "NA", "NA"],
    ]
    reads = read_workbook({"Notes": [], "Sheet1": rows}, "list.xlsx")
    assert reads is not None
    assert reads[0].table["area_code"].tolist() == ["885", "ENG"]


def test_other_files_are_no_lookups():
    assert read_csv("a,b\n1,2", "x.csv") is None
    assert read_changes("a,b\n1,2", "x.csv") is None
    assert read_workbook({"S": [["a"]]}, "x.xlsx") is None


def test_another_edition_is_refused():
    with pytest.raises(SourceError, match=r"New columns: la_code\. Columns gone: old_la_code"):
        read_csv(DISTRICTS.replace("old_la_code", "la_code"), "lad.csv")


@pytest.mark.parametrize(
    ("path", "councils"),
    [
        ("reference/d2i_la_lookup.csv", 153),
        ("reference/dfe_la_lad_hierarchy.csv", 153),
        ("reference/ons_ltla_utla_apr2023.csv", 153),
        ("lait/la_code_list.xlsx", 153),
        ("reference/code_changes.csv", 3),
    ],
)
def test_the_published_lookups_hold_every_council(real, path, councils):
    (read,) = real(path)
    present = read.table["area_code"][lambda codes: codes.str.fullmatch(r"\d{3}")]
    abolished = {"835", "836", "837", "909", "928"}
    assert len(set(present) - abolished) == councils
