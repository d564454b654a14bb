"""What chapters of a region hand to its summary."""

from sendlib.measures.governance import Governance
from sendlib.measures.regional_value import regional_plan
from sendlib.params.regional_value import OwnValue
from sendlib.views.local_region_points import together_points
from tests.measures.test_governance import drawn_governance
from tests.views.drawn_partners import NOTHING, changed, partners
from tests.views.drawn_region import NOTHING as NO_REGION
from tests.views.drawn_region import TOGETHER, region

NO_GOVERNANCE = Governance(drawn_governance().rows.iloc[:0])
OWN = {
    "out_of_area_gbp": 160_000,
    "local": {"education_gbp": 54_000, "transport_gbp": 10_200, "nights_per_week": 1, "weeks": 52,
              "night_gbp": 400},
}  # fmt: skip


def plan(members=8, **values):
    return regional_plan(OwnValue.model_validate({"draws": 1000, **values}), members=members)


def points(params=NO_REGION, value=None, governed=NO_GOVERNANCE, services=NOTHING):
    return together_points(params, value or plan(), governed, services)


def test_example_costs_make_no_finding():
    assert points() == []


def test_own_costs_are_told_and_an_unsure_saving_asks_for_a_decision():
    sure = points(value=plan(**OWN, uncertainty={"build_gbp": (0, 0, 0)}))[0]
    assert sure.recommendation == ""
    unsure = points(value=plan(members=2, **OWN, uncertainty={"build_gbp": (9e5, 1e6, 2e6)}))[0]
    assert "make surer" in unsure.recommendation


def test_partners_that_did_not_agree_and_what_is_late_are_told():
    found = [one for one in points(region()) if one.chapter == "working-together"]
    assert found[0].text == (
        "2 partners have still to agree the vision, the intent or a principle: Leeds and York."
    )
    assert found[1].text == "1 step and 1 activity of the plan of work are late."
    assert found[1].figures == ("tab-phases", "tab-workstreams")


def test_governance_and_services_hand_over_their_points():
    found = points(governed=drawn_governance(), services=partners())
    chapters = [one.chapter for one in found]
    assert chapters.count("governance") == 2
    texts = [one.text for one in found if one.chapter == "mapping"]
    assert texts == [
        "In 35 of 52 fields of need and level of help no council has a service.",
        "The rules point to an end of 1 service of 6.",
    ]


def test_where_all_is_agreed_in_time_and_covered_there_is_nothing_to_decide():
    lines = [f"S{at} | Advice | education | {level}" for at, level in
             enumerate(("universal", "targeted", "specialist", "individual"))]  # fmt: skip
    everywhere = changed(services="\n".join(["service_id | service | agency | level", *lines]))
    signed = [{"partner": name, "date": "2026-01-02"} for name in ("York", "Leeds", "Forum")]
    params = region(TOGETHER | {"signatures": signed}, date=None)
    assert points(params, services=everywhere) == []
