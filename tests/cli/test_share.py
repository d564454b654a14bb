"""`sendlib share`: what it says and how it exits."""

import pytest

from sendlib.cli.main import main
from sendlib.errors import ParamsError
from sendlib.run.share import Written


@pytest.fixture
def said(capsys, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)

    def ran(*arguments):
        with pytest.raises(SystemExit) as stopped:
            main([str(one) for one in arguments])
        output = capsys.readouterr()
        return stopped.value.code, output.out, output.err

    return ran


def test_it_names_the_file_what_it_holds_and_whom_to_send_it_to(said, monkeypatch):
    asked = []

    def written(path, *, out):
        asked.append((path.as_posix(), out.as_posix()))
        return Written(out / "york.json", 30, 12, 94)

    monkeypatch.setattr("sendlib.cli.share.write_share", written)
    code, out, _ = said("share", "params/york.yml", "--out", "elsewhere")
    assert (code, asked) == (0, [("params/york.yml", "elsewhere")])
    assert out.startswith("elsewhere/york.json written: 30 tables and 12 results, with 94 numbers")
    assert "no record of a person" in out


def test_what_is_wrong_is_told_and_exits_with_1(said, monkeypatch):
    def refused(path, **_):
        raise ParamsError(f"{path}: names no files")

    monkeypatch.setattr("sendlib.cli.share.write_share", refused)
    code, _, err = said("share", "params/york.yml")
    assert (code, err) == (1, "params/york.yml: names no files\n")
