"""At 320 pixels, which is 1280 at 400%, a page scrolls in one direction only (WCAG 1.4.10)."""

import pytest

from tests.browser.conftest import OPEN_ALL

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
# what a reader may set (WCAG 1.4.12)
SPACING = """
document.head.insertAdjacentHTML('beforeend', `<style id=spacing>
  * { line-height: 1.5 !important; letter-spacing: .12em !important;
      word-spacing: .16em !important; }
  p { margin-bottom: 2em !important; }
</style>`)
"""


WIDTHS = [320, 640, 1024, 1280]


@pytest.fixture(scope="module")
def page(page_file, browser):
    """Each page in turn, opened once, where it is narrowest: who zooms opens no page anew."""
    page = browser.tab()
    page.resize(WIDTHS[0])
    page.open(page_file)
    yield page
    page.close()


@pytest.mark.parametrize("opened", [False, True])
def test_no_page_is_wider_than_the_window(page, opened):
    for width in WIDTHS:
        page.resize(width)
        if opened:
            page.evaluate(OPEN_ALL)
        assert [width, *page.evaluate(OVERFLOW)] == [width, False, []]


def test_wider_spacing_of_text_fits_too(page):
    page.resize(320)
    page.evaluate(OPEN_ALL)
    page.evaluate(SPACING)
    assert page.evaluate(OVERFLOW) == [False, []]
    page.evaluate("document.querySelector('#spacing').remove()")


def test_larger_type_fits_too(page):
    page.resize(640)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate(OVERFLOW) == [False, []]
    page.evaluate("document.documentElement.style.fontSize = ''")
