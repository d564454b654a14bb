"""Returns for the private folder."""

import io

import openpyxl

from sendlib.run.returns import private_returns
from tests.measures.local.drawn_demand import records


def test_each_return_is_a_workbook_with_its_assumptions():
    found = private_returns(records(), slug="york")
    assert list(found) == [
        "york-local-send-reform-plan.xlsx", "york-dsg-management-plan.xlsx",
        "york-scap-send-places.xlsx",
    ]  # fmt: skip
    plan = openpyxl.load_workbook(io.BytesIO(found["york-local-send-reform-plan.xlsx"]))
    assert len(plan.sheetnames) == 14
    lines = [row[0] for row in plan["Assumptions"].iter_rows(values_only=True)]
    assert lines[0] == "Local SEND reform plan, Worcestershire, 2025 to 2029"
    assert lines[1].startswith("NOT FOR PUBLICATION")
    assert any(line.startswith("specialist_base_percent: 50.") for line in lines)
    assert any("Requests, assessments" in line for line in lines)
    totals = [list(plan[f"Table {one}"].values)[-1][1:] for one in ("5.1", "6", "7")]
    assert totals[0] == totals[1] == totals[2]
    # one request was recorded for each plan that began
    requests = list(plan["Table 10"].values)[-1][1]
    issued = list(plan["Table 12"].values)[-1][1]
    assert 10 < requests < 40
    assert abs(requests - issued) <= 4
    survey = openpyxl.load_workbook(io.BytesIO(found["york-scap-send-places.xlsx"]))
    assert not any("Requests" in str(row[0]) for row in survey["Assumptions"].values)


def test_without_persons_to_project_there_are_no_returns():
    assert private_returns(records(tables={}), slug="york") == {}
