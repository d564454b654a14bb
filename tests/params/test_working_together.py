"""What councils agree on working together, in a params file."""

from pathlib import Path
from typing import get_args

import pytest
from pydantic import ValidationError

from sendlib.params.theory_of_change import TheoryOfChange
from sendlib.params.working_together import Evidence, WorkingTogether

GIVEN = {
    "vision": ["Close to home"],
    "principles": ["Families first", "Open books"],
    "signatures": [{"partner": "York", "date": "2026-02-03", "apart_from": ["P2"]}],
    "phases": [
        {"name": "Set up", "start": "2026-04", "end": "2026-09",
         "steps": [{"step": "Agree terms", "start": "2026-04", "end": "2026-05"}]},
    ],
    "evaluation": [{"phase": "Set up", "theme": "families", "method": "Interviews"}],
}  # fmt: skip


def test_without_keys_nothing_is_given():
    found = WorkingTogether()
    assert found.statements == {}
    assert found.model_dump(exclude_defaults=True) == {}


def test_statements_are_numbered_by_their_kind():
    found = WorkingTogether.model_validate(GIVEN)
    assert dict(found.statements) == {
        "V1": "Close to home", "P1": "Families first", "P2": "Open books",
    }  # fmt: skip


def test_what_a_notebook_is_given_is_read_back_the_same():
    found = WorkingTogether.model_validate(GIVEN)
    told = found.model_dump(mode="json", exclude_none=True)
    assert told["phases"][0]["start"] == "2026-04"
    assert WorkingTogether.model_validate(told) == found


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"signatures": [{"partner": "York", "apart_from": ["P3"]}]}, "V1, P1, P2"),
        ({"signatures": [{"partner": "York"}, {"partner": "York"}]}, "each partner once"),
        ({"evaluation": [{"phase": "Setup", "theme": "families", "method": "A"}]}, "Set up"),
        ({"phases": []}, "none, since none is given"),
        ({"phases": [{"name": "Set up", "start": "2026-04", "end": "2026-03"}]}, "not before"),
        (
            {"phases": [{"name": "Set up", "start": "2026-04", "end": "2026-09",
                         "steps": [{"step": "A", "start": "2026-05", "end": "2026-04"}]}]},
            "not before",
        ),
        ({"evaluation": [{"phase": "Set up", "theme": "money", "method": "A"}]}, "families"),
    ],
)  # fmt: skip
def test_what_does_not_fit_together_is_refused(changes, words):
    with pytest.raises(ValidationError, match=words):
        WorkingTogether.model_validate(GIVEN | changes)


def test_a_theory_of_change_leads_onwards_only():
    given = {
        "inputs": [{"id": "I1", "text": "Data", "leads_to": ["A1"]}],
        "activities": [{"id": "A1", "text": "Map services"}],
    }
    found = TheoryOfChange.model_validate(given)
    assert found.stage_of == {"I1": 0, "A1": 1}
    back = given | {"activities": [{"id": "A1", "text": "Map", "leads_to": ["I1"]}]}
    with pytest.raises(ValidationError, match="a later stage"):
        TheoryOfChange.model_validate(back)
    twice = given | {"outputs": [{"id": "A1", "text": "A map"}]}
    with pytest.raises(ValidationError, match="an id of its own"):
        TheoryOfChange.model_validate(twice)


def test_the_documentation_names_every_figure_that_bears_on_a_barrier():
    text = (Path(__file__).parents[2] / "docs" / "regional-commissioning.md").read_text("utf-8")
    assert [name for name in get_args(Evidence) if name and f"| `{name}` |" not in text] == []
