from sendlib.data.quality.grid import grid_of
from sendlib.data.quality.sums import breakdown_sums, field_sums

COLUMNS = ["area_code", "period", "field", "found", "expected"]


def listed(found):
    return found[COLUMNS].to_numpy().tolist()


def test_a_whole_that_is_not_the_sum_of_its_parts_is_named(drawn):
    facts = drawn(
        """
        area_code | period | Res_3851 | Res_52 | Res_tot
        885       | 2023   | 4        | 38     | 110
        916       | 2023   | 1        | 2      | 3
        """
    )
    found = field_sums(grid_of(facts, dataset="residential"))
    assert listed(found) == [["885", "2023", "Res_tot", "110", "42, the sum of its parts"]]


def test_parts_of_other_years_and_unpublished_parts_are_no_fault(drawn):
    header = "area_code | period | assess_in_year | assess_issued | assess_not_issued | "
    facts = drawn(
        header
        + """assess_not_made | assess_withdrawn
        885 | 2022 | 100 | 80 | 10 | x | 5
        916 | 2022 | 50  | 40 | 10 | x | 5
        """
    )
    found = field_sums(grid_of(facts, dataset="assessments"))
    # 885 may have five undecided; 916 has more parts than whole
    assert [row[0] for row in listed(found)] == ["916"]


def test_a_part_that_belongs_to_the_whole_in_some_years_is_taken_as_most_rows_have_it(drawn):
    parts = "elective_home_education | other_arrangements_la | other_placement_settings"
    facts = drawn(
        f"""
        area_code | period | ed_elsewhere | {parts}
        885 | 2022 | 3 | 1 | 2 | 9
        916 | 2022 | 3 | 1 | 2 | 9
        885 | 2024 | 12 | 1 | 2 | 9
        916 | 2024 | 12 | 1 | 2 | 9
        """
    )
    assert field_sums(grid_of(facts, dataset="caseload")).empty


def test_what_cannot_be_placed_may_be_left_over_but_not_much_of_it(drawn):
    facts = drawn(
        """
        area_code | period | assess_not_issued | outcome_decision_within_time | outcome_decision_over_time
        352       | 2024   | 1000              | 600                          | 390
        355       | 2024   | 100               | 40                           | 30
        """  # noqa: E501
    )
    found = field_sums(grid_of(facts, dataset="assessments"))
    assert found["area_code"].tolist() == ["355"]


def test_rounded_percentages_may_be_off_by_their_rounding(drawn):
    facts = drawn(
        """
        area_code | period | NEET_not_known_percent | NEET_percent | Notknown_percent
        885       | 2025   | 4.9                    | 2.4          | 2.6
        916       | 2025   | 4.9                    | 2.5          | 2.5
        931       | 2025   | 5.9                    | 2.5          | 2.4
        """
    )
    found = field_sums(grid_of(facts, dataset="neet"))
    assert found["area_code"].tolist() == ["931"]


def test_a_dataset_without_sums_has_no_faults(drawn):
    facts = drawn("area_code | period | plans\n885 | 2025 | 1")
    assert field_sums(grid_of(facts, dataset="unheard_of")).empty
    assert field_sums(grid_of(facts, dataset="residential")).empty


def by_sex(rows):
    header = "area_code | period | topic | breakdown | plans\n"
    lines = [
        f"{area} | 2025 | {topic} | {breakdown} | {value}"
        for area, total, male, female in rows
        for topic, breakdown, value in (
            ("Total", "Total", total), ("Sex", "Male", male), ("Sex", "Female", female),
        )
    ]  # fmt: skip
    return header + "\n".join(lines)


FITTING = [(code, 10, 6, 4) for code in ("841", "840", "390", "805", "806", "391")]


def test_a_total_that_is_not_the_sum_of_its_breakdown_is_named(drawn):
    grid = grid_of(drawn(by_sex([*FITTING, ("885", 6078, 200, 119)])), dataset="new_plans")
    found = breakdown_sums(grid, additive={"plans"})
    assert listed(found) == [["885", "2025", "plans", "6078", "319, the sum by Sex"]]


def test_a_breakdown_with_a_hole_may_fall_short_and_an_incomplete_topic_is_left_out(drawn):
    grid = grid_of(drawn(by_sex([*FITTING, ("885", 9, 6, "x")])), dataset="new_plans")
    assert breakdown_sums(grid, additive={"plans"}).empty
    partial = [(code, 10, 3, 2) for code in ("841", "840", "390")]
    grid = grid_of(drawn(by_sex(partial)), dataset="new_plans")
    assert breakdown_sums(grid, additive={"plans"}).empty
    assert breakdown_sums(grid, additive=set()).empty


def test_group_totals_are_added_up_and_each_group_by_its_members(drawn):
    def rows(area, total, special, day, home):
        lines = (
            ("Total", "Total", total), ("Type", "Special - total", special),
            ("Type", "Special - day", day), ("Type", "Special - other", 1), ("Type", "Home", home),
        )  # fmt: skip
        return [f"{area} | 2025 | {topic} | {name} | {value}" for topic, name, value in lines]

    fitting = [line for code, *_ in FITTING for line in rows(code, 10, 6, 5, 4)]
    text = "\n".join(
        [
            "area_code | period | topic | breakdown | plans", *fitting,
            *rows("885", 11, 6, 5, 4), *rows("916", 10, 6, 4, 4),
        ]
    )  # fmt: skip
    found = breakdown_sums(grid_of(drawn(text), dataset="ceased"), additive={"plans"})
    assert found[["area_code", "breakdown_topic", "gap"]].to_numpy().tolist() == [
        ["885", "Total", 1.0], ["916", "Type: Special", 1.0],
    ]  # fmt: skip


def test_topics_with_a_total_of_their_own_are_added_up_to_it_and_to_the_whole(drawn):
    def rows(area, total, group, part):
        return [
            f"{area} | 2025 | Total | Total | {total}",
            f"{area} | 2025 | Special | Total | {group}",
            f"{area} | 2025 | Special | Day | {part}",
        ]

    fitting = [line for code, *_ in FITTING for line in rows(code, 6, 6, 6)]
    text = "\n".join(
        [
            "area_code | period | topic | breakdown | plans", *fitting,
            *rows("885", 7, 6, 6), *rows("916", 6, 6, 5),
        ]
    )  # fmt: skip
    found = breakdown_sums(grid_of(drawn(text), dataset="caseload_by_setting"), additive={"plans"})
    assert sorted(found["area_code"]) == ["885", "916"]


def test_a_group_without_members_has_nothing_to_add_up(drawn):
    text = by_sex(FITTING) + "\n841 | 2025 | Type | Home - total | 10"
    assert breakdown_sums(grid_of(drawn(text), dataset="ceased"), additive={"plans"}).empty
