"""What a board reads of an improvement plan."""

import pandas as pd
import pytest

from sendlib.measures.improvement import improvement
from sendlib.measures.local.open_files import OpenFiles
from sendlib.params.load import default_params
from sendlib.params.progress import Progress
from sendlib.views import local_progress as board
from sendlib.views import local_progress_charts as charts
from sendlib.views import local_progress_gantt as gantt
from sendlib.views import local_progress_tables as tables
from sendlib.views.blocks import Absent, Callout, Origin, Prose, Statement
from sendlib.views.local_progress_words import lateness, month, shortened
from tests.measures.drawn_actions import drawn_actions, drawn_plan

OPEN = Origin("local", "not_personal")
PLAN = """
    id|start|due| area_for_improvement|measure_of_success | measured | 2024-01 | 2024-03 | 2024-10
    1.1 | 2024-01 | 2024-06 | Timely plans | 5 schemes by March 2024 | 4 schemes | d | t | c
    1.2 | 2024-01 | 2024-02 | Timely plans | | | t | d | s
    1.3 | 2024-01 | 2024-02 | Timely plans | All agree | | c | e | e
    2.1 | 2024-03 | 2024-12 | Short waits | | | | t | t
    2.2 | 2024-04 | 2024-05 | Short waits | | | | t | x
    2.3 | 2023-10 | 2024-12 | Short waits | None late | | t | |
"""
ALL_DONE = "id | start | due | 2024-01 | 2024-03\n1 | 2023-10 | 2024-04 | c | e"
NO_PLAN = "id | start | due | 2024-01\n1 | 2024-01 | 2024-06 | "
VIEWS = [
    board.about_progress, board.board_statement, gantt.gantt_chart, gantt.open_gantt_chart,
    charts.shares_chart, charts.embedding_chart,
]  # fmt: skip
PLAIN_VIEWS = [
    board.board_table, board.board_points, board.scale_note, tables.ratings_table,
    tables.slippage_statement, tables.slippage_table, charts.embedding_statement,
    tables.setbacks_table, tables.standstill_table, tables.measures_statement,
    tables.measures_table, tables.too_early_table, tables.actions_table,
]  # fmt: skip


@pytest.fixture(scope="module")
def plan():
    return drawn_plan(PLAN)


def shown(plan, place):
    return [view(plan, place) for view in VIEWS] + [view(plan) for view in PLAIN_VIEWS]


def test_every_view_says_that_its_data_are_local_and_leaves_nothing_behind(
    plan, worcestershire, leaks
):
    for one in shown(plan, worcestershire):
        assert one.origin == OPEN
        assert leaks(one) == []
    labels = [one.label for one in shown(plan, worcestershire)]
    assert len(set(labels)) == len(labels)


def test_without_a_plan_every_view_is_absent_but_the_one_that_says_what_to_supply(worcestershire):
    nothing = drawn_plan(NO_PLAN)
    assert {type(one) for one in shown(nothing, worcestershire)} == {Absent}
    given = shown(drawn_plan(PLAN), worcestershire)
    assert [one.label for one in shown(nothing, worcestershire)] == [one.label for one in given]
    callout = board.what_to_supply(nothing)
    assert isinstance(callout, Callout)
    assert "RAG May 2025" in callout.text
    assert isinstance(board.what_to_supply(drawn_plan(PLAN)), Absent)


def test_an_absent_view_shows_nothing(block):
    shown_block = block(Absent("somewhere"))
    assert shown_block["kind"] == "contents"
    assert shown_block["label"] == "somewhere"


def test_the_board_reads_where_actions_stand(plan, worcestershire):
    assert board.board_statement(plan, worcestershire).text == (
        "In October 2024, 2 of 6 actions in Worcestershire stood at completed or better, 1 of them "
        "embedded in practice; 1 action is open past the due month. 1 was closed without "
        "completion."
    )
    assert board.board_statement(drawn_plan(ALL_DONE), worcestershire).text == (
        "In March 2024, 1 of 1 action in Worcestershire stood at completed or better, 1 of them "
        "embedded in practice; no action is open past the due month."
    )


def test_areas_add_up_to_all_actions(plan):
    table = board.board_table(plan)
    assert [column.title for column in table.columns] == [
        "Area", "Actions", "Closed", "Embedded", "Completed", "On track", "Started late",
        "Open past due",
    ]  # fmt: skip
    assert table.rows == (
        ("Timely plans", "3", "0", "1", "1", "0", "1", "1"),
        ("Short waits", "3", "1", "0", "0", "2", "0", "0"),
        ("All", "6", "1", "1", "1", "2", "1", "1"),
    )
    assert len(board.board_table(drawn_plan(ALL_DONE)).rows) == 1


def test_points_for_the_board_name_what_is_late_fell_back_stands_still_or_is_due_soon(plan):
    assert board.board_points(plan).items == (
        "Open past the due month: 1.2 Do 1.2 (8 months).",
        "Rated worse than at the review before: 1.2 Do 1.2.",
        "Open and not reviewed for 6 months or longer: 2.3 Do 2.3 (since January 2024).",
        "Due within 3 months and still open: 2.1 Do 2.1 (December 2024) and 2.3 Do 2.3 "
        "(December 2024).",
    )
    assert board.board_points(drawn_plan(ALL_DONE)).paragraphs == (
        "No action is open past its due month, fell back at the latest review or stands still.",
    )


def test_a_long_list_is_cut_and_says_by_how_many():
    lines = [f"{number} | 2024-01 | 2024-02 | d | d" for number in range(8)]
    many = drawn_plan("\n".join(["id | start | due | 2024-01 | 2024-04", *lines]))
    assert board.board_points(many).items[0].endswith("and 3 more.")


def test_figures_are_counts_by_rating_and_review(plan, worcestershire):
    rows = board.figures(plan, worcestershire)
    one = rows[(rows["period"] == "2024-10") & (rows["breakdown"] == "rating=completed")].iloc[0]
    assert (one["measure"], one["value"], one["denominator"]) == ("local_actions_count", 1, 6)
    assert set(rows["status"]) == {"derived"}


def test_lateness_is_told_as_far_as_it_is_known():
    def told(lower, upper, finding):
        return lateness(pd.Series({"lower_months": lower, "upper_months": upper,
                                   "finding": finding}, dtype=object))  # fmt: skip

    none = float("nan")
    assert [
        told(-1, 2, "either"), told(0, 1, "either"), told(none, 3, "either"), told(5, 8, "late"),
        told(-3, 0, "on_time"), told(none, -2, "on_time"), told(4, none, "open_late"),
        told(0, none, "open_in_time"), told(1, none, "closed"),
    ] == [
        "between 1 month early and 2 months late", "between in time and 1 month late",
        "between in time and 3 months late", "5 to 8 months late", "in time, 0 to 3 months early",
        "in time", "open, 4 months past its due month", "open, not yet past its due month",
        "closed without completion",
    ]  # fmt: skip


def test_late_actions_are_counted_with_those_that_cannot_be_told(plan):
    assert tables.slippage_statement(plan).text == (
        "Of 2 actions rated completed, 1 came in time for sure and none late for sure, against "
        "the month first agreed; for 1 the reviews stand too far apart to tell."
    )
    begun = drawn_plan("id | start | due | 2024-01\n1 | 2024-01 | 2024-06 | t")
    assert tables.slippage_statement(begun).text == "No action has been rated completed yet."
    rows = tables.slippage_table(plan).rows
    assert rows[0] == ("1.1 Do 1.1", "June 2024", "March 2024 and October 2024",
                       "Between 3 months early and 4 months late")  # fmt: skip
    assert rows[1][2] == "not completed"
    unknown = drawn_plan("id | start | due | 2024-01\n1 |  | 2024-06 | c")
    assert tables.slippage_table(unknown).rows[0][2] == "by January 2024"


def test_a_due_month_that_was_moved_is_told():
    rows = drawn_actions("id | start | due | 2024-01 | 2024-03\n1 | 2024-01 | 2024-02 | t | c")
    rows.loc[1, "due_date"] = pd.Timestamp(2024, 6, 1)
    table = tables.slippage_table(improvement(rows, Progress()))
    assert table.rows[0][1] == "February 2024 (now June 2024)"
    assert "first agreed" in table.notes[1]


def test_ratings_stand_under_their_reviews_the_latest_nine_at_most(plan):
    table = tables.ratings_table(plan)
    assert [column.title for column in table.columns] == ["Action", "Jan 24", "Mar 24", "Oct 24"]
    assert table.rows[1] == ("1.2 Do 1.2", "On track", "Delayed", "Started late")
    assert table.rows[4] == ("2.2 Do 2.2", "", "On track", "Closed")
    dates = [f"2023-{number:02}" for number in range(1, 12)]
    long = drawn_plan(f"id | start | due | {' | '.join(dates)}\n1 | 2023-01 | 2024-06 | "
                      + " | ".join("t" * 11))  # fmt: skip
    assert len(tables.ratings_table(long).columns) == 10
    assert "2 earlier reviews are not shown." in tables.ratings_table(long).notes


def test_an_action_without_a_due_month_is_shown_and_never_late(worcestershire, leaks):
    plan = drawn_plan("""
        id | start   | due | 2024-06 | 2024-09
        1  | 2024-01 |     | t       | c
        2  | 2024-01 |     | t       | t
    """)
    assert tables.slippage_table(plan).rows[1] == (
        "2 Do 2",
        "not given",
        "not completed",
        "No due month",
    )
    assert tables.slippage_statement(plan).text == (
        "Of 1 action rated completed, none came in time for sure and none late for sure, against "
        "the month first agreed."
    )
    chart = gantt.open_gantt_chart(plan, worcestershire)
    assert chart.rows[0][2] == "not given"
    assert "past the due month" not in chart.alt
    assert [leak for one in shown(plan, worcestershire) for leak in leaks(one)] == []


def test_setbacks_and_standstill_are_listed_or_told_to_be_none(plan):
    assert tables.setbacks_table(plan).rows == (
        ("1.2 Do 1.2", "March 2024", "Progressing and on track", "Progressing but delayed"),
        ("1.2 Do 1.2", "October 2024", "Progressing but delayed", "Started but delayed"),
    )
    assert tables.standstill_table(plan).rows == (
        ("2.3 Do 2.3", "Progressing and on track", "Not reviewed", "January 2024", "9"),
    )
    good = drawn_plan(ALL_DONE)
    assert isinstance(tables.setbacks_table(good), Callout)
    assert isinstance(tables.standstill_table(good), Callout)


def test_a_measure_stands_beside_figure_and_rating(plan):
    assert tables.measures_statement(plan).text == (
        "Of 3 measures of success, 2 can be counted; for 1 of these the plan gives no figure. "
        "1 measure belongs to an action rated completed while the figure given is short of the "
        "target."
    )
    assert tables.measures_table(plan).rows == (
        ("1.1", "5 schemes by March 2024", "5, by March 2024", "4", "Completed",
         "Rated completed, figure short of its target"),
        ("1.3", "All agree", "", "", "Embedded", "No number to measure"),
        ("2.3", "none late", "at most 0", "", "Progressing and on track",
         "No figure given for the target"),
    )  # fmt: skip


def test_a_measure_that_actions_share_stands_once_and_no_measure_is_told():
    shared = drawn_plan("""
        id   | start   | due     | measure_of_success | 2024-01
        2.1A | 2024-01 | 2024-06 | 90% of cases.      | c
        2.1B | 2024-01 | 2024-06 | 90% of cases       | c
    """)
    assert tables.measures_table(shared).rows[0][:3] == ("2.1A and 2.1B", "90% of cases", "90%")
    assert tables.measures_statement(shared).text.endswith(
        "No rating runs ahead of a figure given."
    )
    none = drawn_plan(ALL_DONE)
    assert isinstance(tables.measures_table(none), Callout)
    assert tables.measures_statement(none).tone == "missing"


def test_initials_are_shown_only_where_params_ask_for_them():
    text = """
        id | start   | due     | lead     | lead_initials | 2024-01
        1  | 2024-01 | 2024-06 | CYC; CCG | CYC: S.D      | t
        2  | 2024-01 | 2024-06 |          |               | t
    """
    leads = [row[1] for row in tables.actions_table(drawn_plan(text)).rows]
    assert leads == ["CYC and CCG", "not given"]
    asked = tables.actions_table(drawn_plan(text, show_initials=True)).rows
    assert asked[0][1] == "CYC and CCG (CYC: S.D)"


def test_what_the_plan_says_against_itself_is_a_table_or_a_sentence(plan):
    assert tables.too_early_table(plan).rows == (
        ("2.2 Do 2.2", "April 2024", "March 2024", "Progressing and on track"),
    )
    assert isinstance(tables.too_early_table(drawn_plan(ALL_DONE)), Prose)


def test_the_gantt_chart_tells_who_is_late_and_draws_outcomes_where_actions_are_many(
    plan, worcestershire
):
    chart = gantt.gantt_chart(plan, worcestershire)
    assert chart.alt == (
        "Gantt chart of 6 actions, October 2023 to December 2024. At the latest review, October "
        "2024, 2 of 6 stand at completed or better. Open past the due month: 1.2."
    )
    assert [row[0][:3] for row in chart.rows] == ["1.1", "1.2", "1.3", "2.1", "2.2", "2.3"]
    lines = [f"{number // 3}.1{'ABC'[number % 3]} | 2024-01 | 2024-06 | {'tdc'[number % 3]} | c"
             for number in range(30)]  # fmt: skip
    many = drawn_plan("\n".join(["id | start | due | 2024-01 | 2024-07", *lines]))
    by_outcome = gantt.gantt_chart(many, worcestershire)
    assert len(by_outcome.rows) == 10
    assert by_outcome.rows[0][0] == "0.1 (3 of 3 done)"
    assert by_outcome.alt.startswith("Gantt chart of 10 outcomes with 30 actions")


def test_open_actions_are_drawn_those_due_first_at_the_top(plan, worcestershire):
    chart = gantt.open_gantt_chart(plan, worcestershire)
    assert [row[0] for row in chart.rows] == ["1.2 Do 1.2", "2.1 Do 2.1", "2.3 Do 2.3"]
    rows = "id | start | due | 2024-01 | 2024-02 | 2024-03\n1 | 2024-01 | 2024-06 | t | t | t"
    assert gantt.open_gantt_chart(drawn_plan(rows), worcestershire).rows[0][4] == "March 2024"
    closed = gantt.open_gantt_chart(drawn_plan(ALL_DONE), worcestershire)
    assert isinstance(closed, Statement)
    lines = [f"{number} | 2024-01 | 2024-06 | t" for number in range(30)]
    many = drawn_plan("\n".join(["id | start | due | 2024-01", *lines]))
    assert gantt.open_gantt_chart(many, worcestershire).caption.endswith("; 6 due later not shown")


def test_shares_are_drawn_where_reviews_fell(plan, worcestershire):
    chart = charts.shares_chart(plan, worcestershire)
    assert [row[0] for row in chart.rows] == ["January 2024", "March 2024", "October 2024"]
    assert chart.rows[2][1:] == (1, 1, 2, 0, 1, 1)
    assert "October 2024: 1 closed, 1 embedded, 1 completed, 2 on track" in chart.alt
    steady = drawn_plan("id | start | due | 2024-01\n1 | 2024-01 | 2024-06 | t")
    once = charts.shares_chart(steady, worcestershire)
    assert once.rows == (("January 2024", 1),)


def test_times_are_told_as_between_two_reviews(worcestershire):
    both = drawn_plan("""
        id | start   | due     | 2024-01 | 2024-03 | 2024-10
        1  | 2023-12 | 2024-06 | t       | c       | e
        2  | 2023-12 | 2024-06 | t       | c       | c
        3  |         | 2024-06 | t       | c       | c
    """)
    assert charts.embedding_statement(both).text == (
        "Of all actions, half were completed within 1 to 3 months of their start and half were "
        "embedded within 3 to 10 months of their start. Actions without a start are left out: 1."
    )
    chart = charts.embedding_chart(both, worcestershire)
    assert chart.rows[3] == ("3", 100.0, 100.0, 0.0, 0.0)
    assert chart.rows[4][3:] == (0.0, 50.0)
    unknown = drawn_plan("id | start | due | 2024-01\n1 |  | 2024-06 | c")
    assert charts.embedding_statement(unknown).tone == "missing"
    assert isinstance(charts.embedding_chart(unknown, worcestershire), Statement)


def test_the_file_is_told_with_what_was_left_out_and_every_digest(plan):
    files = OpenFiles({"actions": plan.rows}, digests={"b.csv": "2", "a.csv": "1"},
                      left_out={"actions": 3})  # fmt: skip
    told = tables.files_read(files, plan)
    assert told.rows == (("Improvement actions", "6", "3", str(len(plan.rows)), "3"),)
    data, _ = told._repr_mimebundle_()
    assert data["application/vnd.sendlib.inputs+json"]["rows"] == [
        ["local/a.csv", "1"], ["local/b.csv", "2"]]  # fmt: skip
    nothing = tables.files_read(OpenFiles({}), drawn_plan(NO_PLAN))
    data, _ = nothing._repr_mimebundle_()
    assert data["application/vnd.sendlib.inputs+json"]["rows"] == []


def test_the_demo_says_that_its_plan_is_invented(plan):
    york, demo = default_params("York"), default_params("Demoshire")
    assert board.progress_notice(york, plan).origin == OPEN
    assert isinstance(board.progress_notice(york, drawn_plan(NO_PLAN)), Absent)
    assert "made up" in board.progress_notice(demo, plan).text


def test_two_plans_are_named_and_their_actions_told_apart(worcestershire):
    both = drawn_plan("""
        plan                 | id | start   | due     | 2024-01 | 2024-03
        written_statement    | 1  | 2024-01 | 2024-02 | t       | d
        priority_action_plan | 1  | 2024-01 | 2024-06 | t       | t
    """)
    assert (
        "the written statement of action and the priority action plan of Worcestershire"
        in (board.about_progress(both, worcestershire).paragraphs[0])
    )
    assert [row[0] for row in tables.setbacks_table(both).rows] == [
        "written statement of action, 1 Do 1"]  # fmt: skip


def test_words_are_cut_between_and_months_written_out():
    assert shortened("one two three four", longest=9) == "one two…"
    assert month(pd.NaT) == "not given"
    assert month(None) == "not given"
