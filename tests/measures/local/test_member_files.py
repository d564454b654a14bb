"""Open files of a region are read where params say they lie."""

from sendlib.measures.local.member_files import member_files
from sendlib.params.load import region_from_notebook

GOVERNANCE = "arrangement,group,role\nHandling complaints,Board,accountable\n"


def region(**changes):
    return region_from_notebook(region="Two Cities", **{"members": ["York", "Leeds"]} | changes)


def test_councils_that_name_no_folder_give_nothing():
    found = member_files(region())
    assert found.codes == ("383", "816")
    assert found.members == {}
    assert found.own.table("governance").empty


def test_files_of_a_council_and_of_the_partnership_are_read_from_their_folders(tmp_path):
    for name in ("york", "own"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "governance.csv").write_text(GOVERNANCE, encoding="utf-8")
    york = {"area": "York", "local": {"folder": str(tmp_path / "york")}}
    found = member_files(region(members=[york, "Leeds"], local={"folder": str(tmp_path / "own")}))
    assert found.with_file("governance") == ("816",)
    rows = found.table("governance")
    assert rows["group"].to_list() == ["York: Board", "Board"]
    assert set(found.digests) == {"local/816/governance.csv", "local/region/governance.csv"}
