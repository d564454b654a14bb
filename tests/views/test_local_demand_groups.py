"""Plans to come by need, setting and age, and how earlier projections did."""

import pytest

from sendlib.views.blocks import Absent, Callout
from sendlib.views.local_demand_groups import (
    courses_by_setting,
    earlier_table,
    group_chart,
    group_table,
)
from tests.views.drawn_demand import back_test, projection, published
from tests.views.drawn_local import NOTHING, own

VALUES = {
    "Total": (1080.0, 1250.0), "need=ASD": (400.0, 500.0), "need=SEMH": (300.0, 310.0),
    "need=PD": (None, None), "age=under_5": (60.0, 70.0), "setting=mainstream": (None, None),
}  # fmt: skip


class _Unread:
    """Published tables that nobody asks."""


@pytest.fixture
def files():
    return own(results=(projection(VALUES), back_test(1020.0, 1000.0, 75.0)))


def test_a_group_has_a_row_by_january_and_its_interval_and_hidden_ones_are_marked(
    files, worcestershire
):
    table = group_table(files, published(worcestershire), _Unread(), "need")
    assert table.label == "tab-demand-need"
    assert table.rows == (
        ("Autism", "400", "500", "450 to 550"),
        ("Social, emotional and mental health", "300", "310", "260 to 360"),
        ("Physical disability", "[c]", "[c]", "[c]"),
    )
    assert table.values[2] == ("Physical disability", None, None, "[c]")
    assert any(note.startswith("[c] hidden") for note in table.notes)
    assert "add up" in " ".join(table.notes)


def test_ages_say_at_what_day_they_are(files, worcestershire):
    table = group_table(files, published(worcestershire), _Unread(), "age")
    assert "Ages at 31 August before the January." in table.notes


def test_the_chart_names_the_largest_rise_and_leaves_hidden_groups_out(files, worcestershire):
    chart = group_chart(files, worcestershire, "need")
    assert chart.alt.endswith("The largest rise: Autism, from 400 to 500.")
    assert chart.rows == (
        ("Autism", 400.0, 350.0, 450.0, 500.0, 450.0, 550.0),
        ("Social, emotional and mental health", 300.0, 250.0, 350.0, 310.0, 260.0, 360.0),
    )


def test_where_all_is_hidden_or_nothing_known_there_is_no_chart(files, worcestershire):
    assert isinstance(group_chart(files, worcestershire, "setting"), Absent)
    assert isinstance(group_chart(NOTHING, worcestershire, "need"), Absent)


def test_earlier_projections_stand_beside_what_came(files, worcestershire):
    table = earlier_table(files, worcestershire)
    assert table.rows == (
        ("January 2024 for January 2025", "1,020", "970 to 1,070", "1,000", "2.0%", "75%"),
    )
    assert isinstance(earlier_table(NOTHING, worcestershire), Absent)


def test_a_hidden_back_test_shows_marks(worcestershire):
    files = own(results=(back_test(None, None, None),))
    assert earlier_table(files, worcestershire).rows[0][1:] == ("[c]",) * 5


def test_without_own_records_the_published_mix_stands_in(worcestershire):
    none = published(worcestershire)
    none = published(worcestershire, rows=none.rows.head(0))

    class Nobody:
        def compare(self, _indicator):
            class Found:
                own = None

            return Found()

    found = group_table(NOTHING, none, Nobody(), "need")
    assert isinstance(found, Callout)
    assert "Neither" in found.text


def test_each_course_of_events_has_its_settings_at_the_last_january(worcestershire):
    values = {"Total": (900.0, 1000.0), "setting=mainstream": (400.0, 500.0),
              "setting=early_years": (None, None)}  # fmt: skip
    table = courses_by_setting(own(results=(projection(values),)), worcestershire)
    assert table.caption.startswith(
        "EHC plans expected by setting in each course of events, January 2027"
    )
    assert table.rows == (
        ("Mainstream schools", "500", "490"),
        ("Early years settings", "[c]", "[c]"),
    )
    assert isinstance(courses_by_setting(NOTHING, worcestershire), Absent)
