import numpy as np

from sendlib.data.periods import end_year
from sendlib.views.courses import courses, points_of


def points(one, beyond=()):
    rows = one.values[one.values["value"].notna()]
    rows = rows.assign(year=rows["period"].map(end_year))
    return points_of(rows, rows[rows["period"].isin(beyond) & (rows["area_code"] == "885")])


def test_each_area_has_its_figures_in_order(course):
    found = points(course())
    assert [(point.year, point.value) for point in found["916"]] == [(2024, 20.0), (2025, 24.0)]
    assert {point.standing for known in found.values() for point in known} == {"relied on"}
    own = found["885"][0]
    assert own.lower < own.value < own.upper


def test_a_figure_is_relied_on_doubted_or_beyond_the_scale(course):
    one = course({"885       | 2023   | 200": "885 | 2023 | 200?"})
    assert [point.standing for point in points(one)["885"]].count("doubted") == 1
    assert [point.standing for point in points(one, ["2023"])["885"]][2] == "beyond"


def test_a_line_has_a_gap_where_nothing_is_relied_on(course):
    one = course({"885       | 2023   | 200": "885 | 2023 | 200?"})
    line = courses(points(one), one)["885"]
    assert line.years.tolist() == [2021, 2022, 2023, 2024, 2025]
    assert np.isnan(line.value).tolist() == [False, False, True, False, False]


def test_an_area_with_nothing_to_rely_on_has_no_line(course):
    one = course({"933       | 2025   | 300": "933 | 2025 | 300?"})
    found = points(one)
    assert found["933"]
    assert "933" not in courses(found, one)


def test_a_line_is_cut_half_a_year_before_a_break(course):
    one = course(break_before="2023")
    line = courses(points(one), one)["885"]
    assert line.years.tolist() == [2021, 2022, 2022.5, 2023, 2024, 2025]
    assert np.isnan(line.value[2])
