"""`sendlib fetch` against a publisher's server on this machine."""

import hashlib

import pytest

from sendlib.cli.main import main
from sendlib.data.folder import DATA_VARIABLE
from sendlib.data.register import Register

CONTENT = b"Measure_code,Topic\n4,Health\n" * 500
ADDRESS = "/github/dfe/lait/main/dictionary.csv"


def source(path, way):
    return {
        "path": path,
        "title": "Dictionary",
        "publisher": "DfE",
        "page": "https://example.org/lait",
        "edition": "2026",
        "licence": "ogl",
        "origin": "as published",
        "size_bytes": len(CONTENT),
        "sha256": hashlib.sha256(CONTENT).hexdigest(),
        "fetch": way,
    }


@pytest.fixture
def fetched(publisher, tmp_path, monkeypatch, capsys):
    """Run the command on a register of two files; give its exit code, output and messages."""
    way = {"kind": "file", "server": "github", "address": ADDRESS.removeprefix("/github/")}
    by_hand = {"kind": "by_hand", "instruction": "Save the list from its page as CSV."}
    register = Register.model_validate(
        {
            "licences": {
                "ogl": {"name": "OGL", "url": "https://ogl.example", "statements": ["OGL."]}
            },
            "sources": [source("lait/dictionary.csv", way), source("lait/list.csv", by_hand)],
        }
    )
    publisher.serve(ADDRESS, CONTENT, etag='"1"')
    monkeypatch.setattr("sendlib.cli.fetch.load_register", lambda: register)
    monkeypatch.setenv("SENDLIB_GITHUB", f"{publisher.address}/github")
    monkeypatch.setenv(DATA_VARIABLE, str(tmp_path / "elsewhere"))
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")

    def ran(*arguments):
        with pytest.raises(SystemExit) as stopped:
            main(["fetch", "--data-raw", str(tmp_path / "data"), *arguments])
        output = capsys.readouterr()
        return stopped.value.code, output.out, output.err

    return ran


def test_files_are_downloaded_and_those_to_put_in_place_by_hand_listed(fetched, tmp_path):
    code, out, err = fetched()
    assert (code, err) == (0, "")
    assert "lait/dictionary.csv: downloaded" in out
    assert "lait/list.csv: by hand (" in out
    assert (tmp_path / "data" / "lait" / "dictionary.csv").read_bytes() == CONTENT
    assert "lait/dictionary.csv: up to date" in fetched("lait/dictionary.csv")[1]


def test_a_file_that_the_publisher_changed_is_told_and_taken_only_when_asked(
    fetched, publisher, tmp_path
):
    publisher.serve(ADDRESS, CONTENT + b"5,Care\n", etag='"2"')
    code, _, err = fetched()
    assert code == 1
    assert "--accept-changed" in err
    assert not (tmp_path / "data" / "lait" / "dictionary.csv").exists()
    assert fetched("--accept-changed")[0] == 0
    assert (tmp_path / "data" / "lait" / "dictionary.csv").read_bytes().endswith(b"5,Care\n")


def test_a_name_that_is_not_in_the_register_is_refused(fetched):
    code, _, err = fetched("dictionery.csv")
    assert code == 1
    assert "dictionery.csv" in err
