from dataclasses import replace

import pytest

from sendlib.views import theme
from sendlib.views.blocks import Callout, Chart
from sendlib.views.funnel import draw_funnel, funnel_chart, funnel_points

CODES = (885, 916, 933, *range(876, 884))


@pytest.fixture
def funnel(compared):
    def made(own="400", england="3200", **changes):
        lines = [f"885 | 2025 | {own} | 1000", f"ENG | 2025 | {england} | 10000"]
        lines += [f"{code} | 2025 | {310 + code % 20} | 1000" for code in CODES[1:]]
        return compared("area | period | count | whole\n" + "\n".join(lines), **changes)

    return made


def test_every_council_is_a_mark_and_the_finding_is_told(funnel):
    chart = funnel_chart(funnel())
    assert isinstance(chart, Chart)
    assert chart.alt == (
        "Funnel plot of the share of plans in time in 11 councils, 2025. England is at 32.0%; 1 "
        "council lies outside the limits that allow for the usual spread. Worcestershire is at "
        "40.0%."
    )
    assert chart.notes[0] == (
        "Diamond: Worcestershire; squares: its statistical neighbours; dots: other councils."
    )
    assert len(chart.rows) == 11
    assert chart.evidence.figures["area_code"].nunique() == 13
    assert not chart.evidence.figures.duplicated(["area_code", "period"]).any()


def test_limits_are_two_pairs_around_england(funnel, axes):
    one = funnel()
    draw_funnel(axes, one, funnel_points(one), one.spread)
    assert [line.get_linestyle() for line in axes.lines[:5]] == [":", ":", "--", "--", "-"]
    assert axes.lines[4].get_ydata() == [32.0, 32.0]
    sizes = [len(collection.get_offsets()) for collection in axes.collections]
    assert sizes == [8, 2, 1]
    assert axes.get_ylim()[0] >= 0
    assert axes.texts[-1].get_text().startswith("Size of the group")
    assert theme.AREA


@pytest.mark.parametrize("own", ["unavailable", "400?"])
def test_a_council_without_a_figure_to_rely_on_is_not_shown(funnel, own):
    chart = funnel_chart(funnel(own))
    assert chart.alt.endswith("Worcestershire is not shown, having no figure to rely on.")
    assert "no council lies outside" in chart.alt
    assert "Diamond" not in chart.notes[0]


def test_a_rate_has_a_funnel_too(funnel):
    assert "32" in funnel_chart(funnel(kind="rate")).alt


def test_without_counts_england_or_enough_councils_there_is_no_funnel(
    funnel, compared, worcestershire
):
    alone = replace(worcestershire, comparators=())
    few = compared("area | period | count | whole\n885 | 2025 | 1 | 10\nENG | 2025 | 1 | 10")
    values = compared("area | period | count\n885 | 2025 | 1\nENG | 2025 | 1", kind="value")
    none = compared("area | period | count | whole")
    cases = (funnel(place=alone), funnel(england="3200?"), funnel(england="unavailable"), few,
             values, none)  # fmt: skip
    for one in cases:
        shown = funnel_chart(one)
        assert isinstance(shown, Callout)
        assert shown.title == "No funnel plot: Plans in time"
