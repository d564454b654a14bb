import re
from itertools import pairwise

import pytest

from sendlib.report.site import write_site
from sendlib.report.site_reports import Failure
from tests.report.made_reports import made_boundaries, made_portal, made_report
from tests.report.test_html import Page

KENT = Failure("kent", "Kent", "evidence-base")
STALE = Failure("camden", "Camden", "evidence-base")


@pytest.fixture(scope="module")
def portal(tmp_path_factory):
    out = made_portal(tmp_path_factory.mktemp("reports"))
    write_site(out, failed=[KENT, STALE], boundaries=made_boundaries())
    return out


@pytest.fixture(scope="module")
def index(portal):
    return Page((portal / "index.html").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def council(portal):
    return Page((portal / "worcestershire" / "index.html").read_text(encoding="utf-8"))


def words(page):
    return re.sub(r"\s+", " ", " ".join(page.words))


def text_of(out, name="index.html"):
    return (out / name).read_text(encoding="utf-8")


@pytest.fixture(params=["index.html", "worcestershire/index.html", "isles-of-scilly/index.html"])
def any_page(portal, request):
    return Page(text_of(portal, request.param))


def test_every_element_is_closed_every_id_stands_once_and_there_is_one_h1(any_page):
    ids = [attrs["id"] for _, attrs in any_page.elements if "id" in attrs]
    assert any_page.open == []
    assert len(ids) == len(set(ids))
    assert len(any_page.all("h1")) == 1
    assert any_page.all("html") == [{"lang": "en-GB"}]


def test_no_heading_level_is_skipped(any_page):
    levels = [int(tag[1]) for tag, _ in any_page.elements if re.fullmatch(r"h\d", tag)]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_a_page_loads_nothing_and_allows_its_own_script_only(any_page):
    assert any_page.all("link") == []
    assert [attrs for attrs in any_page.all("script") if "src" in attrs] == []
    (policy,) = [a["content"] for a in any_page.all("meta") if "http-equiv" in a]
    assert policy.startswith("default-src 'none'; img-src data:; style-src 'unsafe-inline'; ")


def test_every_link_of_a_page_leads_to_a_file_or_a_place(portal):
    for path in portal.rglob("index.html"):
        page = Page(path.read_text(encoding="utf-8"))
        ids = {attrs["id"] for _, attrs in page.elements if "id" in attrs}
        for link in page.all("a"):
            goal = link["href"]
            assert goal[1:] in ids if goal[0] == "#" else (path.parent / goal).is_file(), goal


def test_the_index_lists_every_council_with_what_it_can_be_filtered_by(index):
    items = [attrs for attrs in index.all("li") if attrs.get("class") == "council"]
    assert [item["data-slug"] for item in items] == [
        "camden", "demo", "gloucestershire", "isles-of-scilly", "worcestershire",
    ]  # fmt: skip
    assert items[-1]["data-reports"] == "evidence-base commissioning-review"
    assert items[-1]["data-region"] == "West Midlands"
    assert items[-1]["data-date"] == "2026-07-01"
    assert "885" in items[-1]["data-words"].split()


def test_the_index_says_how_many_how_recent_and_what_stands_how(index):
    text = words(index)
    assert "6 reports of 5 councils" in text
    assert "Latest report 1 July 2026" in text
    assert "EHC plans to January 2025" in text
    assert "Earlier edition: the last build failed" in text
    assert text.count("Demonstration: invented data") == 1
    assert "OFFICIAL" in text
    assert "Kent: evidence base" in text


def test_every_field_has_a_label_and_the_number_found_is_announced(index):
    labels = {attrs["for"] for attrs in index.all("label")}
    fields = [attrs["id"] for tag in ("input", "select") for attrs in index.all(tag)]
    assert set(fields) == labels
    assert [a["id"] for a in index.all("p") if a.get("role") == "status"] == ["find_news"]


def test_without_script_everything_is_listed_and_no_dead_field_is_shown(index):
    assert "hidden" in index.all("form")[0]
    assert not [a for a in index.all("li") if "hidden" in a]


def test_the_map_says_what_it_shows_and_takes_no_stop_of_the_keyboard(index):
    (drawing,) = index.all("svg")
    assert drawing["role"] == "img"
    assert drawing["aria-label"] == (
        "Map of England by council. 4 of 5 have a report: Camden, Gloucestershire, Isles of Scilly "
        "and Worcestershire."
    )
    slugs = {
        a["data-slug"] for tag in ("path", "circle") for a in index.all(tag) if "data-slug" in a
    }
    listed = {a["data-slug"] for a in index.all("li") if "data-slug" in a}
    assert slugs == listed - {"demo"}
    assert not [a for tag in ("path", "circle") for a in index.all(tag) if "tabindex" in a]


def test_many_councils_are_counted_by_region_in_the_words_of_the_map(tmp_path, monkeypatch):
    monkeypatch.setattr("sendlib.report.site_pages.MANY", 2)
    write_site(made_portal(tmp_path), boundaries=made_boundaries())
    label = Page(text_of(tmp_path)).all("svg")[0]["aria-label"]
    assert label.endswith(
        "4 of 5 have a report: 1 in London, 2 in South West and 1 in West Midlands."
    )


def test_the_words_of_the_map_fit_none_and_all(tmp_path):
    made_report(tmp_path / "none", "york", "816")
    write_site(tmp_path / "none", boundaries=made_boundaries())
    assert "None of the councils with a report is on it." in text_of(tmp_path / "none")
    made_report(tmp_path / "all", "camden", "202")
    write_site(tmp_path / "all", boundaries=made_boundaries().query("area_code == '202'"))
    assert "Every council has a report." in text_of(tmp_path / "all")


def test_without_boundaries_the_index_says_why_there_is_no_map(tmp_path):
    write_site(made_portal(tmp_path))
    assert "There is no map: no file of boundaries lies in the folder" in text_of(tmp_path)


def test_a_demo_alone_is_marked_on_every_page_and_has_no_map(tmp_path):
    made_report(tmp_path, "demo", "101")
    write_site(tmp_path, boundaries=made_boundaries())
    assert "the councils listed here are invented" in text_of(tmp_path)
    for name in ("index.html", "demo/index.html"):
        assert "<strong>Demonstration: invented data</strong>" in text_of(tmp_path, name)
    assert "1 report of 1 council" in text_of(tmp_path)


def test_a_councils_page_has_its_reports_its_marks_and_its_colours(portal, council):
    text = words(council)
    assert "Joint commissioning review" in text
    assert "Word of the evidence base of Worcestershire" in text
    assert "Date 1 June 2026" in text
    assert "<strong>OFFICIAL</strong>" in text_of(portal, "worcestershire/index.html")
    assert "--primary: #7a1f5c" in text_of(portal, "worcestershire/index.html")


def test_headline_figures_stand_beside_england_in_words(council):
    text = words(council)
    assert "EHC plans in mainstream schools 40.3% 43.6% Lower January 2025" in text
    assert "12.5% questioned" in text
    assert "Not available : there is no" not in text
    assert "Not available: there is no figure for this period" in text
    assert "give reason to doubt" in text
    assert "Sources: EHC plans by placement; " in text
    assert {attrs.get("scope") for attrs in council.all("th")} == {"row", "col", "rowgroup"}


def test_a_council_without_figures_says_so(portal):
    text = text_of(portal, "isles-of-scilly/index.html")
    assert "no report of Isles of Scilly in this folder holds a figure" in text


def test_figures_come_from_the_first_report_that_has_any(tmp_path):
    made_report(tmp_path, "york", "816", figures="measure | area", comparisons="measure | a")
    made_report(tmp_path, "york", "816", report="commissioning-review")
    write_site(tmp_path)
    page = text_of(tmp_path, "york/index.html")
    assert "From the joint commissioning review, which" in page
    assert "commissioning-review/figures.csv" in page
    assert "questioned" in page


def test_the_logo_of_a_council_is_shown_under_its_name(tmp_path):
    logo = "data:image/png;base64,iVBORw0KGgo="
    branding = {"name": "", "primary": "#12436d", "accent": "#28a197", "logo": logo}
    made_report(tmp_path, "york", "816", branding=branding)
    write_site(tmp_path)
    assert Page(text_of(tmp_path, "york/index.html")).all("img") == [{"src": logo, "alt": "York"}]


def test_names_and_titles_that_hold_html_come_out_as_text(tmp_path):
    slug = "a\"b<script>alert(1)</script>'&".replace("/", "")
    made_report(
        tmp_path, slug, "816", report="<b>x", title="<img src=x>", version="<i>",
        protective_mark="<u>", branding={"name": "<s>", "primary": "#12436d", "accent": "#28a197",
                                         "logo": "data:image/png;base64,iVBORw0KGgo="},
    )  # fmt: skip
    made_report(tmp_path, "b", "816")
    write_site(tmp_path, failed=[Failure("c", "<h1>", "<p>")], boundaries=made_boundaries())
    for path in tmp_path.rglob("index.html"):
        page = Page(path.read_text(encoding="utf-8"))
        assert page.open == []
        assert len(page.all("script")) == 1
        assert len(page.all("h1")) == 1
        assert not [tag for tag, _ in page.elements if tag in ("b", "i", "u", "s")]
        assert all(attrs["src"].startswith("data:") for attrs in page.all("img"))
        for link in page.all("a"):
            assert not set(link["href"]) & set("<>\"' ")
