"""Charts of plans to come."""

import pandas as pd
import pytest

from sendlib.views.local_demand_charts import draw_courses, draw_groups

ROWS = pd.DataFrame(
    {"period": ["2026", "2027"], "value": [10.0, 12.0], "lower": [9.0, 10.0], "upper": [11.0, 14.0]}
)


@pytest.mark.parametrize("courses", [1, 6])
def test_a_line_for_each_course_up_to_six(courses):
    svg = draw_courses({f"Course {number}": ROWS for number in range(courses)})
    assert svg.startswith("<?xml")
    assert svg == draw_courses({f"Course {number}": ROWS for number in range(courses)})


def test_a_range_for_each_group_and_january():
    one, many = (
        draw_groups({f"Group {at}": ROWS for at in range(size)}, first="2026", last="2027")
        for size in (1, 8)
    )
    assert len(many) > len(one)
