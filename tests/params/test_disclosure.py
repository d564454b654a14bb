"""The rules of disclosure control that a params file gives, and what it cannot give."""

import pytest

from sendlib.errors import ParamsError
from sendlib.params.disclosure import Disclosure
from sendlib.params.load import from_notebook, load_params


def loaded(tmp_path, text):
    path = tmp_path / "york.yml"
    path.write_text(f"area: York\ndisclosure:\n{text}", "utf-8")
    return load_params(path).disclosure


def test_without_a_block_the_rules_are_those_of_official_statistics():
    rules = from_notebook(area="816").disclosure
    assert (rules.threshold, rules.rounding, rules.protection) == (5, 0, 2)
    assert not rules.is_withheld(["need"])


def test_a_field_can_have_a_threshold_of_its_own_or_be_withheld(tmp_path):
    rules = loaded(tmp_path, "  threshold: 6\n  thresholds: {need: 10}\n  withhold: [age]\n")
    assert rules.threshold_of(["need", "setting"]) == 10
    assert rules.threshold_of(["setting"]) == 6
    assert rules.is_withheld(["need", "age"])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("  threshold: 1\n", 'disclosure.threshold: found "1", allowed: 3 or more'),
        ("  rounding: 3\n", 'disclosure.rounding: found "3", allowed: 0, 5, 10'),
        ("  thresholds: {needs: 5}\n", 'found "needs", allowed: need, .* did you mean "need"'),
        ("  thresholds: {need: 1}\n", "thresholds.need: found 1, allowed: 3 to 100"),
        ("  withhold: [ages]\n", 'found "ages", allowed: need, .*did you mean "age"'),
    ],
)
def test_rules_that_protect_nobody_are_refused(tmp_path, text, words):
    with pytest.raises(ParamsError, match=words):
        loaded(tmp_path, text)


def test_blocks_of_the_same_rules_count_as_the_same():
    assert hash(Disclosure(thresholds={"need": 10})) == hash(Disclosure(thresholds={"need": 10}))
    assert hash(Disclosure()) != hash(Disclosure(threshold=6))
