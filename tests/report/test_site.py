import pytest

from sendlib.errors import RenderError
from sendlib.report.site import is_ours, write_site
from tests.report.made_reports import made_boundaries, made_portal, made_report


def pages(out):
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*.html")}


def test_there_is_a_page_of_all_reports_and_one_for_each_council(tmp_path):
    site = write_site(made_portal(tmp_path), boundaries=made_boundaries())
    assert (site.areas, site.reports, site.removed, site.faults) == (5, 6, (), ())
    assert site.index == tmp_path / "index.html"
    for slug in ("camden", "demo", "gloucestershire", "isles-of-scilly", "worcestershire"):
        assert is_ours(tmp_path / slug / "index.html")


def test_the_same_reports_give_the_same_bytes_elsewhere_and_again(tmp_path):
    first, second = tmp_path / "a", tmp_path / "other place"
    for out in (first, second):
        write_site(made_portal(out), boundaries=made_boundaries())
    written = pages(first)
    assert written == pages(second)
    assert str(tmp_path).encode() not in b"".join(written.values())
    write_site(first, boundaries=made_boundaries())
    assert pages(first) == written


def test_nothing_else_is_left_behind(tmp_path):
    before = set(made_portal(tmp_path).rglob("*"))
    write_site(tmp_path)
    assert {path.name for path in set(tmp_path.rglob("*")) - before} == {"index.html"}
    assert (tmp_path / "index.html").stat().st_mode & 0o777 == 0o644


def test_a_folder_without_reports_is_refused_and_nothing_is_written(tmp_path):
    with pytest.raises(RenderError, match=r"build one first, such as “sendlib build"):
        write_site(tmp_path)
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(RenderError, match="holds no report"):
        write_site(tmp_path / "absent")
    (made_report(tmp_path, "york", "816") / "manifest.json").write_text("{")
    with pytest.raises(RenderError, match=r"(?s)cannot be read.*holds no report"):
        write_site(tmp_path)


def test_a_page_of_someone_elses_is_neither_replaced_nor_removed(tmp_path):
    made_portal(tmp_path)
    own = tmp_path / "camden" / "index.html"
    own.write_text("<title>Ours</title>")
    other = tmp_path / "notes" / "index.html"
    other.parent.mkdir()
    other.write_text("<title>Notes</title>")
    with pytest.raises(RenderError, match="not written by “sendlib site”"):
        write_site(tmp_path)
    assert set(pages(tmp_path)) & {"index.html", "demo/index.html"} == set()
    own.unlink()
    assert write_site(tmp_path).removed == ()
    assert other.read_text() == "<title>Notes</title>"


def test_the_page_of_a_council_whose_reports_are_gone_is_removed(tmp_path):
    write_site(made_portal(tmp_path))
    for slug in ("camden", "demo"):
        for path in (tmp_path / slug / "evidence-base").iterdir():
            path.unlink()
        (tmp_path / slug / "evidence-base").rmdir()
    (tmp_path / "demo" / "check").mkdir()
    site = write_site(tmp_path)
    assert site.removed == (tmp_path / "camden" / "index.html", tmp_path / "demo" / "index.html")
    assert not (tmp_path / "camden").exists()
    assert (tmp_path / "demo" / "check").is_dir()
    assert b"camden" not in (tmp_path / "index.html").read_bytes()


def test_a_report_that_cannot_be_read_is_told_and_the_rest_is_written(tmp_path):
    made_portal(tmp_path)
    (tmp_path / "camden" / "evidence-base" / "figures.csv").write_text("x\n")
    site = write_site(tmp_path)
    assert site.areas == 4
    assert "camden" in site.faults[0]


@pytest.mark.parametrize("step", ["pathlib.Path.replace", "tempfile.mkstemp"])
def test_a_page_that_cannot_be_written_is_told_and_the_old_one_stays(tmp_path, monkeypatch, step):
    write_site(made_portal(tmp_path))
    made_report(tmp_path, "york", "816")
    before = pages(tmp_path)

    def full(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(step, full)
    with pytest.raises(RenderError, match="cannot be written: No space left"):
        write_site(tmp_path)
    assert pages(tmp_path) == before
    assert not list(tmp_path.rglob(".index*"))


def test_no_file_at_all_is_not_ours(tmp_path):
    assert not is_ours(tmp_path / "absent.html")
