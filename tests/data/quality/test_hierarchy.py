import pytest

from sendlib.contracts.areas import REGIONS
from sendlib.data.quality.grid import grid_of
from sendlib.data.quality.hierarchy import areas_totals


def region(codes, values, whole, *, years=range(2018, 2024), last=None):
    """Draw a region whose councils publish the same every year, other figures in the last."""
    lines = ["area_code | period | plans"]
    for year in years:
        figures, total = last if last and year == years[-1] else (values, whole)
        lines += [f"{code} | {year} | {value}" for code, value in zip(codes, figures, strict=True)]
        lines.append(f"E12000001 | {year} | {total}")
    return "\n".join(lines)


TWELVE = list(range(10, 22))


def check(drawn, text):
    return areas_totals(grid_of(drawn(text), dataset="caseload"))


def test_a_region_that_is_not_the_sum_of_its_councils_is_named(drawn, north_east):
    found, counts = check(drawn, region(north_east, TWELVE, 186, last=(TWELVE, 246)))
    assert counts == {"plans"}
    assert found[["area_code", "period", "found", "gap"]].to_numpy().tolist() == [
        ["E12000001", "2023", "246", 60.0]
    ]


@pytest.mark.parametrize(("whole", "faulty"), [(300, False), (100, True)])
def test_with_a_council_missing_the_region_may_be_above_the_others_only(
    drawn, north_east, whole, faulty
):
    last = (["x", *TWELVE[1:]], whole)
    found, _ = check(drawn, region(north_east, TWELVE, 186, last=last))
    assert len(found) == faulty


def test_a_rate_is_no_count(drawn, north_east):
    found, counts = check(drawn, region(north_east, [50] * 12, 50))
    assert found.empty
    assert counts == set()


def test_a_joint_return_that_two_councils_publish_counts_once(drawn, north_east):
    twins = [30, 30, *TWELVE[2:]]
    found, _ = check(drawn, region(north_east, TWELVE, 186, last=(twins, sum(twins) - 30)))
    assert found.empty


def test_aggregates_rounded_to_ten_may_be_off_by_their_rounding(drawn, north_east):
    years = [str(year) for year in range(2010, 2020)]
    lines = region(north_east, TWELVE, 190, years=years).splitlines()
    # a region rounded to ten: 186 is 190
    assert areas_totals(grid_of(drawn("\n".join(lines)), dataset="ks2"))[0].empty


def test_a_predecessor_stands_in_for_the_councils_that_followed(drawn):
    codes = ["830", "831", "855", "856", "857", "891", "892", "925", "928"]
    lines = ["area_code | period | plans"]
    for year in range(2012, 2019):
        lines += [f"{code} | {year} | 20" for code in codes]
        lines.append(f"E12000004 | {year} | {150 if year == 2018 else 180}")
    found, _ = check(drawn, "\n".join(lines))
    assert found[["area_code", "period"]].to_numpy().tolist() == [["E12000004", "2018"]]


def test_england_is_the_sum_of_regions_and_of_councils_where_there_are_no_regions(
    drawn, north_east
):
    years = range(2018, 2025)
    lines = ["area_code | period | plans"]
    for year in years:
        lines += [f"{code} | {year} | {12 if code == 'E12000001' else 5}" for code in REGIONS]
        lines += [f"{code} | {year} | 1" for code in north_east]
        lines.append(f"ENG | {year} | {52 if year < 2024 else 60}")
    found, _ = check(drawn, "\n".join(lines))
    assert found[["area_code", "period"]].to_numpy().tolist() == [["ENG", "2024"]]

    without = [line for line in lines if not line.startswith("E12")]
    found, counts = check(drawn, "\n".join(without))
    assert found.empty  # most councils are missing, so England is more than their sum
    assert counts == set()


def test_a_table_of_councils_alone_has_nothing_to_add_up(drawn):
    assert check(drawn, "area_code | period | plans\n885 | 2025 | 1")[0].empty
