"""At 320 pixels, which is 1280 at 400%, a page scrolls in one direction only (WCAG 1.4.10)."""

import pytest

pytestmark = pytest.mark.browser

OVERFLOW = """
(() => {
  const root = document.scrollingElement;
  const outside = [...document.querySelectorAll('body *')].filter((each) =>
    !each.closest('.scroll, .unseen') && each.checkVisibility() &&
    each.getBoundingClientRect().right > root.clientWidth + 1);
  return [root.scrollWidth > root.clientWidth, outside.map((each) => each.outerHTML.slice(0, 120))];
})()
"""
OPEN_ALL = "document.querySelectorAll('details').forEach((part) => { part.open = true; })"
# what a reader may set (WCAG 1.4.12)
SPACING = """
document.head.insertAdjacentHTML('beforeend', `<style>
  * { line-height: 1.5 !important; letter-spacing: .12em !important;
      word-spacing: .16em !important; }
  p { margin-bottom: 2em !important; }
</style>`)
"""


@pytest.mark.parametrize("width", [320, 640, 1024, 1280])
def test_no_page_is_wider_than_the_window(page_file, opened, width):
    page = opened(page_file, width=width)
    assert page.evaluate(OVERFLOW) == [False, []]
    page.evaluate(OPEN_ALL)
    assert page.evaluate(OVERFLOW) == [False, []]


def test_wider_spacing_of_text_fits_too(page_file, opened):
    page = opened(page_file, width=320)
    page.evaluate(OPEN_ALL)
    page.evaluate(SPACING)
    assert page.evaluate(OVERFLOW) == [False, []]


def test_larger_type_fits_too(page_file, opened):
    page = opened(page_file, width=640)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate(OVERFLOW) == [False, []]
