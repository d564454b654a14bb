import pytest

from sendlib.cli.main import main
from sendlib.data.folder import DATA_VARIABLE
from tests.report.made_reports import made_report


@pytest.fixture
def said(capsys, monkeypatch, tmp_path):
    """Run `sendlib site` in an empty folder; give its exit code, output and messages."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(DATA_VARIABLE, str(tmp_path / "data_raw"))

    def ran(*arguments):
        with pytest.raises(SystemExit) as stopped:
            main(["site", *map(str, arguments)])
        output = capsys.readouterr()
        return stopped.value.code, output.out, output.err

    return ran


def test_the_summary_says_where_and_how_many(said, tmp_path):
    made_report(tmp_path / "reports", "york", "816")
    assert said() == (0, "reports/index.html: 1 report of 1 council\n", "")
    made_report(tmp_path / "other", "york", "816")
    made_report(tmp_path / "other", "kent", "886")
    code, out, _ = said("--out", tmp_path / "other", "--data-raw", tmp_path)
    assert code == 0
    assert out.endswith("index.html: 2 reports of 2 councils\n")


def test_without_reports_it_says_how_to_build_one(said, tmp_path):
    code, out, err = said()
    assert (code, out) == (1, "")
    assert err.startswith("reports: holds no report that can be listed; build one first")
    assert list(tmp_path.iterdir()) == []


def test_what_is_left_out_or_removed_is_told(said, tmp_path):
    out = tmp_path / "reports"
    made_report(out, "york", "816")
    made_report(out, "kent", "886")
    assert said()[0] == 0
    (out / "kent" / "evidence-base" / "manifest.json").write_text("{")
    code, told, err = said()
    assert code == 2
    assert err.startswith("left out: reports/kent/evidence-base/manifest.json: cannot be read")
    assert "reports/kent/index.html: removed, its reports are gone\n" in told


def test_help_names_its_options(said):
    code, out, _ = said("--help")
    assert code == 0
    assert "--out" in out
    assert "--data-raw" in out
