import pytest

from sendlib.data.neighbours import read_csv, read_workbook
from sendlib.errors import SourceError

CODES = ["933", "916", "838", "937", "893", "938", "878", "830", "881", "815"]


def wide(codes=CODES, closeness="Very close ", council="885") -> str:
    heading = ["old_la_code", "la_name", "region_ind", "region_name"]
    row = [council, "Worcestershire", "8", "West Midlands"]
    for position, code in enumerate(codes, start=1):
        heading += [f"SN_{position}", f"SN_{position}P"]
        row += [code, closeness]
    return ",".join(heading) + "\n" + ",".join(row) + "\n"


def sheet(*rows: list[str]) -> list[list[str]]:
    heading = ["LA num", "LA Name", "LA number", "GOInd", "GOReg"]
    for position in range(1, 11):
        heading += [f"SN{position}", "SNP"]
    above = [["A"] * 26, ["1"] * 26]
    return [*above, [*heading, ""], *([*row, ""] for row in rows)]


def council(code: str, name: str, closeness: str) -> list[str]:
    row = [code, name, code, "8", "West Midlands"]
    return row + [cell for neighbour in CODES for cell in (neighbour, closeness)]


def test_the_wide_csv_gives_ten_rows_per_council_in_order_of_closeness():
    reads = read_csv(wide(), "sn.csv")
    assert reads is not None
    table = reads[0].table
    assert table["neighbour_code"].tolist() == CODES
    assert table["position"].tolist() == list(range(1, 11))
    assert set(table["area_code"]) == {"885"}
    assert set(table["closeness"]) == {"Very close"}


def test_the_workbook_gives_the_same_and_goes_on_with_abolished_councils():
    rows = sheet(
        council("885", "Worcestershire", "Very close"),
        [""] * 25,
        ["", "Old SNs:", *[""] * 23],
        council("909", "Cumbria", "Extremely Close"),
    )
    reads = read_workbook({"Notes": [["a"]], "SN": rows}, "sn.xlsx")
    assert reads is not None
    table = reads[0].table
    assert table["area_code"].unique().tolist() == ["885", "909"]
    assert set(table["closeness"]) == {"Very close", "Extremely close"}
    assert reads[0].names is not None
    assert reads[0].names["published_name"].tolist() == ["Worcestershire", "Cumbria"]


def test_other_files_hold_no_neighbours():
    assert read_csv("a,b\n1,2", "x.csv") is None
    assert read_workbook({"S": [["a", "b"]]}, "x.xlsx") is None
    assert read_workbook({"S": [["LA num", "apples", "pears"]]}, "x.xlsx") is None


def test_another_edition_is_refused():
    with pytest.raises(SourceError, match=r"New columns: SN_0\. Columns gone: SN_10\."):
        read_csv(wide().replace("SN_10,", "SN_0,"), "sn.csv")
    rows = [[cell.replace("GOReg", "Region") for cell in row] for row in sheet()]
    with pytest.raises(SourceError, match=r"New columns: Region\. Columns gone: GOReg\."):
        read_workbook({"S": rows}, "sn.xlsx")


@pytest.mark.parametrize(("code", "place"), [("999", "neighbour_code"), ("885", "area_code")])
def test_a_code_of_no_council_is_refused(code, place):
    text = wide([code, *CODES[1:]]) if place == "neighbour_code" else wide(council="999")
    with pytest.raises(SourceError, match=r"sn\.csv: codes that are no English council's: .*None"):
        read_csv(text, "sn.csv")


def test_both_published_lists_agree_for_every_present_council(real):
    (csv,) = real("reference/dfe_statistical_neighbours_2025_wide.csv")
    (workbook,) = real("lait/sn_may_2025.xlsx")
    present = workbook.table[workbook.table["area_code"].isin(csv.table["area_code"])]
    assert csv.table["area_code"].nunique() == 153
    assert present.reset_index(drop=True).equals(csv.table)


def test_nobody_is_a_neighbour_of_itself(real):
    (csv,) = real("reference/dfe_statistical_neighbours_2025_wide.csv")
    assert (csv.table["area_code"] != csv.table["neighbour_code"]).all()
    assert not csv.table.duplicated(["area_code", "neighbour_code"]).any()
