"""The workbook to fill in: what it says, and that it is read as it is once filled in."""

import datetime
import io
import zipfile
from functools import cache

import openpyxl
import pytest

from sendlib.contracts.local_files import EXAMPLE_MARK, code_sets, local_files
from sendlib.data.local.opening import read_folder
from sendlib.data.local.template import (
    CODE_SHEET,
    COVER,
    EXAMPLE_ROW,
    HEADER_ROW,
    template_workbook,
)

FILES = list(local_files().values())


@cache
def content():
    return template_workbook()


@cache
def template():
    return openpyxl.load_workbook(io.BytesIO(content()))


def filled(tmp_path, **rows):
    """Fill in rows of some sheets and save the workbook; return its folder."""
    book = openpyxl.load_workbook(io.BytesIO(content()))
    for name, records in rows.items():
        sheet = book[name]
        places = {cell.value: cell.column for cell in sheet[HEADER_ROW]}
        for number, record in enumerate(records, EXAMPLE_ROW + 1):
            for column, value in record.items():
                sheet.cell(number, places[column], value)
    book.save(tmp_path / "Our data 2025.xlsx")
    return tmp_path


def test_there_is_a_cover_a_sheet_for_every_local_file_and_the_codes():
    assert template().sheetnames == [COVER, *local_files(), CODE_SHEET]
    cover = [cell.value for row in template()[COVER].iter_rows() for cell in row if cell.value]
    assert set(local_files()) <= set(cover)
    assert any("personal data" in str(text) for text in cover)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_sheet_has_headers_meanings_hints_and_an_example(file):
    sheet = template()[file.name]
    meanings, hints, heads, example = (
        [cell.value for cell in sheet[row]] for row in range(2, EXAMPLE_ROW + 1)
    )
    assert heads == list(file.columns)
    assert [text.lower() for text in meanings] == [
        column.meaning.lower() for column in file.columns.values()
    ]
    for hint, column in zip(hints, file.columns.values(), strict=True):
        assert hint.startswith("Required" if column.required else "May be blank")
    assert example[0].startswith(EXAMPLE_MARK)
    assert [text or "" for text in example[1:]] == [
        column.example for column in list(file.columns.values())[1:]
    ]


@pytest.mark.parametrize("name", ["priorities", "intentions"])
def test_prompts_stand_below_the_example_and_are_not_read(name, tmp_path):
    prompts = local_files()[name].prompts
    rows = template()[name].iter_rows(min_row=EXAMPLE_ROW + 1, values_only=True)
    found = [row for row in rows if row[0]]
    assert len(found) == len(prompts) >= 3
    assert all(row[0].startswith(EXAMPLE_MARK) for row in found)
    assert [row[1] for row in found] == [list(prompt.values())[1] for prompt in prompts]
    assert read_folder(filled(tmp_path)).table(name).empty


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_sheet_can_be_read_by_anybody(file):
    sheet = template()[file.name]
    assert sheet.freeze_panes == f"B{EXAMPLE_ROW}"
    assert not sheet.merged_cells.ranges
    (table,) = sheet.tables.values()
    assert table.ref.startswith(f"A{HEADER_ROW}:")
    assert sheet["A1"].value.startswith(file.title)
    assert all(sheet.column_dimensions[cell.column_letter].width >= 14 for cell in sheet[4])


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_coded_column_has_a_drop_down_of_its_codes(file):
    book = template()
    lists = {
        str(one.sqref).split("6")[0]: one.formula1
        for one in book[file.name].data_validations.dataValidation
    }
    for place, column in enumerate(file.columns.values(), 1):
        letter = openpyxl.utils.get_column_letter(place)
        if column.kind == "yes_no":
            assert lists.pop(letter) == '"yes,no"'
        elif column.kind == "code":
            reference = book.defined_names[lists.pop(letter)].attr_text
            cells = book[CODE_SHEET][reference.partition("!")[2].replace("$", "")]
            assert [cell.value for (cell,) in cells] == list(code_sets()[column.codes])
    assert lists == {}


def test_the_same_contracts_give_the_same_bytes_whatever_the_clock():
    assert template_workbook() == content()
    with zipfile.ZipFile(io.BytesIO(content())) as archive:
        assert {member.date_time[0] for member in archive.infolist()} == {2000}
        core = archive.read("docProps/core.xml").decode()
    assert str(datetime.datetime.now(tz=datetime.UTC).year) not in core


def test_an_empty_workbook_is_no_data_at_all(tmp_path):
    tables = read_folder(filled(tmp_path))
    assert tables.tables == {}
    assert tables.unknown == ()


def test_what_comes_back_filled_in_is_read_as_it_is(tmp_path):
    tables = read_folder(
        filled(
            tmp_path,
            packages=[
                {
                    "package_id": "PK1", "person_id": "P1", "provider_id": "PR1",
                    "package_type": "education", "start_date": datetime.date(2023, 9, 5),
                    "weekly_cost_education_gbp": "£1,250.00", "looked_after": "no",
                },
                {
                    "package_id": "PK2", "person_id": "P2", "provider_id": "PR1",
                    "package_type": "therapy", "start_date": "06/09/2023",
                    "weekly_cost_health_gbp": 80.5, "primary_need": "ASD",
                },
            ],
            providers=[{"provider_id": "PR1", "provider_name": "Oak", "capacity": 60}],
            actions=[
                {
                    "action_id": "1A", "action": "Write", "due_date": "March 2025",
                    "review_date": datetime.date(2025, 1, 1), "rating": "on_track",
                }
            ],
            sen2_persons=[
                {"person_id": name, "person_birth_date": datetime.date(2012, 1, 2)}
                for name in ("P1", "P2")
            ],
        )
    )  # fmt: skip
    assert {name: table.faults for name, table in tables.tables.items()} == {
        "actions": (), "packages": (), "providers": (), "sen2_persons": (),
    }  # fmt: skip
    packages = tables.table("packages")
    assert packages.index.tolist() == [EXAMPLE_ROW + 1, EXAMPLE_ROW + 2]
    assert packages["weekly_cost_education_gbp"].tolist()[0] == 1250
    assert packages["weekly_cost_health_gbp"].tolist()[1] == 80.5
    assert packages["start_date"].dt.strftime("%Y-%m-%d").tolist() == ["2023-09-05", "2023-09-06"]
    assert tables.table("actions")["due_date"].iloc[0].month == 3
    assert tables.tables["packages"].sources == ("Our data 2025.xlsx, sheet packages",)


def test_a_fault_in_it_is_named_by_the_row_the_spreadsheet_shows(tmp_path):
    row = {"provider_id": "PR1", "provider_name": "Oak", "capacity": "many"}
    tables = read_folder(filled(tmp_path, providers=[row]))
    (fault,) = tables.tables["providers"].faults
    assert (fault.row, fault.column, fault.rule) == (EXAMPLE_ROW + 1, "capacity", "not_a_number")
