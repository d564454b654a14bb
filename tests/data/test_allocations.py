import pytest

from sendlib.data.allocations import OUTTURN_FIELDS, read_allocations, read_outturn
from sendlib.errors import SourceError

BLOCK = [
    ["Dedicated schools grant: 2023 to 2024 high needs", "", "Before", "", "After"],
    ["", "", "Schools (£s)", "Places", "Schools (£s)"],
    ["", "", "[A]", "[B]", "[C]"],
    ["", "", "", "", "= [A] + [B]"],
    ["ENGLAND", "", "100", "7", "90"],
    ["", "", "", "", ""],
    ["885", "Worcestershire", "60", "4", "50"],
    ["UNITARY AUTHORITIES", "", "30", "3", "20"],
    ["LONDON", "", "10", "1", "9"],
    ["", "", "", "", ""],
    ["LONDON", "", "10", "1", "9"],
    ["South West", "", "5", "1", "4"],
]


def outturn_rows(value="1") -> list[list[str]]:
    """Draw a small workbook of the benchmarking tool: headings in four rows, one council."""
    sections, lines, heads, leaves = ([""] * 4 for _ in range(4))
    heads[1:4] = ["Region", "LA code", "LA name"]

    def column(section="", line="", head="", leaf=""):
        for row, cell in zip(
            (sections, lines, heads, leaves), (section, line, head, leaf), strict=True
        ):
            row.append(cell)

    column(head="2-18 Population (ONS mid-2021 projection)", leaf="2-18 Population")
    column()
    column(head="No. aged up to 25 with SEN statement or EHCP", leaf="with SEN")
    for number, field in enumerate(OUTTURN_FIELDS[2:9]):
        column(head="" if number else "of these, placements in:", leaf=field.split(": ")[1])
    for section in ("Section 251 budget", "Section 251 outturn"):
        paths = [field.split(": ")[1:] for field in OUTTURN_FIELDS if field.startswith(section)]
        for number, path in enumerate(paths):
            follows = number and len(paths[number - 1]) == 1
            head = path[0] if len(path) == 1 else "of which" if follows else ""
            line = path[-1] + (" (1)" if len(path) == 2 else "")
            column(section="" if number else section, line=line, head=head)
        column()
    column(line="Table 3b: amounts per head", head="Place funding")
    column(section="2020-21", line="KS2", head="KS2")
    width = len(heads)
    council = ["", "WEST MIDLANDS", "885", "Worcestershire", *[value] * (width - 4)]
    top = [[""] * width, ["", "Year", "2021-22", *[""] * (width - 3)]]
    return [*top, sections, lines, heads, leaves, [""] * width, council]


def test_each_figure_of_the_allocations_is_named_by_its_sheet_and_headings():
    reads = read_allocations({"Information": [["", "x"]], "Block": BLOCK}, "dsg.ods")
    assert reads is not None
    table = reads[0].table
    assert table["field"].unique().tolist() == [
        "Block: Before: Schools (£s)", "Block: Before: Places", "Block: After: Schools (£s)",
    ]  # fmt: skip
    found = table[table["field"] == "Block: After: Schools (£s)"]
    assert dict(zip(found["area_code"], found["value"], strict=True)) == {
        "ENG": 90.0, "885": 50.0, "E12000007": 9.0, "E12000009": 4.0,
    }  # fmt: skip
    assert set(table["period"]) == {"2023-24"}
    assert reads[0].names is not None
    assert reads[0].names["published_name"].tolist() == ["Worcestershire"]


def test_a_merged_heading_ends_where_the_one_above_it_does():
    rows = [
        [
            "Dedicated schools grant: 2023 to 2024 deductions",
            "",
            "Academies",
            "",
            "",
            "Free schools",
        ],
        ["", "", "Pre-16", "", "Post-16", ""],
        ["", "", "April", "May", "April", "Total"],
        ["ENGLAND", "", "1", "2", "3", "4"],
    ]
    reads = read_allocations({"Deductions": rows}, "dsg.ods")
    assert reads is not None
    assert reads[0].table["field"].tolist() == [
        "Deductions: Academies: Pre-16: April", "Deductions: Academies: Pre-16: May",
        "Deductions: Academies: Post-16: April", "Deductions: Free schools: Total",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("row", "cells"),
    [(4, ["Great Britain", "", "1", "1", "1"]), (0, ["Dedicated schools grant", "", "", "", ""])],
)
def test_allocations_without_england_or_year_are_refused(row, cells):
    rows = [cells if number == row else line for number, line in enumerate(BLOCK)]
    with pytest.raises(SourceError, match=r"dsg\.ods: sheet Block: .* another edition"):
        read_allocations({"Block": rows}, "dsg.ods")


def test_other_workbooks_are_left_alone():
    sheets = {"S": [["a", "b", "c", "d"]], "T": []}
    assert read_allocations(sheets, "x.xlsx") is None
    assert read_outturn(sheets, "x.xlsx") is None
    short = {"S": [["", "Region", "LA code", "LA name"]]}
    assert read_outturn(short, "x.xlsx") is None
    bare = {"S": [[""] * 4, [""] * 4, ["", "Region", "LA code", "LA name"], [""] * 4]}
    assert read_outturn(bare, "x.xlsx") is None


def test_the_outturn_workbook_is_read_under_the_path_of_its_headings():
    reads = read_outturn({"Sheet1": outturn_rows("12")}, "hn.xlsx")
    assert reads is not None
    table = reads[0].table
    assert set(table["field"]) == set(OUTTURN_FIELDS)
    assert set(table["value"]) == {12.0}
    assert set(table["period"]) == {"2021-22"}
    assert reads[0].names is not None
    assert reads[0].names["published_code"].tolist() == ["885"]


def test_an_outturn_workbook_of_another_edition_is_refused():
    rows = [[cell.replace("Post School", "Post 16") for cell in row] for row in outturn_rows()]
    with pytest.raises(SourceError, match="New columns: Section 251 budget: Place"):
        read_outturn({"Sheet1": rows}, "hn.xlsx")


def test_an_outturn_workbook_without_its_year_is_refused():
    rows = [[cell.replace("2021-22", "soon") for cell in row] for row in outturn_rows()]
    with pytest.raises(SourceError, match=r"hn\.xlsx: cell beside “Year”: not a year"):
        read_outturn({"Sheet1": rows}, "hn.xlsx")


def test_the_published_workbook_agrees_with_the_tidy_file(real):
    (workbook,) = real("finance/high_needs_benchmarking_outturn_202122.xlsx")
    (tidy,) = real("finance/high_needs_benchmarking_2021_22_tidy.csv")
    pairs = {
        "No. aged up to 25 with SEN statement or EHCP": "ehcp_total",
        "of these, placements in: NMSS or independent schools": "ehcp_nmss_independent",
        "Section 251 budget: Place funding: Early Years": "budget_place_early_years",
        "Section 251 outturn: Place funding": "outturn_place_total",
        "Section 251 outturn: Top up funding (non-maintained and independent schools and "
        "colleges): Special schools and academies": "outturn_topup_indep_special",
        "Section 251 outturn: Therapies and other health related services": (
            "outturn_therapies_health"
        ),
    }
    for path, field in pairs.items():
        one, other = (
            read.table[read.table["field"] == name].set_index("area_code")["value"].dropna()
            for read, name in ((workbook, path), (tidy, field))
        )
        assert len(one) > 140
        assert one.to_dict() == pytest.approx(other.to_dict())


def test_the_published_allocation_of_worcestershire(real):
    # DfE, Dedicated schools grant 2023 to 2024, sheet High needs block, England
    (read,) = real("finance/dsg_allocations_2023_24.ods")
    field = "High_needs_block: Total high needs block before deductions (£s)"
    found = read.table[read.table["field"] == field].set_index("area_code")["value"]
    assert found["ENG"] == 9_952_172_126
    councils = found[[code for code in found.index if len(code) == 3 and code != "ENG"]]
    assert councils.sum() == pytest.approx(found["ENG"], abs=200)
