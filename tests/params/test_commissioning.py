"""What decisions on services go by, and limits of personal budgets."""

import pytest

from sendlib.errors import ParamsError
from sendlib.params.load import from_notebook


def of(**block):
    return from_notebook(area="York", commissioning=block).commissioning


def test_limits_have_defaults_and_can_be_set():
    assert of().decisions.long_wait_weeks == 18
    assert of(decisions={"long_wait_weeks": 12}).decisions.long_wait_weeks == 12
    assert of().allocation.budget_gbp is None


@pytest.mark.parametrize(
    "decisions", [{"low_use_percent": 120}, {"high_cost_ratio": 0.5}, {"wait": 3}]
)
def test_a_limit_that_cannot_be_is_refused(decisions):
    with pytest.raises(ParamsError, match=r"commissioning\.decisions"):
        of(decisions=decisions)


def test_the_most_of_a_personal_budget_is_not_below_the_least():
    with pytest.raises(ParamsError, match=r"500\.00 \(lowest_gbp\) or more"):
        of(allocation={"lowest_gbp": 500, "highest_gbp": 499})
    assert of(allocation={"lowest_gbp": 500, "highest_gbp": 500}).allocation.highest_gbp == 500
