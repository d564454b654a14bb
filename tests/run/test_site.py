from dataclasses import replace

import pytest

from sendlib.errors import SourceError
from sendlib.run.record import Outcome, write_record
from sendlib.run.site import build_site, find_boundaries
from tests.report.made_reports import made_report


def test_failures_of_the_last_run_are_told_on_the_index(tmp_path):
    made_report(tmp_path, "york", "816")
    made_report(tmp_path, "kent", "886")
    failed = [
        Outcome(slug, slug.title(), "evidence-base", "failed", 1.0, "", error="in /a/secret/place")
        for slug in ("york", "rutland")
    ]
    write_record([*failed, Outcome("kent", "Kent", "evidence-base", "built", 1.0, "")], tmp_path)
    assert build_site(tmp_path, data_raw=tmp_path / "absent").reports == 2
    page = (tmp_path / "index.html").read_text()
    assert page.count("Earlier edition: the last build failed") == 1
    assert "Rutland: evidence base" in page
    assert "secret" not in page


def test_a_report_that_a_build_did_not_get_to_is_an_earlier_edition(tmp_path):
    made_report(tmp_path, "york", "816")
    waits = Outcome("york", "York", "evidence-base", "waiting", 0.0, "", stale=True)
    write_record([waits, replace(waits, slug="kent", area="Kent", stale=False)], tmp_path)
    build_site(tmp_path, data_raw=tmp_path / "absent")
    page = (tmp_path / "index.html").read_text()
    assert page.count("Earlier edition: the last build failed or was cut off") == 1
    assert "Kent" not in page


def test_the_published_boundaries_make_the_map(data_raw, tmp_path):
    made_report(tmp_path, "isles-of-scilly", "420")
    site = build_site(tmp_path, data_raw=data_raw)
    page = site.index.read_text(encoding="utf-8")
    assert "1 of 153 have a report: Isles of Scilly." in page
    assert len(page) < 150_000


def test_a_folder_without_boundaries_gives_none(tmp_path):
    assert find_boundaries(tmp_path / "absent") is None
    (tmp_path / "other.geojson").write_text('{"type": "Topology"}')
    assert find_boundaries(tmp_path) is None


def test_a_damaged_file_of_boundaries_is_refused(tmp_path):
    (tmp_path / "reference").mkdir()
    (tmp_path / "reference" / "b.geojson").write_text('{"type": "FeatureColl')
    with pytest.raises(SourceError, match=r"reference/b\.geojson"):
        find_boundaries(tmp_path)
