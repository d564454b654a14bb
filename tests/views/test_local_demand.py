"""What is said, drawn and listed of all plans to come from the council's own persons."""

import pytest

from sendlib.measures.local.demand import AS_SEEN, HELD
from sendlib.views.blocks import Absent
from sendlib.views.local_demand import (
    courses_chart,
    courses_table,
    local_demand_statement,
    local_demand_wanted,
)
from tests.views.drawn_demand import projection, published
from tests.views.drawn_local import NOTHING, own

GIVEN = ("sen2_persons", "sen2_named_plans", "sen2_active_plans", "sen2_placement_detail")


@pytest.fixture
def files():
    return own(results=(projection({"Total": (1080.0, 1250.0)}),), given=GIVEN)


@pytest.fixture
def hidden():
    return own(results=(projection({"Total": (None, None)}),), given=GIVEN)


def test_the_sentence_sets_own_records_beside_published_counts(files, worcestershire):
    found = local_demand_statement(files, published(worcestershire))
    assert found.text == (
        "From the council's own records, plans may number about 1,080 in January 2026 (80% "
        "interval 1,030 to 1,130) and about 1,250 in January 2027 (1,200 to 1,300). If "
        "children and young people went on getting plans at today's rate, it would be about 1,240. "
        "Published counts alone lead to expect 1,300."
    )
    assert found.origin.protection == "protected"
    figures = found.evidence.figures
    assert set(figures["measure"]) == {"local_plans_projected_plans_count"}


def test_without_published_counts_the_sentence_leaves_them_out(files, worcestershire):
    none = published(worcestershire)
    none = published(worcestershire, rows=none.rows.head(0))
    assert "Published" not in local_demand_statement(files, none).text


def test_the_table_has_a_column_for_each_course_and_one_for_published_counts(files, worcestershire):
    table = courses_table(files, published(worcestershire))
    assert [column.title for column in table.columns] == [
        "When", AS_SEEN, "80% interval", HELD, "From published counts alone",
    ]  # fmt: skip
    assert table.rows[1] == ("January 2027", "1,250", "1,200 to 1,300", "1,240", "1,300")
    assert table.values[1][1] == 1250


def test_the_chart_tells_where_each_course_ends(files, worcestershire):
    chart = courses_chart(files, worcestershire)
    assert chart.alt == (
        "Line chart of EHC plans expected in Worcestershire. In January 2027: As things go on, "
        "1,250; Joining as it is now, 1,240."
    )
    assert chart.rows == (("2026", 1080.0, 1070.0), ("2027", 1250.0, 1240.0))
    assert chart.svg.startswith("<?xml")


def test_hidden_totals_have_a_mark_and_no_chart(hidden, worcestershire):
    demand = published(worcestershire)
    table = courses_table(hidden, demand)
    assert table.rows[0][1:4] == ("[c]", "[c]", "[c]")
    assert table.values[0][1] is None
    assert any("hidden" in note for note in table.notes)
    assert isinstance(courses_chart(hidden, worcestershire), Absent)
    assert isinstance(local_demand_statement(hidden, demand), Absent)


def test_without_a_result_one_box_says_what_to_give(worcestershire, files):
    box = local_demand_wanted(NOTHING)
    assert "sen2_persons" in box.text
    assert isinstance(local_demand_wanted(files), Absent)
    for view in (local_demand_statement, courses_table):
        assert isinstance(view(NOTHING, published(worcestershire)), Absent)
    assert isinstance(courses_chart(NOTHING, worcestershire), Absent)


def test_files_that_tell_too_little_are_said_to():
    box = local_demand_wanted(own(given=GIVEN))
    assert "two Januaries or more" in box.text
