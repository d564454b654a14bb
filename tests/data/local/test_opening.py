import gc
import io
import logging

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sendlib.contracts.local_files import local_files
from sendlib.data.local.faults import faults_table
from sendlib.data.local.opening import read_folder
from sendlib.data.local.tables import LocalTables
from sendlib.data.local.template import EXAMPLE_ROW, template_workbook
from sendlib.errors import SendlibError

PACKAGES = "package_id,person_id,package_type,start_date,home_postcode,weekly_cost_health_gbp"
FIXTURE = [HealthCheck.function_scoped_fixture]
ROWS = [
    f"PK{row},Q77{row},residential_care,{row % 28 + 1:02}/09/2023,ZZ{row} 9ZZ,{100 + row}.50"
    for row in range(1, 30)
]
RETURN = """<?xml version="1.0" encoding="UTF-8"?>
<Message><Header><CollectionDetails><Year>2025</Year></CollectionDetails></Header><Persons>
<Person><PersonBirthDate>2012-02-14</PersonBirthDate><UPN>A1</UPN>
<Requests><ReceivedDate>2023-01-02</ReceivedDate><ActivePlans>
<SENneed><SENtype>ASD</SENtype><SENtypeRank>1</SENtypeRank></SENneed></ActivePlans></Requests>
</Person></Persons></Message>"""


def read(folder, **contents) -> LocalTables:
    folder.mkdir(exist_ok=True)
    for path in folder.iterdir():
        path.unlink()
    for name, content in contents.items():
        data = content if isinstance(content, bytes) else content.encode()
        (folder / name.replace("_dot_", ".")).write_bytes(data)
    tables = read_folder(folder)
    for table in tables.tables.values():
        assert table.rows_in == len(table.rows) + len(table.left_out)
        listed = {fault.row for fault in table.faults if fault.severity == "error"}
        assert table.left_out <= listed or None in listed
        assert not table.left_out & set(table.rows.index)
    return tables


def test_all_files_of_a_folder_are_read_checked_and_told_apart(tmp_path):
    tables = read(
        tmp_path, packages_dot_csv="\n".join([PACKAGES, *ROWS]), census_dot_xml=RETURN,
        notes_dot_txt="a,b\n1,2\n",
    )  # fmt: skip
    assert list(tables.tables) == sorted(tables.tables)
    assert tables.table("packages").index.tolist() == list(range(2, 31))
    assert tables.table("sen2_sen_need")["person_id"].tolist() == ["A1"]
    assert tables.unknown == ("notes.txt",)
    assert set(tables.digests) == {"packages.csv", "census.xml"}


def test_a_sheet_without_rows_was_not_given_and_one_filled_in_is_read(tmp_path):
    book = openpyxl.load_workbook(io.BytesIO(template_workbook()))
    sheet = book["priorities"]
    columns = local_files()["priorities"].columns
    for place, column in enumerate(columns.values(), 1):
        sheet.cell(EXAMPLE_ROW + 1, place, column.example)
    buffer = io.BytesIO()
    book.save(buffer)
    tables = read(tmp_path, mine_dot_xlsx=buffer.getvalue())
    assert list(tables.tables) == ["priorities"]
    assert tables.tables["priorities"].rows_in == 1
    assert tables.unknown == ()
    assert faults_table(tables.tables["priorities"].faults)["found"].tolist() == []


def test_every_example_of_the_contracts_is_read_without_fault_of_reading(tmp_path):
    contents = {}
    for name, contract in local_files().items():
        cells = [f'"{column.example}"' for column in contract.columns.values()]
        contents[f"{name}_dot_csv"] = f"{','.join(contract.columns)}\n{','.join(cells)}\n"
    tables = read(tmp_path, **contents)
    assert list(tables.tables) == list(local_files())
    rules = {fault.rule for table in tables.tables.values() for fault in table.faults}
    assert not rules & {"not_a_date", "not_a_number", "not_a_code", "not_yes_no", "out_of_range"}
    assert not rules & {"unknown_column", "missing_column", "missing_value"}


def test_a_second_file_of_a_name_is_told_and_not_read(tmp_path):
    text = "\n".join([PACKAGES, *ROWS])
    tables = read(tmp_path, packages_dot_csv=text, packages_dot_txt=text)
    fault = tables.tables["packages"].faults[0]
    assert (fault.rule, fault.row) == ("in_two_files_different", None)
    assert fault.found == "packages.txt with 29 rows as well, which is not read"
    assert tables.tables["packages"].rows_in == 29


def test_nothing_is_written_logged_or_said_of_a_person(tmp_path, caplog):
    damaged = [
        *ROWS,
        "PK99,Q7799,Smithson,Smithson,Smithson,1.2k",
        "PK98,Q7798,,,\ufffd,,,Smithson",
    ]
    contents = {"packages_dot_csv": "\n".join([PACKAGES, *damaged])}
    folder = tmp_path / "local"
    with caplog.at_level(logging.DEBUG):
        tables = read(folder, **contents)
    assert sorted(tmp_path.rglob("*")) == [folder, folder / "packages.csv"]
    told = faults_table(tables.tables["packages"].faults).to_csv() + caplog.text
    assert "not_a_date" in told
    for personal in ("Q77", "PK9", "ZZ", "/09/2023"):
        assert personal not in told


@settings(max_examples=40, deadline=None, suppress_health_check=FIXTURE)
@given(
    damage=st.lists(
        st.tuples(st.floats(0, 1, exclude_max=True), st.binary(max_size=2)), max_size=4
    ),
    name=st.sampled_from(["packages.csv", "return.xml", "packages.xlsx"]),
)
def test_damage_gives_faults_or_a_told_error_and_drops_no_row(tmp_path, whole, damage, name):
    content = bytearray(whole[name])
    for place, octets in damage:
        at = int(place * len(content))
        content[at : at + 1] = octets
    try:
        read(tmp_path / "local", **{name: bytes(content)})
    except SendlibError as error:
        told = str(error)
    else:
        told = name
    assert name in told


@given(
    place=st.floats(0, 1, exclude_max=True),
    octet=st.integers(0, 255).filter(lambda octet: octet not in b'\r\n"'),
)
@settings(max_examples=40, deadline=None, suppress_health_check=FIXTURE)
def test_a_damaged_byte_in_the_rows_leaves_their_number_as_it_was(tmp_path, whole, place, octet):
    content = bytearray(whole["packages.csv"])
    start = content.index(b"\n") + 1
    at = start + int(place * (len(content) - start))
    if content[at] != ord("\n"):
        content[at] = octet
    table = read(tmp_path / "local", packages_dot_csv=bytes(content)).tables["packages"]
    assert table.rows_in == len(ROWS)


@pytest.fixture(scope="module")
def whole():
    book = openpyxl.Workbook()
    for line in [PACKAGES, *ROWS]:
        book.active.append(line.split(","))
    buffer = io.BytesIO()
    book.save(buffer)
    return {
        "packages.csv": "\n".join([PACKAGES, *ROWS]).encode(),
        "return.xml": RETURN.encode(),
        "packages.xlsx": buffer.getvalue(),
    }


@pytest.mark.parametrize("was_on", [True, False])
def test_the_search_for_cycles_is_as_it_was_after_reading_even_a_damaged_file(tmp_path, was_on):
    (tmp_path / "packages.xlsx").write_bytes(b"PK\x03\x04 damaged")
    (gc.enable if was_on else gc.disable)()
    try:
        with pytest.raises(SendlibError):
            read_folder(tmp_path)
        assert gc.isenabled() == was_on
    finally:
        gc.enable()
