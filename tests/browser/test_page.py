"""A page loads nothing, says in pictures what the views said, and is valid HTML."""

import json
import subprocess

import pytest

from tests.browser.conftest import OPEN_ALL, PAGES, place_of

pytestmark = pytest.mark.browser

# the checker knows neither hashes nor `data:` in a page's own policy; Chromium, which enforces it,
# shows the pictures and runs the script (see the tests above that)
UNKNOWN_TO_CHECKER = ("violates Content Security Policy",)


@pytest.fixture(scope="module")
def page(page_file, browser):
    """Each page in turn, opened once and looked at to its end."""
    page = browser.tab()
    page.open(page_file)
    page.evaluate(OPEN_ALL)
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    yield page
    page.close()


def test_a_page_asks_for_nothing_and_complains_of_nothing(page):
    asked = [event["request"]["url"] for event in page.events("Network.requestWillBeSent")]
    assert [url[:80] for url in asked if not url.startswith(("file:", "data:"))] == []
    assert len([url for url in asked if url.startswith("file:")]) == 1
    for kind in ("Log.entryAdded", "Runtime.exceptionThrown", "Runtime.consoleAPICalled"):
        assert page.events(kind) == []


def test_every_picture_is_shown(page):
    broken = "[...document.images].filter((each) => !each.complete || !each.naturalWidth).length"
    assert page.evaluate(broken) == 0


def test_every_chart_has_the_alt_text_of_its_view(page_file, page, shown_alts):
    if not (page_file.parent / "notebook.ipynb").is_file():
        pytest.skip("not the page of a report: no notebook lies beside it")
    found = page.evaluate("[...document.querySelectorAll('figure img')].map((each) => each.alt)")
    assert found == shown_alts(page_file.parent)
    assert all(len(alt) > 10 for alt in found)


@pytest.fixture(scope="module")
def damaged(sample_folder, tmp_path_factory):
    """A page that is not valid."""
    whole = (sample_folder / "report.html").read_text(encoding="utf-8")
    file = tmp_path_factory.mktemp("damaged") / "x.html"
    file.write_text(whole.replace("</main>", "<p id=main_content></main>"), encoding="utf-8")
    return file


@pytest.fixture(scope="module")
def faults(html_checker, sample_folder, portal, damaged):
    """What the checker says of each file; all in one go, as it takes its time to start."""
    pages = [place_of(page, sample_folder, portal) for page in PAGES]
    done = subprocess.run(
        [*html_checker, "--format", "json", "--also-check-css", *pages, damaged],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    found = {page.as_uri(): [] for page in (*pages, damaged)}
    for fault in json.loads(done.stderr)["messages"]:
        if not any(words in fault["message"] for words in UNKNOWN_TO_CHECKER):
            said = (fault["type"], fault["message"], fault.get("extract", "")[:200])
            found[fault["url"].replace("file:/", "file:///", 1)].append(said)
    return found


def test_a_page_is_valid_html(page_file, faults):
    assert faults[page_file.as_uri()] == []


def test_the_checker_would_find_a_fault(damaged, faults):
    assert any("Duplicate ID" in message for _, message, _ in faults[damaged.as_uri()])
