"""Severity is decided in one place."""

import re
from pathlib import Path

import pytest

from sendlib.data.local import rules_severity
from sendlib.data.local.rules_severity import RULES, severity_of, title_of

FOLDER = Path(rules_severity.__file__).parent


def test_a_rule_of_one_severity_has_it_whatever_is_given():
    assert severity_of("duplicate_row") == "error"
    assert severity_of("unlinked") == "warning"
    assert severity_of("unlinked", "error") == "warning"


def test_a_rule_whose_severity_depends_has_the_one_that_is_given():
    assert severity_of("missing_value", "error") == "error"
    assert severity_of("missing_value", "warning") == "warning"
    with pytest.raises(ValueError, match="missing_value: say whether"):
        severity_of("missing_value")


def test_a_rule_has_a_title_and_one_nobody_described_has_its_name():
    assert title_of("unlinked") == "Not found in the other file"
    assert title_of("brand_new") == "Brand new"


def test_every_rule_that_reading_or_checking_names_is_described():
    code = "".join(path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.py")))
    named = set(re.findall(r'rule="([a-z_0-9]+)"', code))
    assert len(named) > 10
    assert named <= set(RULES)
    assert all(one.title and one.effect.endswith(".") for one in RULES.values())
