from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sendlib.views.blocks import Callout, Chart, Table
from sendlib.views.indicator import alt_text, group_notes, indicator_chart, indicator_table
from sendlib.views.statements import indicator_statement


def test_a_course_is_a_line_chart_with_its_finding_and_data(course, block):
    chart = indicator_chart(course())
    assert isinstance(chart, Chart)
    assert chart.label == "fig-drawn-percent"
    assert chart.caption == "Plans in time, 2021 to 2025"
    assert chart.alt == (
        "Line chart of the share of plans in time. Worcestershire went from 10.0% in 2021 to 40.0% "
        "in 2025; lowest 10.0% in 2021, highest 40.0% in 2025. In 2025: the statistical neighbour "
        "average 27.0%, the West Midlands 25.0% and England 25.0%."
    )
    assert chart.notes == (
        "Thick line: Worcestershire; shaded band: its 95% confidence interval; thin grey lines: "
        "its 2 statistical neighbours.",
    )
    assert ("England", "2025", 25.0) in [row[:3] for row in chart.rows]
    assert len(chart.rows) == 5 + 2 + 1 + 3 + 3
    assert block(chart)["rows"]


def test_one_period_is_a_dot_chart(course, worcestershire):
    chart = indicator_chart(course(place=replace(worcestershire, years=(2025, 2025))))
    assert chart.caption == "Plans in time, 2025"
    assert chart.alt.startswith("Dot chart of the share of plans in time. Worcestershire: 40.0% in")
    assert chart.notes[0].startswith("Top dot: Worcestershire; bar: its 95% confidence interval; ")


def test_the_only_period_may_be_one_that_other_councils_have_passed(compared):
    text = "area | period | count | whole\n885 | 2024 | 5 | 10\n878 | 2025 | 5 | 10"
    chart = indicator_chart(compared(text))
    assert isinstance(chart, Chart)
    assert "Worcestershire: 50.0% in 2024." in chart.alt
    assert len(indicator_table(compared(text)).columns) == 2


def test_a_note_says_what_a_cross_at_the_upper_edge_is(course):
    one = course({"885       | 2023   | 200": "885 | 2023 | 990?"})
    key = indicator_chart(one).notes[0]
    assert key.endswith("; a cross at the upper edge: its figure lies far above the chart.")


def test_notes_tell_of_changes_in_the_series_and_of_doubts(course):
    one = course({"885       | 2023   | 200": "885 | 2023 | 200?"}, dataset="requests",
                 break_before="2024")  # fmt: skip
    notes = indicator_chart(one).notes
    assert notes[0].endswith("; crosses: figures that a check of the data questions.")
    assert notes[1].startswith("Dotted line: from 2024 on, figures before and after are not alike")
    assert notes[2].startswith(
        "Dotted line: from 2022 on, figures come from records of each person"
    )
    table = indicator_table(one)
    assert "20.0% [q]" in table.rows[0]
    assert any(note.startswith("From 2022 on, figures come from") for note in table.notes)


@pytest.mark.parametrize("view", [indicator_chart, indicator_table])
def test_without_figures_there_is_a_box_that_says_so(compared, view):
    for text in (
        "area | period | count | whole",
        "area | period | count | whole\n878 | 2025 | 1 | 10",
        "area | period | count | whole\n885 | 2025 | unavailable | 10",
    ):
        shown = view(compared(text))
        assert isinstance(shown, Callout)
        assert shown.tone == "missing"
        assert shown.title.startswith("No ")


def test_a_number_of_one_year_has_no_chart_but_a_table(compared):
    one = compared("area | period | count\n885 | 2025 | 1\nENG | 2025 | 99", kind="count")
    shown = indicator_chart(one)
    assert isinstance(shown, Callout)
    assert shown.text == "The number is published for 2025 only; the table gives it."
    assert indicator_table(one).rows == (("Worcestershire", "1"), ("England", "99"))


def test_a_number_s_chart_has_the_council_s_rows_only(compared):
    text = "area | period | count\n885 | 2024 | 1\n885 | 2025 | 2\nENG | 2025 | 99\n916 | 2025 | 5"
    chart = indicator_chart(compared(text, kind="count"))
    assert {row[0] for row in chart.rows} == {"Worcestershire"}
    assert chart.alt.endswith("lowest 1 in 2024, highest 2 in 2025.")
    assert chart.notes == ("Thick line: Worcestershire.",)
    table = indicator_table(compared(text, kind="count"))
    assert "Statistical neighbours: the average number." in table.notes


def test_a_council_without_figures_is_said_to_have_none(course):
    old = {f"885       | {year} ": f"886 | {year} " for year in range(2021, 2026)}
    one = course(old, subject="the number, as a share,")
    assert alt_text(one, ["2021", "2025"]) == (
        "Line chart of the number, as a share. There is no figure to rely on for Worcestershire. "
        "In 2025: the statistical neighbour average 27.0%, the West Midlands 25.0% and England "
        "25.0%."
    )
    table = indicator_table(one)
    assert table.rows[0] == ("Worcestershire", "[x]", "[x]", "[x]")


def test_a_table_has_a_column_per_period_and_says_what_is_behind(course):
    table = indicator_table(course(definition="As published."))
    assert isinstance(table, Table)
    assert [column.title for column in table.columns] == [
        "Area", "2021", "2022", "2023", "2024", "2025",
    ]  # fmt: skip
    assert table.rows[-1] == ("England", "20.0%", "[x]", "[x]", "24.0%", "25.0%")
    assert table.values[-1] == ("England", 20.0, None, None, 24.0, 25.0)
    assert table.notes[0] == "As published."
    assert table.notes[-1] == "Source: drawn.csv."
    assert table.caption == "Plans in time, 2021 to 2025"


def test_a_comparator_without_any_figure_has_no_row(compared):
    text = "area | period | count | whole\n885 | 2025 | 5 | 10"
    assert [row[0] for row in indicator_table(compared(text)).rows] == ["Worcestershire"]


def test_groups_say_whom_they_leave_out(course, compared, worcestershire):
    listed = replace(
        worcestershire, comparators=("SN-885", "OWN-885"), own=("933",), own_name="CIPFA"
    )
    text = "area | period | count\n885 | 2025 | 5\n916 | 2025 | 4?"
    *notes, left_out = group_notes(compared(text, kind="value", place=listed))
    assert notes == [
        "The average of statistical neighbours leaves out those without a figure to rely on: "
        "Somerset and Gloucestershire.",
        "CIPFA: no figure, since the publication gives no counts to add up.",
    ]
    assert left_out.startswith(
        "Left out of ranks and averages, their figure being marked [q]: Gloucestershire."
    )
    assert group_notes(course()) == []
    many = "\n".join(f"{code} | 2025 | 4?" for code in (876, 877, 878, 879, 880, 881, 882))
    assert "[q]: 8 councils." in group_notes(compared(f"{text}\n{many}", kind="value"))[-1]


AREAS = st.sampled_from(["885", "ENG", "E12000005", "916", "933", "878"])
CELLS = st.one_of(
    st.integers(0, 12).map(str), st.integers(0, 12).map(lambda n: f"{n}?"),
    st.sampled_from(["confidential", "unavailable", "rounds_to_zero", "not_applicable"]),
)  # fmt: skip


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=12)
@given(
    rows=st.lists(
        st.tuples(AREAS, st.sampled_from(["2022", "2023", "2025"]), CELLS, CELLS),
        max_size=14, unique_by=lambda row: row[:2],
    ),
    kind=st.sampled_from(["proportion", "rate", "ratio", "value", "count"]),
)  # fmt: skip
def test_whatever_is_missing_or_questioned_no_view_shows_a_bare_nan(compared, leaks, rows, kind):
    lines = ["area | period | count | whole", *(" | ".join(row) for row in rows)]
    one = compared("\n".join(lines), kind=kind)
    for view in (indicator_statement, indicator_chart, indicator_table):
        assert leaks(view(one)) == []
