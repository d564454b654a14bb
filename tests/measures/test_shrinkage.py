import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import quad
from scipy.stats import gamma, poisson

from sendlib.errors import ContractError
from sendlib.measures.shrinkage import RatePrior, expected_counts, rate_prior

COUNTS = [38, 47, 49, 100, 131, 73, 79, 166, 59, 36, 24, 13, 18, 63, 19]
# in thousands
SIZES = [79.0, 98, 84, 187, 190, 62, 138, 262, 109, 84, 93, 47, 50, 166, 60]


def test_the_spread_among_areas_is_that_of_a_negative_binomial_regression():
    """statsmodels fits the same likelihood by Newton steps, as a regression with an exposure."""
    prior = rate_prior(COUNTS, SIZES)
    fit = sm.NegativeBinomial(COUNTS, np.ones(len(COUNTS)), exposure=np.array(SIZES)).fit(disp=0)
    assert prior.mean == pytest.approx(np.exp(fit.params[0]), rel=1e-4)
    assert 1 / prior.shape == pytest.approx(fit.params[1], rel=1e-3)
    assert prior.spread == pytest.approx(np.sqrt(fit.params[1]), rel=1e-3)
    assert prior.areas_count == 15


def test_what_an_area_can_expect_is_the_mean_over_rates_weighted_by_their_likelihood():
    """Bayes' theorem by numerical integration, without the gamma's closed form."""
    prior, count, size = RatePrior(mean=0.5, shape=4.0, areas_count=20), 3, 10.0

    def weight(rate):
        return poisson.pmf(count, size * rate) * gamma.pdf(rate, 4.0, scale=0.5 / 4)

    total = quad(weight, 0, 20)[0]
    mean = quad(lambda rate: size * rate * weight(rate), 0, 20)[0] / total
    (row,) = expected_counts([count], [size], prior).to_dict("records")
    assert row["expected"] == pytest.approx(mean)
    below = quad(weight, 0, row["lower"] / size)[0] / total
    above = quad(weight, row["upper"] / size, 20)[0] / total
    assert (below, above) == pytest.approx((0.025, 0.025), abs=1e-6)


@settings(max_examples=40, deadline=None)
@given(
    count=st.integers(0, 500),
    size=st.floats(1, 1e3),
    mean=st.floats(0.01, 2),
    shape=st.floats(0.1, 100),
)
def test_an_expected_count_lies_between_the_own_and_the_common_one(count, size, mean, shape):
    (row,) = expected_counts([count], [size], RatePrior(mean, shape, 9)).to_dict("records")
    ends = sorted([count, size * mean])
    assert ends[0] - 1e-6 <= row["expected"] <= ends[1] + 1e-6
    assert row["expected"] == pytest.approx(
        row["weight"] * count + (1 - row["weight"]) * size * mean
    )
    assert row["lower"] <= row["expected"] <= row["upper"]


def test_a_small_area_moves_further_than_a_large_one_of_the_same_rate():
    prior = RatePrior(mean=1.0, shape=5.0, areas_count=9)
    moved = expected_counts([4, 400], [2.0, 200.0], prior)
    small, large = moved["expected"] / [4, 400]
    assert small < large < 1


def test_areas_that_differ_by_chance_alone_all_have_the_common_rate():
    prior = rate_prior([10, 10, 10, 20], [1.0, 1.0, 1.0, 2.0])
    assert np.isinf(prior.shape)
    assert prior.spread == 0
    got = expected_counts([5, np.nan], [1.0, 1.0], prior)
    assert got.loc[0].tolist() == pytest.approx([10, 10, 10, 0])
    assert got.loc[1].isna().all()


def test_areas_without_a_figure_are_left_out_and_have_no_expected_count():
    counts = pd.Series([*COUNTS, np.nan, 4.0])
    sizes = pd.Series([*SIZES, 20.0, 0.0])
    prior = rate_prior(counts, sizes)
    assert prior == rate_prior(COUNTS, SIZES)
    got = expected_counts(counts, sizes, prior)
    assert got.tail(2).isna().all(axis=None)
    assert got.head(15).notna().all(axis=None)


def test_two_areas_or_no_event_are_too_little_to_learn_from():
    with pytest.raises(ContractError, match="found 2 areas and 3 events"):
        rate_prior([1, 2], [1.0, 1.0])
    with pytest.raises(ContractError, match="found 3 areas and 0 events"):
        rate_prior([0, 0, 0], [1.0, 1.0, 1.0])
