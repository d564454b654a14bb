import pytest

from sendlib.data.providers import read_others, read_section41
from sendlib.errors import SourceError

HEADING = [
    "Getting Information about Schools reference", "Local authority",
    "Institution trading name (1)", "Legal name (2)",
    "Independent special school / Special post-16 institution",
]  # fmt: skip
APPROVED = [*HEADING, "Date approved under section 41"]
REMOVED = [*HEADING, "Date removed from list"]
OTHERS = [
    "GIAS reference", "", "Local Authority", "School Name", "Proprietor Name",
    "Independent/non-maintained special school", "Section41 Approval",
]  # fmt: skip


def provider(reference="885/6000", council="Worcestershire", name="Oak School", date="2016-08-01"):
    return [reference, council, name, f"{name} Ltd", "Independent Special School", date]


def section41(*rows):
    reads = read_section41({"S41": [list(row) for row in rows]}, "s41.xlsx")
    assert reads is not None
    table = reads[0].table
    return table.astype(object).where(table.notna(), None).to_dict("records")


def test_approved_and_removed_providers_are_told_apart():
    found = section41(
        APPROVED,
        provider(),
        [""] * 6,
        REMOVED,
        provider(name="Elm\xad\xa0School ", date="2021-03-01"),
    )
    assert [(row["name"], row["section41"]) for row in found] == [
        ("Oak School", "yes"), ("Elm School", "removed"),
    ]  # fmt: skip
    assert [(row["approved_date"], row["removed_date"]) for row in found] == [
        ("2016-08-01", ""), ("", "2021-03-01"),
    ]  # fmt: skip
    assert found[0]["type"] == "Independent special school"


@pytest.mark.parametrize(
    ("reference", "council", "code"),
    [
        ("885/6000", "Worcestershire", "885"),
        ("340/7017", "Kirkby", "340"),
        ("835/7904", "Hampshire", "850"),
        ("909/6048", "Cumbria", "909"),
        ("", "Cornwall", "908"),
        ("666/7000", "Powys", None),
        ("970/7000", "Nowhere", None),
    ],
)
def test_the_council_is_the_one_named_else_the_reference_s_else_missing(reference, council, code):
    (row,) = section41(APPROVED, provider(reference, council))
    assert row["area_code"] == code
    assert row["published_area"] == council


def test_schools_that_are_not_approved_are_read():
    rows = [
        OTHERS,
        ["203", "6040", "Greenwich", "Wize Up", "A P", "Other independent special school", "No"],
        ["205", "7206", "Hammersmith & Fulham", "P", "", "Non-maintained special school",
         "Not applicable"],
        ["", "", "", "", "", "", ""],
    ]  # fmt: skip
    sheets = {"Notes": [["a"]], "Sheet": [[*row, ""] for row in rows]}
    sheets["Sheet"][0] = [*OTHERS, ""]
    reads = read_others(sheets, "others.xlsx")
    assert reads is not None
    found = reads[0].table
    assert found["area_code"].tolist() == ["203", "205"]
    assert found["reference"].tolist() == ["203/6040", "205/7206"]
    assert found["section41"].tolist() == ["no", "not applicable"]


def test_other_workbooks_are_left_alone():
    assert read_section41({"S": [["a", "b"]], "T": []}, "x.xlsx") is None
    assert read_section41({"S": [[HEADING[0], "x", "y", "z", "v", "w"], ["1"] * 6]}, "x") is None
    assert read_section41({"S": [[HEADING[0]], ["1"]]}, "x") is None
    assert read_others({"S": [["a", "b"]], "T": []}, "x.xlsx") is None


def test_another_edition_is_refused():
    with pytest.raises(SourceError, match=r"New columns: Since\. Columns gone: Date approved"):
        section41([*HEADING, "Since"], provider())
    with pytest.raises(SourceError, match="Columns gone: School Name"):
        read_others({"S": [[name.replace("School Name", "School") for name in OTHERS]]}, "x")


def test_the_published_lists_hold_what_dfe_published(real):
    (approved,) = real("providers/section41_approved_list_mar2022.xlsx")
    (others,) = real("providers/independent_nmss_not_s41_2022.xlsx")
    assert approved.table["section41"].isin(["yes", "removed"]).all()
    assert len(others.table) == 399
    assert others.table["area_code"].notna().all()
    unresolved = approved.table[approved.table["area_code"].isna()]
    assert set(unresolved["published_area"]) <= {
        "Wales", "Powys", "Glamorgan", "Denbighshire", "Cardiff",
    }  # fmt: skip
