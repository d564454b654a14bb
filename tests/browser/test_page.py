"""A page loads nothing, says in pictures what the views said, and is valid HTML."""

import json
import subprocess

import pytest

pytestmark = pytest.mark.browser

# the checker knows neither hashes nor `data:` in a page's own policy; Chromium, which enforces it,
# shows the pictures and runs the script (see the tests above that)
UNKNOWN_TO_CHECKER = ("violates Content Security Policy",)


def test_a_page_asks_for_nothing_and_complains_of_nothing(page_file, opened):
    page = opened(page_file)
    page.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true; })")
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    asked = [event["request"]["url"] for event in page.events("Network.requestWillBeSent")]
    assert [url[:80] for url in asked if not url.startswith(("file:", "data:"))] == []
    assert len([url for url in asked if url.startswith("file:")]) == 1
    for kind in ("Log.entryAdded", "Runtime.exceptionThrown", "Runtime.consoleAPICalled"):
        assert page.events(kind) == []


def test_every_picture_is_shown(page_file, opened):
    page = opened(page_file)
    broken = "[...document.images].filter((each) => !each.complete || !each.naturalWidth).length"
    assert page.evaluate(broken) == 0


def test_every_chart_has_the_alt_text_of_its_view(page_file, opened, shown_alts):
    if not (page_file.parent / "notebook.ipynb").is_file():
        pytest.skip("not the page of a report: no notebook lies beside it")
    page = opened(page_file)
    found = page.evaluate("[...document.querySelectorAll('figure img')].map((each) => each.alt)")
    assert found == shown_alts(page_file.parent)
    assert all(len(alt) > 10 for alt in found)


def test_a_page_is_valid_html(page_file, html_checker):
    done = subprocess.run(
        [*html_checker, "--format", "json", "--also-check-css", str(page_file)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    faults = [
        (fault["type"], fault["message"], fault.get("extract", "")[:200])
        for fault in json.loads(done.stderr)["messages"]
        if not any(words in fault["message"] for words in UNKNOWN_TO_CHECKER)
    ]
    assert faults == []


def test_the_checker_would_find_a_fault(sample_folder, html_checker, tmp_path):
    whole = (sample_folder / "report.html").read_text(encoding="utf-8")
    damaged = whole.replace("</main>", "<p id=main_content></main>")
    (tmp_path / "x.html").write_text(damaged, encoding="utf-8")
    done = subprocess.run(
        [*html_checker, "--errors-only", str(tmp_path / "x.html")],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert "Duplicate ID" in done.stderr
