import pytest

from sendlib.data.quality.breakdowns import missing_breakdowns, missing_totals
from sendlib.data.quality.grid import grid_of

CODES = [str(code) for code in range(301, 315)]
HEADER = "area_code | period | topic | breakdown | plans\n"


def broken_down(rows):
    lines = []
    for area, total, part in rows:
        lines.append(f"{area} | 2025 | Total | Total | {total}")
        if part is not None:
            lines.append(f"{area} | 2025 | Sex | Male | {part}")
    return HEADER + "\n".join(lines)


@pytest.mark.parametrize("part", ["x", None])
def test_a_council_with_a_total_and_an_empty_breakdown_is_named(drawn, part):
    rows = [*((code, 10, 10) for code in CODES), ("936", 16069, part)]
    grid = grid_of(drawn(broken_down(rows)), dataset="needs")
    found = missing_breakdowns(grid, additive={"plans"})
    assert found[["area_code", "field", "expected"]].to_numpy().tolist() == [
        ["936", "plans", "16069 by Sex"]
    ]
    assert missing_breakdowns(grid, additive=set()).empty


def test_a_breakdown_that_most_councils_lack_and_an_area_without_cases_are_no_fault(drawn):
    rows = [*((code, 10, None) for code in CODES), ("936", 10, 10)]
    grid = grid_of(drawn(broken_down(rows)), dataset="needs")
    assert missing_breakdowns(grid, additive={"plans"}).empty
    rows = [*((code, 10, 10) for code in CODES), ("420", 0, None)]
    grid = grid_of(drawn(broken_down(rows)), dataset="needs")
    assert missing_breakdowns(grid, additive={"plans"}).empty


def test_a_council_without_the_figure_that_all_others_have_is_noted(drawn):
    rows = [*((code, 10, 10) for code in CODES), ("204", "x", "x")]
    grid = grid_of(drawn(broken_down(rows)), dataset="requests")
    found = missing_totals(grid, additive={"plans"})
    assert found[["area_code", "found", "effect"]].to_numpy().tolist() == [
        ["204", "no figure", "note"]
    ]
    assert missing_totals(grid, additive=set()).empty


def test_a_council_that_is_left_out_of_one_year_is_noted(drawn):
    lines = [HEADER.strip(), "301 | 2022 | Sex | Male | 1"]
    for year in (2022, 2023, 2024):
        lines += [f"{code} | {year} | Total | Total | 5" for code in CODES if code != "301"]
    lines += [f"301 | {year} | Total | Total | 5" for year in (2022, 2024)]
    grid = grid_of(drawn("\n".join(lines)), dataset="new_plans")
    found = missing_totals(grid, additive={"plans"})
    assert found[["area_code", "period", "found"]].to_numpy().tolist() == [
        ["301", "2023", "no row"]
    ]
