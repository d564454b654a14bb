import pytest

from sendlib.cli.main import main


@pytest.fixture
def said(capsys, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)

    def ran(*arguments):
        with pytest.raises(SystemExit) as stopped:
            main(["diff", *map(str, arguments)])
        output = capsys.readouterr()
        return stopped.value.code, output.out, output.err

    return ran


@pytest.fixture
def told(monkeypatch):
    """Stand for the comparison, which has tests of its own."""
    monkeypatch.setattr("sendlib.cli.diff.read_edition", lambda path: path)
    monkeypatch.setattr("sendlib.cli.diff.compare", lambda *both: both)
    monkeypatch.setattr("sendlib.cli.diff.difference_document", lambda found, *_: found)
    monkeypatch.setattr("sendlib.cli.diff.document_text", lambda _: "2 figures moved.\n")
    monkeypatch.setattr(
        "sendlib.cli.diff.write_page", lambda _, path: path.write_text("<p>", "utf-8")
    )


@pytest.mark.usefixtures("told")
def test_changes_are_told_and_exit_with_0(said):
    assert said("a", "b") == (0, "2 figures moved.\n", "")


@pytest.mark.usefixtures("told")
def test_a_page_is_written_where_it_is_asked_for(said, tmp_path):
    assert said("a", "b", "--html", "d.html") == (
        0, "2 figures moved.\n\nd.html written.\n", ""
    )  # fmt: skip
    assert (tmp_path / "d.html").is_file()


def test_a_folder_without_a_report_is_the_users_input(said):
    code, out, err = said("gone", "also")
    assert (code, out) == (1, "")
    assert err == (
        "gone: no such folder; give the folder of a report, such as reports/york/evidence-base\n"
    )
