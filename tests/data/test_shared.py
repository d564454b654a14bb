"""The file of a share: written the same each time, and refused when it is not what it says."""

import json

import pandas as pd
import pytest

from sendlib.data.shared import Shared, read_share, share_of_text, share_text
from sendlib.errors import SourceError

ROWS = [
    ("2025", "ASD", 12.0, 12.0, 12.0, ""),
    ("2025", "HI", None, 0.0, None, "confidential"),
    ("2025", "Total", 12.5, 12.0, 13.0, ""),
]
RESULT = {
    "period": "2025", "breakdown": "Total", "statistic": "miles", "value": 35.0, "lower": None,
    "upper": None, "unit": "ratio", "confidence": None, "reason": "", "owner_name": "Grüne Hügel",
}  # fmt: skip


def shared(**changes):
    columns = ["period", "need", "value", "lower", "upper", "reason"]
    usual = {
        "area_code": "816", "made_with": "1.0", "edition": {"last_year": 2025},
        "disclosure": {"threshold": 5, "rounding": 0, "hidden_count": 1}, "inputs": ("a" * 64,),
        "tables": {"plans-need": pd.DataFrame(ROWS, columns=columns)},
        "results": {"away-miles": pd.DataFrame([RESULT])},
        "places": pd.DataFrame(
            [("2024/25", "ASD", "primary", 8.0)], columns=["school_year", "need", "phase", "places"]
        ),
    }  # fmt: skip
    return Shared(**{**usual, **changes})


def changed(**changes):
    """Return the text of a share with some of its parts exchanged and its sha256 left."""
    return json.dumps({**json.loads(share_text(shared())), **changes})


def signed(document, monkeypatch):
    """Return a text whose sha256 is right, whatever it holds."""
    monkeypatch.setattr("sendlib.data.shared._hash", lambda _: "right")
    return json.dumps({**document, "sha256": "right"})


def test_what_is_written_is_read_back_the_same(tmp_path):
    path = tmp_path / "york.json"
    path.write_text(share_text(shared()), encoding="utf-8")
    found, wanted = read_share(path, area="816"), shared()
    pd.testing.assert_frame_equal(
        found.tables["plans-need"], wanted.tables["plans-need"], check_dtype=False
    )
    assert found.results["away-miles"]["owner_name"].tolist() == ["Grüne Hügel"]
    assert found.places["places"].tolist() == [8.0]
    assert (found.edition, found.inputs, found.made_with) == (
        {"last_year": 2025},
        ("a" * 64,),
        "1.0",
    )
    assert share_text(found) == share_text(wanted) == path.read_text("utf-8")


def test_a_share_has_a_row_of_a_table_on_each_line_and_no_number_that_is_hidden():
    lines = share_text(shared()).splitlines()
    assert '["2025", "HI", null, 0.0, null, "confidential"],' in lines
    assert json.loads("\n".join(lines))["version"] == 1


@pytest.mark.parametrize("name", ["tables", "disclosure", "inputs", "places", "edition"])
def test_a_share_that_was_changed_anywhere_is_refused(name):
    document = json.loads(share_text(shared()))
    with pytest.raises(SourceError, match=r"york\.json: was changed since it was made"):
        share_of_text(changed(**{name: [document[name]]}), name="york.json", area="816")


def test_one_digit_that_is_changed_is_noticed():
    text = share_text(shared()).replace('"ASD", 12.0', '"ASD", 13.0', 1)
    with pytest.raises(SourceError, match="ask the council to make it again"):
        share_of_text(text, name="york.json", area="816")


def test_a_share_of_an_unknown_version_is_refused_with_what_to_do():
    with pytest.raises(SourceError, match="of version 2, expected 1; have it made again"):
        share_of_text(changed(version=2), name="york.json", area="816")


def test_the_share_of_another_council_is_refused():
    with pytest.raises(SourceError, match="is the share of York, expected that of Leeds"):
        share_of_text(share_text(shared()), name="york.json", area="383")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{", "is no whole JSON file"),
        ("[1]", "is no share; name a file that “sendlib share” wrote"),
        ('{"form": "something else"}', "is no share"),
        ('{"form": "sendlib share", "version": 1}', "has no area_code, area_name"),
    ],
)
def test_what_is_no_share_is_refused(text, says):
    with pytest.raises(SourceError, match=says):
        share_of_text(text, name="york.json", area="816")


@pytest.mark.parametrize(
    ("name", "columns", "row", "says"),
    [
        ("tables", ["need", "value", "lower", "upper", "reason"], ["ASD", 1, 1, 1, ""], "columns"),
        ("tables", ["period", "need", "value", "lower", "upper", "reason"],
         ["2025", "ASD", 3, 0, 4, "confidential"], "a number behind one that is hidden"),
        ("tables", ["period", "need", "value", "lower", "upper", "reason"],
         ["2025", "ASD", None, 5, 4, "confidential"], "a range that ends before it begins"),
        ("results", ["period", "value", "lower", "upper", "confidence"], ["2025", 1, 1, 1, 95],
         "result plans-need has columns"),
        ("results", list(RESULT), [*list(RESULT.values())[:8], "confidential", ""],
         "a number behind one that is hidden"),
        ("tables", ["period", "need", "value", "lower", "upper", "reason"],
         ["2025", "ASD", "many", 5, 4, ""], "does not hold what a share holds"),
    ],
)  # fmt: skip
def test_a_share_whose_tables_are_not_those_of_a_share_is_refused(
    monkeypatch, name, columns, row, says
):
    document = json.loads(share_text(shared()))
    document[name] = {"plans-need": {"columns": columns, "rows": [row]}}
    with pytest.raises(SourceError, match=says):
        share_of_text(signed(document, monkeypatch), name="york.json", area="816")


def test_a_share_that_cannot_be_read_is_told(tmp_path):
    with pytest.raises(SourceError, match=r"gone\.json: cannot be read .No such file"):
        read_share(tmp_path / "gone.json", area="816")
    (tmp_path / "bytes.json").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SourceError, match=r"cannot be read .not text"):
        read_share(tmp_path / "bytes.json", area="816")
