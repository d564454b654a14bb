import re
import shutil
import subprocess

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sendlib.report.quarto_text import (
    attribute,
    collapsed,
    escaped,
    inert,
    line_start,
    metadata,
    typst_string,
)

SIGNS = [*"\\`*_{}[]()<>#+-.!|~^$@&\"':;=%?/,0123 aZiv\u2019é", "{{<", ">}}", ":::", "&amp;", "1. ",
         "- ", "# ", "Table: ", "(1) ", "i) ", "<b>", "$x$", "[a](b)", "^[n]^", "@fig-x", "==m==",
         "```", "#. ", "(@) ", "> ", "---", "..."]  # fmt: skip
WORDS = st.lists(st.sampled_from(SIGNS), min_size=1, max_size=7).map(
    lambda signs: " ".join("".join(signs).split())
)
PANDOC = shutil.which("pandoc")


@pytest.mark.parametrize(
    ("words", "markdown"),
    [
        ("a *b* _c_ `d`", r"a \*b\* \_c\_ \`d\`"),
        ("<b>[x](y)</b>", r"\<b\>\[x\](y)\</b\>"),
        ("$5 @ 3% & #1", r"\$5 \@ 3% \& \#1"),
        ("two\nlines\t here", "two lines here"),
        ("a\u00a0b", "a\u00a0b"),
        ("it\u2019s \u201cso\u201d - 3.5%", "it\u2019s \u201cso\u201d - 3.5%"),
    ],
)
def test_words_mean_themselves_in_the_middle_of_a_line(words, markdown):
    assert escaped(words) == markdown


@pytest.mark.parametrize(
    ("words", "markdown"),
    [
        ("1. one", r"1\. one"),
        ("(1) one", r"(1\) one"),
        ("iv) four", r"iv\) four"),
        ("a.", r"a\."),
        ("- minus", r"\- minus"),
        ("--- rule", r"\--- rule"),
        (": meaning", r"\: meaning"),
        ("Table: caption", r"Table\: caption"),
        ("===", r"\==="),
        ("1.5 of them", "1.5 of them"),
        ("-5 degrees", "-5 degrees"),
        ("In 2025", "In 2025"),
    ],
)
def test_words_at_the_start_of_a_line_start_nothing(words, markdown):
    assert line_start(words) == markdown


def test_quotation_marks_and_dashes_stay_in_metadata_where_they_would_be_curled():
    assert metadata(' It\'s "so" -- and... ') == r"It\'s \"so\" \-- and\.\.."


def test_an_attribute_ends_where_its_words_end():
    assert attribute('a "b" \\ `c` &amp;\n d') == r'"a \"b\" \\ \`c\` \&amp; d"'


@given(WORDS)
def test_no_shortcode_and_no_fence_is_left_in_any_kind_of_words(words):
    written = [escaped(words), metadata(words), attribute(words)]
    for read in (inert(words), *(re.sub(r"\\(.)", r"\1", one) for one in written)):
        assert not {sign for sign in ("{{<", ">}}", ":::") if sign in read}


@given(WORDS)
def test_words_are_kept_but_for_escapes_and_a_sign_without_width(words):
    for written in (escaped(words), metadata(words), inert(words).replace("\\", "")):
        assert written.replace("\\", "").replace("\u200b", "") == words.replace("\\", "").strip()


def test_a_typst_string_holds_letters_and_codes():
    assert typst_string('Draft "x" #y') == '"Draft \\u{22}x\\u{22} \\u{23}y"'


@pytest.mark.skipif(PANDOC is None, reason="pandoc is not installed")
@settings(max_examples=2, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(WORDS.filter(bool), min_size=50, max_size=150))
def test_pandoc_reads_back_the_words_that_were_written(texts):
    source = "\n\n".join(line_start(escaped(text)) for text in texts)
    done = subprocess.run(
        [PANDOC, "-f", "markdown-smart", "-t", "plain", "--wrap=none"],
        input=source, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.rstrip("\n").split("\n\n") == [collapsed(inert(text)) for text in texts]
