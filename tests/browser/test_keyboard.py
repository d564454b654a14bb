"""Everything on a page can be reached and used by keyboard, in order, with the focus in sight."""

from itertools import product

import pytest

pytestmark = pytest.mark.browser

# every stop there should be, in the order of the page
STOPS = """
window.stops = [...document.querySelectorAll(
    'a[href], button, input, select, summary, [tabindex="0"]')]
  .filter((each) => each.checkVisibility({ contentVisibilityAuto: true }) &&
    !each.matches('details:not([open]) :not(summary)'));
window.stops.length
"""
STOP = """
(() => {
  const each = document.activeElement;
  const box = each.getBoundingClientRect();
  const style = getComputedStyle(each);
  const x = (Math.max(box.left, 0) + Math.min(box.right, innerWidth)) / 2;
  const y = (Math.max(box.top, 0) + Math.min(box.bottom, innerHeight)) / 2;
  const on_top = document.elementFromPoint(x, y);
  return {
    place: window.stops.indexOf(each),
    in_sight: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    covered: !on_top || !(each.contains(on_top) || on_top.contains(each)),
    marked: style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) >= 2,
    what: each.outerHTML.slice(0, 100),
  };
})()
"""
FOCUS = "document.activeElement"


def focus(page, selector):
    page.evaluate(f"document.querySelector({selector!r}).focus()")


def test_tab_goes_through_every_stop_in_order_and_each_can_be_seen(page_file, opened):
    page = opened(page_file)
    page.evaluate("document.documentElement.style.scrollBehavior = 'auto'")
    count = page.evaluate(STOPS)
    assert count > 3
    places = []
    for _ in range(count):
        page.press("Tab")
        stop = page.evaluate(STOP)
        assert (stop["in_sight"], stop["covered"], stop["marked"]) == (True, False, True), stop
        places.append(stop["place"])
    assert places == list(range(count))


def test_the_first_stop_skips_to_the_content(page_file, opened):
    page = opened(page_file)
    page.press("Tab")
    assert page.evaluate(f"{FOCUS}.textContent") == "Skip to main content"
    page.wait_for(f"{FOCUS}.getBoundingClientRect().top >= 0")
    page.press("Enter")
    page.wait_for(f"{FOCUS}.id === 'main_content'")
    page.press("Tab")
    assert page.evaluate(f"{FOCUS}.closest('main') !== null")


def test_a_table_is_sorted_from_its_head(page_file, opened):
    page = opened(page_file)
    if not page.evaluate("document.querySelectorAll('table.sortable').length"):
        pytest.skip("the page has no table to sort")
    head = "document.querySelector('table.sortable th[data-sort=n]')"
    values = (
        "[...document.querySelector('table.sortable th[data-sort=n]').closest('table')"
        ".tBodies[0].rows].map((row) => Number.parseFloat((row.cells["
        "document.querySelector('table.sortable th[data-sort=n]').cellIndex].dataset.v ??"
        " row.cells[document.querySelector('table.sortable th[data-sort=n]').cellIndex]"
        ".textContent).replace(/[^0-9.-]/g, ''))).filter((value) => !Number.isNaN(value))"
    )
    page.evaluate(f"{head}.querySelector('button').focus()")
    for key, direction in product(("Enter", "Space"), ("ascending", "descending")):
        page.press(key)
        assert page.evaluate(f"{head}.getAttribute('aria-sort')") == direction
        assert direction in page.evaluate("document.getElementById('sort_news').textContent")
        found = page.evaluate(values)
        assert found == sorted(found, reverse=direction == "descending")


def test_contents_unfold_and_lead_to_a_section_on_a_narrow_screen(page_file, opened):
    page = opened(page_file, width=320)
    page.evaluate("document.documentElement.style.scrollBehavior = 'auto'")
    if not page.evaluate("document.querySelectorAll('#contents_list').length"):
        pytest.skip("the page has no contents")
    contents = "document.querySelector('#contents_list details')"
    assert page.evaluate(f"{contents}.open") is False
    focus(page, "#contents_list summary")
    page.press("Enter")
    assert page.evaluate(f"{contents}.open") is True
    page.press("Tab", times=2)
    goal = page.evaluate(f"{FOCUS}.hash")
    page.press("Enter")
    page.wait_for(f"location.hash === {goal!r}")
    assert page.evaluate(f"{contents}.open") is False
    section = f"document.getElementById({goal[1:]!r})"
    page.wait_for(f"{section}.getBoundingClientRect().top >= 0")
    assert page.evaluate(f"{section}.getBoundingClientRect().top < innerHeight / 2")
    page.press("Tab")
    follows = f"{section}.compareDocumentPosition({FOCUS}) & Node.DOCUMENT_POSITION_FOLLOWING"
    assert page.evaluate(follows)


def test_the_section_in_view_is_marked_in_the_contents(page_file, opened):
    page = opened(page_file)
    page.evaluate("document.documentElement.style.scrollBehavior = 'auto'")
    links = "document.querySelectorAll('#contents_list a')"
    count = page.evaluate(f"{links}.length")
    if not count:
        pytest.skip("the page has no contents")
    link = f"{links}[{count // 2}]"
    page.evaluate(f"document.getElementById({link}.hash.slice(1)).scrollIntoView()")
    page.wait_for(f"{link}.getAttribute('aria-current') === 'true'")
    assert page.evaluate("document.querySelectorAll('#contents_list [aria-current]').length") == 1


def test_the_data_of_a_chart_unfold(page_file, opened):
    page = opened(page_file)
    if not page.evaluate("document.querySelectorAll('details.data').length"):
        pytest.skip("the page has no chart")
    focus(page, "details.data summary")
    page.press("Enter")
    assert page.evaluate("document.querySelector('details.data table').checkVisibility()")
    page.press("Tab")
    assert page.evaluate(f"{FOCUS}.closest('details.data') !== null")
