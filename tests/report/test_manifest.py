import json

import pytest

from sendlib.errors import RenderError
from sendlib.report import manifest as module
from sendlib.report.manifest import code_hash, manifest, package_versions, sha256


def test_the_manifest_says_what_went_in_and_what_came_out():
    text = manifest(
        report="evidence-base",
        params={"area": "Worcestershire"},
        inputs={"b.csv": "2", "a.csv": "1"},
        outputs={"report.html": "3"},
    )
    found = json.loads(text)
    assert list(found) == ["report", "params", "code", "packages", "inputs", "outputs"]
    assert list(found["inputs"]) == ["a.csv", "b.csv"]
    assert found["code"]["sha256"] == code_hash()
    assert text.endswith("}\n")


def test_versions_are_those_of_the_packages_required_to_run():
    versions = package_versions()
    assert {"pandas", "typst", "jinja2"} <= set(versions)
    assert "pytest" not in versions


def test_a_package_that_is_not_installed_is_named():
    with pytest.raises(RenderError, match="no-such-package is not installed"):
        module._version("no-such-package")


def test_the_hash_is_sha256():
    assert sha256(b"") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
