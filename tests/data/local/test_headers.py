import pytest

from sendlib.contracts.local_files import local_files
from sendlib.data.local.headers import find_header, header_key, spreadsheet_letters

PACKAGES = local_files()["packages"]


def header(*rows, own=None):
    return find_header([row.split("|") for row in rows], PACKAGES, own)


def test_headers_match_without_case_blanks_and_punctuation():
    assert header_key(" Weekly cost (education) £ ") == "weeklycosteducation"
    found = header("Package ID|CHILD-ID |Weekly cost: education (£)|distance miles")
    assert found.places == {
        "package_id": 0, "person_id": 1, "weekly_cost_education_gbp": 2, "distance_miles": 3,
    }  # fmt: skip
    assert (found.rows, found.width) == (1, 4)


def test_titles_may_stand_above():
    found = header("Placements 2024||", "||", "Package ID|Person ID|Package type")
    assert found.rows == 3
    assert found.missing(PACKAGES) == ["start_date"]


def test_a_merged_header_of_two_rows_counts_as_one():
    found = header("|Person|Weekly cost|||", "Package ID|person id|Education|Health|Social care|x",
                   "PK1|P1|1|2|3|")  # fmt: skip
    assert found.rows == 2
    assert found.places == {
        "package_id": 0, "person_id": 1, "weekly_cost_education_gbp": 2,
        "weekly_cost_health_gbp": 3, "weekly_cost_social_care_gbp": 4,
    }  # fmt: skip
    assert found.unknown == {5: "x"}


def test_a_header_merged_downwards_counts_as_well():
    found = header("Package ID|Weekly cost|", "|Education|Health")
    assert set(found.places) == {
        "package_id", "weekly_cost_education_gbp", "weekly_cost_health_gbp",
    }  # fmt: skip


def test_a_users_own_header_comes_before_the_usual_ones():
    found = header("Ref|Package ID|Person ID", own={"ref": "package_id"})
    assert found.places["package_id"] == 0
    assert found.repeated == {1: "package_id"}


def test_no_header_is_none():
    assert header("a|b", "c|d") is None
    assert find_header([], PACKAGES) is None


@pytest.mark.parametrize(("place", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ")])
def test_columns_are_called_as_a_spreadsheet_calls_them(place, letters):
    assert spreadsheet_letters(place) == letters
