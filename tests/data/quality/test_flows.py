from sendlib.data.quality.flows import flow_residuals, too_few_ceased
from sendlib.data.quality.grid import grid_of

CODES = [str(code) for code in range(301, 312)]


def grids(drawn, *, area="892", before=2115, after=1199, new=379, ceased=42, year=2025):
    stock = [f"area_code | period | ehcplans\n{area} | {year - 1} | {before}"]
    stock.append(f"{area} | {year} | {after}")
    flows = [f"area_code | period | new_ehc_plans\n{area} | {year - 1} | {new}"]
    ends = [f"area_code | period | total_ceased\n{area} | {year - 1} | {ceased}"]
    for number, code in enumerate(CODES):
        stock += [f"{code} | {year - 1} | 1000", f"{code} | {year} | {1055 + number}"]
        flows.append(f"{code} | {year - 1} | 100")
        ends.append(f"{code} | {year - 1} | 50")
    texts = {"caseload": stock, "new_plans": flows, "ceased": ends}
    return {name: grid_of(drawn("\n".join(text)), dataset=name) for name, text in texts.items()}


def test_a_stock_that_its_flows_do_not_explain_is_questioned(drawn):
    found = flow_residuals(grids(drawn))
    assert found[["area_code", "period", "field", "found", "effect"]].to_numpy().tolist() == [
        ["892", "2025", "ehcplans", "1199", "questioned"]
    ]
    assert found["expected"].iloc[0].startswith("2452: last January's plans")


def test_over_the_change_to_person_level_data_and_for_smaller_shares_it_is_a_note(drawn):
    assert flow_residuals(grids(drawn, year=2023))["effect"].tolist() == ["note"]
    smaller = grids(drawn, before=2000, after=2140, new=100, ceased=180)
    assert flow_residuals(smaller)["effect"].tolist() == ["note"]


def test_moves_as_in_other_councils_and_few_plans_are_no_fault(drawn):
    assert flow_residuals(grids(drawn, before=1000, after=1060, new=100, ceased=50)).empty
    assert flow_residuals(grids(drawn, before=20, after=40, new=2, ceased=1)).empty


def test_without_flows_there_is_no_residual(drawn):
    assert flow_residuals({"caseload": grids(drawn)["caseload"]}).empty


def with_ends(drawn, ceased, *, new=187, after=1799):
    made = grids(drawn, area="921", before=1662, after=after, new=new)
    ends = [f"{code} | 2024 | 50 | 50" for code in CODES]
    text = "\n".join(
        ["area_code | period | total_ceased | needs_met", *ends, f"921 | 2024 | {ceased} | 0"]
    )
    return {**made, "ceased": grid_of(drawn(text), dataset="ceased")}


def test_almost_no_ceased_plans_against_stocks_and_other_councils_are_questioned(drawn):
    found = too_few_ceased(with_ends(drawn, 1))
    assert found[["area_code", "field", "rule", "found", "effect"]].to_numpy().tolist() == [
        ["921", "total_ceased", "flow_residual", "1", "questioned"],
        ["921", "needs_met", "missing_breakdown", "0", "questioned"],
    ]
    assert found["expected"].iloc[0].startswith("about 50, by the plans of both Januaries")


def test_ceased_plans_that_stocks_allow_or_cannot_tell_are_no_fault(drawn):
    assert too_few_ceased(with_ends(drawn, 10)).empty
    assert too_few_ceased(with_ends(drawn, 1, after=1840)).empty
    assert too_few_ceased(with_ends(drawn, 1, new=6078)).empty
    assert too_few_ceased({"caseload": with_ends(drawn, 1)["caseload"]}).empty
    assert too_few_ceased({}).empty
