"""Open files of several councils as one."""

from sendlib.measures.commissioning.members import MemberFiles
from sendlib.measures.commissioning.partnership import partnership_of_region
from sendlib.measures.local.open_files import OpenFiles
from sendlib.measures.place import region_place
from tests.measures.commissioning.drawn_files import read
from tests.measures.commissioning.drawn_members import LEEDS, NOBODY, YORK, files_of, members
from tests.views.drawn_region import region


def test_numbers_and_names_are_told_apart_by_the_council():
    found = members().table("services")
    assert found["service_id"].to_list() == [
        "Leeds S1", "Leeds S2", "York S1", "York S2", "York S3", "York S4"]  # fmt: skip
    assert found["service"].iloc[3] == "York: Nights away"
    assert found["member"].to_list() == [LEEDS] * 2 + [YORK] * 4
    assert found["areas"].to_list() == ["Leeds", "Leeds, south", "York", "York, north", "York",
                                        "York"]  # fmt: skip
    assert set(members().table("outcomes")["service_id"]) == {"Leeds S1"}


def test_the_partnerships_own_rows_stand_as_they_are():
    own = OpenFiles({"governance": read("governance", "arrangement|group|role\nA|B|member")})
    rows = members(own=own).table("governance")
    assert rows.iloc[-1][["arrangement", "group", "member"]].to_list() == ["A", "B", ""]
    assert rows["group"].iloc[0] == "Leeds: Board"
    assert rows["reports_to"].dropna().to_list() == ["York: Board"]
    assert rows["arrangement"].iloc[0] == "Complaints and appeals"


def test_councils_without_a_file_or_rows_are_not_counted_as_givers():
    found = MemberFiles((LEEDS, YORK), {LEEDS: files_of(LEEDS)})
    assert found.with_file("services") == (LEEDS,)
    assert members().with_file("contracts") == (YORK,)
    assert NOBODY.with_file("services") == ()
    assert NOBODY.table("services").empty
    assert "member" in NOBODY.table("services")


def test_all_files_together_are_read_as_one_councils():
    pooled = members().pooled()
    assert len(pooled.table("services")) == 6
    assert pooled.table("budgets").empty
    assert "member" in pooled.table("budgets")
    assert pooled.digests[f"local/{YORK}/services.csv"] == "sha of 816 services"
    own = OpenFiles({}, digests={"governance.csv": "x"})
    assert members(own=own).digests["local/region/governance.csv"] == "x"


def test_decisions_of_a_region_follow_its_own_rules():
    params = region(decisions={"low_use_percent": 95})
    found = partnership_of_region(params, members(), region_place(params))
    assert found.rules.low_use_percent == 95
    assert str(found.as_of.date()) == "2026-05-20"
    decided = dict(zip(found.services["service_id"], found.services["decision"], strict=True))
    assert decided["York S2"] == "commission"
    assert decided["Leeds S1"] == "decommission"
