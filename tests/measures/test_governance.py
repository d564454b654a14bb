import pandas as pd
import pytest

from sendlib.contracts.arrangements import arrangements
from sendlib.data.local.opening import read_folder
from sendlib.errors import ContractError
from sendlib.measures.governance import Governance, reporting
from sendlib.measures.governance_assurance import assurance, assurance_by_part
from tests.conftest import drawn_rows
from tests.seeds import seed_holding

MATRIX = """
    arrangement        | group | role        | reports_to
    Handling complaints| Board | accountable | Cabinet
    Handling complaints| Panel | responsible | Board
    Personal budgets   | Board | accountable | Cabinet
    Personal budgets   | Panel | accountable | Board
    Personal budgets   | Forum | consulted   |
    A custom of ours   | Panel | member      | Board
"""


def drawn_governance(text=MATRIX):
    rows = pd.DataFrame(drawn_rows(text))
    return Governance(rows.assign(reports_to=rows["reports_to"].replace("", None), meets=None))


def test_worcestershires_arrangements_that_hang_on_two_groups_are_named(tmp_path):
    (tmp_path / "governance.txt").symlink_to(seed_holding("Umbrella Pathway Improvement Group"))
    found = Governance(read_folder(tmp_path).table("governance"))
    assert found.matrix.shape == (14, 6)
    two = found.coverage[found.coverage["status"] == "two"]["arrangement"]
    assert [name.split()[0] for name in two] == [
        "Publication", "Effective", "Procedures", "Co-ordinating"]  # fmt: skip
    assert int(found.matrix.notna().sum().sum()) == 51
    assert found.dependence["arrangement_count"].max() == 14
    assert found.dependence["one_of_two_count"].to_list() == [4, 3, 1, 0, 0, 0]
    # two statutory arrangements are not in the matrix
    assert (found.coverage["status"] == "gap").sum() == 2


def test_arrangements_are_counted_with_the_law_and_those_not_named_are_gaps():
    found = drawn_governance().coverage
    own = found[found["group_count"] > 0]
    told = own[["arrangement", "group_count", "accountable_count", "status"]]
    assert told.to_numpy().tolist() == [
        ["Handling complaints", 2, 1, "two"], ["Personal budgets", 3, 2, "several"],
        ["A custom of ours", 1, 0, "single"],
    ]  # fmt: skip
    assert own["law"].str[-8:].to_list() == ["26(3)(f)", ") and 49", ""]
    assert len(found) == 1 + len(arrangements())
    assert set(found["groups"].iloc[0]) == {"Board", "Panel"}


def test_what_hangs_on_a_group_is_what_would_be_left_to_one_or_none():
    found = drawn_governance().dependence.set_index("group")
    assert found.loc["Panel", "arrangement_count":"one_of_two_count"].to_list() == [3, 1, 1, 1]
    assert found.loc["Board", "arrangement_count":"one_of_two_count"].to_list() == [2, 2, 0, 1]
    assert found.loc["Forum", "share_percent"] == pytest.approx(100 / 3)


def test_groups_with_nearly_the_same_arrangements_overlap():
    rows = [f"{name} | {group} | member |" for name in "ABCD" for group in ("One", "Two")]
    lines = ["arrangement | group | role | reports_to", *rows, "E | One | member |",
             "A | Three | member |"]  # fmt: skip
    found = drawn_governance("\n".join(lines)).overlap
    assert found.to_numpy().tolist() == [["One", "Two", 4, 80.0]]


def test_reports_are_followed_to_the_top_and_rings_orphans_and_splits_are_found():
    found = reporting(
        ["A", "B", "C", "D", "E", "F", "Alone"],
        [("B", "A"), ("C", "B"), ("D", "E"), ("E", "F"), ("F", "D"), ("C", "A"), ("G", "D")],
    )
    assert found.tops == ("A",)
    assert found.orphans == ("Alone",)
    assert [set(ring) for ring in found.loops] == [{"D", "E", "F"}]
    assert found.split == ("C",)
    assert found.level == {"A": 0, "B": 1, "C": 1}


def test_a_group_that_reports_to_itself_is_a_ring():
    assert reporting(["A"], [("A", "A")]).loops == (("A",),)


def test_who_reports_comes_from_the_rows_each_line_once():
    found = drawn_governance().reporting
    assert found.lines == (("Board", "Cabinet"), ("Panel", "Board"))
    assert found.tops == ("Cabinet",)
    assert found.orphans == ("Forum",)


def test_a_table_without_roles_is_refused():
    with pytest.raises(ContractError, match="role"):
        Governance(pd.DataFrame({"arrangement": [], "group": [], "reports_to": []}))


STANDARDS = """
    standard | group      | reference | agency    | date       | rating | evidence | next_step
    One      | Principles |           | health    | 2025-03-31 | 4      | Minutes  |
    One      | Principles |           | education | 2025-03-31 | 5      | Minutes  |
    Two      | Principles |           | health    | 2025-03-31 | 4      |          |
    Three    | Plan       |           | health    | 2025-03-31 | 2      | Audit    | Train
    Three    | Plan       |           | education | 2025-03-31 | 4      | Audit    | Train
    Four     | Plan       |           | health    | 2025-03-31 | 1      |          |
    Five     | Plan       |           | health    | 2024-03-31 | 1      |          |
    Five     | Plan       |           | health    | 2025-03-31 | 3      |          |
"""


def standards():
    rows = pd.DataFrame(drawn_rows(STANDARDS)).replace("", None).astype("string")
    return rows.assign(date=pd.to_datetime(rows["date"]))


def test_standards_are_assured_by_ratings_and_evidence_together():
    found = assurance(standards())
    assert dict(zip(found["standard"], found["status"], strict=True)) == {
        "One": "assured", "Two": "unproven", "Three": "contested", "Four": "weak",
        "Five": "partly",
    }  # fmt: skip
    parts = assurance_by_part(found)
    assert parts["total"].to_dict() == {"Principles": 2, "Plan": 3}
    assert list(parts.columns) == ["assured", "unproven", "partly", "contested", "weak", "total"]
    assert assurance(standards().iloc[:0]).empty
