import math

import pytest

from sendlib.contracts.tables import COMPARISON_COLUMNS, FIGURE_COLUMNS
from sendlib.measures import timeliness
from sendlib.measures.catalogue import INDICATORS
from sendlib.report.bundles import COMPARISON_KEYS, FIGURE_KEYS
from sendlib.report.difference_figures import (
    Surroundings,
    compare_figures,
    likely_cause,
    shown,
    title,
)

PLANS = {
    "measure": "plans_issued_in_20_weeks_percent", "area_code": "816", "area_name": "York",
    "period": "2024", "breakdown": "Total", "value": "45.14", "unit": "percent", "lower": "41",
    "upper": "49", "count": "316", "denominator": "700", "status": "published",
    "source": "plans.zip/data/time.csv; people.csv",
}  # fmt: skip
COMPARED = {
    "measure": "plans_issued_in_20_weeks_percent", "area_code": "816", "period": "2024",
    "comparator": "ENG", "significance": "similar", "significance_plain": "higher", "rank": "12",
    "of": "151", "quartile": "B", "trend": "not_assessed",
}  # fmt: skip


def figure(**changes):
    return dict.fromkeys(FIGURE_COLUMNS, "") | PLANS | changes


def comparison(**changes):
    return dict.fromkeys(COMPARISON_COLUMNS, "") | COMPARED | changes


def keyed(rows, keys):
    return {tuple(row[key] for key in keys): row for row in rows}


def compared(before, after, *, old=(), new=()):
    return compare_figures(
        (keyed(before, FIGURE_KEYS), keyed(old, COMPARISON_KEYS)),
        (keyed(after, FIGURE_KEYS), keyed(new, COMPARISON_KEYS)),
        Surroundings(),
    )


def test_a_figure_that_reads_otherwise_has_moved():
    (moved,) = compared([figure()], [figure(value="45.26")]).moved
    assert (moved.before, moved.after, moved.change) == ("45.1%", "45.3%", "+0.2 points")
    assert moved.measure == timeliness.IN_TIME.title
    assert (moved.area, moved.status) == ("York", "published")
    assert moved.size == pytest.approx(0.12 / 4)


def test_a_figure_that_reads_the_same_is_counted_alone():
    found = compared([figure()], [figure(value="45.13")])
    assert (found.moved, found.intervals, found.within_rounding) == ((), 0, 1)


def test_an_interval_that_reads_otherwise_is_counted_apart():
    found = compared([figure()], [figure(lower="40.7")])
    assert (found.moved, found.intervals, found.within_rounding) == ((), 1, 0)


def test_the_decimals_are_those_the_measure_is_shown_with():
    finer = next(one for one in INDICATORS if one.places == 2)
    two = {"measure": finer.measure, "unit": finer.unit, "lower": "", "upper": ""}
    assert compared([figure(**two)], [figure(**two, value="45.13")]).moved[0].after == "45.13%"
    money = {"measure": "other", "unit": "gbp", "lower": "", "upper": ""}
    assert shown(figure(**money, value="2340000")) == "£2.3 million"
    assert shown(figure(measure="other", unit="bushels", value="2")) == "2.00"


def test_another_status_is_told_with_the_figure_that_stayed():
    found = compared([figure()], [figure(status="questioned")])
    (one,) = found.restated
    assert (one.status, one.after, found.moved) == ("published → questioned", "45.1%", ())


def test_a_nought_that_is_questioned_now_has_not_moved():
    nought = {"value": "0", "lower": "", "upper": ""}
    (told,) = compared([figure(**nought)], [figure(**nought, status="questioned")]).restated
    assert told.size == 0
    assert told.status.endswith("→ questioned")


def test_a_figure_that_is_no_longer_there_comes_first():
    others = figure(period="2023"), figure(period="2023", value="60")
    gone = figure(value="", lower="", upper="", status="not_available", area_name="")
    found = compared([figure(), others[0]], [gone, others[1]])
    assert [one.after for one in found.moved] == ["not available", "60.0%"]
    assert found.moved[0].size == math.inf
    assert (found.moved[0].change, found.moved[0].area) == ("", "York")


def test_without_interval_the_size_is_a_share_of_the_value():
    bare = {"lower": "", "upper": "", "unit": "count"}
    found = compared([figure(**bare, value="80")], [figure(**bare, value="60")])
    assert found.moved[0].size == 0.25
    assert found.moved[0].change == "\N{MINUS SIGN}20"


def test_new_figures_and_figures_gone_are_grouped_by_measure():
    found = compared([figure(period="2022")], [figure(), figure(period="2023", area_code="885")])
    (new,), (gone,) = found.added, found.removed
    assert (new.count, new.areas, new.periods) == (2, 2, ("2023", "2024"))
    assert gone.periods == ("2022",)


def test_each_result_of_a_comparison_that_changed_is_told():
    changed = comparison(significance="higher", rank="9", trend="rising")
    old, new = [comparison(), comparison(period="2022")], [changed, comparison(area_code="885")]
    found = compared([], [], old=old, new=new)
    assert [(one.what, one.before, one.after) for one in found.comparisons] == [
        ("difference (adjusted test)", "similar", "higher"),
        ("rank", "12 of 151", "9 of 151"),
        ("trend", "not assessed", "rising"),
    ]
    assert (found.comparisons[0].area, found.comparisons[0].comparator) == ("York", "England")
    assert (found.comparisons_added, found.comparisons_removed) == (1, 1)


def test_an_area_and_a_measure_nobody_knows_keep_their_codes():
    was, now = comparison(comparator="XX", rank=""), comparison(comparator="XX", quartile="")
    (rank, quartile) = compared([], [], old=[was], new=[now]).comparisons
    assert (rank.comparator, rank.before, quartile.after) == ("XX", "none", "none")
    assert title("unheard_of_percent") == "unheard_of_percent"


CODE = "0.1.0 (aaaa) to 0.1.0 (bbbb)"


@pytest.mark.parametrize(
    ("after", "surroundings", "cause"),
    [
        ({}, {"inputs": ["plans.zip"]}, "its source file changed: plans.zip/data/time.csv"),
        (
            {},
            {"inputs": ["people.csv"], "code": CODE},
            f"its source file changed: people.csv; the code changed from {CODE}",
        ),
        (
            {"source": "new.csv"},
            {"inputs": ["new.csv"]},
            "it comes from new.csv, before from plans.zip/data/time.csv, people.csv",
        ),
        (
            {"source": ""},
            {},
            "it comes from no file, before from plans.zip/data/time.csv, people.csv",
        ),
        ({}, {"params": "years.first"}, "params changed: years.first"),
        (
            {},
            {"inputs": list("abcde")},
            "its source file is the same, but other inputs changed: a, b, c and 2 more",
        ),
        ({}, {"inputs": ["plan"]}, "its source file is the same, but other inputs changed: plan"),
        ({}, {"code": CODE}, f"same inputs and params: the code changed from {CODE}"),
        (
            {},
            {"packages": "pandas 1 to 2"},
            "same inputs, params and code: packages changed: pandas 1 to 2",
        ),
        (
            {},
            {},
            "nothing in the manifests explains it: check both reports with “sendlib verify”",
        ),
    ],
)  # fmt: skip
def test_the_likely_cause_follows_from_what_else_changed(after, surroundings, cause):
    assert likely_cause(figure(), figure(**after), Surroundings(**surroundings)) == cause
