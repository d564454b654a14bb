import hashlib
import json

import pytest

from sendlib.errors import RenderError
from sendlib.report.folders import replace_folder, restore_folder
from sendlib.report.outputs import write_report

ALL = {
    "report.html", "report.pdf", "tables.xlsx", "figures.csv", "comparisons.csv", "findings.csv",
    "notebook.ipynb", "manifest.json",
}  # fmt: skip


def notebook_of(views, text="# Words {#w}\n\nSome."):
    return views.notebook(views.cover(), text, views.figure(), views.table())


def write(views, folder, *, text="# Words {#w}\n\nSome.", **more):
    return write_report(
        notebook_of(views, text), folder=folder, inputs={"a.csv": "1"}, params={"x": 1}, **more
    )


def test_a_report_is_written_with_everything_beside_it(views, tmp_path):
    folder = tmp_path / "york" / "evidence-base"
    document = write(views, folder)
    assert {path.name for path in folder.iterdir()} == ALL
    assert [path.name for path in folder.parent.iterdir()] == ["evidence-base"]
    assert document.cover.area_name == "Worcestershire"


def test_the_manifest_holds_the_hash_of_every_other_file(views, tmp_path):
    write(views, tmp_path / "r")
    outputs = json.loads((tmp_path / "r" / "manifest.json").read_text())["outputs"]
    assert outputs == {
        name: hashlib.sha256((tmp_path / "r" / name).read_bytes()).hexdigest()
        for name in sorted(ALL - {"manifest.json"})
    }


def test_same_notebook_same_bytes_wherever_it_is_written(views, tmp_path):
    write(views, tmp_path / "a" / "r")
    write(views, tmp_path / "b" / "r")
    for name in ALL:
        assert (tmp_path / "a/r" / name).read_bytes() == (tmp_path / "b/r" / name).read_bytes()


def test_only_the_formats_asked_for_are_written(views, tmp_path):
    write(views, tmp_path / "r", formats=["html"])
    assert {path.name for path in (tmp_path / "r").iterdir()} == ALL - {"report.pdf", "tables.xlsx"}


def test_word_and_charts_are_written_on_request(views, tmp_path):
    write(views, tmp_path / "r", formats=["docx", "charts"])
    more = {"report.docx", "charts/fig-plans.svg", "charts/fig-plans.png"}
    paths = [path for path in (tmp_path / "r").rglob("*") if path.is_file()]
    found = {path.relative_to(tmp_path / "r").as_posix() for path in paths}
    assert found == ALL - {"report.html", "report.pdf", "tables.xlsx"} | more
    outputs = json.loads((tmp_path / "r" / "manifest.json").read_text())["outputs"]
    assert more < set(outputs)


def test_an_unknown_format_is_refused(views, tmp_path):
    with pytest.raises(
        RenderError, match="formats unknown: odt; known: html, pdf, docx, xlsx, charts"
    ):
        write(views, tmp_path / "r", formats=["odt", "html"])


@pytest.mark.parametrize("text", ["See [x](#nowhere).", "The rate is nan.", "Words 数."])
def test_after_a_failure_the_report_before_stays_and_nothing_else(views, tmp_path, text):
    write(views, tmp_path / "r")
    before = (tmp_path / "r" / "report.html").read_bytes()
    with pytest.raises(RenderError):
        write(views, tmp_path / "r", text=text)
    assert [path.name for path in tmp_path.iterdir()] == ["r"]
    assert (tmp_path / "r" / "report.html").read_bytes() == before


def test_a_folder_is_replaced_whole(tmp_path):
    replace_folder(tmp_path / "r", {"old.txt": b"1"})
    replace_folder(tmp_path / "r", {"new.txt": b"2"})
    assert [path.name for path in (tmp_path / "r").iterdir()] == ["new.txt"]
    assert [path.name for path in tmp_path.iterdir()] == ["r"]


@pytest.mark.parametrize("exists", [True, False])
def test_a_folder_that_cannot_take_its_name_leaves_the_old_one(tmp_path, monkeypatch, exists):
    if exists:
        replace_folder(tmp_path / "r", {"old.txt": b"1"})
    rename = type(tmp_path).rename

    def refuse(path, target):
        if target == tmp_path / "r" and not path.name.endswith("-old"):
            raise OSError("the disk is full")
        return rename(path, target)

    monkeypatch.setattr(type(tmp_path), "rename", refuse)
    with pytest.raises(OSError, match="the disk is full"):
        replace_folder(tmp_path / "r", {"new.txt": b"2"})
    left = [path.name for path in tmp_path.rglob("*")]
    assert left == (["r", "old.txt"] if exists else [])


def test_what_a_killed_process_left_is_cleared_and_the_old_report_is_not_lost(tmp_path):
    folder = tmp_path / "york" / "evidence-base"
    half, old = (folder.with_name(f".evidence-base-a1b2c3_d{end}") for end in ("", "-old"))
    for path in (half, old):
        path.mkdir(parents=True)
        (path / "report.html").write_text(path.name)
    (folder.parent / ".evidence-base-more-a1b2c3_d").mkdir()
    (folder.parent / ".evidence-base.json").touch()
    restore_folder(folder)
    assert (folder / "report.html").read_text() == old.name
    left = {".evidence-base-more-a1b2c3_d", ".evidence-base.json", "evidence-base"}
    assert {path.name for path in folder.parent.iterdir()} == left
    half.mkdir()
    old.mkdir()
    restore_folder(folder)
    assert (folder / "report.html").read_text() == old.name
    assert {path.name for path in folder.parent.iterdir()} == left
    restore_folder(tmp_path / "gone" / "report")
