import json

import pytest

from sendlib.errors import RenderError
from sendlib.run.record import Outcome, read_record, write_record


def outcome(slug, status="built", **more):
    return Outcome(slug, slug.title(), "small", status, 1.5, "2026-03-31T09:00:00+00:00", **more)


def test_what_was_built_earlier_and_still_stands_stays_in_the_record(tmp_path):
    (tmp_path / "york" / "small").mkdir(parents=True)
    write_record([outcome("york"), outcome("leeds", "failed")], tmp_path)
    write_record([outcome("kent", "failed", error="no", stale=True)], tmp_path)
    assert read_record(tmp_path) == [
        outcome("kent", "failed", error="no", stale=True),
        outcome("york"),
    ]


def test_a_report_built_again_replaces_what_was_said_of_it(tmp_path):
    write_record([outcome("york", "failed", error="no")], tmp_path)
    write_record([outcome("york")], tmp_path)
    assert read_record(tmp_path) == [outcome("york")]


@pytest.mark.parametrize("text", ["", "{", "[]", '{"reports": [{"slug": "york"}]}'])
def test_a_record_that_cannot_be_read_counts_as_none(tmp_path, text):
    (tmp_path / "run.json").write_text(text)
    assert read_record(tmp_path) == []


def test_keys_of_a_later_edition_are_passed_over(tmp_path):
    write_record([outcome("york")], tmp_path)
    content = json.loads((tmp_path / "run.json").read_text())
    content["reports"][0]["mood"] = "good"
    (tmp_path / "run.json").write_text(json.dumps(content))
    assert read_record(tmp_path) == [outcome("york")]


def test_a_record_that_cannot_be_written_is_told(tmp_path):
    with pytest.raises(RenderError, match=r"run\.json: cannot be written: No such file"):
        write_record([], tmp_path / "gone")
