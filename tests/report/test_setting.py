import json

from sendlib.report.document import read_document
from sendlib.report.setting import set_content


def test_the_content_is_json_and_holds_words_as_strings(sample):
    content = set_content(read_document(sample))
    assert json.loads(json.dumps(content)) == content
    assert content["cover"]["marks"] == ["Draft", "OFFICIAL"]
    assert content["notes"]["1"][0]["content"][0][0] == "text"


def test_text_begins_below_contents_only_if_these_are_short(views):
    def contents(count):
        text = "\n\n".join(f"# Section {n}" for n in range(count))
        return set_content(read_document(views.notebook(views.cover(), text)))["short-contents"]

    assert (contents(16), contents(17)) == (True, False)


def test_facts_without_a_value_are_left_out(views):
    content = set_content(read_document(views.notebook(views.cover(version="", contact=""))))
    assert [name for name, _ in content["cover"]["facts"]] == ["Area", "Date", "Signed off by"]
    assert content["has-contents"] is False


def test_cells_of_words_alone_are_words_and_others_are_pieces(views):
    table = views.table(rows=[["2025", "a_file.csv"]], values=[["2025", "a_file.csv"]])
    (block,) = set_content(read_document(views.notebook(views.cover(), table)))["blocks"]
    assert block["rows"] == [["2025", [["text", "a_file.csv"]]]]
