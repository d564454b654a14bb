"""Improvement plans in the forms councils keep them: sheets, CSV, Markdown, one row per review."""

import openpyxl
import pandas as pd
import pytest

from sendlib.data.local.opening import read_folder
from sendlib.params.progress import Progress

MARKDOWN = """
# Priority action plan

| Ref | Outcome | Action | Start | Due | Lead | RAG May 2024 | RAG Sept 2024 | Comment Sept 2024 |
| --- | :-----: | ------ | ----- | --- | ---- | ------------ | ------------- | ----------------- |
| 1.1 | Plans on time | **Recruit** all \\| train | Jan 2024 | Sep 2024 | LA; ICB | Amber | Green |
Six<br>of 8 |
| 1.2 | Plans on time | Clear the wait | Jan 2024 | Mar 2024 | NHS | n/a | Red - staff left | |

Area for improvement 2: Therapies

| 2.1 | Short waits | Run clinics | Feb 2024 | Dec 2024 | ICB | Gold | Purple | 12 clinics |
"""


@pytest.fixture
def read(tmp_path):
    """Read one file named actions, given as text or as sheets of a workbook."""

    def made(content, name="actions.md", columns=None, **progress):
        path = tmp_path / name
        if isinstance(content, str):
            path.write_text(content, encoding="utf-8")
        else:
            book = openpyxl.Workbook()
            book.remove(book.active)
            for title, rows in content.items():
                sheet = book.create_sheet(title)
                for row in rows:
                    sheet.append(row)
            book.save(path)
        options = Progress.model_validate(progress)
        return read_folder(tmp_path, columns={"actions": columns or {}}, progress=options)

    return made


def ratings(local):
    rows = local.table("actions")
    return [
        (action, f"{month:%Y-%m}", rating)
        for action, month, rating in zip(
            rows["action_id"], rows["review_date"], rows["rating"], strict=True
        )
    ]


def faults(local):
    return [(fault.row, fault.column, fault.rule, fault.severity)
            for fault in local.tables["actions"].faults_in_file]  # fmt: skip


def test_a_table_of_markdown_is_read_with_its_headings_colours_and_comments(read):
    local = read(MARKDOWN, ratings={"Gold": "completed"}, agencies={"LA": "education"})
    assert ratings(local) == [
        ("1.1", "2024-05", "delayed"), ("1.1", "2024-09", "on_track"),
        ("1.2", "2024-09", "delayed_start"),
        ("2.1", "2024-05", "completed"), ("2.1", "2024-09", "embedded"),
    ]  # fmt: skip
    rows = local.table("actions")
    assert set(rows["plan"]) == {"priority_action_plan"}
    assert rows["action"].iloc[0] == "Recruit all | train"
    assert rows["lead"].iloc[0] == "LA; ICB"
    assert rows["lead_agency"].to_list()[2:] == ["health", "health", "health"]
    assert rows["evidence"].fillna("").to_list() == ["", "Six\nof 8", "", "", "12 clinics"]
    assert rows["area_for_improvement"].fillna("").to_list() == [
        "", "", "", *["Area for improvement 2: Therapies"] * 2]  # fmt: skip
    assert faults(local) == []


def test_sheets_of_a_workbook_are_one_plan_and_merged_cells_hold_their_text_once(read):
    heads = ["Number", "Outcome", "Action", "End date", "RAG May 20", "RAG Aug"]
    local = read(
        {
            "Area 1": [
                ["Written statement of action"],
                heads,
                ["1", "Plans on time", "Recruit", "Dec 2020", "Amber", "Green"],
                [None, None, "Train", "Dec 2020", None, "Blue"],
            ],
            "Notes": [["Anything"]],
            "Area 2": [heads, ["2", "Waits fall", "Run clinics", "Dec 2020", "Red", "Amber"]],
        },
        name="actions.xlsx",
    )
    assert ratings(local) == [
        ("1", "2020-05", "delayed"), ("1", "2020-08", "on_track"),
        ("1 (2)", "2020-08", "completed"),
        ("2", "2020-05", "delayed_start"), ("2", "2020-08", "delayed"),
    ]  # fmt: skip
    rows = local.table("actions")
    assert rows["outcome"].to_list() == [*["Plans on time"] * 3, *["Waits fall"] * 2]
    assert rows["area_for_improvement"].to_list() == [*["Area 1"] * 3, *["Area 2"] * 2]
    assert rows["plan"].fillna("").to_list() == [*["written_statement"] * 3, "", ""]
    assert local.tables["actions"].sources == (
        "actions.xlsx, sheet Area 1", "actions.xlsx, sheet Area 2")  # fmt: skip


def test_a_header_of_two_rows_names_the_reviews_in_the_upper_or_the_lower_one(read):
    local = read(
        {
            "Plan": [
                ["Ref", "Action", "Due", "May 2020", None, "Progress", None],
                [None, None, None, "RAG", "Comment", "Aug 2020", "Dec 2020"],
                ["1", "Recruit", "Dec 2020", "Amber", "Late", "Green", "Blue"],
            ]
        },
        name="actions.xlsx",
    )
    assert ratings(local) == [
        ("1", "2020-05", "delayed"), ("1", "2020-08", "on_track"), ("1", "2020-12", "completed"),
    ]  # fmt: skip
    assert local.table("actions")["evidence"].fillna("").to_list() == ["Late", "", ""]


def test_a_csv_file_takes_the_months_of_its_reviews_from_params(read):
    local = read(
        "Action,Due,First,RAG\nRecruit,31/12/2020,Green,Blue\n",
        name="actions.csv",
        reviews={"First": "2020-05", "RAG": "2020-11"},
    )
    assert ratings(local) == [
        ("Action 1", "2020-05", "on_track"), ("Action 1", "2020-11", "completed")]  # fmt: skip


def test_headers_of_the_users_own_count_in_a_plan_too(read):
    local = read(
        "Was,Ende,May 2020\nRecruit,Dec 2020,Green\n", name="actions.csv",
        columns={"Was": "action", "Ende": "due_date"},
    )  # fmt: skip
    assert ratings(local) == [("Action 1", "2020-05", "on_track")]


def test_faults_name_the_row_of_the_plan_once_and_unknown_ratings_leave_a_review_out(read):
    local = read(
        "| Ref | Action | Start | Due | May 2020 | Aug 2020 |\n|---|---|---|---|---|---|\n"
        "| 1 | Recruit | Jun 20 | Dec 2020 | Amber | Shiny |\n"
        "| 2 | Train | Jan 2020 | Dec 2020 | | |\n"
    )
    assert ratings(local) == [("1", "2020-05", "delayed")]
    assert faults(local) == [
        (3, "start_date", "not_a_date", "warning"), (3, "rating", "not_a_code", "error"),
        (4, "rating", "missing_value", "error"),
    ]  # fmt: skip
    table = local.tables["actions"]
    assert table.rows_in == len(table.rows) + len(table.left_out) == 3


def test_a_row_of_too_few_cells_loses_no_other_row(read):
    local = read(
        "| Ref | Action | Due | May 2020 | Aug 2020 |\n|---|---|---|---|---|\n"
        "| 1 | Recruit | Dec 2020 | Amber\n| 2 | Train | Dec 2020 | Green | Blue |\n"
        "| 3 | Ask | Dec 2020 | Green"
    )
    assert [one for one in ratings(local) if one[0] == "2"] == [
        ("2", "2020-05", "on_track"), ("2", "2020-08", "completed")]  # fmt: skip
    assert [one for one in faults(local) if one[2] == "short_row"] == [
        (3, "", "short_row", "error"), (5, "", "short_row", "error")]  # fmt: skip


def test_a_header_that_is_repeated_is_no_action(read):
    head = "| Ref | Action | Due | May 2020 |\n|---|---|---|---|\n"
    row = "| {} | Recruit | Dec 2020 | Green |\n"
    local = read(head + row.format(1) + "Priority 2\n" + head + row.format(2))
    assert [action for action, *_ in ratings(local)] == ["1", "2"]


def test_rows_of_one_review_each_are_read_in_the_words_of_the_plan_and_without_initials(read):
    local = read(
        "action_id,action,due_date,lead,review_date,rating\n"
        "1,Recruit,Dec 2020,CYC (S.D),May 2020,Amber\n"
        '1,Recruit,Dec 2020,CYC (S.D),Aug 2020,"Blue: done, July"\n',
        name="actions.csv",
    )
    assert ratings(local) == [("1", "2020-05", "delayed"), ("1", "2020-08", "completed")]
    assert set(local.table("actions")["lead"]) == {"CYC"}


def test_a_second_plan_and_rows_beside_a_plan_are_left_aside_and_told(read, tmp_path):
    (tmp_path / "book.csv").write_text("x\n")
    tidy = ["action_id", "action", "due_date", "review_date", "rating"]
    book = openpyxl.Workbook()
    book.active.title = "actions"
    book.active.append(tidy)
    book.active.append(["9", "Ask", "Dec 2020", "May 2020", "Green"])
    book.save(tmp_path / "z.xlsx")
    local = read("Action,Due,May 2020\nRecruit,Dec 2020,Green\n", name="actions.csv")
    assert [action for action, *_ in ratings(local)] == ["Action 1"]
    told = [fault.rule for fault in local.tables["actions"].faults]
    assert told == ["in_two_files_different"]


def test_a_table_that_is_no_plan_is_told_of_as_any_file(read):
    local = read("Ref,Outcome\n1,Plans on time\n", name="actions.csv")
    assert local.table("actions").empty
    missing = {fault.column for fault in local.tables["actions"].faults
               if fault.rule == "missing_column"}  # fmt: skip
    assert missing == {"action", "review_date", "rating"}
    assert isinstance(local.table("actions"), pd.DataFrame)
