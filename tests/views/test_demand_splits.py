"""Tables of plans to come on the published mix."""

from sendlib.views.blocks import Callout
from sendlib.views.demand_splits import split_table
from tests.measures.drawn_mix import Mix
from tests.views.drawn_demand import published


def test_the_table_gives_share_januaries_and_interval_and_calls_the_mix_an_assumption(
    worcestershire,
):
    shares = {"plans_age_under_5_percent": 10.0, "plans_age_5_to_10_percent": 90.0}
    table = split_table(published(worcestershire), Mix(shares), "age")
    assert table.label == "tab-demand-age"
    assert table.rows == (
        ("Under 5", "10.0%", "110", "130", "115 to 145"),
        ("5 to 10", "90.0%", "990", "1,170", "1,035 to 1,305"),
    )
    assert table.notes[0].startswith("An assumption: the total is projected")
    figures = table.evidence.figures
    assert set(figures["measure"]) == {"plans_projected_age_count"}
    assert figures["breakdown"].tolist()[0] == "age=under_5"
    assert set(figures["status"]) == {"projected"}


def test_without_a_mix_a_box_says_so(worcestershire):
    found = split_table(published(worcestershire), Mix({}), "setting")
    assert isinstance(found, Callout)
    assert "by setting" in found.title
