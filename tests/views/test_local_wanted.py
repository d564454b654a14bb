"""The table of files that would add to a chapter."""

import pytest

from sendlib.contracts.local_files import local_files
from sendlib.measures.local.protected import Given, ProtectedTables
from sendlib.views.local_wanted import ADDED, wanted_table


def own(*names):
    return ProtectedTables(
        given=tuple(Given(name, local_files()[name].title, rows="", left_out="") for name in names)
    )


def test_only_files_not_given_stand_in_the_table(block):
    given = [name for name in ADDED["resource"] if name not in ("budgets", "workforce")]
    made = block(wanted_table(own(*given), "resource"))
    assert [row[:2] for row in made["rows"]] == [
        ["Budgets and spend", "budgets"], ["Workforce", "workforce"],
    ]  # fmt: skip


@pytest.mark.parametrize("chapter", ADDED)
def test_nothing_is_shown_if_all_were_given(block, chapter):
    assert block(wanted_table(own(*ADDED[chapter]), chapter))["kind"] == "contents"


def test_every_file_that_a_chapter_names_is_one_that_can_be_given():
    assert {name for chapter in ADDED.values() for name in chapter} <= set(local_files())
