import numpy as np
import pytest

from sendlib.data.demo.profiles import COUNT
from sendlib.data.demo.series import (
    Series,
    Spread,
    amount_series,
    rate_series,
    renamed,
    score_series,
    share_series,
)

YEARS = ("2023", "2024")
FLAT = np.zeros(COUNT)
PEOPLE = np.full((COUNT, 2), 4000.0)


def rng() -> np.random.Generator:
    return np.random.default_rng(1)


def test_shares_of_all_councils_come_to_englands() -> None:
    series = share_series(rng(), YEARS, Spread(np.array([40.0, 60.0]), FLAT, 0.5), PEOPLE)
    assert series.values(1)[0] == pytest.approx([40, 60], abs=1)
    assert series.values(1)[4:].std(axis=0).min() > 3


def test_councils_follow_their_theme() -> None:
    theme = np.linspace(-2, 2, COUNT)
    series = share_series(rng(), YEARS, Spread(np.array([40.0, 60.0]), theme, 0.3), PEOPLE)
    assert np.corrcoef(series.values(3)[4:, 0], theme)[0, 1] > 0.6


def test_a_year_without_figures_stays_without() -> None:
    england = np.array([np.nan, 50.0])
    for made in (
        share_series(rng(), YEARS, Spread(england, FLAT, 0.1), PEOPLE),
        rate_series(rng(), YEARS, Spread(england, FLAT, 0.1), PEOPLE, 100.0),
        score_series(rng(), YEARS, Spread(england, FLAT, 0.1), PEOPLE),
        amount_series(rng(), YEARS, Spread(england, FLAT, 0.1), PEOPLE, PEOPLE[:, 0].sum()),
    ):
        values = made.values(0)
        assert np.isnan(values[:, 0]).all()
        assert values[0, 1] == pytest.approx(50, abs=2)


def test_amounts_add_up_to_england() -> None:
    spread = Spread(np.array([1e6, 2e6]), FLAT, 0.2)
    made = amount_series(rng(), YEARS, spread, PEOPLE, PEOPLE[:, 0].sum())
    values = made.of("2024").values(0)
    assert values[0, 0] == values[4:, 0].sum() == values[1:4, 0].sum()


def test_a_series_can_be_cut_and_renamed() -> None:
    series = Series(YEARS, PEOPLE / 2, PEOPLE)
    cut = renamed(series.of("2024"), ["2023/24"])
    assert cut.years == ("2023/24",)
    assert cut.values(0)[0].tolist() == [50.0]
