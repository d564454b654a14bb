"""The check of a council's own files, from params file to page."""

import datetime
from pathlib import Path

import openpyxl
import pytest

from sendlib.errors import ParamsError
from sendlib.params.new import write_params
from sendlib.run.check_local import check_local

# what a council's files say of persons, none of which may be printed
PERSONAL = (
    "PX9071", "PX9072", "Zebedee", "Quillfeather", "A907112345678", "ZQ9 7XY", "ZQ97XY",
    "2013-04-05", "05/04/2013", "31/11/2020", "PKX11", "not.a.date@home",
)  # fmt: skip
PERSONS = """person_id,UPN,Surname,Forename,Date of Birth,Sex,Postcode
PX9071,A907112345678,Quillfeather,Zebedee,05/04/2013,M,ZQ9 7XY
PX9072,A907112345678,Quillfeather,Zebedee,05/04/2013,M,ZQ9 7XY
PX9073,,,,31/11/2020,M,ZQ9 7XY
PX9074,,,,05/04/2013,Zebedee,Quillfeather
PX9072,,,,05/04/1950,M,ZQ9 7XY
"""
PACKAGES = """package_id;person_id;provider_id;package_type;start_date;end_date;home_postcode;Notes
PKX11;PX9071;R1;education;01/09/2023;;ZQ9 7XY;
PKX12;PX9071;;education;01/10/2023;not.a.date@home;Zebedee Quillfeather;
PKX13;Quillfeather;R1;education;01/09/2023;05/04/2013;ZQ9 7XY;
PKX11;PX9072;R1;education;01/09/2053;;;
PKX14;PX9072;R1;therapy;01/09/2023;;;;;;;
PKX15;PX9071
"""


@pytest.fixture
def council(tmp_path):
    """Write a params file of York that names the files given, by name and content."""

    def made(**files):
        folder = tmp_path / "own"
        folder.mkdir(exist_ok=True)
        for name, content in files.items():
            (folder / f"{name}.csv").write_text(content, encoding="utf-8")
        path = tmp_path / "york.yml"
        path.unlink(missing_ok=True)
        text = write_params("York", tmp_path).read_text(encoding="utf-8")
        path.write_text(text.replace("  folder:  #", "  folder: own  #"), encoding="utf-8")
        return path

    return made


def outputs(folder):
    return {path.name: path.read_text(encoding="utf-8") for path in Path(folder).iterdir()}


def test_files_of_a_council_are_checked_and_told_by_page_and_lists(council, tmp_path):
    path = council(
        providers="provider_id,provider_name,capacity\nR1,Oak,60\nR2,Ash,many\nR1,Elm,9\n"
    )
    (found,) = check_local([path], out=tmp_path / "reports")
    assert (found.slug, found.files, found.rows, found.left_out) == ("york", 1, 3, 1)
    assert found.folder == tmp_path / "reports" / "york" / "check"
    assert set(outputs(found.folder)) == {"index.html", "faults.csv", "completeness.csv"}
    assert [(one.file, one.rule, one.severity, one.count) for one in found.told] == [
        ("providers", "Same key with other values", "error", 1),
        ("providers", "Not a number", "warning", 1),
    ]
    assert found.has_errors


def test_warnings_alone_are_no_errors(council, tmp_path):
    path = council(providers="provider_id,provider_name,capacity\nR1,Oak,many\n")
    (found,) = check_local([path], out=tmp_path / "reports")
    assert found.left_out == 0
    assert not found.has_errors


def test_no_personal_value_of_any_file_is_in_any_output(council, tmp_path):
    path = council(sen2_persons=PERSONS, packages=PACKAGES)
    (found,) = check_local([path], out=tmp_path / "reports")
    assert {"error", "warning"} == {one.severity for one in found.told}
    assert len(outputs(found.folder)["faults.csv"].splitlines()) > 10
    for content in [*outputs(found.folder).values(), repr(found)]:
        for value in PERSONAL:
            assert value.casefold() not in content.casefold(), value


def test_a_second_check_takes_the_place_of_the_first(council, tmp_path):
    out = tmp_path / "reports"
    path = council(providers="provider_id,provider_name\nR1,\n")
    (first,) = check_local([path], out=out)
    council(providers="provider_id,provider_name\nR1,Oak\n")
    (second,) = check_local([path], out=out)
    assert (first.left_out, second.left_out) == (1, 0)
    assert "No row is left out" in outputs(second.folder)["index.html"]
    assert [one.name for one in out.iterdir()] == ["york"]


def test_the_same_files_give_the_same_bytes(council, tmp_path):
    path = council(sen2_persons=PERSONS, packages=PACKAGES)
    (first,) = check_local([path], out=tmp_path / "a")
    (second,) = check_local([path], out=tmp_path / "b")
    assert outputs(first.folder) == outputs(second.folder)


def test_without_local_files_there_is_nothing_to_check(council, tmp_path):
    assert check_local([write_params("Leeds", tmp_path)], out=tmp_path / "reports") == []
    assert check_local([council()], out=tmp_path / "reports") == []
    assert not (tmp_path / "reports").exists()


def test_a_file_that_cannot_be_read_is_told_and_no_page_written(council, tmp_path):
    path = council()
    (tmp_path / "own" / "packages.xlsx").write_bytes(b"PK\x03\x04 cut off")
    (found,) = check_local([path], out=tmp_path / "reports")
    assert "packages.xlsx" in found.fault
    assert found.has_errors
    assert not (tmp_path / "reports").exists()


def test_params_at_fault_are_passed_over(tmp_path):
    (tmp_path / "bad.yml").write_text("area: Yrok\n")
    assert check_local([tmp_path / "bad.yml"], out=tmp_path / "reports") == []


def test_faults_are_for_demo_councils_only(council, tmp_path):
    with pytest.raises(ParamsError, match="--demo-faults: plants faults in invented files only"):
        check_local([council()], out=tmp_path, demo_faults=True)


def test_files_that_are_not_read_are_counted_and_not_named(council, tmp_path):
    path = council(providers="provider_id,provider_name\nR1,Oak\n")
    (tmp_path / "own" / "Zebedee Quillfeather.docx").write_bytes(b"")
    book = openpyxl.Workbook()
    book.active.append(["born", datetime.date(2013, 4, 5)])
    book.save(tmp_path / "own" / "Quillfeather.xlsx")
    (found,) = check_local([path], out=tmp_path / "reports")
    page = outputs(found.folder)["index.html"]
    assert "2 other files in the folder were not read" in page
    assert "Quillfeather" not in page


@pytest.mark.parametrize(("more", "left_out"), [({}, 0), ({"demo_faults": True}, 1)])
def test_files_of_a_demo_council_are_made_for_the_check_and_gone_after(
    tmp_path, monkeypatch, more, left_out
):
    folders = []

    def written(folder, *, area, faults):
        folders.append(folder)
        assert area == "101"
        name = "" if faults else "Oak"
        (folder / "providers.csv").write_text(f"provider_id,provider_name\nR1,{name}\n")

    monkeypatch.setattr("sendlib.data.local.invented.write_local", written)
    monkeypatch.setenv("SENDLIB_STORE", str(tmp_path / "store"))
    path = write_params("Demoshire", tmp_path)
    (found,) = check_local([path], out=tmp_path / "reports", **more)
    assert (found.slug, found.left_out) == ("demoshire", left_out)
    assert not folders[0].exists()


def test_earlier_returns_are_told_by_their_year(council, tmp_path):
    path = council(
        persons_2024="person_id,person_birth_date\nP1,2012-02-14\nP1,2012-02-14\n",
        persons_2025="person_id,person_birth_date\nP1,2012-02-14\n",
    )
    (check,) = check_local([path], out=tmp_path / "reports")
    assert (check.files, check.rows, check.left_out) == (2, 3, 1)
    assert [(one.file, one.count) for one in check.told] == [("sen2_persons_2024", 1)]
    page = outputs(check.folder)["index.html"]
    assert "SEN2 return: persons, 2024: faults by rule" in page
