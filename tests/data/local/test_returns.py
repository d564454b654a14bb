import zipfile

import pytest

from sendlib.data.local.opening import read_folder
from sendlib.data.local.returns import is_return, year_in


def xml(year, *people):
    """A return in which each person has an active plan, with a need: pairs of number and need."""
    persons = "".join(
        f"<Person><UPN>{upn}</UPN><PersonBirthDate>2012-02-14</PersonBirthDate><Requests>"
        "<ReceivedDate>2021-01-02</ReceivedDate><ActivePlans><SENneed>"
        f"<SENtype>{need}</SENtype><SENtypeRank>1</SENtypeRank></SENneed></ActivePlans>"
        "</Requests></Person>"
        for upn, need in people
    )
    head = f"<Header><CollectionDetails><Year>{year}</Year></CollectionDetails></Header>"
    return f"<Message>{head if year else ''}<Persons>{persons}</Persons></Message>"


def modules(folder, suffix="", people=("P1",)):
    folder.mkdir(parents=True, exist_ok=True)
    born = "".join(f"{one},2012-02-14\n" for one in people)
    (folder / f"persons{suffix}.csv").write_text(f"person_id,person_birth_date\n{born}")
    needs = "".join(f"S{one},C{one},{one},ASD\n" for one in people)
    text = f"sen_need_id,active_plans_id,person_id,sen_type\n{needs}"
    (folder / f"sen_need{suffix}.csv").write_text(text)


def needs(tables):
    rows = tables.table("sen2_sen_need")
    return dict(zip(rows["person_id"], rows["sen_type"], strict=True))


@pytest.mark.parametrize(
    ("name", "year", "holds"),
    [
        ("sen2_plans", "", True), ("SEN2 return 2024", "2024", True), ("2023", "2023", True),
        ("sen2-2022", "2022", True), ("return_2021", "2021", True), ("2023 and 2024", "", False),
        ("photos 2024", "2024", False), ("return", "", False), ("20231", "", False),
    ],
)  # fmt: skip
def test_folders_of_returns_are_known_by_name_and_year(name, year, holds):
    assert year_in(name) == year
    assert is_return(name) == holds


def test_the_latest_return_is_the_current_one_and_each_is_a_snapshot(tmp_path):
    (tmp_path / "sen2_2024.xml").write_text(xml(2024, ("A1", "SLCN"), ("A2", "PD")))
    (tmp_path / "sen2_2025.xml").write_text(xml(2025, ("A1", "ASD"), ("A3", "VI")))
    (tmp_path / "a.xml").write_text(xml(2023, ("A2", "PD")))
    tables = read_folder(tmp_path)
    assert needs(tables) == {"A1": "ASD", "A3": "VI"}
    assert {year: needs(given) for year, given in tables.snapshots.items()} == {
        2023: {"A2": "PD"}, 2024: {"A1": "SLCN", "A2": "PD"}, 2025: {"A1": "ASD", "A3": "VI"},
    }  # fmt: skip
    assert tables.at(2024) is tables.snapshots[2024]
    assert tables.at(2020) is tables
    assert set(tables.digests) == {"a.xml", "sen2_2024.xml", "sen2_2025.xml"}
    assert all(not table.faults for table in tables.tables.values())
    every = tables.of_all_returns("sen2_persons")
    assert every["january"].tolist() == [2025, 2025, 2024, 2024, 2023]
    assert every["person_id"].tolist() == ["A1", "A3", "A1", "A2", "A2"]


def test_one_return_has_no_snapshots(tmp_path):
    (tmp_path / "sen2_2024.xml").write_text(xml(2024, ("A1", "SLCN")))
    tables = read_folder(tmp_path)
    assert tables.snapshots == {}
    assert tables.of_all_returns("sen2_persons")["january"].isna().tolist() == [True]
    assert tables.of_all_returns("sen2_requests").shape[0] == 1


def test_folders_by_year_hold_modules_and_codes_are_those_of_the_year(tmp_path):
    modules(tmp_path / "2024")
    modules(tmp_path / "sen2_plans" / "2025", people=("P1", "P2"))
    modules(tmp_path / "photos 2023")
    with zipfile.ZipFile(tmp_path / "sen2 2022.zip", "w") as archive:
        archive.writestr("persons.csv", "person_id,person_birth_date\nP0,2004-01-01\n")
    tables = read_folder(tmp_path)
    assert list(tables.snapshots) == [2022, 2024, 2025]
    assert needs(tables) == {"P1": "ASD", "P2": "ASD"}
    assert tables.at(2022).table("sen2_persons")["person_id"].tolist() == ["P0"]
    assert set(tables.digests) == {
        "2024/persons.csv", "2024/sen_need.csv", "sen2 2022.zip",
        "sen2_plans/2025/persons.csv", "sen2_plans/2025/sen_need.csv",
    }  # fmt: skip


def test_years_in_the_names_of_modules_tell_returns_apart(tmp_path):
    modules(tmp_path, suffix="_2024")
    modules(tmp_path, suffix="_2025", people=("P2",))
    tables = read_folder(tmp_path)
    assert {year: list(needs(given)) for year, given in tables.snapshots.items()} == {
        2024: ["P1"], 2025: ["P2"],
    }  # fmt: skip


def test_a_module_without_a_year_belongs_to_the_latest_return(tmp_path):
    (tmp_path / "a.xml").write_text(xml(2024, ("A1", "SLCN")))
    modules(tmp_path, people=("A1",))
    tables = read_folder(tmp_path)
    assert tables.snapshots == {}
    assert needs(tables) == {"A1": "SLCN"}
    (fault, *_) = tables.tables["sen2_sen_need"].faults
    assert fault.rule == "in_two_files_different"
    (tmp_path / "b.xml").write_text(xml(2023, ("A2", "PD")))
    tables = read_folder(tmp_path)
    assert needs(tables) == {"A1": "SLCN"}
    assert [fault.found for fault in tables.tables["sen2_sen_need"].faults] == [fault.found]
    assert needs(tables.at(2023)) == {"A2": "PD"}


def test_a_package_of_a_person_in_an_earlier_return_is_linked(tmp_path):
    (tmp_path / "a.xml").write_text(xml(2024, ("A1", "SLCN"), ("A2", "PD")))
    (tmp_path / "b.xml").write_text(xml(2025, ("A1", "ASD")))
    (tmp_path / "packages.csv").write_text(
        "package_id,person_id,package_type,start_date\n"
        "K1,A1,joint,1/2/2024\nK2,A2,joint,1/2/2024\nK3,A9,joint,1/2/2024\n"
    )
    tables = read_folder(tmp_path)
    unlinked = [fault.row for fault in tables.tables["packages"].faults]
    assert unlinked == [4]
    assert len(tables.tables["sen2_persons"].lost) == 0


def test_each_return_has_its_own_faults(tmp_path):
    (tmp_path / "a.xml").write_text(xml(2024, ("A1", "SLCN"), ("A1", "PD")))
    (tmp_path / "b.xml").write_text(xml(2025, ("A1", "ASD")))
    tables = read_folder(tmp_path)
    assert tables.tables["sen2_persons"].faults == ()
    assert [one.rule for one in tables.at(2024).tables["sen2_persons"].faults] == ["duplicate_row"]
