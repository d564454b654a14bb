"""One report kept up to date: words at once, code and params by a run, faults told on the page."""

import pytest

from sendlib.errors import ParamsError
from sendlib.params.load import from_notebook, to_notebook
from sendlib.params.local import LocalData
from sendlib.run import watch
from sendlib.run.jobs import Job
from sendlib.run.supervise import Ended
from sendlib.run.watch import Watched

SHOWS = "from sendlib.views.blocks import Prose\nProse('p', ({!r},))"


@pytest.fixture
def watched(york, monkeypatch):
    """Watch York's report; runs are counted, and done in this process."""
    runs = []

    def run(tasks, work, **_):
        runs.append(1)
        yield Ended(tasks[0], 0.0, work(tasks[0], lambda *_: None))

    monkeypatch.setattr(watch, "run", run)
    jobs = [york]
    found = Watched(lambda: jobs[-1])
    return found, jobs, runs


def test_where_only_words_changed_the_outputs_stay(watched, small_report):
    found, _, runs = watched
    small_report("# Needs {#needs}", SHOWS.format("Shown."))
    first = found.refresh()
    assert (first.fault, first.is_words) == ("", False)
    assert b"Shown." in first.page
    small_report("# Other words {#needs}", SHOWS.format("Shown."), "# More {#more}\n\nAdded.")
    second = found.refresh()
    assert (second.fault, second.is_words, len(runs)) == ("", True, 1)
    for text in (b"Other words", b"Shown.", b"Added."):
        assert text in second.page
    assert b"Needs" not in second.page
    small_report("# Other words {#needs}", SHOWS.format("Changed."))
    third = found.refresh()
    assert (third.is_words, len(runs)) == (False, 2)
    assert b"Changed." in third.page


def test_params_that_change_run_it_again(watched, small_report):
    found, jobs, runs = watched
    small_report("from sendlib.views.blocks import Prose\nProse('p', (f'From {years}.',))")
    found.refresh()
    values = to_notebook(jobs[0].params) | {"years": {"first": 2020, "last": 2024}}
    jobs.append(Job("york", from_notebook(**values), "small", ("html",)))
    assert b"2020" in found.refresh().page
    assert len(runs) == 2


def test_a_fault_is_told_and_the_next_change_mends_it(watched, small_report):
    found, _, _ = watched
    small_report("1 / 0")
    got = found.refresh()
    assert (got.page, got.fault) == (
        b"",
        "small.ipynb, cell 4: ZeroDivisionError: division by zero",
    )
    small_report()
    assert found.refresh().fault == ""


def test_params_and_notebooks_at_fault_and_processes_that_die_are_told(
    watched, small_report, monkeypatch, tmp_path
):
    found, _, _ = watched
    small_report()
    (tmp_path / "notebooks" / "small.ipynb").write_text("{")
    assert "small.ipynb: cannot be read: " in found.refresh().fault
    small_report()
    dead = Ended(None, 1.0, None, "its process was killed", cell=3, cells=4)
    monkeypatch.setattr(watch, "run", lambda *_, **__: iter([dead]))
    assert found.refresh().fault == "at cell 3 of 4: its process was killed"

    def refused():
        raise ParamsError("york.yml: years: no")

    found.load = refused
    assert found.refresh().fault == "york.yml: years: no"


def test_nothing_of_own_files_is_told(watched, york, small_report):
    found, jobs, _ = watched
    own = york.params.model_copy(update={"local": LocalData(folder="/their/files")})
    jobs.append(Job("york", own, "small", ("html",)))
    small_report("raise KeyError('P00001')")
    assert "KeyError" in found.refresh().fault
    assert "P00001" not in found.refresh().fault


def test_a_file_that_was_written_to_is_a_change_and_one_that_is_gone_is_too(watched, tmp_path):
    found, _, _ = watched
    path = tmp_path / "york.yml"
    path.write_text("area: York")
    assert [found.is_changed(path), found.is_changed(path)] == [True, False]
    path.write_text("area: Leeds ")
    assert found.is_changed(path)
    path.unlink()
    assert [found.is_changed(path), found.is_changed(path)] == [True, False]
