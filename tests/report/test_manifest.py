import json

import pytest

from sendlib.errors import RenderError
from sendlib.report import manifest as module
from sendlib.report.manifest import code_hash, manifest, package_versions, sha256, version


def test_the_manifest_says_what_went_in_and_what_came_out():
    text = manifest(
        report="evidence-base",
        params={"area": "Worcestershire"},
        inputs={"b.csv": "2", "a.csv": "1"},
        outputs={"report.html": "3"},
    )
    found = json.loads(text)
    assert list(found) == [
        "report", "params", "code", "engine", "packages", "inputs", "outputs",
    ]  # fmt: skip
    assert list(found["inputs"]) == ["a.csv", "b.csv"]
    assert found["code"]["sha256"] == code_hash()
    assert text.endswith("}\n")


def test_versions_are_those_of_the_packages_required_to_run():
    versions = package_versions()
    assert {"python", "pandas", "typst", "jinja2"} <= set(versions)
    assert "xlsxwriter" in versions  # it is gptables that needs it
    assert not {"pytest", "colorama"} & set(versions)  # for tests; for Windows
    assert list(versions) == sorted(versions)


@pytest.fixture
def project(tmp_path, monkeypatch):
    """Put a small project in the place of this one, and give the hash of its code."""
    (tmp_path / "sendlib" / "__pycache__").mkdir(parents=True)
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "data_raw").mkdir()
    monkeypatch.setattr(module, "files", lambda name: tmp_path / name)

    def hashed(**changes):
        contents = {
            "sendlib/run.py": "a = 1\nb = 2\n",
            "notebooks/small.ipynb": notebook("plans"),
            "data_raw/sources.yml": "a.csv\n",
        }
        for name, content in (contents | changes).items():
            (tmp_path / name).write_bytes(content.encode())
        code_hash.cache_clear()
        return code_hash()

    yield hashed
    code_hash.cache_clear()


def notebook(source, *outputs):
    cell = {"cell_type": "code", "source": source, "outputs": outputs}
    return json.dumps({"cells": [cell]})


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("sendlib/run.py", "a = 1\nb = 3\n"),
        ("sendlib/new.css", ""),
        ("notebooks/small.ipynb", notebook("pupils")),
        ("data_raw/sources.yml", "b.csv\n"),
    ],
)
def test_two_states_of_the_code_of_one_version_have_different_hashes(project, name, content):
    assert project() != project(**{name: content})


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("sendlib/run.py", "a = 1\r\nb = 2\r\n"),
        ("sendlib/__pycache__/run.pyc", "compiled"),
        ("sendlib/.DS_Store", "left by a tool"),
        ("notebooks/small.ipynb", notebook("plans", "run and saved")),
        ("data_raw/plans.csv", "1,2\n"),
    ],
)
def test_what_is_no_code_does_not_change_the_hash(project, name, content):
    assert project() == project(**{name: content})


def test_a_project_that_is_not_installed_is_told_how_to_be(monkeypatch):
    monkeypatch.setattr(module, "PROJECT", "no-such-package")
    with pytest.raises(RenderError, match="no-such-package is not installed"):
        version()


def test_the_hash_is_sha256():
    assert sha256(b"") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
