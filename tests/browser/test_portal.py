"""The portal can be searched, filtered and sorted by keyboard, and is whole without a script."""

import pytest

pytestmark = pytest.mark.browser

FOCUS = "document.activeElement"
NAMES = (
    "[...document.querySelectorAll('.council')].filter((each) => each.checkVisibility())"
    ".map((each) => each.querySelector('h3').textContent)"
)
NEWS = "document.getElementById('find_news').textContent"
ALL = ["Camden", "Demoshire", "Gloucestershire", "Isles of Scilly", "Worcestershire"]

# a list takes letters typed within a second for one word
FORGET = "new Promise((done) => setTimeout(done, 1200))"


@pytest.fixture
def index(portal, opened):
    return opened(portal / "index.html")


def typed(page, field, text):
    """Put the focus in a field and type, as a reader does."""
    page.evaluate(f"document.getElementById({field!r}).focus()")
    page.send("Input.insertText", text=text)


def chosen(page, field, text):
    """Type the start of an option into a list, as a reader does."""
    page.evaluate(f"document.getElementById({field!r}).focus()")
    for letter in text:
        page.send("Input.dispatchKeyEvent", type="char", text=letter)


def load(page, times):
    """Wait until pages were loaded so often, the first one included."""
    while len(page.events("Page.loadEventFired")) < times:
        page.browser.events.append(page.browser.next_message())


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("shire", ["Demoshire", "Gloucestershire", "Worcestershire"]),
        ("SCILLY isles", ["Isles of Scilly"]),
        ("885", ["Worcestershire"]),
        ("Çamden", ["Camden"]),
        ("'", ALL),
    ],
)
def test_a_council_is_found_as_one_types_and_the_number_is_announced(index, text, names):
    typed(index, "find_name", text)
    assert index.evaluate(NAMES) == names
    said = "5 councils." if len(names) == 5 else f"{len(names)} of 5 councils."
    index.wait_for(f"{NEWS} === {said!r}")
    assert index.evaluate("document.getElementById('find_news').getAttribute('role')") == "status"


def test_where_nothing_fits_the_page_says_so_and_one_button_shows_all(index):
    typed(index, "find_name", "atlantis")
    assert index.evaluate(NAMES) == []
    assert index.evaluate("document.getElementById('find_none').checkVisibility()")
    index.wait_for(f"{NEWS} === '0 of 5 councils.'")
    index.press("Tab", times=4)
    assert index.evaluate(f"{FOCUS}.textContent") == "Show all"
    index.press("Enter")
    index.wait_for(f"{FOCUS}.id === 'find_name'")
    assert index.evaluate(NAMES) == ALL
    assert index.evaluate("document.getElementById('find_none').checkVisibility()") is False
    index.wait_for(f"{NEWS} === '5 councils.'")


def test_councils_are_filtered_by_region_and_by_report(index):
    chosen(index, "find_region", "South W")
    index.wait_for("document.getElementById('find_region').value === 'South West'")
    assert index.evaluate(NAMES) == ["Gloucestershire", "Isles of Scilly"]
    chosen(index, "find_report", "Joint")
    index.wait_for(f"{NEWS} === '0 of 5 councils.'")
    index.evaluate(FORGET)
    chosen(index, "find_region", "All")
    index.wait_for(f"{NEWS} === '1 of 5 councils.'")
    assert index.evaluate(NAMES) == ["Worcestershire"]


@pytest.mark.parametrize(
    ("typed_text", "order", "names"),
    [
        ("By r", "region", [ALL[1], ALL[0], ALL[2], ALL[3], ALL[4]]),
        ("Lat", "date", [ALL[4], ALL[0], ALL[1], ALL[2], ALL[3]]),
    ],
)
def test_councils_are_sorted_by_region_and_by_date(index, typed_text, order, names):
    chosen(index, "find_order", typed_text)
    index.wait_for(f"document.getElementById('find_order').value === {order!r}")
    assert index.evaluate(NAMES) == names


def test_enter_in_the_search_field_neither_leaves_nor_reloads_the_page(index):
    typed(index, "find_name", "camden")
    index.press("Enter")
    assert index.evaluate("location.search") == ""
    assert index.evaluate(NAMES) == ["Camden"]


def test_the_map_follows_the_list_and_leads_where_it_does(index, portal):
    typed(index, "find_name", "worc")
    out = "[...document.querySelectorAll('.map [data-slug]:not(.out)')].map((e) => e.dataset.slug)"
    assert index.evaluate(out) == ["worcestershire"]
    index.evaluate(
        "document.querySelector('.map [data-slug=camden]')"
        ".dispatchEvent(new MouseEvent('click', { bubbles: true }))"
    )
    load(index, times=2)
    assert index.evaluate("location.pathname") == (portal / "camden" / "index.html").as_posix()


def test_one_gets_from_the_list_to_a_council_and_back(index):
    index.evaluate("document.querySelector('.council h3 a').focus()")
    index.press("Enter")
    load(index, times=2)
    assert index.evaluate("document.querySelector('h1').textContent") == "Camden"
    index.evaluate("document.querySelector('.trail a').focus()")
    index.press("Enter")
    load(index, times=3)
    assert index.evaluate(NAMES) == ALL


def test_without_a_script_all_councils_are_listed_and_no_dead_field_is_shown(portal, opened):
    page = opened(portal / "index.html")
    page.send("Emulation.setScriptExecutionDisabled", value=True)
    page.send("Page.reload")
    load(page, times=2)
    assert page.evaluate(NAMES) == ALL
    assert page.evaluate("document.getElementById('find').checkVisibility()") is False
