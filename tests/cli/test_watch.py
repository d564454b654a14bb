"""`sendlib watch`: says where the page is, and how long each change took."""

from contextlib import nullcontext

import pytest

from sendlib.cli import watch as command
from sendlib.cli.main import main
from sendlib.params.new import write_params
from sendlib.run.notebooks import NOTEBOOKS_VARIABLE
from sendlib.run.preview import Preview
from sendlib.run.watch import WHOLE, WORDS, Refreshed, Watched


@pytest.fixture
def said(tmp_path, monkeypatch, capsys):
    """Run the command until these changes have been seen, then stop it by hand."""
    monkeypatch.setenv(NOTEBOOKS_VARIABLE, str(tmp_path))
    (tmp_path / "evidence_base.ipynb").touch()
    monkeypatch.setattr("sendlib.run.prepare.prepare_data", lambda _: None)
    monkeypatch.setattr("sendlib.run.supervise.start_template", lambda: None)
    monkeypatch.setattr("sendlib.run.runs.open_runs", nullcontext)
    monkeypatch.setattr(command, "LOOK_SECONDS", 0)
    opened, shown = [], []
    monkeypatch.setattr("webbrowser.open", opened.append)
    monkeypatch.setattr(Preview, "show", lambda _, *page: shown.append(page))

    def ran(*changes, options=()):
        coming = iter(changes)

        def refreshed(watched):
            watched.load()
            yield next(coming)

        def changed(*_):
            if len(shown) == len(changes):
                raise KeyboardInterrupt
            return True

        monkeypatch.setattr(Watched, "refresh", refreshed)
        monkeypatch.setattr(Watched, "is_changed", changed)
        with pytest.raises(SystemExit) as stopped:
            main(["watch", str(write_params("York", tmp_path)), *options])
        output = capsys.readouterr()
        return stopped.value.code, output.out, output.err, opened, shown

    return ran


def test_each_change_is_told_with_its_seconds_and_ends_by_hand(said):
    whole, words = Refreshed(b"a", "", WHOLE, 4.04), Refreshed(b"b", "", WORDS, 0.31)
    code, out, err, opened, shown = said(whole, words, Refreshed(b"", "no cell", WHOLE, 1.0))
    assert (code, err) == (0, "no cell\n")
    first, *rest = out.splitlines()
    assert first.startswith("http://127.0.0.1:")
    assert first.endswith("york.yml; Ctrl-C ends it")
    assert rest == ["whole report: 4.0 s", "words: 0.3 s"]
    assert opened == [first.split()[0]]
    assert shown == [(b"a", ""), (b"b", ""), (b"", "no cell")]


def test_without_a_browser_none_is_opened(said):
    assert said(options=["--no-browser"])[3] == []
