"""The summary of a review: chosen by rule, within a page, and every decision with its figures."""

from dataclasses import replace

import pytest

from sendlib.measures.review import Review
from sendlib.params.load import from_notebook
from sendlib.views import summary as module
from sendlib.views.blocks import PUBLISHED, Absent, Origin
from sendlib.views.key_points import KeyPoint
from sendlib.views.summary import (
    DECIDE_WORDS,
    FEWEST,
    decide,
    decisions,
    findings_appendix,
    found,
    in_order,
    meaning,
    origin_of,
    priority,
)

OPEN, PROTECTED = Origin("local", "not_personal"), Origin("local", "protected")


def point(
    chapter="market", weight=0.5, text="Spend rose.", decision="", figures=("tab-a",), **more
):
    return KeyPoint(chapter, text, decision, figures, weight, **more)


@pytest.fixture
def review(tables, facts, worcestershire, monkeypatch):
    monkeypatch.setattr(module, "standing_sentence", lambda _: "Of 3 indicators, 1 is higher.")
    rows = "area_code | period | field | value\n885 | 2025 | ehcplans | 6970"
    return Review(tables(caseload=facts(rows)), worcestershire)


def test_points_come_by_weight_without_those_of_chapters_left_out():
    params = from_notebook(area="885", commissioning={"leave_out": ["spend"]})
    points = [point(weight=0.2), point("spend", 0.9), point(weight=0.6)]
    assert [one.weight for one in in_order(points, params)] == [0.6, 0.2]


def test_what_was_found_begins_with_the_plans_and_takes_one_point_of_a_chapter(review):
    points = [
        point("indicators", 0.9, "A."), point("indicators", 0.8, "B."),
        point("indicators", 0.7, "C."), point("market", 0.6, "D.", figures=("fig-a", "tab-b")),
        point("market", 0.5, "E."),
    ]  # fmt: skip
    shown = found(review, points)
    assert "6,970" in shown.paragraphs[0]
    assert shown.items == (
        "A. ([](#tab-a))", "B. ([](#tab-a))", "D. ([](#fig-a); [](#tab-b))",
    )  # fmt: skip


def test_findings_keep_to_a_page_but_for_the_first_three(review):
    long = [point(f"c{n}", 0.9 - n / 100, "word " * 100) for n in range(7)]
    assert len(found(review, long).items) == FEWEST
    short = [point(f"c{n}", 0.9 - n / 100, "word") for n in range(9)]
    assert len(found(review, short).items) == 7


def test_a_decision_stands_once_with_priority_owner_and_figures():
    points = [
        point("market", 0.9, decision="Find out who owns them."),
        point("spend", 0.5, decision="Agree shares.", figures=("st-s", "fig-s", "tab-s", "tab-t")),
        point("spend", 0.3, decision="Agree shares."),
        point("elsewhere", 0.2, decision="Look again.", figures=("st-a",)),
        point("spend", 0.1),
    ]
    shown = decide(points)
    assert shown.items == (
        "The market: find out who owns them. (Priority: high; owner: to be named; [](#tab-a))",
        "Spend: agree shares. (Priority: medium; owner: to be named; [](#fig-s); [](#tab-s))",
        "Elsewhere: look again. (Priority: low; owner: to be named; [](#st-a))",
    )
    assert shown.paragraphs == ()


def test_decisions_beyond_a_page_are_counted_with_where_they_stand():
    words = "word " * (DECIDE_WORDS // 3)
    shown = decide([point(decision=f"{words} {n}") for n in range(5)])
    assert len(shown.items) == FEWEST + 1
    assert shown.items[-1] == "2 more recommendations stand in [](#recommendations)."


def test_without_a_decision_the_summary_says_so(review):
    assert "No rule of this review calls for a decision" in decide([point()]).paragraphs[0]
    assert "calls for a decision" not in meaning(review, [point()], is_local=True).paragraphs[0]


def test_what_it_means_names_the_chapters_and_what_cannot_be_said(review):
    points = [point("market", 0.9, decision="A."), point("spend", 0.5, decision="B.")]
    [text] = meaning(review, points, is_local=False).paragraphs
    assert text.startswith("Of 3 indicators, 1 is higher. By the rules of this review, 2 findings")
    assert "1 of them of high priority: see [the market](#market) and [spend](#spend)." in text
    assert "The council's own files were not given." in text
    [less] = meaning(review, points[1:], is_local=True).paragraphs
    assert "1 finding calls for a decision, none of them of high priority" in less
    assert "files were not given" not in less


@pytest.mark.parametrize(
    ("weight", "words"),
    [(0.7, "High"), (0.69, "Medium"), (0.4, "Medium"), (0.39, "Low"), (0, "Low")],
)
def test_priority_follows_the_weight(weight, words):
    assert priority(point(weight=weight)) == words


def test_a_block_of_several_points_has_the_strictest_origin():
    assert origin_of([point()]) == PUBLISHED
    assert origin_of([point(), point(origin=OPEN)]) == OPEN
    assert origin_of([point(origin=PROTECTED), point(origin=OPEN)]) == PROTECTED


def test_the_appendix_lists_every_point_if_params_ask_for_it():
    params = from_notebook(area="885")
    table = findings_appendix([point(), point(weight=0.25)], params)
    assert table.rows[1] == ("Spend rose.", "[](#tab-a)", "0.25")
    none = from_notebook(area="885", commissioning={"appendices": []})
    assert isinstance(findings_appendix([point()], none), Absent)
    assert isinstance(findings_appendix([], params), Absent)


def test_the_first_of_equal_decisions_counts():
    first = point(decision="A.", weight=0.9)
    assert decisions([first, replace(first, weight=0.1), point()]) == [first]
