import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sendlib.params.reading import LARGEST_BYTES, read_params_text


def faults(content: str | bytes) -> list[str]:
    read = read_params_text(content if isinstance(content, bytes) else content.encode())
    return [fault.sentence("f") for fault in read.faults]


def test_scalars_stay_as_written_and_blank_values_are_left_out() -> None:
    text = 'version: 1.10\nphone: 01905\nok: no\nwhen: 2026-03-31\nat: 12:30\nblank:\nn: ~\ne: ""\n'
    assert read_params_text(text.encode()).values == {
        "version": "1.10",
        "phone": "01905",
        "ok": "no",
        "when": "2026-03-31",
        "at": "12:30",
        "e": "",
    }


def test_the_line_of_every_key_and_item_is_known() -> None:
    read = read_params_text(b"# note\narea: York\nown:\n  councils:\n  - Leeds\n  - Hull\n")
    assert read.lines == {
        ("area",): 2,
        ("own",): 3,
        ("own", "councils"): 4,
        ("own", "councils", 0): 5,
        ("own", "councils", 1): 6,
    }
    assert read.line(("own", "name")) == 3
    assert read.line(("years",)) == 1


def test_a_byte_order_mark_and_windows_line_ends_are_read() -> None:
    read = read_params_text(b"\xef\xbb\xbfarea: York\r\nyears:\r\n  first: 2020\r\n")
    assert read.values == {"area": "York", "years": {"first": "2020"}}
    assert read.line(("years", "first")) == 3


@pytest.mark.parametrize("content", ["", "\n\n", "# only a comment\n", "---\n"])
def test_an_empty_file_is_said_to_be_empty(content: str) -> None:
    (fault,) = faults(content)
    assert fault.startswith("f: line 1: found ")
    assert fault.endswith("such as area: York")


@pytest.mark.parametrize(("content", "line"), [("York\n", 1), ("- York\n", 1), ("\n\n'York'", 3)])
def test_a_file_that_holds_no_keys_is_refused(content: str, line: int) -> None:
    found = "found no keys, allowed: lines such as area: York"
    assert faults(content) == [f"f: line {line}: {found}"]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("area: York\n\tyears: 1\n", "f: line 2: found a tab, allowed: spaces before a key"),
        (
            "area: York\narea: Leeds\n",
            "f: line 2: area: found the key twice, first on line 1, allowed: once",
        ),
        (
            "years:\n  first: 1\n  last: 2\n  first: 3\n",
            "f: line 4: years.first: found the key twice, first on line 2, allowed: once",
        ),
        ("a: 1\n? [b]\n: c\n", "f: line 2: found a key that is not a word, allowed: a word"),
        ('a: 1\n"": c\n', "f: line 2: found a key that is not a word, allowed: a word"),
        (
            "a: 1\nb: !!python/object:os.system x\n",
            'f: line 2: b: found the tag "tag:yaml.org,2002:python/object:os.system", '
            "allowed: a value without tag",
        ),
        (
            "branding:\n  primary: #1d70b8\n",
            "f: line 2: branding.primary: found #1d70b8 without quotes, which YAML takes for a "
            'comment, allowed: a colour in quotes; did you mean "#1d70b8"?',
        ),
        (b"a: 1\nb: caf\xe9\n", "f: line 2: found the byte 0xe9, which is not UTF-8, allowed: "),
        ("a: 1\n".encode("utf-16"), "f: line 1: found text in UTF-16, allowed: UTF-8; save "),
        ("a: 1\nb: x\x00\n", "f: line 2: found a control character, allowed: text"),
        ('a: "\\UFFFFFFFF"\n', "f: line 1: found an escape (\\U) of no character, allowed: text"),
        ("a: &x 1\nb: *x\n", "f: line 2: found an alias (*), which params cannot hold, allowed: "),
        ("a: " + "[" * 30, "f: line 1: found blocks more than 20 deep, allowed: YAML"),
        ("a: b: c\n", "f: line 1: found mapping values are not allowed here, allowed: YAML"),
        ('a: 1\nb: "open\n', "f: line 3: found while scanning a quoted scalar"),
        ("a: 1\n---\nb: 2\n", "f: line 2: found expected a single document"),
        (b"a" * (LARGEST_BYTES + 1), "f: line 1: found 1,000,001 bytes, allowed: at most "),
    ],
)
def test_a_fault_of_the_text_is_named_with_its_line(content: str | bytes, sentence: str) -> None:
    (fault,) = faults(content)
    assert fault.startswith(sentence)


def test_a_comment_after_a_blank_colour_is_no_fault() -> None:
    assert faults("branding:\n  primary: # to be agreed\n  accent:\n  logo: #abc\n") == []


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_arbitrary_bytes_give_values_or_faults(content: bytes) -> None:
    read = read_params_text(content)
    assert read.values or read.faults or content.strip()


@settings(deadline=None)
@given(st.text(alphabet="ab:-#'\"[]{}&*!|>%@`?,\n\t \\xUu0~\u2028\u0085", max_size=80))
def test_arbitrary_yaml_like_text_gives_values_or_faults(text: str) -> None:
    read = read_params_text(text.encode())
    assert all("\n" not in fault.text for fault in read.faults)
