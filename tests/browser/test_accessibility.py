"""axe-core finds nothing on any page, wide or narrow, light or dark."""

import json

import pytest

from tests.browser.conftest import OPEN_ALL

pytestmark = pytest.mark.browser

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# the rules that look at colours: all that dark differs in
OF_COLOURS = ["color-contrast", "link-in-text-block"]
CHECK = """
axe.run(document, {{ runOnly: {rules}, resultTypes: ['violations'] }}).then((found) =>
  found.violations.map((rule) =>
    [rule.id, rule.nodes.length, rule.nodes[0].html.slice(0, 200), rule.nodes[0].failureSummary]))
"""
# what a page's style sheets say of dark but for properties that hold colours
NOT_COLOURS = """
(() => {
  const within = (rules) => [...rules].flatMap((rule) => [
    ...[...rule.style ?? []].filter((name) => !name.startsWith('--') ||
      !CSS.supports('color', rule.style.getPropertyValue(name).trim())),
    ...within(rule.cssRules ?? []),
  ]);
  const rules = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules])
    .filter((rule) => rule.conditionText?.includes('prefers-color-scheme'));
  // named nowhere else: in no script, no attribute, no rule within another
  const named = document.documentElement.outerHTML.split('prefers-color-scheme').length - 1;
  return [...rules.flatMap((rule) => within(rule.cssRules)),
    ...(named > rules.length ? ['prefers-color-scheme elsewhere'] : [])];
})()
"""


@pytest.fixture(scope="session")
def axe(axe_file):
    return axe_file.read_text(encoding="utf-8")


def violations(page, rules):
    return page.evaluate(CHECK.format(rules=json.dumps(rules)))


@pytest.mark.parametrize("width", [1280, 320])
def test_axe_finds_no_violation(page_file, opened, axe, width):
    page = opened(page_file, width=width)
    page.evaluate(OPEN_ALL)
    page.evaluate(axe)
    assert violations(page, TAGS) == []
    assert page.evaluate(NOT_COLOURS) == []
    page.colour("dark")
    assert violations(page, OF_COLOURS) == []


def test_axe_would_find_a_violation(sample_folder, opened, axe):
    page = opened(sample_folder / "report.html")
    page.evaluate(
        "document.querySelector('main').insertAdjacentHTML('beforeend', '<a href=x></a>')"
    )
    page.evaluate(axe)
    assert [found[0] for found in violations(page, TAGS)] == ["link-name"]


def test_axe_would_find_words_too_pale_in_the_dark_alone(sample_folder, opened, axe):
    page = opened(sample_folder / "report.html")
    page.evaluate(
        "document.querySelector('main').insertAdjacentHTML('beforeend',"
        " '<p style=\"color: light-dark(black, #333); color-scheme: light dark\">Words</p>')"
    )
    page.evaluate(axe)
    assert violations(page, OF_COLOURS) == []
    page.colour("dark")
    assert [found[0] for found in violations(page, OF_COLOURS)] == ["color-contrast"]


def test_what_else_dark_would_change_is_told(sample_folder, opened):
    page = opened(sample_folder / "report.html")
    page.evaluate(
        "document.head.insertAdjacentHTML('beforeend', '<style>@media (prefers-color-scheme: dark)"
        " { p { display: none; --size: 2px; --ground: #000 } }</style>')"
    )
    assert page.evaluate(NOT_COLOURS) == ["display", "--size"]
    page.evaluate(
        "document.body.insertAdjacentHTML('beforeend',"
        " '<link media=\"(prefers-color-scheme: dark)\">')"
    )
    assert page.evaluate(NOT_COLOURS)[2:] == ["prefers-color-scheme elsewhere"]
