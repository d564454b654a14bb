from sendlib.data.quality.grid import grid_of
from sendlib.data.quality.labels import moved_bands, negative_counts, other_measures

YEARS = "Years EHC plan in place"


def bands(drawn, shortest):
    text = f"""
        area_code | period | topic | breakdown | ehcplans
        ENG | 2025 | {YEARS} | Less than a year | {shortest}
        ENG | 2025 | {YEARS} | 1 | 110640
        885 | 2025 | {YEARS} | Less than a year | 30
        885 | 2025 | {YEARS} | 1 | 900
        """
    new = "area_code | period | new_ehc_plans\nENG | 2024 | 97747"
    return {
        "caseload": grid_of(drawn(text), dataset="caseload"),
        "new_plans": grid_of(drawn(new), dataset="new_plans"),
    }


def test_bands_that_stand_one_too_high_are_named_for_every_area(drawn):
    found = moved_bands(bands(drawn, 3451))
    assert found[["area_code", "period", "field"]].to_numpy().tolist() == [
        ["885", "2025", YEARS], ["ENG", "2025", YEARS],
    ]  # fmt: skip
    assert "97747 new plans" in found["expected"].iloc[0]


def test_bands_that_agree_with_new_plans_and_missing_datasets_are_no_fault(drawn):
    right = bands(drawn, 114091)
    assert moved_bands(right).empty
    assert moved_bands({"caseload": right["caseload"]}).empty


def measure(drawn, during):
    text = "area_code | period | SEN_CASES_DUR_YEAR | SEN_CASES_JAN\n"
    text += "\n".join(f"{code} | 2024 | {during} | 6000" for code in ("885", "916", "ENG"))
    return {"lait": grid_of(drawn(text), dataset="lait")}


def test_cases_of_a_year_that_are_fewer_than_those_of_january_are_something_else(drawn):
    found = other_measures(measure(drawn, 800))
    assert found["area_code"].tolist() == ["885", "916", "ENG"]
    assert set(found["rule"]) == {"mislabelled"}


def test_cases_of_a_year_that_are_more_or_absent_are_no_fault(drawn):
    assert other_measures(measure(drawn, 7000)).empty
    assert other_measures({}).empty
    assert other_measures(measure(drawn, "x")).empty


def test_a_count_below_zero_is_named(drawn):
    text = """
        area_code | period | total_review_meeting | review_decision_outstanding | other
        885 | 2024 | 100 | -211 | -3
        916 | 2024 | 100 | 4 | 5
        """
    found = negative_counts(grid_of(drawn(text), dataset="annual_reviews"))
    assert found[["area_code", "field", "found"]].to_numpy().tolist() == [
        ["885", "review_decision_outstanding", "-211"]
    ]
