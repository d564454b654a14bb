import pytest

from sendlib.report.site_manifest import MANIFEST
from sendlib.report.site_reports import (
    Failure,
    kinds_of,
    read_shelf,
    region_of,
    size_in_words,
    title_of,
)
from tests.report.made_reports import made_portal, made_report


@pytest.fixture
def shelf(tmp_path):
    return read_shelf(made_portal(tmp_path), failed=[])


def test_councils_come_by_name_and_their_reports_in_the_usual_order(shelf):
    assert [area.name for area in shelf.areas] == [
        "Camden", "Demoshire", "Gloucestershire", "Isles of Scilly", "Worcestershire",
    ]  # fmt: skip
    assert [report.kind for report in shelf.areas[-1].reports] == [
        "Evidence base", "Joint commissioning review",
    ]  # fmt: skip
    assert len(shelf.reports) == 6
    assert (shelf.faults, shelf.missing) == ((), ())


def test_a_report_gives_its_standing_date_data_and_files(shelf):
    report, review = shelf.areas[-1].reports
    assert (report.marks, review.marks) == (("OFFICIAL",), ("Draft",))
    assert (report.date_in_words, report.version) == ("1 July 2026", "1.0")
    assert report.edition == "EHC plans to January 2025; 2 published files"
    assert [file.words for file in report.files] == ["Web page", "PDF", "Word", "Figures (CSV)"]
    assert report.files[0].address == "worcestershire/evidence-base/report.html"
    assert report.figures_address == "worcestershire/evidence-base/figures.csv"
    assert shelf.areas[-1].latest == "2026-07-01"


def test_a_report_without_a_page_or_a_count_of_plans_says_less(shelf):
    gloucestershire, scilly = shelf.areas[2], shelf.areas[3]
    assert gloucestershire.reports[0].web_page is None
    assert gloucestershire.reports[0].date_in_words == "Date not given"
    assert scilly.reports[0].edition == "2 published files"


def test_a_council_is_found_by_every_name_it_has(tmp_path):
    made_report(tmp_path, "hull", "810")
    area = read_shelf(tmp_path, failed=[]).areas[0]
    assert {"Hull", "810", "hull", "E06000010"} <= set(area.search_words.split())
    assert "Kingston upon Hull, City of" in area.search_words
    assert area.region == "Yorkshire and the Humber"


def test_a_region_has_reports_too(tmp_path):
    made_report(tmp_path, "wm", "E12000005", report="regional-commissioning")
    area = read_shelf(tmp_path, failed=[]).areas[0]
    assert (area.name, area.region) == ("West Midlands", "West Midlands")
    assert area.search_words == "West Midlands wm E12000005"


@pytest.mark.parametrize(
    ("code", "region"),
    [("885", "West Midlands"), ("101", "Demo Midland"), ("E12000091", "Demo North"),
     ("ENG", "England"), ("909", "North West")],
)  # fmt: skip
def test_every_area_lies_in_a_region(code, region):
    assert region_of(code) == region


def test_two_folders_of_one_council_are_told_apart(tmp_path):
    made_report(tmp_path, "york", "816")
    made_report(tmp_path, "york-2024", "816")
    areas = read_shelf(tmp_path, failed=[]).areas
    assert [area.name for area in areas] == ["York (york)", "York (york-2024)"]


def test_links_are_encoded(tmp_path):
    made_report(tmp_path, "a b#?&<c>", "816")
    area = read_shelf(tmp_path, failed=[]).areas[0]
    assert area.address == "a%20b%23%3F%26%3Cc%3E/index.html"
    assert area.reports[0].files[0].address == "a%20b%23%3F%26%3Cc%3E/evidence-base/report.html"


def test_a_report_whose_last_build_failed_is_stale_and_one_that_never_stood_is_missing(tmp_path):
    made_report(tmp_path, "york", "816")
    failed = [
        Failure("york", "York", "evidence-base"), Failure("kent", "Kent", "commissioning-review"),
    ]  # fmt: skip
    shelf = read_shelf(tmp_path, failed=failed)
    assert shelf.reports[0].is_stale
    assert [(one.area, one.kind) for one in shelf.missing] == [
        ("Kent", "Joint commissioning review")
    ]


def test_what_cannot_be_read_is_told_and_the_rest_is_listed(tmp_path):
    made_report(tmp_path, "york", "816")
    (made_report(tmp_path, "kent", "886") / MANIFEST).write_text("{")
    shelf = read_shelf(tmp_path, failed=[Failure("kent", "Kent", "evidence-base")])
    assert [area.name for area in shelf.areas] == ["York"]
    assert len(shelf.faults) == 1
    assert "kent" in shelf.faults[0]
    assert shelf.missing == ()


def test_reports_of_two_areas_in_one_folder_are_told(tmp_path):
    made_report(tmp_path, "york", "816", report="commissioning-review")
    made_report(tmp_path, "york", "886")
    shelf = read_shelf(tmp_path, failed=[])
    assert "is of Kent, the report beside it of York" in shelf.faults[0]
    assert len(shelf.reports) == 1


def test_a_build_at_work_is_passed_over(tmp_path):
    made_report(tmp_path, "york", "816")
    made_report(tmp_path, "york", "816", report=".evidence-base-abc")
    made_report(tmp_path, ".hidden", "816")
    assert len(read_shelf(tmp_path, failed=[]).reports) == 1


def test_a_folder_that_is_replaced_meanwhile_is_told(tmp_path, monkeypatch):
    made_report(tmp_path, "york", "816")
    monkeypatch.setattr("sendlib.report.site_reports._files", _vanished)
    assert "is being replaced" in read_shelf(tmp_path, failed=[]).faults[0]


def _vanished(_folder):
    raise FileNotFoundError(2, "gone")


def test_a_kind_of_report_that_is_not_known_has_its_name_for_a_title(tmp_path):
    assert title_of("school-places") == "School places"
    made_report(tmp_path, "york", "816", report="school-places")
    made_report(tmp_path, "york", "816")
    shelf = read_shelf(tmp_path, failed=[])
    assert kinds_of(shelf.reports) == {
        "evidence-base": "Evidence base", "school-places": "School places",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("size", "words"),
    [(0, "0 bytes"), (980, "980 bytes"), (140_400, "140 KB"), (2_249_000, "2.2 MB"),
     (12_600_000, "13 MB"), (5e12, "5000 GB")],
)  # fmt: skip
def test_sizes_are_in_words(size, words):
    assert size_in_words(int(size)) == words
