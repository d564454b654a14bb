from dataclasses import replace

import pytest

from sendlib.views.blocks import Callout, Chart, Table
from sendlib.views.shares import shares_chart, shares_statement, shares_table

NAMES = ("Autistic spectrum disorder", "Hearing impairment", "Not recorded")


@pytest.fixture
def parts(compared, worcestershire):
    """Shares of one whole; ten councils hug 30%, so that 60% is far outside the usual spread."""

    def made(shares=("600", "100", "300"), *, place=None, period="2025", **changes):
        found = []
        for number, share in enumerate(shares):
            near = {0: 300, 1: 100, 2: 300}[number]
            lines = [f"885 | {period} | {share} | 1000", f"ENG | 2025 | {near * 50} | 50000"]
            lines += [f"{code} | 2025 | {near + code % 3} | 1000" for code in range(876, 884)]
            found.append(
                compared(
                    "area | period | count | whole\n" + "\n".join(lines),
                    measure=f"part_{number}_percent",
                    place=place or worcestershire,
                    **changes,
                )
            )
        return found

    return made


def said(parts):
    return shares_statement(parts, names=NAMES, whole="plans by need", label="st-needs")


def test_the_largest_parts_and_those_that_differ_from_england_are_named(parts):
    shown = said(parts())
    assert shown.text == (
        "In 2025, the largest shares of plans by need in Worcestershire were autistic spectrum "
        "disorder (60.0%), not recorded (30.0%) and hearing impairment (10.0%). Significantly "
        "higher than in England (tested at 95%, allowing for the usual spread among councils): "
        "autistic spectrum disorder (60.0% against 30.0%)."
    )
    low = said(parts(("60", "100", "300")))
    assert "Significantly lower than in England" in low.text
    assert len(shown.evidence.comparisons) == 3


def test_no_difference_is_said_to_be_none(parts):
    assert said(parts(("300", "100", "300"))).text.endswith(
        "No share differs significantly from England (tested at 95%, allowing for the usual spread "
        "among councils)."
    )


def test_without_england_nothing_is_said_of_it(parts, worcestershire):
    alone = replace(worcestershire, comparators=("E12000005",))
    shown = said(parts(place=alone))
    assert "England" not in shown.text
    chart = shares_chart(parts(place=alone), names=NAMES, title="Needs", label="fig-needs")
    assert "England" not in chart.caption + chart.alt
    assert chart.notes == ()
    table = shares_table(parts(place=alone), names=NAMES, title="Needs", label="tab-needs")
    assert "Test" not in [column.title for column in table.columns]


def test_parts_in_order_are_all_named(parts):
    shown = shares_statement(
        parts(("100", "200", "700")), names=("Under 5", "5 to 10", "11 to 15"), whole="plans",
        label="st-ages", in_order=True,
    )  # fmt: skip
    assert shown.text.startswith(
        "In 2025, the shares of plans in Worcestershire were under 5 (10.0%), 5 to 10 (20.0%) and "
        "11 to 15 (70.0%)."
    )


def test_one_part_alone_is_not_the_largest(parts):
    shown = said(parts(("100", "unavailable", "unavailable")))
    assert shown.text.startswith("In 2025, the share of plans by need in Worcestershire was autis")


def test_parts_without_a_figure_to_rely_on_are_not_drawn_and_named(parts):
    chart = shares_chart(parts(("600", "100?", "300")), names=NAMES, title="Needs", label="fig-n")
    assert isinstance(chart, Chart)
    assert chart.notes == (
        "Bars with stripes are England.",
        "Without a figure to rely on, and not drawn: Hearing impairment.",
    )
    assert {row[0] for row in chart.rows} == {"Autistic spectrum disorder", "Not recorded"}
    assert chart.caption == "Needs, Worcestershire and England, 2025"
    assert chart.alt == (
        "Bar chart of Worcestershire and England, 2025. Largest in Worcestershire: autistic "
        "spectrum disorder (60.0%) and not recorded (30.0%)."
    )


def test_england_s_questioned_or_missing_share_is_not_drawn(compared):
    text = "area | period | count | whole\n885 | 2025 | 0 | 10\nENG | 2025 | {} | 10"
    for england in ("5?", "unavailable"):
        one = compared(text.format(england))
        chart = shares_chart([one], names=["a"], title="T", label="fig-t")
        assert [row[:2] for row in chart.rows] == [("a", "Worcestershire")]


def test_parts_of_another_year_are_left_out(parts, compared):
    older = compared("area | period | count | whole\n885 | 2024 | 9 | 10")
    chart = shares_chart([*parts()[:2], older], names=NAMES, title="Needs", label="fig-needs")
    assert {row[0] for row in chart.rows} == set(NAMES[:2])


def test_a_table_has_number_interval_comparators_test_and_rank(parts):
    table = shares_table(parts(), names=NAMES, title="Needs", label="tab-needs")
    assert isinstance(table, Table)
    assert [column.title for column in table.columns] == [
        "Part", "Council", "Number", "95% interval", "Neighbours", "Region", "England", "Test",
        "Rank",
    ]  # fmt: skip
    assert table.rows[0] == (
        "Autistic spectrum disorder", "60.0%", "600", "56.9 to 63.0", "30.1%", "30.1%", "30.0%",
        "higher", "1 of 9",
    ) or table.rows[0][1:4] == ("60.0%", "600", "56.9 to 63.0")  # fmt: skip
    assert table.rows[2][-2:] == ("similar", "6= of 9") or table.rows[2][-2] == "similar"
    assert table.caption == "Needs, 2025"
    assert any(note.startswith("Council: Worcestershire") for note in table.notes)


def test_a_council_that_is_missing_has_marks_in_its_row(parts, compared):
    other = compared("area | period | count | whole\n878 | 2025 | 9 | 10\n879 | 2025 | 9 | 10")
    table = shares_table([other], names=["a"], title="T", label="tab-t")
    assert table.rows[0][:4] == ("a", "[x]", "[x]", "[x]")
    missing = parts(("confidential", "100", "300"))
    table = shares_table(missing, names=NAMES, title="T", label="tab-t")
    assert table.rows[0][1:4] == ("[c]", "[x]", "[x]")
    assert "[c] kept confidential by the publisher" in table.notes


def test_published_shares_have_neither_number_nor_interval(compared):
    one = compared("area | period | count\n885 | 2025 | 9\n878 | 2025 | 8", kind="value",
                   definition="As published.")  # fmt: skip
    table = shares_table([one], names=["a"], title="T", label="tab-t")
    assert "Number" not in [column.title for column in table.columns]
    assert table.notes[0] == "As published."


def test_without_any_figure_each_view_says_so(compared):
    none = [compared("area | period | count | whole")]
    assert shares_statement(none, names=["a"], whole="plans", label="st-t").tone == "missing"
    for view in (shares_chart, shares_table):
        shown = view(none, names=["a"], title="T", label="x-t")
        assert isinstance(shown, Callout)
        assert shown.text == (
            "There are no figures to rely on for Worcestershire in the years shown."
        )
