"""The authors' own words, taken in from Markdown files that params name."""

from pathlib import Path

import pytest

from sendlib.errors import ParamsError
from sendlib.params.load import from_notebook, load_params, to_notebook
from sendlib.params.prose import LARGEST_PROSE_BYTES, prose_faults, prose_text

WORDS = "The partners should **meet** first.\n\n- one\n- two, see [the table](#tab-market)\n"


def loaded(folder: Path, prose: str) -> object:
    (folder / "york.yml").write_text(f"area: York\ncommissioning:\n  prose:{prose}")
    return load_params(folder / "york.yml").commissioning.prose


def test_the_words_of_a_file_are_taken_in_from_beside_the_params(tmp_path: Path) -> None:
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "market.md").write_bytes(b"\xef\xbb\xbf" + WORDS.encode())
    assert loaded(tmp_path, "\n    market: words/market.md\n") == {"market": WORDS.strip()}
    params = load_params(tmp_path / "york.yml")
    assert from_notebook(**to_notebook(params)) == params
    assert hash(params) == hash(from_notebook(**to_notebook(params)))


@pytest.mark.parametrize(
    ("prose", "fault"),
    [
        (
            "\n    market: gone.md\n",
            r'line 4: commissioning\.prose\.market: found "gone.md", which',
        ),
        ("\n    market: market.docx\n", "allowed: the path of a Markdown file"),
        ("\n    markt: market.md\n", 'found "markt", allowed: summary.*did you mean "market"'),
        ("\n    market: [a]\n", "found a list, allowed: text"),
        (" market.md\n", 'commissioning.prose: found "market.md", allowed: a block of keys'),
    ],
)
def test_what_is_no_file_of_a_chapter_is_refused(tmp_path: Path, prose: str, fault: str) -> None:
    (tmp_path / "market.md").write_text(WORDS)
    with pytest.raises(ParamsError, match=fault):
        loaded(tmp_path, prose)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("A word.\n\n<script>x</script>\n", "line 3 holds HTML"),
        ("A <b>bold</b> word.", "line 1 holds HTML"),
        ("# Heading", "line 1 holds a heading"),
        ("Words\n\n| a |\n|---|\n| b |\n", "line 3 holds a table"),
        ("Words\n\n---\n", "line 3 holds a rule"),
        ("![alt](x.png)", "line 1 holds a picture"),
        ("A claim[^1].\n\n[^1]: Source.", "line 1 holds a footnote.*name the source in brackets"),
        ("See [it](market.md).", 'line 1 links to "market.md", allowed: #label or a web'),
        ("A \ue000 sign", "line 1 holds the private sign"),
        ("  \n", "nothing in it"),
    ],
)
def test_what_authors_may_not_write_is_named_with_its_line(tmp_path, text, fault) -> None:
    (tmp_path / "market.md").write_text(text)
    with pytest.raises(ParamsError, match=fault):
        loaded(tmp_path, "\n    market: market.md\n")
    with pytest.raises(ParamsError, match=fault):
        from_notebook(area="York", commissioning={"prose": {"market": text}})


def test_paragraphs_lists_stress_and_links_are_free_of_faults() -> None:
    assert prose_faults(WORDS) == []


def test_a_path_in_the_place_of_the_words_is_refused() -> None:
    with pytest.raises(ParamsError, match=r'found "market.md", allowed: the content of the file'):
        from_notebook(area="York", commissioning={"prose": {"market": "market.md"}})


def test_a_file_of_too_many_bytes_is_refused(tmp_path: Path) -> None:
    (tmp_path / "market.md").write_text("a " * LARGEST_PROSE_BYTES)
    text, fault = prose_text(tmp_path, "market.md")
    assert text is None
    assert fault == "found 200,000 bytes, allowed: at most 100,000"


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "market.md").write_bytes(b"\xff\xfe\x00")
    assert "a file of UTF-8 text" in prose_text(tmp_path, "market.md")[1]
