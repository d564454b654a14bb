import pytest

from sendlib.data.quality.coherence import incoherent_plans
from sendlib.data.quality.grid import grid_of

OTHERS = {
    "timeliness": "plans_issued_den",
    "assessments": "assess_issued",
    "requests": "requests_received_in_year",
}


def told(drawn, *, new, dataset="timeliness", before=200, after=210, stock=None, area="921"):
    """Grids in which one council's tables of 2024 tell of some new plans and of others."""
    new_plans = ["area_code | period | new_ehc_plans", f"{area} | 2023 | {before}"]
    new_plans += [f"{area} | 2024 | {new[0]}", f"{area} | 2025 | {after}", "301 | 2024 | 100"]
    field = OTHERS[dataset]
    other = [f"area_code | period | {field} | some_pc", f"{area} | 2024 | {new[1]} | 28.6"]
    texts = {"new_plans": new_plans, dataset: [*other, "301 | 2024 | 120 | 50"]}
    if stock:
        texts["caseload"] = ["area_code | period | ehcplans", f"{area} | 2024 | 1000"]
        texts["caseload"].append(f"{area} | 2025 | {stock}")
        texts["ceased"] = ["area_code | period | total_ceased", f"{area} | 2024 | 50"]
    return {name: grid_of(drawn("\n".join(text)), dataset=name) for name, text in texts.items()}


def of(found):
    return found[["dataset", "field", "rule", "effect", "found"]].to_numpy().tolist()


@pytest.mark.parametrize(
    ("dataset", "few", "words"),
    [("timeliness", 7, "about 187"), ("assessments", 8, "about 187"),
     ("requests", 74, "at least 187")],
)  # fmt: skip
def test_a_table_of_few_of_the_new_plans_is_questioned_with_its_row(drawn, dataset, few, words):
    found = incoherent_plans(told(drawn, new=(187, few), dataset=dataset))
    assert of(found) == [
        [dataset, OTHERS[dataset], "missing_breakdown", "questioned", str(few)],
        [dataset, "some_pc", "missing_breakdown", "questioned", "28.6"],
    ]
    assert found["expected"].tolist() == [
        f"{words}, as new_plans has",
        f"a figure of {words}, the plans of new_plans",
    ]
    assert set(found["area_code"]) == {"921"}


def test_new_plans_out_of_line_with_history_are_named_themselves(drawn):
    found = incoherent_plans(told(drawn, new=(6078, 200)))
    assert of(found) == [["new_plans", "new_ehc_plans", "parts_total", "questioned", "6078"]]
    assert found["expected"].tolist() == ["about 200, as timeliness has"]
    assert incoherent_plans(told(drawn, new=(6078, 300), dataset="requests")).empty


def test_a_figure_many_times_the_new_plans_is_questioned_alone(drawn):
    found = incoherent_plans(told(drawn, new=(205, 900)))
    assert of(found) == [["timeliness", "plans_issued_den", "parts_total", "questioned", "900"]]


def test_a_mild_gap_is_a_note_on_the_figure_that_the_stock_flow_denies(drawn):
    theirs = incoherent_plans(told(drawn, new=(348, 193), stock=1310))
    assert of(theirs) == [["timeliness", "plans_issued_den", "parts_total", "note", "193"]]
    mine = incoherent_plans(told(drawn, new=(348, 193), stock=1150))
    assert of(mine) == [["new_plans", "new_ehc_plans", "parts_total", "note", "348"]]


def test_requests_fewer_than_plans_but_not_by_half_are_a_note(drawn):
    found = incoherent_plans(told(drawn, new=(190, 110), dataset="requests"))
    assert found["effect"].tolist() == ["note"]
    assert incoherent_plans(told(drawn, new=(190, 500), dataset="requests")).empty


def test_a_missing_year_beside_is_bridged(drawn):
    grids = told(drawn, new=(187, 7), before="x")
    more = "area_code | period | new_ehc_plans\n921 | 2022 | 217\n921 | 2024 | 187"
    grids["new_plans"] = grid_of(drawn(more), dataset="new_plans")
    assert set(incoherent_plans(grids)["dataset"]) == {"timeliness"}
    alone = told(drawn, new=(187, 7), before="x", after="x")
    assert incoherent_plans(alone).empty


def test_small_gaps_few_plans_and_absent_tables_are_no_fault(drawn):
    assert incoherent_plans(told(drawn, new=(400, 269))).empty
    assert incoherent_plans(told(drawn, new=(60, 12), before=60, after=60)).empty
    whole = told(drawn, new=(187, 7))
    assert incoherent_plans({"new_plans": whole["new_plans"]}).empty
    assert incoherent_plans({"timeliness": whole["timeliness"]}).empty
    other = grid_of(drawn("area_code | period | a\n921 | 2024 | 7"), dataset="timeliness")
    assert incoherent_plans({**whole, "timeliness": other}).empty
    region = grid_of(
        drawn("area_code | period | new_ehc_plans\nE12000001 | 2024 | 1"), dataset="new_plans"
    )
    assert incoherent_plans({**whole, "new_plans": region}).empty
