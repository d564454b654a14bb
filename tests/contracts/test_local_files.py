"""The contracts of local files: complete, consistent, and refused where they are not."""

import pytest
from pydantic import ValidationError

from sendlib.contracts.local_files import LocalColumn, LocalFile, code_sets, local_files

FILES = tuple(local_files().values())
COLUMNS = [
    pytest.param(name, column, id=f"{file.name}.{name}")
    for file in FILES
    for name, column in file.columns.items()
]
CODED = [one for one in COLUMNS if one.values[1].codes or one.values[1].links]


@pytest.mark.parametrize(("_", "column"), CODED)
def test_a_column_names_codes_and_columns_that_exist(_, column):
    assert column.codes is None or column.codes in code_sets()
    assert set(column.editions.values()) <= set(code_sets())
    if column.links:
        other, linked = column.links.split(".")
        assert linked in local_files()[other].columns


@pytest.mark.parametrize(("name", "column"), COLUMNS)
def test_a_money_column_says_its_unit_in_its_name(name, column):
    assert (column.kind == "money") == name.endswith("_gbp")


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_whom_a_row_is_about_is_personal_and_so_is_the_file(file):
    persons = [column for name, column in file.columns.items() if name == "person_id"]
    assert all(column.personal for column in persons)
    assert file.personal == any(column.personal for column in file.columns.values())


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_key_is_made_of_columns_that_are_there(file):
    assert file.key
    assert set(file.key) <= set(file.columns)
    assert len(file.required) >= 1


def test_a_coded_column_without_its_codes_is_refused():
    with pytest.raises(ValidationError, match="names its set of codes"):
        LocalColumn(kind="code", meaning="what")
    with pytest.raises(ValidationError, match="names its set of codes"):
        LocalColumn(kind="text", meaning="what", codes="agencies")


def test_a_key_that_is_no_column_is_refused():
    with pytest.raises(ValidationError, match="no such column: b"):
        LocalFile(
            name="x", title="X", row="one", personal=False, key=("b",),
            columns={"a": LocalColumn(kind="id", meaning="what")},
        )  # fmt: skip
