"""What `sendlib build` says: before, while, and after, to people and to programs."""

import io
import json

import pytest
from rich.console import Console

from sendlib.cli import build_said
from sendlib.cli.build_said import said_by, slowest_sections
from sendlib.params.load import default_params
from sendlib.run.jobs import Job
from sendlib.run.plan import Plan, Step
from sendlib.run.record import Outcome

JOBS = [Job(slug, default_params(slug.title())) for slug in ("york", "leeds", "kent", "devon")]
BUILT = Outcome(
    "york", "York", "evidence-base", "built", 61.4, "", sections={"Needs": 4.0, "Map": 0.05},
    told=("3 persons are named",),
)  # fmt: skip
FAILED = Outcome(
    "leeds", "Leeds", "evidence-base", "failed", 1.0, "", error="cell 4: no", stale=True, cell=4,
    notebook="leeds/evidence-base-failed.ipynb", details="Traceback",
)  # fmt: skip


@pytest.fixture
def heard(monkeypatch):
    """Give what is said on the two channels."""

    def channel(name, **options):
        stream = io.StringIO()
        made = Console(file=stream, soft_wrap=True, highlight=False, markup=False, **options)
        monkeypatch.setattr(build_said, name, made)
        return stream

    return lambda **options: (channel("console"), channel("errors", **options))


def test_what_will_be_built_is_told_with_the_reason(heard, tmp_path):
    out, _ = heard()
    said = said_by(tmp_path, as_json=False)
    changed = ("input ehc_plans 2025 changed",)
    said.plan(Plan(tuple(Step(job, changed) for job in JOBS[:2]), tuple(JOBS[2:])))
    said.plan(Plan((Step(JOBS[0], changed), *(Step(job, ("not built yet",)) for job in JOBS)), ()))
    said.plan(Plan((), tuple(JOBS)))
    said.plan(Plan((), (JOBS[0],)))
    assert out.getvalue().splitlines() == [
        "2 of 4 to build: input ehc_plans 2025 changed",
        "5 of 5 to build:",
        "  1: input ehc_plans 2025 changed (york)",
        "  4: not built yet (york, leeds, kent and 1 more)",
        "Nothing to build: all 4 reports are up to date.",
        "Nothing to build: 1 report is up to date.",
    ]


@pytest.mark.parametrize("is_terminal", [True, False])
def test_progress_and_failures_are_told_as_they_come(heard, tmp_path, is_terminal):
    out, err = heard(force_terminal=is_terminal, width=100)
    said = said_by(tmp_path, as_json=False)
    with said.at_work():
        with said.reading():
            pass
        said.begin(2)
        said.at(JOBS[0], 0, 0)
        said.at(JOBS[0], 3, 9)
        said.again(JOBS[0], "its process was killed")
        said.at(JOBS[1], 4, 9)
        said._bars.refresh()
        said.ended(FAILED)
        said.ended(BUILT)
    said.unrecorded("run.json: cannot be written")
    said.summary([FAILED, BUILT])
    said.overtaken(Plan((Step(JOBS[0], ("input x changed",)),), (JOBS[1],)))
    said.details(FAILED)
    where = tmp_path / "york" / "evidence-base"
    assert out.getvalue().splitlines() == [
        f"York: {where} (61 s)",
        "1 of 2 reports built in 0 s.",
        "Slowest sections: Needs 4.0 s.",
    ]
    told = err.getvalue()
    for line in (
        "York: its process was killed; tried again by itself when the others are done",
        "Leeds: failed; the earlier report stays in place: cell 4: no",
        f"Leeds: as far as it came: jupyter lab {tmp_path / FAILED.notebook}",
        "York: 3 persons are named",
        "run.json: cannot be written",
        f"1 of 2 reports failed; {tmp_path / 'run.json'} has the details.",
        "1 of 2 reports are out of date already: input x changed; build again",
        "Traceback",
    ):
        assert line in told
    assert ("4/9" in told) is is_terminal


def test_programs_get_a_line_of_json_for_each_event_without_what_names_persons(heard, tmp_path):
    out, err = heard()
    said = said_by(tmp_path, as_json=True)
    said.plan(Plan((Step(JOBS[0], ("not built yet",)),), (JOBS[1],)))
    with said.at_work():
        said.begin(1)
        said.again(JOBS[0], "killed")
        said.ended(BUILT)
        said.unrecorded("no room")
    said.summary([BUILT])
    said.overtaken(Plan((Step(JOBS[0], ("input x changed",)),), ()))
    said.details(FAILED)
    events = [json.loads(line) for line in out.getvalue().splitlines()]
    assert [one.pop("event") for one in events] == [
        "plan",
        "again",
        "report",
        "unrecorded",
        "end",
        "overtaken",
    ]
    assert events[0] == {
        "reports": 2,
        "to_build": [{"slug": "york", "report": "evidence-base", "why": ["not built yet"]}],
    }
    assert events[2]["seconds"] == 61.4
    assert "told" not in events[2]
    assert events[4] | {"seconds": 0} == {
        "built": 1, "failed": 0, "seconds": 0, "slowest": {"Needs": 4.0},
    }  # fmt: skip
    assert err.getvalue() == "York: 3 persons are named\n"


def test_the_slowest_sections_are_those_of_a_usual_report():
    taken = [{"a": 1.0, "b": 9.0}, {"a": 2.0, "b": 0.0}, {"a": 3.0, "b": 0.0}]
    built = [Outcome("x", "X", "r", "built", 1.0, "", sections=one) for one in taken]
    assert slowest_sections(built) == [("a", 2.0)]


def test_minutes_are_told_as_such():
    assert build_said._duration(59.4) == "59 s"
    assert build_said._duration(125) == "2 min 5 s"
