import numpy as np
import pytest

from sendlib.data.demo.profiles import AREAS, COUNT, DEMOSHIRE, area_label, profiles, summed

SEED = 20250101


def test_england_and_regions_are_sums_of_councils() -> None:
    table = summed(np.ones((COUNT, 2), dtype=np.int64))
    assert table.shape == (len(AREAS), 2)
    assert table[0].tolist() == [COUNT, COUNT]
    assert table[1:4].sum() == 2 * COUNT


def test_demoshire_is_a_large_shire_that_grows_fast() -> None:
    found = profiles(SEED)
    growth = found.plans_in(2025) / found.plans_in(2020)
    england = found.plans_in(2025).sum() / found.plans_in(2020).sum()
    assert found.children_in(2024)[DEMOSHIRE] == 120_100
    assert growth[DEMOSHIRE] > 1.05 * england


def test_new_plans_are_what_the_count_needs() -> None:
    found = profiles(SEED)
    assert (found.new > 0).all()
    assert (found.ceased < found.plans[:, -7:-1]).all()


def test_councils_lie_apart_and_keep_englands_level() -> None:
    found = profiles(SEED)
    share = found.plans_in(2025) / found.children_in(2024)
    assert share.max() / share.min() > 1.3
    assert share.mean() == pytest.approx(0.0524, rel=0.06)


def test_years_before_and_after_take_the_nearest() -> None:
    found = profiles(SEED)
    assert found.children_in(2000).tolist() == found.children_in(2012).tolist()
    assert found.children_in(2030).tolist() == found.children_in(2024).tolist()


def test_every_seed_draws_other_councils() -> None:
    assert profiles(1).plans.tolist() != profiles(2).plans.tolist()


def test_areas_have_their_invented_names() -> None:
    assert [area_label(area) for area in ("ENG", "E12000091", "101")] == [
        "England", "Demo North", "Demoshire",
    ]  # fmt: skip
