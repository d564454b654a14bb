from sendlib.data.quality.grid import grid_of
from sendlib.data.quality.shares import percentages

NEEDS = "area_code | period | ehc_plans | number_sld | sld_pc | number_asd | asd_pc\n"
FITTING = "\n".join(f"{code} | 2025 | 1000 | 50 | 5.0 | 333 | 33.3" for code in range(301, 315))


def needs(drawn, row):
    return percentages(grid_of(drawn(f"{NEEDS}{FITTING}\n{row}"), dataset="needs"))


def test_a_percentage_that_its_count_does_not_give_is_named_with_the_count(drawn):
    found = needs(drawn, "936 | 2025 | 16069 | 595 | 7.8 | 5351 | 33.3")
    assert found[["field", "found", "expected"]].to_numpy().tolist() == [
        ["number_sld", "595", "7.8% of 16069 is about 1253"],
        ["sld_pc", "7.8", "3.7, from number_sld"],
    ]


def test_percentages_off_alike_point_to_their_denominator(drawn):
    found = needs(drawn, "936 | 2025 | 2000 | 50 | 5.0 | 333 | 33.3")
    assert found[["field", "found", "expected"]].to_numpy().tolist() == [
        ["ehc_plans", "2000", "about 1000, by its percentages"]
    ]


def test_rounding_to_the_published_digit_is_no_fault(drawn):
    assert needs(drawn, "936 | 2025 | 1200 | 1 | 0.1 | 401 | 33.4").empty


def test_counts_rounded_to_ten_widen_what_is_allowed(drawn):
    facts = drawn(
        """
        area_code | period | t_rwm_met_expected_standard | t_rwm_eligible_pupils | pt_rwm_met_expected_standard
        E12000001 | 2018/19 | 350 | 3650 | 9
        E12000002 | 2018/19 | 400 | 4000 | 10
        E12000003 | 2018/19 | 410 | 4150 | 10
        301 | 2018/19 | 17 | 33 | 52
        302 | 2018/19 | 21 | 99 | 21
        303 | 2018/19 | 7 | 31 | 23
        """  # noqa: E501
    )
    assert percentages(grid_of(facts, dataset="ks2")).empty


def test_a_definition_that_few_rows_keep_is_not_the_publishers(drawn):
    rows = "\n".join(f"{code} | 2025 | 1000 | 50 | 9.0 | 333 | 33.3" for code in range(301, 309))
    assert percentages(grid_of(drawn(NEEDS + rows), dataset="needs")).empty


def test_a_dataset_without_percentages_has_no_faults(drawn):
    grid = grid_of(drawn("area_code | period | ehc_plans\n885 | 2025 | 1"), dataset="needs")
    assert percentages(grid).empty
