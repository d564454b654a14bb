import pytest

from sendlib.data.inspections import iso_date, read_workbook
from sendlib.errors import SourceError

HEADING = [
    "urn", "la_code", "region_code", "ltla23cd", "stat_neighbours", "local_authority",
    "inspection_link", "outcome_grade", "previous_inspection_date", "inspection_start_date",
    "inspection_end_date", "publication_date", "next_inspection", "next_inspection_by_date",
    "local_link_to_all_inspections", "inspection_outcome_text",
]  # fmt: skip
ROW = [
    "80584", "885", "WM", "E10000034", "933", "worcestershire", "https://files.ofsted.gov.uk/1",
    "3.0", "01/01/1900", "22/04/24", "26/04/24", "15/07/24", "18 months", "22/10/25", "0",
    "There are widespread failings.",
]  # fmt: skip


def row(**given):
    return [given.get(name, cell) for name, cell in zip(HEADING, ROW, strict=True)]


def read(*rows):
    reads = read_workbook({"Notes": [["a"]], "Sheet": [HEADING, *rows]}, "send.xlsx")
    assert reads is not None
    return reads[0].table.fillna({"outcome_grade": -1}).to_dict("records")


def test_an_outcome_is_read_with_its_dates():
    assert read(row()) == [
        {
            "area_code": "885",
            "outcome_grade": 3.0,
            "outcome": "There are widespread failings.",
            "previous_inspection": "",
            "inspection_start": "2024-04-22",
            "inspection_end": "2024-04-26",
            "published": "2024-07-15",
            "next_inspection": "18 months",
            "next_inspection_by": "2025-10-22",
            "inspection_link": "https://files.ofsted.gov.uk/1",
        }
    ]


def test_what_the_letter_does_not_say_is_blank():
    (found,) = read(
        row(
            outcome_grade="nan",
            inspection_outcome_text="Inspection outcome section not found.",
            next_inspection="None",
            next_inspection_by_date="Next inspection time frame not found",
        )
    )
    assert found["outcome_grade"] == -1
    blank = ("outcome", "next_inspection", "next_inspection_by")
    assert [found[name] for name in blank] == ["", "", ""]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("18/11/24", "2024-11-18"), ("27/05/2021", "2021-05-27"), ("2021-05-27", "2021-05-27"),
        ("01/01/1900", ""), ("1900-01-01", ""), ("", ""), ("Last inspection", ""),
    ],
)  # fmt: skip
def test_each_form_of_date_is_read_and_1900_is_none(text, date):
    assert iso_date(text) == date


def test_another_workbook_is_left_alone_and_another_edition_refused():
    assert read_workbook({"S": [["a"]], "T": []}, "x.xlsx") is None
    heading = [name.replace("outcome_grade", "grade") for name in HEADING]
    with pytest.raises(SourceError, match=r"New columns: grade\. Columns gone: outcome_grade\."):
        read_workbook({"S": [heading, ROW]}, "x.xlsx")


def test_an_area_that_is_no_council_is_refused():
    with pytest.raises(SourceError, match=r"send\.xlsx: la_code: no English council: \['999'\]"):
        read(row(la_code="999"))


def test_the_published_overview_has_72_areas_and_three_grades(real):
    (found,) = real("ofsted/ofsted_csc_send_overview.xlsx")
    assert found.table["area_code"].is_unique
    assert found.table["outcome_grade"].value_counts().to_dict() == {
        2.0: 36,
        3.0: 20,
        1.0: 15,
    }
    worcestershire = found.table.set_index("area_code").loc["885"]
    assert worcestershire["inspection_start"] == "2024-04-22"
