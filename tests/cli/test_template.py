"""`sendlib template`."""

import openpyxl
import pytest

from sendlib.cli.main import main


def ran(*arguments):
    with pytest.raises(SystemExit) as stopped:
        main(list(arguments))
    return stopped.value.code


def test_a_workbook_is_written_and_what_comes_next_is_said(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert ran("template") == 0
    assert capsys.readouterr().out.startswith("local-data.xlsx written. Fill in")
    assert "packages" in openpyxl.load_workbook(tmp_path / "local-data.xlsx").sheetnames
    assert ran("template") == 1
    assert "may hold data" in capsys.readouterr().err
