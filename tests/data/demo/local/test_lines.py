import datetime

import pandas as pd

from sendlib.data.demo.local.lines import Style, sheet


def table() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "contract_id": ["C01", "C02"],
            "agency": ["education", None],
            "end_date": pd.to_datetime(["2025-06-30", None]),
            "annual_value_gbp": [1250.5, float("nan")],
            "notice_months": pd.Series([6, None], dtype="Int64"),
        }
    )


def test_days_money_and_words_are_written_as_the_style_says() -> None:
    written = sheet("contracts", table(), Style(dates="%d/%m/%Y", money=True, labels=True))
    assert list(written.lines[0].cells.values()) == [
        "C01",
        "Education",
        "30/06/2025",
        "£1,250.50",
        "6",
    ]
    assert list(written.lines[1].cells.values()) == ["C02", None, None, None, None]


def test_cells_of_a_workbook_keep_their_types() -> None:
    cells = sheet("contracts", table(), Style(typed=True)).lines[0].cells
    assert cells["end_date"] == datetime.datetime(2025, 6, 30)
    assert cells["annual_value_gbp"] == 1250.5
    assert cells["notice_months"] == 6


def test_rows_are_numbered_as_a_spreadsheet_does() -> None:
    written = sheet("contracts", table(), Style(), above=("A title", ""))
    assert [written.number(line) for line in written.lines] == [4, 5]


def test_percentages_and_yes_and_no_follow_the_style() -> None:
    funds = pd.DataFrame({"scheme": ["A"], "risk_share_percent": [33.3]})
    assert (
        sheet("pooled_funds", funds, Style(percent=True)).lines[0].cells["risk_share_percent"]
        == "33.3%"
    )
    joint = pd.DataFrame({"service_id": ["S1", "S2"], "is_joint": [True, False]})
    lines = sheet("services", joint, Style(yes="Y", no="N")).lines
    assert [line.cells["is_joint"] for line in lines] == ["Y", "N"]
