from sendlib.data.quality.agreement import disagreements
from sendlib.data.quality.grid import grid_of

CODES = [str(code) for code in range(301, 315)]


def pair(drawn, theirs, *, other="needs_new_plans", field="ehc_plans"):
    mine = "area_code | period | new_ehc_plans\n" + "\n".join(
        f"{code} | 2024 | 100" for code in [*CODES, "921"]
    )
    rows = "\n".join(f"{code} | 2024 | 100 | 1" for code in CODES)
    text = f"area_code | period | {field} | number_asd\n{rows}\n921 | 2024 | {theirs} | 1"
    first = grid_of(drawn(mine), dataset="new_plans")
    return disagreements({"new_plans": first, other: grid_of(drawn(text), dataset=other)})


def test_needs_of_few_of_the_plans_are_questioned_with_all_of_their_row(drawn):
    found = pair(drawn, 3)
    assert found["field"].tolist() == ["ehc_plans", "number_asd"]
    assert set(found["rule"]) == {"missing_breakdown"}
    assert found["expected"].iloc[0] == "the whole of 100 in new_plans"


def test_a_figure_that_two_publications_give_differently_is_named(drawn):
    found = pair(drawn, 99)
    assert found[["field", "rule", "expected"]].to_numpy().tolist() == [
        ["ehc_plans", "parts_total", "100, as new_plans has"]
    ]
    assert pair(drawn, 100).empty
    assert pair(drawn, "x").empty


def test_needs_that_lack_a_few_plans_are_questioned_and_another_edition_is_noted(drawn):
    assert pair(drawn, 99)["effect"].tolist() == ["questioned"]
    noted = pair(drawn, 50, other="lait", field="SEN_CASES_DUR_YEAR")
    assert noted["effect"].tolist() == ["note"]


def test_a_zero_where_nothing_was_published_is_questioned(drawn):
    ceased = [f"{code} | 2023 | 50" for code in CODES]
    mine = "area_code | period | total_ceased\n" + "\n".join([*ceased, "921 | 2022 | 50"])
    rows = [f"{code} | 2023 | 50" for code in CODES]
    text = "area_code | period | SEN_TOT_CEASED_EHC_PLAN\n" + "\n".join(
        [*rows, "921 | 2022 | 50", "921 | 2023 | 0", "942 | 2022 | 0"]
    )
    grids = {
        "ceased": grid_of(drawn(mine), dataset="ceased"),
        "lait": grid_of(drawn(text), dataset="lait"),
    }
    found = disagreements(grids)
    assert found[["area_code", "period", "found", "expected"]].to_numpy().tolist() == [
        ["921", "2023", "0", "no figure: ceased has none"]
    ]


def test_publications_that_mostly_differ_do_not_mean_the_same(drawn):
    mine = "area_code | period | new_ehc_plans\n301 | 2024 | 100"
    theirs = "area_code | period | ehc_plans\n301 | 2024 | 90"
    grids = {
        "new_plans": grid_of(drawn(mine), dataset="new_plans"),
        "needs_new_plans": grid_of(drawn(theirs), dataset="needs_new_plans"),
    }
    assert disagreements(grids).empty
    other = "area_code | period | something\n301 | 2024 | 90"
    grids["needs_new_plans"] = grid_of(drawn(other), dataset="needs_new_plans")
    assert disagreements(grids).empty
