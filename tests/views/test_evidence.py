from sendlib.contracts.tables import FIGURE_COLUMNS
from sendlib.views.evidence import evidence_of, evidence_with_neighbours, together


def test_figures_are_those_of_the_council_and_its_comparators(course):
    found = evidence_of(course())
    assert list(found.figures.columns) == FIGURE_COLUMNS
    assert set(found.figures["area_code"]) == {"885", "SN-885", "E12000005", "ENG"}
    with_near = evidence_with_neighbours(course()).figures
    assert {"916", "933"} <= set(with_near["area_code"])


def test_figures_say_unit_name_and_the_level_of_the_interval(course):
    figures = evidence_of(course(breakdown="age=5")).figures.set_index(["area_code", "period"])
    own, mean = figures.loc[("885", "2025")], figures.loc[("SN-885", "2025")]
    assert own[["unit", "area_name", "breakdown", "confidence"]].tolist() == [
        "percent", "Worcestershire", "age=5", 95.0,
    ]  # fmt: skip
    assert mean["area_name"] == "Statistical neighbours"
    assert mean["confidence"] != mean["confidence"]


def test_several_indicators_are_put_together(course, compared):
    empty = compared("area | period | count | whole")
    both = together([course(), course(measure="other_percent"), empty])
    assert set(both.figures["measure"]) == {"drawn_percent", "other_percent"}
    assert set(both.comparisons["comparator"]) == {"SN-885", "E12000005", "ENG"}
    assert together([empty]).figures is None
