import numpy as np

from sendlib.views.courses import courses, is_beyond, points_of

YEARS = ["2021", "2022", "2023", "2024", "2025"]


def points(one):
    return points_of(one, YEARS)


def test_each_area_has_its_figures_in_order(course):
    found = points(course())
    assert [(point.year, point.value) for point in found["916"]] == [(2024, 20.0), (2025, 24.0)]
    assert {point.standing for known in found.values() for point in known} == {"relied on"}
    own = found["885"][0]
    assert own.lower < own.value < own.upper


def test_a_figure_is_relied_on_doubted_or_beyond_the_scale(course):
    doubted = course({"885       | 2023   | 200": "885 | 2023 | 700?"})
    assert [point.standing for point in points(doubted)["885"]].count("doubted") == 1
    assert not is_beyond(doubted, YEARS)
    above = course({"885       | 2023   | 200": "885 | 2023 | 990?"})
    assert [point.standing for point in points(above)["885"]][2] == "beyond"
    assert is_beyond(above, YEARS)
    assert not is_beyond(above, YEARS[3:])


def test_where_nothing_is_relied_on_no_figure_is_far_above(compared):
    text = "area | period | count\n885 | 2024 | 5?\n885 | 2025 | 90?"
    assert not is_beyond(compared(text, kind="count"), YEARS)


def test_a_number_is_far_above_beside_the_council_s_own_since_no_other_is_drawn(compared):
    text = "area | period | count\n885 | 2024 | 5\n885 | 2025 | 90?\nENG | 2025 | 90000"
    one = compared(text, kind="count")
    assert [*points(one)] == ["885"]
    assert is_beyond(one, YEARS)


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
