import pytest

from sendlib.data.quality.grid import grid_of
from sendlib.data.quality.jumps import jumps

# councils without boundary changes, with the steady series of most areas
STEADY = [str(code) for code in range(301, 321)]


def series(drawn, figures, *, first=2018, code="885", steady=100, field="plans"):
    lines = [f"area_code | period | {field}"]
    for number, figure in enumerate(figures):
        lines.append(f"{code} | {first + number} | {figure}")
        lines += [f"{other} | {first + number} | {steady + number}" for other in STEADY]
    return jumps(grid_of(drawn("\n".join(lines)), dataset="requests"), additive={field})


@pytest.mark.parametrize(
    ("figures", "year", "expected"),
    [
        ([270, 280, 0, 407], "2020", "about 338, by the years beside"),
        ([173, 170, 2880, 160], "2020", "about 165, by the years beside"),
        ([163, 173, 2880, 22, 33], "2020", "173 or fewer, by the years beside"),
        ([568, 633, 44, "x", 580], "2020", "about 606, by the years beside"),
        ([143, 83, 0, 0, 101], "2020", "about 113, by the years before"),
    ],
)
def test_a_figure_far_outside_the_areas_own_history_is_questioned(drawn, figures, year, expected):
    found = series(drawn, figures)
    assert found["period"].iloc[0] == year
    assert found["expected"].iloc[0] == expected
    assert set(found["effect"]) == {"questioned"}
    assert set(found["area_code"]) == {"885"}


def test_at_the_end_of_a_series_a_jump_is_a_note(drawn):
    found = series(drawn, [100, 110, 120, 115, 3])
    assert found[["period", "effect"]].to_numpy().tolist() == [["2022", "note"]]
    found = series(drawn, [100, 110, 120, 115, 900])
    assert found[["period", "effect"]].to_numpy().tolist() == [["2022", "note"]]


@pytest.mark.parametrize(
    "figures",
    [
        [3, 0, 4, 2, 0],  # tiny counts
        [0, 0, 0, 60, 70],  # a practice that begins
        [60, 70, 80, 0, 0],  # and one that ends
        [100, 150, 230, 340, 500],  # growth
        [100, 102, 300, 310, 320],  # a new level
        [100, "x", 100, 100, 100],  # missing is no zero
        [100, 110, 5, "x", "x", 105],  # two missing years say too little
        [553, 547, 60, 1000, 195],  # between uneven figures, one of the years before
        [18, 18, 495, 0, 0],  # before a practice ends
        [100, 0],  # too short to tell
    ],
)
def test_growth_small_counts_beginnings_and_gaps_are_no_jump(drawn, figures):
    assert series(drawn, figures).empty


def test_a_change_that_all_areas_share_is_no_jump(drawn):
    lines = ["area_code | period | plans"]
    for year, figure in (("2019", 100), ("2020", 5), ("2021", 100)):
        lines += [f"{code} | {year} | {figure}" for code in [*STEADY, "885"]]
    grid = grid_of(drawn("\n".join(lines)), dataset="requests")
    assert jumps(grid, additive={"plans"}).empty


def test_councils_whose_boundary_changed_are_left_out(drawn):
    assert series(drawn, [270, 280, 0, 407], code="838").empty


def test_lines_of_accounts_are_recoded_so_their_jumps_are_notes(drawn):
    found = series(drawn, [5_000_000, 5_100_000, 0, 5_200_000], steady=4_000_000)
    assert found["effect"].tolist() == ["note"]


def test_a_few_areas_are_judged_by_their_own_history_and_rates_not_at_all(drawn):
    text = "area_code | period | plans\n885 | 2019 | 90\n885 | 2020 | 0\n885 | 2021 | 95"
    grid = grid_of(drawn(text), dataset="requests")
    assert jumps(grid, additive={"plans"})["period"].tolist() == ["2020"]
    assert jumps(grid, additive=set()).empty


def test_a_fall_in_a_year_of_many_changes_is_a_note(drawn):
    lines = ["area_code | period | plans"]
    for year in ("2022", "2023", "2024"):
        factors = (0.3, 0.6, 1.0, 1.5, 3.0)
        for number, code in enumerate(STEADY):
            figure = 100 * (factors[number % 5] if year == "2023" else 1)
            lines.append(f"{code} | {year} | {figure:.0f}")
        lines.append(f"885 | {year} | {15 if year == '2023' else 274}")
    grid = grid_of(drawn("\n".join(lines)), dataset="personal_budgets")
    found = jumps(grid, additive={"plans"})
    assert found[["area_code", "period", "effect"]].to_numpy().tolist() == [["885", "2023", "note"]]


def test_a_rise_at_the_end_of_uneven_small_figures_is_a_note(drawn):
    found = series(drawn, [31, 12, 8, 0, 2, 102])
    assert found[["period", "effect"]].to_numpy().tolist() == [["2023", "note"]]
