from sendlib.data.quality.grid import grid_of
from sendlib.data.quality.repeats import repeated_rows, repeated_totals


def copied(codes, value, *, whole=6078, england=66706, other=None):
    lines = ["area_code | period | plans", f"E12000001 | 2022 | {whole}"]
    lines += [f"ENG | 2022 | {england}", *(f"{code} | 2022 | {value}" for code in codes)]
    for number, code in enumerate(codes):
        lines.append(f"{code} | 2021 | {other if other is not None else 100 + number}")
    return "\n".join(lines)


def test_a_regional_total_in_every_council_is_named(drawn, north_east):
    grid = grid_of(drawn(copied(north_east, 6078)), dataset="new_plans")
    found = repeated_totals(grid, additive={"plans"})
    assert found["area_code"].tolist() == north_east
    assert set(found["rule"]) == {"repeated_value"}
    assert "North East, shown for all 12 councils" in found["expected"].iloc[0]


def test_the_figure_of_england_in_every_council_is_named(drawn, north_east):
    grid = grid_of(drawn(copied(north_east, 12, whole=11, england=12)), dataset="lait")
    found = repeated_totals(grid, additive=set())
    assert len(found) == 12
    assert "that of England" in found["expected"].iloc[0]


def test_small_figures_bounds_and_few_councils_agree_by_chance(drawn, north_east):
    for value in (2, 100):
        text = copied(north_east, value, whole=value)
        assert repeated_totals(grid_of(drawn(text), dataset="a"), additive={"plans"}).empty
    text = copied(north_east[:5], 50, whole=50)
    assert repeated_totals(grid_of(drawn(text), dataset="a"), additive={"plans"}).empty
    text = copied(north_east, 50, whole=51)
    assert repeated_totals(grid_of(drawn(text), dataset="a"), additive={"plans"}).empty


def test_a_rate_that_is_always_set_for_the_whole_region_is_no_fault(drawn, north_east):
    text = copied(north_east, 5.5, whole=5.5, other=5.4)
    assert repeated_totals(grid_of(drawn(text), dataset="a"), additive=set()).empty


def test_a_table_without_councils_repeats_nothing(drawn):
    grid = grid_of(drawn("area_code | period | plans\nENG | 2025 | 7"), dataset="a")
    assert repeated_totals(grid, additive={"plans"}).empty
    assert repeated_rows(grid).empty


FIELDS = "area_code | period | a | b | c | d | e | f\n"
ONE = "11 | 22 | 33 | 44 | 55 | 66"
TWO = "12 | 23 | 34 | 45 | 56 | 67"


def rows(drawn, text):
    return repeated_rows(grid_of(drawn(FIELDS + text), dataset="a"))


def test_a_row_copied_from_another_council_or_from_the_year_before_is_named(drawn):
    found = rows(drawn, f"885 | 2024 | {ONE}\n916 | 2024 | {ONE}\n885 | 2025 | {TWO}")
    assert sorted(set(found["area_code"])) == ["885", "916"]
    found = rows(drawn, f"885 | 2024 | {ONE}\n885 | 2025 | {ONE}\n916 | 2025 | {TWO}")
    assert set(zip(found["area_code"], found["period"], strict=True)) == {("885", "2025")}
    assert "year before" in found["expected"].iloc[0]


def test_councils_that_make_one_return_every_year_and_small_figures_are_no_fault(drawn):
    joint = [f"{code} | {year} | {row}" for code in ("940", "941")
             for year, row in (("2024", ONE), ("2025", TWO))]  # fmt: skip
    assert rows(drawn, "\n".join(joint)).empty
    small = "0 | 1 | 2 | 3 | 0 | 100"
    assert rows(drawn, f"885 | 2024 | {small}\n916 | 2024 | {small}").empty
