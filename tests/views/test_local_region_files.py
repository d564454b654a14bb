"""Files that a region's report read, as told."""

from sendlib.measures.commissioning.members import MemberFiles
from sendlib.measures.local.open_files import OpenFiles
from sendlib.views.blocks import Absent, Origin
from sendlib.views.local_region_files import open_files_table
from tests.measures.commissioning.drawn_files import read
from tests.measures.commissioning.drawn_members import LEEDS, NOBODY, YORK, files_of, members


def test_each_council_stands_with_its_files_and_all_of_them_are_inputs(leaks):
    rows = read("governance", "arrangement | group | role\nA | B | member")
    own = OpenFiles({"governance": rows}, digests={"governance.csv": "x"})
    table = open_files_table(members(own=own))
    assert [row[0] for row in table.rows] == ["Leeds", "York", "The partnership"]
    assert table.rows[2][1] == "Governance"
    assert "; outcomes of services" in table.rows[0][1]
    paths = set(table.evidence.inputs["path"])
    assert {"local/816/services.csv", "local/region/governance.csv"} <= paths
    assert table.origin == Origin("local", "not_personal")
    assert leaks(table) == []


def test_a_council_whose_files_hold_nothing_open_is_left_out():
    found = MemberFiles((LEEDS, YORK), {LEEDS: OpenFiles({}), YORK: files_of(YORK)})
    assert [row[0] for row in open_files_table(found).rows] == ["York"]
    assert isinstance(open_files_table(NOBODY), Absent)
