"""docs/local-data.md tells of the same files and rules as the contracts and the code."""

import re
from pathlib import Path

import yaml

from sendlib.contracts.local_files import local_files
from sendlib.data.local.completeness import THRESHOLD
from sendlib.data.local.rules_rows import FAR_OVER_PLACES, FAR_OVER_SHARE
from sendlib.data.local.rules_severity import RULES
from sendlib.params.local import LocalData
from sendlib.report.check_page import MOST_ROWS

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "docs" / "local-data.md").read_text(encoding="utf-8")
SEVERITIES = {"either": "error or warning"}


def table_of_files():
    rows = [
        f"| `{file.name}` | {file.title} | {file.row} | {'yes' if file.personal else 'no'} |"
        for file in local_files().values()
    ]
    return (
        "\n".join(["| file | holds | a row is | of persons |", "|---|---|---|---|", *rows]) + "\n"
    )


def table_of_rules():
    rows = [
        f"| `{name}` | {one.title} | {SEVERITIES.get(one.severity, one.severity)} | {one.effect} |"
        for name, one in RULES.items()
    ]
    return "\n".join(["| rule | fault | severity | effect |", "|---|---|---|---|", *rows]) + "\n"


def test_the_table_of_files_is_that_of_the_contracts():
    """On failure: the table to put at the end of the page is the left side."""
    assert table_of_files() == TEXT.partition("allowed values.\n\n")[2]


def test_the_table_of_rules_is_that_of_the_code():
    assert table_of_rules() in TEXT


def test_the_params_it_shows_are_params():
    shown = yaml.safe_load(re.search(r"```yaml\n(.*?)```", TEXT, re.DOTALL)[1])
    assert set(LocalData.model_validate(shown["local"]).model_dump()) == set(shown["local"])


def test_the_numbers_it_names_are_those_of_the_code():
    assert f"the first {MOST_ROWS} of each rule" in TEXT
    assert f"{FAR_OVER_SHARE:.0%} of its places" in TEXT
    assert (FAR_OVER_PLACES, THRESHOLD) == (5, 5)


def test_what_it_says_git_ignores_is_ignored():
    ignored = (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert {"/local/", "/private/", "/local-data*.xlsx"} <= set(ignored)
