"""One report kept up to date: words at once, code from where it changed, faults on the page."""

import pytest

from sendlib.errors import ParamsError
from sendlib.params.load import from_notebook, to_notebook
from sendlib.params.local import LocalData
from sendlib.run import runs as runs_module
from sendlib.run.jobs import Job
from sendlib.run.plan import Now
from sendlib.run.runs import Anew, Stopped
from sendlib.run.supervise import Ended
from sendlib.run.watch import CHANGED, FOLLOWING, WHOLE, WORDS, Watched

SHOWS = "from sendlib.views.blocks import Prose\nProse({0!r}.lower().rstrip('.'), ({0!r},))"


class Counted(Anew):
    """Runs in this process; asks are kept, and what there is at once is told as well."""

    def __init__(self):
        self.asked = []

    def run(self, wanted, before, *, is_unwanted):
        self.asked.append((before, wanted.until))
        (whole,) = super().run(wanted, before, is_unwanted=is_unwanted)
        if wanted.until:
            code = [place for place, cell in enumerate(whole) if cell.cell_type == "code"]
            yield whole[: code[wanted.until]]
        yield whole


@pytest.fixture
def watched(york, monkeypatch, tmp_path):
    """Watch York's report; runs are counted, and done in this process."""

    def run(tasks, work, **_):
        yield Ended(tasks[0], 0.0, work(tasks[0], lambda *_: None))

    monkeypatch.setattr(runs_module, "run", run)
    monkeypatch.setattr(Now, "editions", lambda *_: None)
    jobs, runs = [york], Counted()
    path = tmp_path / "notebooks" / "small.ipynb"
    return Watched(lambda: jobs[-1], (path,), runs), jobs, runs.asked


def refreshed(watched):
    """Return the only page of a refresh."""
    (found,) = watched.refresh()
    return found


def test_where_only_words_changed_the_outputs_stay(watched, small_report):
    found, _, asked = watched
    small_report("# Needs {#needs}", SHOWS.format("Shown."))
    first = refreshed(found)
    assert (first.fault, first.what) == ("", WHOLE)
    assert b"Shown." in first.page
    small_report("# Other words {#needs}", SHOWS.format("Shown."), "# More {#more}\n\nAdded.")
    second = refreshed(found)
    assert (second.fault, second.what, len(asked)) == ("", WORDS, 1)
    for text in (b"Other words", b"Shown.", b"Added."):
        assert text in second.page
    assert b"Needs" not in second.page


def test_code_that_changed_is_shown_before_what_follows_has_run(watched, small_report):
    found, _, asked = watched
    cells = [SHOWS.format(word) for word in ("One.", "Two.", "Three.")]
    small_report(*cells)
    assert refreshed(found).what == WHOLE
    small_report(cells[0], SHOWS.format("Deux."), cells[2])
    part, whole = found.refresh()
    assert (part.what, whole.what) == (CHANGED, FOLLOWING)
    assert part.page == whole.page
    for text in (b"One.", b"Deux.", b"Three."):
        assert text in part.page
    assert asked == [(0, 0), (4, 5)]  # parameters, values, cover, One
    small_report(cells[0], cells[2])  # one less
    shown = list(found.refresh())
    assert b"Deux." not in shown[-1].page
    assert asked[2:] == [(4, 4)]
    small_report(cells[0], cells[2], "assert True")
    assert [one.what for one in found.refresh()] == [CHANGED, FOLLOWING]
    assert asked[3:] == [(5, 6)]


def test_what_follows_a_change_shows_for_now_what_it_showed(watched, small_report):
    found, _, _ = watched
    counts = "from sendlib.views.blocks import Prose\nProse('counted', (f'{count}.',))"
    small_report("count = 'Seven'", SHOWS.format("Aside."), counts)
    refreshed(found)
    small_report("count = 'Eight'", SHOWS.format("Aside."), counts)
    part, whole = found.refresh()
    assert b"Seven." in part.page
    assert b"Eight." in whole.page


def test_a_page_that_does_not_go_together_for_a_moment_is_not_shown(watched, small_report):
    found, _, _ = watched
    first = "where = {!r}\nfrom sendlib.views.blocks import Prose\n"
    one = first + "Prose('moved', ('One.',)) if where == 'here' else None"
    other = "Prose('moved', ('Other.',)) if where == 'there' else None"
    small_report(one.format("there"), "assert True", other)
    assert refreshed(found).what == WHOLE
    small_report(one.format("here"), "assert True", other)
    whole = refreshed(found)
    assert (whole.what, whole.fault) == (FOLLOWING, "")
    assert b"One." in whole.page


def test_other_published_files_run_it_again(watched, small_report, monkeypatch):
    found, _, asked = watched
    small_report()
    assert refreshed(found).what == WHOLE
    assert refreshed(found).what == WORDS
    monkeypatch.setattr(Now, "editions", lambda *_: "another")
    assert refreshed(found).what == WHOLE
    assert asked == [(0, 0), (0, 0)]


def test_a_report_on_records_of_persons_leaves_no_process_behind(watched, york, small_report):
    found, jobs, asked = watched
    own = york.params.model_copy(update={"local": LocalData(folder="/their/files")})
    jobs.append(Job("york", own, "small", ("html",)))
    small_report()
    assert refreshed(found).fault == ""
    small_report("assert True")
    assert (refreshed(found).what, refreshed(found).what) == (WHOLE, WORDS)
    assert asked == []


def test_another_change_ends_a_run(watched, small_report):
    found, _, _ = watched
    small_report()

    class Given:
        def run(self, _wanted, _before, *, is_unwanted):
            assert not is_unwanted()
            small_report("assert True")
            assert is_unwanted()
            raise Stopped
            yield

    found.runs, kept = Given(), found.runs
    assert list(found.refresh()) == []
    found.runs = kept
    assert found.is_changed()
    assert refreshed(found).fault == ""


def test_params_that_change_run_it_again(watched, small_report):
    found, jobs, runs = watched
    small_report("from sendlib.views.blocks import Prose\nProse('p', (f'From {years}.',))")
    refreshed(found)
    values = to_notebook(jobs[0].params) | {"years": {"first": 2020, "last": 2024}}
    jobs.append(Job("york", from_notebook(**values), "small", ("html",)))
    assert b"2020" in refreshed(found).page
    assert len(runs) == 2


def test_a_fault_is_told_and_the_next_change_mends_it(watched, small_report):
    found, _, _ = watched
    small_report("1 / 0")
    got = refreshed(found)
    assert (got.page, got.fault) == (
        b"",
        "small.ipynb, cell 4: ZeroDivisionError: division by zero",
    )
    small_report()
    assert refreshed(found).fault == ""


def test_params_and_notebooks_at_fault_and_processes_that_die_are_told(
    watched, small_report, monkeypatch, tmp_path
):
    found, _, _ = watched
    small_report()
    (tmp_path / "notebooks" / "small.ipynb").write_text("{")
    assert "small.ipynb: cannot be read as a notebook: " in refreshed(found).fault
    small_report()
    dead = Ended(None, 1.0, None, "its process was killed", cell=3, cells=4)
    monkeypatch.setattr(runs_module, "run", lambda *_, **__: iter([dead]))
    assert refreshed(found).fault == "at cell 3 of 4: its process was killed"

    def refused():
        raise ParamsError("york.yml: years: no")

    found.load = refused
    assert refreshed(found).fault == "york.yml: years: no"


def test_nothing_of_own_files_is_told(watched, york, small_report):
    found, jobs, _ = watched
    own = york.params.model_copy(update={"local": LocalData(folder="/their/files")})
    jobs.append(Job("york", own, "small", ("html",)))
    small_report("raise KeyError('P00001')")
    assert "KeyError" in refreshed(found).fault
    assert "P00001" not in refreshed(found).fault


def test_a_file_that_was_written_to_is_a_change_and_one_that_is_gone_is_too(watched, tmp_path):
    found, _, _ = watched
    path = tmp_path / "york.yml"
    found.files = (path,)
    path.write_text("area: York")
    assert found.is_changed()
    list(found.refresh())
    assert not found.is_changed()
    path.write_text("area: Leeds ")
    assert found.is_changed()
    list(found.refresh())
    path.unlink()
    assert found.is_changed()
