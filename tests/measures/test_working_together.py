"""Where partners stand with what they agreed."""

import datetime

from sendlib.measures.working_together import (
    activities,
    evaluation_grid,
    loose_ends,
    partners_of,
    signed,
    steps,
)
from sendlib.params.theory_of_change import TheoryOfChange
from sendlib.params.working_together import WorkingTogether

MAY = datetime.date(2026, 5, 20)
AGREED = WorkingTogether.model_validate(
    {
        "vision": ["Close to home"],
        "principles": ["Families first"],
        "signatures": [
            {"partner": "york", "date": "2026-02-03", "apart_from": ["P1"]},
            {"partner": "Parent carers of the region", "date": "2026-02-04"},
            {"partner": "Leeds"},
        ],
        "phases": [
            {"name": "Set up", "start": "2026-01", "end": "2026-06", "steps": [
                {"step": "Agree terms", "start": "2026-01", "end": "2026-02", "done": "2026-03"},
                {"step": "Share data", "start": "2026-02", "end": "2026-04"},
                {"step": "First map", "start": "2026-05", "end": "2026-05"},
                {"step": "Judge it", "start": "2026-06", "end": "2026-06"},
            ]},
            {"name": "Design", "start": "2026-07", "end": "2026-12"},
        ],
        "workstreams": [
            {"name": "Voice", "lead": "Forum", "activities": [
                {"activity": "Ask families", "owner": "Forum", "due": "2026-04"},
                {"activity": "Tell them", "due": "2026-05"}, {"activity": "Meet"}]},
            {"name": "Market"},
        ],
        "evaluation": [
            {"phase": "Set up", "theme": "families", "method": "Survey", "collected": "40 replies"},
            {"phase": "Set up", "theme": "families", "method": "Interviews"},
            {"phase": "Design", "theme": "provision", "method": "Count of places"},
        ],
    }
)  # fmt: skip


def test_every_council_is_asked_to_sign_and_so_are_partners_in_params():
    assert partners_of(AGREED, ["York", "Leeds"]) == (
        "York", "Leeds", "Parent carers of the region")  # fmt: skip


def test_a_partner_agrees_what_it_signed_with_a_date_and_did_not_except():
    found = signed(AGREED, ["York", "Leeds"]).set_index("number")
    assert found.loc["V1", "agreed"] == ("York", "Parent carers of the region")
    assert found.loc["V1", "missing"] == ("Leeds",)
    assert found.loc["P1", "agreed"] == ("Parent carers of the region",)
    assert found["kind"].to_list() == ["Vision", "Principle"]


def test_steps_are_done_late_due_or_open_by_their_months():
    assert steps(AGREED, as_of=MAY)["standing"].to_list() == ["done", "late", "due", "open"]
    assert steps(AGREED, as_of=None)["standing"].to_list() == ["done", "open", "open", "open"]


def test_activities_without_a_month_are_never_late():
    found = activities(AGREED, as_of=MAY)
    assert found["standing"].to_list() == ["late", "open", "open"]
    assert found["workstream"].to_list() == ["Voice"] * 3


def test_the_grid_has_every_phase_and_theme_once():
    found = evaluation_grid(AGREED)
    assert len(found) == 2 * 3
    some = found[found["method_count"] > 0]
    assert some.to_numpy().tolist() == [
        ["Set up", "families", 2, 1], ["Design", "provision", 1, 0],
    ]  # fmt: skip


def test_elements_that_lead_nowhere_and_that_nothing_leads_to_are_found():
    theory = TheoryOfChange.model_validate(
        {
            "inputs": [{"id": "I1", "text": "Data", "leads_to": ["O1"]}, {"id": "I2", "text": "?"}],
            "activities": [{"id": "A1", "text": "Map", "leads_to": ["O1"]}],
            "outputs": [{"id": "O1", "text": "A map", "leads_to": ["M1"]}],
            "impact": [{"id": "M1", "text": "Closer"}],
        }
    )
    assert loose_ends(theory) == (("I2",), ("A1",))
