import io
import zipfile

import openpyxl
import pytest

from sendlib.data.local.sources import Found, file_of, named_grids
from sendlib.errors import SourceError

PACKAGES = "package_id,person_id,package_type,start_date\nPK1,P1,joint,5/9/2023\n"
REQUESTS = "requeststableid,persontableid,receiveddate\n11,1,2023-01-02\n"
PERSONS = "persontableid,personbirthdate\n1,2012-02-14\n"
XML = "<Message><Persons><Person><Sex>F</Sex></Person></Persons></Message>"


def book(**sheets):
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, text in sheets.items():
        sheet = made.create_sheet(name.replace("_0_", " "))
        for line in text.splitlines():
            sheet.append(line.split(","))
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def given(folder, files=None, **contents):
    for name, content in contents.items():
        path = folder / name.replace("__", "/").replace("_dot_", ".")
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    found = Found()
    named = list(named_grids(folder, files or {}, found))
    return [(one.name, one.source, one.grid.sheet) for one in named], found


def test_files_are_known_by_their_names_and_others_are_told(tmp_path):
    named, found = given(
        tmp_path, Packages_dot_csv=PACKAGES, budget_notes_dot_csv="a,b\n", letter_dot_docx="x",
        _dot_hidden="x", lock_dot_csv="",
    )  # fmt: skip
    assert named == [("packages", "Packages.csv", "")]
    assert found.unknown == ["budget_notes.csv", "letter.docx"]
    assert list(found.digests) == ["Packages.csv"]


def test_a_lock_file_and_a_folder_are_passed_over(tmp_path):
    (tmp_path / "~$packages.xlsx").write_bytes(b"x")
    (tmp_path / "private").mkdir()
    assert given(tmp_path) == ([], Found())


def test_a_file_that_params_name_comes_first(tmp_path):
    named, _ = given(
        tmp_path,
        {"packages": "Export 1.txt"},
        **{"Export 1.txt": PACKAGES, "packages.csv": PACKAGES},
    )
    assert [source for _, source, _ in named] == ["Export 1.txt", "packages.csv"]


def test_the_sheet_of_a_file_is_the_one_whose_header_fits(tmp_path):
    content = book(Notes="who,when\nme,now\n", Data=PACKAGES, More=PACKAGES, Part="package_id\n1\n")
    named, found = given(tmp_path, packages_dot_xlsx=content)
    assert named == [("packages", "packages.xlsx", "Data"), ("packages", "packages.xlsx", "More")]
    assert found.unknown == []
    assert given(tmp_path, packages_dot_xlsx=book(packages=PACKAGES, Other=PACKAGES))[0] == [
        ("packages", "packages.xlsx", "packages")
    ]


def test_a_workbook_without_sheets_to_read_gives_nothing(tmp_path):
    made = openpyxl.Workbook()
    made.create_chartsheet("c").add_chart(openpyxl.chart.BarChart())
    made.remove(made["Sheet"])
    buffer = io.BytesIO()
    made.save(buffer)
    assert given(tmp_path, packages_dot_xlsx=buffer.getvalue())[0] == []


def test_sheets_of_a_workbook_are_known_by_their_names(tmp_path):
    content = book(
        Read_0_me="x\n", packages=PACKAGES, Priorities="priority\n", Requests_0_2025=REQUESTS,
        Odd="a,b\n", Empty="",
    )  # fmt: skip
    named, found = given(tmp_path, all_dot_xlsx=content)
    assert sorted((name, sheet) for name, _, sheet in named) == [
        ("packages", "packages"), ("priorities", "Priorities"), ("sen2_requests", "Requests 2025"),
    ]  # fmt: skip
    assert found.unknown == ["all.xlsx, sheet Odd"]


def zipped(**members):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.mkdir("a")
        for name, content in members.items():
            archive.writestr(f"a/{name.replace('_dot_', '.')}", content)
    return buffer.getvalue()


def test_a_return_is_xml_or_modules_in_a_folder_a_zip_or_a_workbook(tmp_path):
    modules = {"1_person_dot_csv": PERSONS, "2_requests_dot_csv": REQUESTS}
    expected = ["sen2_persons", "sen2_requests"]
    year = "year,referencedate\n2024,2024-01-18\n"

    def names(folder, **contents):
        folder.mkdir()
        named, found = given(folder, **contents)
        return [name for name, _, _ in named], found

    xml, _ = names(tmp_path / "1", census_dot_xml=XML)
    assert len(xml) == 8
    inside = {f"sen2_plans__{name}": text for name, text in modules.items()}
    folder, found = names(tmp_path / "2", sen2_plans__note_dot_pdf="x", **inside)
    assert folder == expected
    assert found.unknown == ["sen2_plans/note.pdf"]
    assert len(found.digests) == 3
    packed, found = names(
        tmp_path / "3", export_dot_zip=zipped(odd_dot_csv="a,b\n1,2\n", **modules)
    )
    assert packed == expected
    assert found.unknown == ["odd.csv"]
    sheets, found = names(
        tmp_path / "4",
        sen2_plans_dot_xlsx=book(SEN2=year, Person=PERSONS, Requests=REQUESTS, X="a\n"),
    )
    assert sheets == expected
    assert found.unknown == ["sen2_plans.xlsx, sheet X"]
    both, _ = names(tmp_path / "5", sen2_plans__return_dot_xml=XML)
    assert len(both) == 8


def test_the_year_of_the_return_goes_with_its_modules(tmp_path):
    year = "year,referencedate\n2024,2024-01-18\n"
    content = zipped(sen2_dot_csv=year, person_dot_csv=PERSONS)
    (tmp_path / "a.zip").write_bytes(content)
    (named,) = named_grids(tmp_path, {"sen2_plans": "a.zip"}, Found())
    assert (named.name, named.year) == ("sen2_persons", "2024")


def test_a_folder_or_file_that_is_absent_is_told(tmp_path):
    with pytest.raises(SourceError, match=r"local\.folder: no folder gone"):
        given(tmp_path / "gone")
    with pytest.raises(SourceError) as refused:
        given(tmp_path, {"packages": "sub/a.csv", "actions": "b.csv"})
    assert str(refused.value).splitlines() == [
        "local.files.packages: no file a.csv in the folder",
        "local.files.actions: no file b.csv in the folder",
    ]


def test_a_damaged_zip_is_told(tmp_path):
    with pytest.raises(SourceError, match=r"a\.zip: not a whole zip \(BadZipFile\)"):
        given(tmp_path, a_dot_zip=b"PK\x03\x04")


def test_a_file_that_cannot_be_opened_is_told(tmp_path, monkeypatch):
    def refuse(path):
        raise PermissionError(13, "Permission denied", str(path))

    (tmp_path / "packages.csv").write_text(PACKAGES)
    monkeypatch.setattr("pathlib.Path.read_bytes", refuse)
    with pytest.raises(SourceError, match=r"packages\.csv: cannot be opened \(Permission denied\)"):
        given(tmp_path)


def test_a_file_outside_the_folder_goes_by_its_name_alone_and_is_found_again(tmp_path):
    folder, other = tmp_path / "data", tmp_path / "other"
    for one in (folder, other):
        one.mkdir()
        (one / "placed.csv").write_text("transport_id,person_id\nT1,P1\n")
    for given in ("../other/placed.csv", str(other / "placed.csv")):
        files = {"transport": given}
        found = Found()
        assert [named.source for named in named_grids(folder, files, found)] == ["placed.csv"]
        assert list(found.digests) == ["placed.csv"]
        path = file_of("placed.csv", folder, files)
        assert path.resolve() == other / "placed.csv"
    assert file_of("packages.csv", folder, files) == folder / "packages.csv"
    modules = {"sen2_plans": "../other/return"}
    path = file_of("return/persons.csv", folder, modules)
    assert path.resolve() == other / "return" / "persons.csv"
