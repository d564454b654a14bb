"""The files of an invented partnership."""

from sendlib.data.demo.local.regional import write_regional
from sendlib.data.local.invented import read_demo_region
from sendlib.measures.governance import Governance


def test_files_are_the_same_each_time_and_say_they_are_invented(tmp_path):
    for name in ("one", "two"):
        write_regional(tmp_path / name)
    one, two = (
        {path.name: path.read_bytes() for path in (tmp_path / name).iterdir()}
        for name in ("one", "two")
    )
    assert one == two
    assert set(one) == {"README.txt", "governance.csv", "selfassessment.csv"}
    assert b"invented" in one["README.txt"]


def test_they_are_read_without_fault_and_have_arrangements_of_few_groups():
    found = read_demo_region()
    assert [table.faults for table in found.tables.values()] == [(), ()]
    governed = Governance(found.table("governance"))
    assert governed.matrix.shape == (13, 5)
    assert set(governed.coverage["status"]) == {"two", "several", "gap"}
    assert governed.reporting.tops == ("Councils' and health boards",)
