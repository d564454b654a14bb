from contextlib import suppress

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sendlib.data.layouts import Header, Layout
from sendlib.data.published import (
    area_names,
    cell_facts,
    csv_columns,
    csv_frame,
    csv_rows,
    decoded,
    facts_from,
)
from sendlib.errors import ContractError, SendlibError, SourceError

HEADER = Header(
    period="time_period", level="level", dfe="old_la_code", name="la_name", region="region_code"
)


def layout(**given) -> Layout:
    plain = {
        "dataset": "plans",
        "title": "Plans",
        "publication": "ehc_plans",
        "edition": "test",
        "header": HEADER,
        "period": "calendar",
        "fields": ("plans",),
    }
    return Layout.model_validate({**plain, **given})


def table(text: str) -> pd.DataFrame:
    """Read a table drawn in a test: cells apart by |, rows by line."""
    lines = [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]
    return pd.DataFrame(lines[1:], columns=lines[0], dtype=str)


def as_read(facts: pd.DataFrame) -> list[list[object]]:
    return [list(row) for row in facts.drop(columns=["source"]).itertuples(index=False)]


DRAWN = """
    time_period | level           | old_la_code | la_name        | region_code | plans
    2024        | National        |             |                |             | 30
    2024        | Regional        |             |                | E12000005   | 20
    2024        | Local authority | 885         | Worcestershire | E12000005   | 1,010
    2024        | Local authority | 884         | Herefordshire  | E12000005   | z
"""


def test_each_row_and_field_becomes_a_fact_with_its_value_or_reason():
    facts = facts_from(table(DRAWN), layout(), source="plans.csv")
    assert as_read(facts.fillna({"value": -1})) == [
        ["ENG", "2024", "Total", "Total", "plans", 30.0, ""],
        ["E12000005", "2024", "Total", "Total", "plans", 20.0, ""],
        ["885", "2024", "Total", "Total", "plans", 1010.0, ""],
        ["884", "2024", "Total", "Total", "plans", -1.0, "not_applicable"],
    ]
    assert set(facts["source"]) == {"plans.csv"}


def test_columns_are_found_in_any_case_and_an_exact_name_wins():
    drawn = table(DRAWN).rename(columns={"plans": "Plans", "level": "LEVEL"})
    assert facts_from(drawn, layout(), source="x")["value"].iloc[0] == 30
    both = drawn.assign(plans="7")
    assert facts_from(both, layout(), source="x")["value"].iloc[0] == 7


@pytest.mark.parametrize(
    ("topics", "breakdowns", "expected"),
    [
        (["Total", "Sex", "Sex"], ["Total", "Total", "Male"],
         [("Total", "Total"), ("Sex", "Total"), ("Sex", "Male")]),
        (["Sex", "Special", "Special"], ["Sex", "Special", "Special free"],
         [("Total", "Total"), ("Total", "Total"), ("Special", "Special free")]),
    ],
)  # fmt: skip
def test_totals_are_told_from_breakdowns(topics, breakdowns, expected):
    drawn = pd.DataFrame(
        {
            "time_period": ["2022", "2023", "2024"],
            "la_name": "Kent",
            "topic": topics,
            "part": breakdowns,
            "plans": ["1", "2", "3"],
        }
    )
    header = Header(period="time_period", name="la_name")
    known = layout(header=header, topic="topic", breakdown="part")
    facts = facts_from(drawn, known, source="x")
    found = list(zip(facts["breakdown_topic"], facts["breakdown"], strict=True))
    assert found == expected


def test_a_breakdown_without_topic_column_takes_its_column_s_name_as_topic():
    drawn = table("""
        time_period | la_name | age   | plans
        2024        | Kent    | total | 3
        2024        | Kent    | 5     | 1
    """)
    known = layout(header=Header(period="time_period", name="la_name"), breakdown="age")
    facts = facts_from(drawn, known, source="x")
    assert [row[2:4] for row in as_read(facts)] == [["Total", "Total"], ["age", "5"]]


def test_long_files_give_one_field_per_name_beside_their_repeated_fields():
    drawn = table("""
        time_period | la_name | where | share | cohort
        2024        | Kent    | work  | 40    | 10
        2024        | Kent    | study | 60    | 10
    """)
    header = Header(period="time_period", name="la_name")
    known = layout(header=header, name="where", value="share", fields=("cohort",))
    facts = facts_from(drawn, known, source="x")
    assert {(row[4], row[5]) for row in as_read(facts)} == {
        ("cohort", 10.0), ("work", 40.0), ("study", 60.0),
    }  # fmt: skip


def test_only_the_rows_a_layout_asks_for_are_read_and_a_fixed_period_is_given():
    drawn = table("""
        la_name | kind | plans
        Kent    | a    | 1
        Kent    | b    | 2
    """)
    known = layout(
        header=Header(name="la_name"), rows={"kind": ("b",)}, fixed_period="2024",
        ignored=("kind",),
    )  # fmt: skip
    assert as_read(facts_from(drawn, known, source="x")) == [
        ["886", "2024", "Total", "Total", "plans", 2.0, ""]
    ]


def test_a_row_that_names_no_area_is_left_out_and_one_that_names_none_of_ours_is_refused():
    drawn = table(DRAWN)
    drawn.loc[3, ["old_la_code", "la_name", "region_code"]] = ""
    assert len(facts_from(drawn, layout(), source="x")) == 3
    drawn.loc[3, "la_name"] = "Cardiff"
    with pytest.raises(SourceError, match=r"plans\.csv: areas that are no English.*Cardiff"):
        facts_from(drawn, layout(), source="plans.csv")


def test_a_time_that_cannot_be_read_is_named_with_its_column():
    drawn = table(DRAWN).assign(time_period="spring")
    with pytest.raises(SourceError, match=r"plans\.csv: column time_period: not a calendar year"):
        facts_from(drawn, layout(), source="plans.csv")


def test_a_cell_that_cannot_be_read_is_named_with_its_place():
    drawn = table(DRAWN.replace("1,010", "many"))
    with pytest.raises(SourceError, match=r"1 cells are neither.*'area_code': '885'.*many"):
        facts_from(drawn, layout(), source="plans.csv")


def test_two_rows_for_one_key_are_refused_unless_they_are_the_same():
    twice = pd.concat([table(DRAWN)] * 2)
    assert len(facts_from(twice, layout(), source="x")) == 4
    with pytest.raises(ContractError, match="1 rows repeat the key"):
        facts_from(pd.concat([twice, table(DRAWN.replace("z", "5"))]), layout(), source="x")


def test_dorset_before_2019_is_the_old_council_in_files_with_names_only():
    drawn = table("""
        time_period | la_name     | plans
        2018        | Dorset      | 1
        2018        | Poole       | 2
        2020        | Dorset      | 3
        2020        | Dorset      | 4
    """)
    known = layout(header=Header(period="time_period", name="la_name"))
    facts = facts_from(drawn, known, source="x")
    assert [row[:2] + row[5:6] for row in as_read(facts)] == [
        ["835", "2018", 1.0], ["836", "2018", 2.0], ["838", "2020", 3.0], ["835", "2020", 4.0],
    ]  # fmt: skip
    assert area_names(drawn, known, source="x")["area_code"].tolist() == [
        "835", "836", "838", "835",
    ]  # fmt: skip


def test_pairings_of_code_and_name_are_kept_as_published():
    header = Header(period="year", dfe="code", published="wrong", name="la_name")
    drawn = table("""
        year | code | wrong | la_name        | plans
        2024 | 873  | 823   | Cambridgeshire | 5
    """)
    pairs = area_names(drawn, layout(header=header), source="x.csv")
    assert pairs.to_dict("records") == [
        {
            "area_code": "873", "period": "2024", "published_code": "823", "published_ons": None,
            "published_name": "Cambridgeshire", "source": "x.csv",
        }
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "the file is empty"),
        (b" \n\r ", "the file is empty"),
        (b"<!DOCTYPE html><html>404", "a web page, not a data file"),
        (b"\xef\xbb\xbf\n <HTML>", "a web page, not a data file"),
        (b"a,b\n1\x002,3", "not a text file"),
        ("a,b\n1,£".encode("cp1252"), r"byte 6 is not UTF-8 text.*save it as “CSV UTF-8”"),
        ("a,b".encode("utf-16"), "not a text file"),
    ],
)
def test_what_is_no_csv_text_is_refused_with_a_remedy(content, message):
    with pytest.raises(SourceError, match=f"^x.csv: {message}"):
        decoded(content, name="x.csv")


def test_a_byte_order_mark_is_no_part_of_the_first_column():
    assert csv_columns(decoded(b"\xef\xbb\xbfa,b\n1,2", name="x"), name="x") == ["a", "b"]


def test_a_column_that_stands_twice_is_read_once():
    frame = csv_frame('a, b ,a\n"1\n2",2,3\n\n', name="x")
    assert frame.to_dict("records") == [{"a": "1\n2", "b": "2"}]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a,b\n1,2\n3", "row 3 has 1 cells, the header has 2: the file is truncated"),
        ("a,b\n", "has a header and no rows"),
    ],
)
def test_a_truncated_csv_is_refused(text, message):
    with pytest.raises(SourceError, match=f"^x.csv: {message}"):
        csv_frame(text, name="x.csv")


def test_a_csv_with_an_endless_cell_is_refused():
    with pytest.raises(SourceError, match="not readable as CSV"):
        csv_rows('a,b\n"' + "x" * 200_000, name="x.csv")


def test_a_text_without_line_has_no_columns():
    assert csv_columns("", name="x.csv") == []


def test_cells_without_area_are_left_out():
    cells = pd.DataFrame(
        {
            "area_code": ["885", None], "period": "2024", "breakdown_topic": "Total",
            "breakdown": "Total", "field": "plans", "cell": ["1", "unread"],
        }
    )  # fmt: skip
    assert len(cell_facts(cells, source="x")) == 1


@given(st.text(alphabet="aZ09,|\"'\n\r\x00z.-£é ", max_size=60))
def test_any_text_in_place_of_rows_is_read_or_refused_and_nothing_else(noise):
    header = ",".join(layout().columns)
    with suppress(SendlibError):
        frame = csv_frame(f"{header}\n{noise}", name="x.csv")
        facts_from(frame, layout(), source="x.csv")
