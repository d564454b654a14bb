"""What the chapter on plans to come hands to the summary."""

import pytest

from sendlib.views.local_demand_points import key_points
from tests.views.drawn_demand import projection, published
from tests.views.drawn_local import NOTHING, own


def test_own_records_give_the_growth_and_a_decision_on_places(worcestershire):
    files = own(results=(projection({"Total": (1000.0, 1300.0)}),))
    (point,) = key_points(files, published(worcestershire))
    assert point.text == (
        "From the council's own records, EHC plans may grow from about 1,000 in January 2026 to "
        "about 1,300 in January 2027 (80% interval 1,250 to 1,350)."
    )
    assert point.recommendation.startswith("Agree where the places")
    assert point.figures == ("tab-demand-scenarios", "fig-demand-scenarios")
    assert point.origin.origin == "local"


def test_little_growth_asks_for_no_decision(worcestershire):
    files = own(results=(projection({"Total": (1000.0, 1100.0)}),))
    (point,) = key_points(files, published(worcestershire))
    assert point.recommendation == ""


def test_a_setting_that_grows_faster_than_all_is_told(worcestershire):
    values = {
        "Total": (1000.0, 1100.0),
        "setting=independent_special": (100.0, 150.0),
        "setting=mainstream": (500.0, 520.0),
        "setting=early_years": (10.0, 40.0),
    }
    _, point = key_points(own(results=(projection(values),)), published(worcestershire))
    assert point.text.startswith(
        "The setting expected to grow fastest is “Independent and non-maintained special schools”"
    )
    assert "50% more" in point.text


@pytest.mark.parametrize("files", [NOTHING, own(results=(projection({"Total": (None, None)}),))])
def test_without_own_records_published_counts_give_the_point(files, worcestershire):
    (point,) = key_points(files, published(worcestershire))
    assert point.text.startswith("On published counts alone, EHC plans may grow from 1,000")
    assert point.recommendation
    assert point.figures == ("fig-demand", "tab-demand")


def test_without_any_projection_there_is_no_point(worcestershire):
    none = published(worcestershire)
    assert key_points(NOTHING, published(worcestershire, rows=none.rows.head(0))) == []
