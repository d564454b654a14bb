import pytest
from pydantic import BaseModel, Field, ValidationError

from sendlib.params.faults import (
    Fault,
    Refused,
    did_you_mean,
    dotted,
    explain,
    found_text,
    nearest,
    one_line,
)


class Inner(BaseModel):
    model_config = {"extra": "forbid"}
    size: float = Field(gt=0)
    label: str


class Outer(BaseModel):
    model_config = {"extra": "forbid"}
    inner: tuple[Inner, ...] = ()


def explained(values: object) -> list[tuple[str, str]]:
    with pytest.raises(ValidationError) as refused:
        Outer.model_validate(values)
    pairs = [explain(error, Outer) for error in refused.value.errors()]
    return [(dotted(key), text) for key, text in pairs]


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, "nothing"),
        ("", "nothing"),
        ({"a": 1}, "a block of keys"),
        (["a"], "a list"),
        ((), "a list"),
        (7, "7"),
        ("York", '"York"'),
        ("two\nlines\u2028\x00", '"two lines  "'),
        ("y" * 61, '"' + "y" * 60 + '…"'),
    ],
)
def test_a_value_is_shown_on_one_line(value: object, shown: str) -> None:
    assert found_text(value) == shown


def test_text_is_cut_where_told() -> None:
    assert one_line("abcdef", longest=3) == "abc…"


def test_a_key_is_shown_with_dots_and_brackets() -> None:
    assert dotted(("comparators", "own", "councils", 2)) == "comparators.own.councils[2]"
    assert dotted(()) == ""


def test_a_fault_is_one_sentence_with_what_is_known_of_its_place() -> None:
    assert Fault(7, "area", "found x").sentence("a.yml") == "a.yml: line 7: area: found x"
    assert Fault(0, "", "found x").sentence("params") == "params: found x"


def test_advice_offers_names_or_is_blank() -> None:
    assert did_you_mean(["York", "Cork"]) == 'did you mean "York" or "Cork"?'
    assert did_you_mean([]) == ""


def test_the_nearest_name_is_found_whatever_the_case() -> None:
    assert nearest("Yaers", ["area", "years"]) == ["years"]
    assert nearest("zzz", ["area", "years"]) == []


def test_a_refusal_reads_as_a_sentence_by_itself() -> None:
    assert str(Refused("a", "b")) == "allowed: a; b"
    assert str(Refused("a")) == "allowed: a"


def test_a_fault_inside_a_list_of_blocks_names_item_and_keys() -> None:
    assert explained({"inner": [{"size": 1, "label": "a"}, {"sise": 1, "size": 1}]}) == [
        ("inner[1].label", "found nothing, allowed: a value"),
        (
            "inner[1].sise",
            'unknown key, found "sise", allowed: size, label; did you mean "size"?',
        ),
    ]


def test_a_key_of_another_block_is_answered_with_its_place() -> None:
    (found,) = explained({"label": "a"})
    assert found == (
        "label",
        'unknown key, found "label", allowed: inner; did you mean "inner.label"?',
    )


def test_a_fault_without_words_of_ours_keeps_those_of_pydantic() -> None:
    (found,) = explained({"inner": [{"size": 0, "label": "a"}]})
    assert found == ("inner[0].size", "found 0, allowed: Input should be greater than 0")
