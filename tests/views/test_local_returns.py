"""The box on returns."""

import pytest

from sendlib.params.load import default_params
from sendlib.params.local import LocalData
from sendlib.views.local_returns import RETURNS, returns_box
from tests.measures.drawn_mix import Mix
from tests.views.drawn_demand import projection, published
from tests.views.drawn_local import NOTHING, own

SHARES = {"plans_age_under_5_percent": 10.0, "plans_mainstream_percent": 50.0}


@pytest.fixture
def demand(worcestershire):
    return published(worcestershire)


def test_workbooks_of_own_records_are_never_part_of_the_report(demand):
    files = own(results=(projection({"Total": (1000.0, 1100.0)}),))
    params = default_params("Worcestershire")
    found = returns_box(files, demand, Mix(SHARES), params)
    assert found.files == {}
    assert "once the params file names one (local: private)" in found.box.text
    data, _ = found._repr_mimebundle_()
    assert RETURNS not in data
    named = params.model_copy(update={"local": LocalData(folder="x", private="private")})
    assert "were written to the private folder" in returns_box(
        files, demand, Mix(SHARES), named
    ).box.text  # fmt: skip


def test_published_figures_fill_workbooks_beside_the_report(demand):
    found = returns_box(NOTHING, demand, Mix(SHARES), default_params("Worcestershire"))
    assert list(found.files) == ["local-send-reform-plan.xlsx", "dsg-management-plan.xlsx"]
    plan = found.files["local-send-reform-plan.xlsx"]
    assert plan["title"] == "Local SEND reform plan, Worcestershire"
    assert plan["assumptions"][-1].startswith("Not filled")
    assert [sheet["name"] for sheet in plan["sheets"]] == ["Table 5.1", "Table 6"]
    data, metadata = found._repr_mimebundle_()
    assert data[RETURNS] == found.files
    assert metadata["report"]["kind"] == "callout"


def test_without_a_projection_the_box_says_so(demand, worcestershire):
    none = published(worcestershire, rows=demand.rows.head(0))
    found = returns_box(NOTHING, none, Mix(SHARES), default_params("Worcestershire"))
    assert found.box.tone == "missing"
    assert found.files == {}
