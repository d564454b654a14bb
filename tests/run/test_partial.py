"""The notebook of a report that failed: as far as it came, marked, and never on own files."""

from dataclasses import replace

import nbformat
import pytest

from sendlib.params.local import LocalData
from sendlib.run.notebook import NotebookStopped, execute
from sendlib.run.notebooks import notebook_path
from sendlib.run.partial import keep_partial, partial_path


def cells(path):
    return [cell.source for cell in nbformat.read(path, as_version=4).cells]


def test_it_has_the_outputs_so_far_and_a_mark_before_the_cell(notebooks, york, tmp_path):
    notebooks("# Words", "7", "1 / 0", "8")
    with pytest.raises(NotebookStopped) as raised:
        execute("small", york.params)
    track = raised.value.track
    assert track.cell == 4
    name = keep_partial(york, tmp_path, cell=4, error="a\nb", notebook=track.notebook)
    path = tmp_path / name
    assert path == partial_path(york, tmp_path)
    kept = nbformat.read(path, as_version=4).cells
    assert [cell.source[:30] for cell in kept[2:]] == [
        "# Words", "7", "**The build failed at the next", "1 / 0", "8",
    ]  # fmt: skip
    assert "** a b\n\nTo go on from here" in kept[4].source
    assert kept[3].outputs[0]["data"]["text/plain"] == "7"
    assert kept[5].outputs[0]["ename"] == "ZeroDivisionError"


def test_where_the_outputs_are_lost_it_is_ready_to_run(notebooks, york, tmp_path):
    notebooks("# Words", "area")
    kept = cells(tmp_path / keep_partial(york, tmp_path, cell=3, error="killed"))
    assert 'area = "816"' in kept[1]
    assert kept[-1] == "area"
    assert "killed" in kept[-2]


@pytest.mark.parametrize("cell", [0, 9])
def test_a_fault_in_no_cell_has_no_mark(notebooks, york, tmp_path, cell):
    notebooks("area")
    assert len(cells(tmp_path / keep_partial(york, tmp_path, cell=cell, error="gone"))) == 3


def test_none_is_kept_of_a_councils_own_files(notebooks, york, tmp_path):
    notebooks("area")
    own = york.params.model_copy(update={"local": LocalData(folder="/their/files")})
    assert keep_partial(replace(york, params=own), tmp_path, cell=1, error="no") == ""
    assert list(tmp_path.glob("york*")) == []


def test_without_room_for_it_there_is_none(notebooks, york, tmp_path):
    notebooks("area")
    (tmp_path / "york").mkdir()
    (tmp_path / "york" / "small-failed.ipynb").mkdir()
    assert keep_partial(york, tmp_path, cell=1, error="no") == ""
    assert [path.name for path in (tmp_path / "york").iterdir()] == ["small-failed.ipynb"]


def test_of_a_file_that_is_no_notebook_there_is_none(notebooks, york, tmp_path):
    notebooks("area")
    notebook_path("small").write_text("[]")
    assert keep_partial(york, tmp_path, cell=1, error="killed") == ""
