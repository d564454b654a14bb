import json

import pytest

from sendlib.errors import RenderError
from sendlib.params.load import default_params, to_notebook
from sendlib.params.region import RegionParams
from sendlib.report.manifest import manifest
from sendlib.report.site_manifest import read_manifest

COLOURS = {"name": "", "primary": "#000000", "accent": "#000000"}


def written(folder, **changes):
    params = to_notebook(default_params("York"))
    made = manifest(report="evidence-base", params=params | changes, inputs={}, outputs={})
    (folder / "manifest.json").write_text(made, encoding="utf-8")
    return folder


def test_the_manifest_that_a_build_writes_is_read(tmp_path):
    found = read_manifest(written(tmp_path))
    assert (found.report, found.params.area) == ("evidence-base", "816")
    assert (found.params.document.status, found.params.document.date) == ("draft", "")
    assert found.params.branding.primary == "#12436d"


def test_a_manifest_with_an_area_alone_is_of_an_undated_draft(tmp_path):
    (tmp_path / "manifest.json").write_text('{"report": "x", "params": {"area": "E12000005"}}')
    found = read_manifest(tmp_path)
    assert (found.params.document.status, found.inputs) == ("draft", {})
    assert found.params.branding.accent == "#28a197"


@pytest.mark.parametrize(
    ("members", "code", "is_demo"),
    [
        (("Kent", "Surrey"), "OWN-two-downs", False),
        (("Demoshire", "Eskerby"), "OWN-two-downs", True),
    ],
)
def test_a_region_has_the_code_of_its_figures_and_its_own_name(tmp_path, members, code, is_demo):
    params = to_notebook(RegionParams(region="Two Downs", members=members))
    made = manifest(report="regional-commissioning", params=params, inputs={}, outputs={})
    (tmp_path / "manifest.json").write_text(made, encoding="utf-8")
    found = read_manifest(tmp_path).params
    assert (found.area, found.region, found.is_demo) == (code, "Two Downs", is_demo)


def test_a_region_of_unknown_councils_is_refused(tmp_path):
    text = '{"report": "x", "params": {"region": "Two", "members": [{"area": "999"}]}}'
    (tmp_path / "manifest.json").write_text(text)
    with pytest.raises(RenderError, match=r"params\.members\.0\.area"):
        read_manifest(tmp_path)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"area": "999"}, "params.area: .*the code of no area"),
        ({"document": {"date": "July"}}, "params.document.date"),
        ({"document": {"status": "secret"}}, "params.document.status"),
        ({"branding": COLOURS | {"primary": "red"}}, "params.branding.primary"),
        ({"branding": COLOURS | {"logo": "https://example.org/x.png"}}, "params.branding.logo"),
    ],
)
def test_what_no_page_may_show_is_refused_by_name(tmp_path, changes, message):
    with pytest.raises(RenderError, match=f"manifest.json: {message}"):
        read_manifest(written(tmp_path, **changes))


@pytest.mark.parametrize("content", ["{", "[" * 100_000, json.dumps("x" * 3), None])
def test_a_damaged_or_absent_manifest_is_refused(tmp_path, content):
    if content is not None:
        (tmp_path / "manifest.json").write_text(content)
    with pytest.raises(RenderError, match=r"manifest.json: .*build the report again"):
        read_manifest(tmp_path)
