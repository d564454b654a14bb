"""The command line: what it says, and how it exits."""

import os
import sys
from importlib.metadata import version

import pytest

from sendlib.cli.main import main
from sendlib.data.folder import DATA_VARIABLE
from sendlib.errors import SourceError
from sendlib.params.new import write_params
from sendlib.run.check import Checked
from sendlib.run.record import Outcome


@pytest.fixture
def said(capsys, monkeypatch, tmp_path):
    """Run the command line in an empty folder; give its exit code, output and messages."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(DATA_VARIABLE, str(tmp_path / "data_raw"))

    def ran(*arguments):
        with pytest.raises(SystemExit) as stopped:
            main([str(one) for one in arguments])
        output = capsys.readouterr()
        return stopped.value.code, output.out, output.err

    return ran


def outcome(slug, status="built", **more):
    return Outcome(slug, slug.title(), "evidence-base", status, 61.4, "", **more)


@pytest.fixture
def building(monkeypatch):
    """Let the build have these outcomes, one a job."""

    def have(*outcomes):
        def built(steps, *, watcher, **_):
            assert len(steps) == len(outcomes)
            for one in outcomes:
                watcher.ended(one)
            return list(outcomes)

        monkeypatch.setattr("sendlib.run.ready.make_ready", lambda *_, **__: None)
        monkeypatch.setattr("sendlib.run.build.build", built)

    return have


def test_the_version_is_that_of_the_package(said):
    assert said("--version") == (0, f"sendlib {version('sendlib')}\n", "")


def test_help_is_given_and_exits_well(said):
    code, out, _ = said("--help")
    assert code == 0
    assert all(command in out for command in ("new", "build", "check", "fetch"))


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["bild"], "Did you mean 'build'"),
        (["build", "--jobs", "0"], "--jobs"),
        (["build", "--colour"], "--colour"),
        (["new"], "Missing argument 'NAME'"),
        (["build"], "no params file named"),
        (["build", "params/gone.yml"], "params/gone.yml: no such file"),
        (["new", "Yrok"], 'did you mean "York"?'),
        (["new", "Cumbria"], "abolished on 1 April 2023; its successors are Cumberland"),
        (["check"], "data_raw: no such folder; give the folder of published files"),
    ],
)
def test_what_the_user_has_to_mend_is_a_message_and_exit_code_1(said, arguments, told):
    code, out, err = said(*arguments)
    assert (code, out) == (1, "")
    assert told in err
    assert "Traceback" not in err


def test_anything_else_is_a_bug_with_its_traceback_and_exit_code_3(said, monkeypatch):
    monkeypatch.setattr("sendlib.cli.new.write_params", lambda *_: {}["gone"])
    code, _, err = said("new", "York")
    assert code == 3
    assert "KeyError: 'gone'" in err
    assert "a fault of sendlib itself" in err


def test_stopping_by_hand_exits_130_without_a_traceback(said, monkeypatch):
    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("sendlib.cli.new.write_params", interrupted)
    code, _, err = said("new", "York")
    assert code == 130
    assert "Traceback" not in err


def test_new_writes_a_params_file_and_says_what_comes_next(said, tmp_path):
    code, out, _ = said("new", "East Sussex")
    assert code == 0
    assert out == (
        "params/east-sussex.yml written. Build its report: sendlib build params/east-sussex.yml\n"
    )
    assert (tmp_path / "params" / "east-sussex.yml").is_file()
    assert said("new", "East Sussex")[0] == 1


def test_a_build_tells_of_each_report_where_it_is(said, building, tmp_path):
    building(outcome("york"))
    code, out, err = said("build", write_params("York", tmp_path))
    assert (code, err) == (0, "")
    assert out == "1 of 1 to build: not built yet\nYork: reports/york/evidence-base (61 s)\n"


def test_a_dry_run_says_what_would_be_built_and_builds_nothing(said, tmp_path):
    path = write_params("York", tmp_path)
    assert said("build", path, "--dry-run") == (0, "1 of 1 to build: not built yet\n", "")
    assert not (tmp_path / "reports").exists()
    code, out, _ = said("build", path, "--dry-run", "--json")
    assert code == 0
    assert '"why": ["not built yet"]' in out


def test_when_some_reports_fail_the_rest_stand_and_the_exit_code_is_2(said, building, tmp_path):
    building(outcome("leeds", "failed", error="no room", stale=True), outcome("york"))
    paths = [write_params(name, tmp_path) for name in ("York", "Leeds")]
    code, out, err = said("build", *paths)
    assert code == 2
    assert "York: reports" in out
    assert "Leeds: failed; the earlier report stays in place: no room" in err
    assert "1 of 2 reports failed; reports/run.json has the details." in err


@pytest.mark.parametrize(("is_bug", "expected"), [(False, 1), (True, 3)])
def test_when_all_fail_the_exit_code_says_whose_fault_it_was(
    said, building, tmp_path, is_bug, expected
):
    building(outcome("york", "failed", error="no", details="Traceback ...", is_bug=is_bug))
    code, _, err = said("build", write_params("York", tmp_path))
    assert code == expected
    assert ("Traceback ..." in err) is is_bug


def test_all_councils_are_built_when_asked_for(said, building):
    building(*(outcome(f"c{number}") for number in range(153)))
    assert said("build", "--all")[0] == 0


def test_the_folder_of_data_is_the_one_that_is_named(said, tmp_path, monkeypatch):
    def checked(_):
        raise SourceError(os.environ[DATA_VARIABLE])

    monkeypatch.setattr("sendlib.cli.check.check", checked)
    assert said("check", "--data-raw", "mine") == (1, "", f"{tmp_path / 'mine'}\n")
    assert said("check") == (1, "", f"{tmp_path / 'mine'}\n")


def test_a_check_lists_faults_and_files_it_does_not_know(said, monkeypatch):
    checked = Checked(("a.csv: truncated", "b.csv: gone"), ("notes.txt",), 3, 2)
    monkeypatch.setattr("sendlib.cli.check.check", lambda _: checked)
    code, out, err = said("check")
    assert code == 1
    assert err == "a.csv: truncated\nb.csv: gone\n"
    assert out == "notes.txt: not a file sendlib knows; it is not used\n"


def test_a_check_without_faults_counts_what_it_read(said, monkeypatch):
    monkeypatch.setattr(
        "sendlib.cli.check.check", lambda _: Checked((), (), 3, 2, questioned=5, noted=7)
    )
    code, out, _ = said("check")
    assert code == 0
    assert out == (
        "3 tables in 2 files read, no fault. Quality of the data: 5 figures questioned, 7 notes.\n"
    )


def test_a_truncated_and_an_unknown_file_are_told_by_name(said, tmp_path):
    data = tmp_path / "data_raw"
    (data / "ehcp").mkdir(parents=True)
    (data / "ehcp" / "plans.zip").write_bytes(b"PK\x03\x04 cut off")
    (data / "own.csv").write_text("colour,shape\nred,round\n")
    code, out, err = said("check")
    assert code == 1
    assert "ehcp/plans.zip" in err
    assert "own.csv: not a file sendlib knows; it is not used" in out
    code, _, err = said("build", write_params("York", tmp_path), "--out", tmp_path / "reports")
    assert code == 1
    assert "ehcp/plans.zip" in err
    assert list((tmp_path / "reports").iterdir()) == []


def test_an_edition_with_other_columns_is_told_with_those_new_and_gone(said, data_raw, tmp_path):
    (tmp_path / "data_raw").mkdir()
    header, row, *_ = (data_raw / "outcomes" / "absence.csv").read_text("utf-8-sig").splitlines()
    changed = f"{header.replace('academic_year', 'school_year')}\n{row}\n"
    (tmp_path / "data_raw" / "renamed.csv").write_text(changed)
    code, _, err = said("build", write_params("York", tmp_path))
    assert code == 1
    assert err.startswith("renamed.csv: looks like “Pupil absence by SEN provision”")
    assert "New columns: school_year. Columns gone: academic_year." in err


def test_without_arguments_given_those_of_the_program_count(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["sendlib", "--version"])
    with pytest.raises(SystemExit):
        main()
    assert capsys.readouterr().out.startswith("sendlib ")


def test_an_absent_quarto_is_the_users_to_mend(said, tmp_path, monkeypatch):
    monkeypatch.setenv("QUARTO_PATH", str(tmp_path / "quarto"))
    code, out, err = said("build", write_params("York", tmp_path), "--engine", "quarto")
    assert (code, out) == (1, "")
    assert "Quarto was not found" in err
    assert "1.9 or later" in err


def test_a_form_that_does_not_exist_is_told_before_anything_is_read(said, tmp_path):
    code, out, err = said("build", write_params("York", tmp_path), "--as", "plan")
    assert (code, out) == (1, "")
    assert "--as: found 'plan', allowed: strategy" in err
