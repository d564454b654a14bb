"""Runs from a place on: what differs and what follows, with the variables of what was before."""

import json
import os
import time
from pathlib import Path

import nbformat
import pandas as pd
import pytest
from nbformat.v4 import new_markdown_cell

from sendlib.errors import NotebookError
from sendlib.run import runs as runs_module
from sendlib.run.bookmarks import Wanted
from sendlib.run.jobs import Job
from sendlib.run.notebooks import notebook_path
from sendlib.run.runs import Anew, Stopped, open_runs

BUSY = """
import time
start = time.process_time()
while time.process_time() - start < 0.25:
    pass
print({text!r}, file=open({log!r}, "a"))
names = [*globals().get("names", ()), {text!r}]
"""


@pytest.fixture
def runs(notebooks):  # noqa: ARG001  # the folder of notebooks is named before
    with open_runs() as found:
        yield found


def _is_alive(process):
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return "Z" not in Path(f"/proc/{process}/stat").read_text().rpartition(")")[2]


def _wait_until_gone(processes):
    until = time.monotonic() + 10
    while any(map(_is_alive, processes)):
        assert time.monotonic() < until
        time.sleep(0.05)


@pytest.fixture
def cells(notebooks, tmp_path):
    """Write a notebook whose cells take a while, and return it as it runs, with what ran."""
    log = tmp_path / "ran.txt"

    def put(*texts, last="names"):
        log.write_text("")
        busy = [BUSY.format(text=text, log=str(log)) for text in texts]
        notebooks(*busy, last)
        return json.dumps(nbformat.read(notebook_path("small"), 4).cells)

    put.log = log
    return put


@pytest.fixture
def small(york):
    return Job("york", york.params, "small", ("html",))


def _never():
    return False


def _shown(cells):
    return cells[-1].outputs[0].data["text/plain"]


def _merged(ran, cells):
    """Return a notebook's cells with papermill's cell of values after the first, as they run."""
    return json.dumps([ran[0], ran[1], *json.loads(cells)[1:]])


def test_what_differs_and_what_follows_runs_with_the_variables_of_before(runs, cells, small):
    cells("a", "b", "c", "d")
    (first,) = runs.run(Wanted(small), 0, is_unwanted=_never)
    assert _shown(first) == "['a', 'b', 'c', 'd']"
    changed = _merged(first, cells("a", "b", "C", "d"))
    part, whole = runs.run(Wanted(small, changed, until=5), 4, is_unwanted=_never)
    assert cells.log.read_text().split() == ["C", "d"]
    assert part[-1].source.count("'C'") == 2
    assert _shown(whole) == "['a', 'b', 'C', 'd']"
    # from where it first ran: nothing of the other run is left
    (again,) = runs.run(
        Wanted(small, _merged(first, cells("a", "b", "c")), until=0), 4, is_unwanted=_never
    )
    assert cells.log.read_text().split() == ["c"]
    assert _shown(again) == "['a', 'b', 'c']"
    (fewer,) = runs.run(
        Wanted(small, json.dumps(json.loads(_merged(first, cells("a")))[:3])), 3, is_unwanted=_never
    )
    assert cells.log.read_text() == ""
    assert len(fewer) == 3


def test_a_fault_names_its_cell_though_words_came_before_it(runs, cells, small):
    cells("a", "b")
    (first,) = runs.run(Wanted(small), 0, is_unwanted=_never)
    faulty = json.loads(_merged(first, cells("a", "b", last="1 / 0")))
    faulty.insert(2, new_markdown_cell("Words."))
    with pytest.raises(NotebookError, match="cell 5: ZeroDivisionError"):
        list(runs.run(Wanted(small, json.dumps(faulty)), 4, is_unwanted=_never))


def test_a_place_whose_process_is_gone_is_passed_over(runs, cells, small):
    cells("a", "b", "c")
    (first,) = runs.run(Wanted(small), 0, is_unwanted=_never)
    places = dict(runs._places())
    gone = int(places.pop(max(places)).name.partition("-")[2])
    os.kill(gone, 9)
    _wait_until_gone([gone])
    changed = _merged(first, cells("a", "b", "c", last="names[-1]"))
    (whole,) = runs.run(Wanted(small, changed), 5, is_unwanted=_never)
    assert _shown(whole) == "'c'"
    assert cells.log.read_text().split() == ["c"]


def test_what_was_read_before_a_place_can_be_read_after_it(runs, cells, small, tmp_path):
    path = tmp_path / "table.parquet"
    pd.DataFrame({"number": range(100_000)}).to_parquet(path)
    read = f"import pandas as pd\nint(pd.read_parquet({str(path)!r})['number'].sum())"
    cells("a", last=read + "\n" + BUSY.format(text="b", log=str(tmp_path / "log")) + read)
    (first,) = runs.run(Wanted(small), 0, is_unwanted=_never)
    changed = _merged(first, cells("a", last=read))
    (whole,) = runs.run(Wanted(small, changed), 3, is_unwanted=_never)
    assert _shown(first) == _shown(whole) == str(sum(range(100_000)))


def test_outputs_saved_in_the_file_are_not_taken(runs, cells, small):
    cells("a", "b")
    (first,) = runs.run(Wanted(small), 0, is_unwanted=_never)
    saved = json.loads(_merged(first, cells("a", "b", "c")))
    saved.insert(5, {**saved[-1], "source": "", "outputs": first[-1].outputs})
    saved.append(new_markdown_cell("Words after it."))
    (whole,) = runs.run(Wanted(small, json.dumps(saved)), 4, is_unwanted=_never)
    assert whole[5].outputs == []
    assert whole[-1].source == "Words after it."


def test_nothing_is_left_when_the_runs_are_closed(cells, small):
    cells("a", "b")
    with open_runs() as runs:
        list(runs.run(Wanted(small), 0, is_unwanted=_never))
        waiting = [int(path.name.partition("-")[2]) for path in runs._folder.iterdir()]
        assert len(waiting) == 3
        assert all(map(_is_alive, waiting))
    _wait_until_gone(waiting)
    assert not runs._folder.exists()


def test_places_after_a_fault_are_not_taken(runs, cells, small):
    cells("a", "b", "c", "d")
    (first,) = runs.run(Wanted(small), 0, is_unwanted=_never)
    faulty = _merged(first, cells("a", "B", "C", last="1 / 0"))
    with pytest.raises(NotebookError, match="ZeroDivisionError"):
        list(runs.run(Wanted(small, faulty), 3, is_unwanted=_never))
    changed = _merged(first, cells("a", "b", "c", "e"))
    (whole,) = runs.run(Wanted(small, changed), 5, is_unwanted=_never)
    assert _shown(whole) == "['a', 'b', 'c', 'e']"
    assert cells.log.read_text().split() == ["b", "c", "e"]  # from the last place that still holds


def test_a_run_that_nobody_wants_any_more_ends(runs, cells, small):
    cells("a", last="import time\nprint('here', flush=True)\ntime.sleep(600)")
    start = time.monotonic()
    with pytest.raises(Stopped):
        list(runs.run(Wanted(small), 0, is_unwanted=lambda: "a" in cells.log.read_text()))
    assert time.monotonic() - start < 60
    cells("a")
    (whole,) = runs.run(Wanted(small), 0, is_unwanted=_never)
    assert _shown(whole) == "['a']"


def test_a_process_that_dies_is_told(runs, cells, small):
    cells("a", last="import os\nos.kill(os.getpid(), 9)")
    with pytest.raises(NotebookError, match="the process that runs the notebook ended"):
        list(runs.run(Wanted(small), 0, is_unwanted=_never))


def test_where_nothing_forks_every_run_is_of_all(cells, small, monkeypatch):
    monkeypatch.setattr(runs_module, "can_fork", lambda: False)
    with open_runs() as found:
        assert isinstance(found, Anew)
        cells("a", "b")
        (whole,) = found.run(Wanted(small), 3, is_unwanted=_never)
        assert _shown(whole) == "['a', 'b']"
        cells("a", last="1 / 0")
        with pytest.raises(NotebookError, match="ZeroDivisionError"):
            list(found.run(Wanted(small), 0, is_unwanted=_never))
