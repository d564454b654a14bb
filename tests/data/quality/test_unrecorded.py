import pytest

from sendlib.data.quality.grid import grid_of
from sendlib.data.quality.unrecorded import nothing_recorded

YEARS = ("2018-19", "2019-20", "2020-21", "2021-22")


def spent(drawn, councils, amounts, *, parts=True):
    """A grid in which every council spends 5 million a year, but the first as given."""
    lines = ["area_code | period | breakdown_topic | breakdown | spend"]
    for number, code in enumerate(councils):
        for year, own in zip(YEARS, amounts, strict=True):
            amount = own if number == 0 else 5_000_000
            lines.append(f"{code} | {year} | Total | Total | {amount}")
            lines += [f"{code} | {year} | kind | State | {amount}"] if parts else []
    return grid_of(drawn("\n".join(lines)), dataset="specialist_spend")


def test_a_year_without_any_money_is_questioned_at_the_end_and_in_between(drawn, north_east):
    for amounts in ((4e6, 5e6, 6e6, 0), (4e6, 0, 5e6, 6e6)):
        found = nothing_recorded(spent(drawn, north_east, amounts)).to_dict("records")
        assert [(one["area_code"], one["period"], one["field"]) for one in found] == [
            (north_east[0], YEARS[amounts.index(0)], "spend")
        ]
        assert found[0]["rule"] == "jump"
        assert found[0]["effect"] == "questioned"
        assert found[0]["expected"] == "about 5000000, by the other years"


@pytest.mark.parametrize("amounts", [(0, 0, 0, 0), (0, 0, 0, 5e6), (4e6, 5e6, 6e6, 1)])
def test_a_council_that_never_spent_or_spent_something_is_not(drawn, north_east, amounts):
    assert nothing_recorded(spent(drawn, north_east, amounts)).empty


def test_without_parts_that_confirm_the_whole_nothing_is_said(drawn, north_east):
    assert nothing_recorded(spent(drawn, north_east, (4e6, 5e6, 6e6, 0), parts=False)).empty


def test_zeros_that_many_share_small_amounts_and_changed_boundaries_are_no_fault(drawn, north_east):
    assert nothing_recorded(spent(drawn, north_east[:4], (4e6, 5e6, 6e6, 0))).empty
    assert nothing_recorded(spent(drawn, ["839", *north_east], (0, 0, 5e6, 6e6))).empty
    small = spent(drawn, north_east, (40, 50, 60, 0))
    small.values["spend"] = small.values["spend"].clip(upper=60)
    assert nothing_recorded(small).empty
