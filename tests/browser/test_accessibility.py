"""axe-core finds nothing on any page, wide or narrow, light or dark."""

import json

import pytest

pytestmark = pytest.mark.browser

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
CHECK = f"""
axe.run(document, {{runOnly: {json.dumps(TAGS)}}}).then((found) => found.violations.map((rule) =>
  [rule.id, rule.nodes.length, rule.nodes[0].html.slice(0, 200), rule.nodes[0].failureSummary]))
"""


@pytest.fixture(scope="session")
def axe(axe_file):
    return axe_file.read_text(encoding="utf-8")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
def test_axe_finds_no_violation(page_file, opened, axe, width, scheme):
    page = opened(page_file, width=width, scheme=scheme)
    page.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true; })")
    page.evaluate(axe)
    assert page.evaluate(CHECK) == []


def test_axe_would_find_a_violation(sample_folder, opened, axe):
    page = opened(sample_folder / "report.html")
    page.evaluate(
        "document.querySelector('main').insertAdjacentHTML('beforeend', '<a href=x></a>')"
    )
    page.evaluate(axe)
    assert [found[0] for found in page.evaluate(CHECK)] == ["link-name"]
