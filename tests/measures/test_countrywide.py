import pandas as pd

from sendlib.measures.countrywide import Countrywide
from sendlib.measures.plans import PLANS
from sendlib.measures.timeliness import IN_TIME

YEARS = (2019, 2025)


def test_what_all_councils_share_is_worked_out_once_and_read_for_each(published, monkeypatch):
    country = Countrywide(published, [IN_TIME, PLANS], YEARS)
    first, _ = country.bases("885"), country.values({"885"})
    monkeypatch.setattr(Countrywide, "_worked_out", None)  # what would be worked out again fails
    again = Countrywide(published, [IN_TIME, PLANS], YEARS)
    assert again.bases("885") == first
    assert first[IN_TIME.measure].standing != again.bases("916")[IN_TIME.measure].standing
    values = again.values({"885", "ENG"})
    assert set(values["area_code"]) == {"885", "ENG"}
    assert set(values["measure"]) == {IN_TIME.measure, PLANS.measure}


def test_what_was_kept_before_is_only_read(published, monkeypatch):
    Countrywide(published, [IN_TIME, PLANS], YEARS).keep()
    monkeypatch.setattr(Countrywide, "_worked_out", None)
    again = Countrywide(published, [IN_TIME, PLANS], YEARS)
    again.keep()
    assert again.bases("885")[PLANS.measure].latest == "2025"
    assert len(again.values({"885"}))


def test_a_number_has_a_latest_period_and_neither_spread_nor_rank(published):
    basis = Countrywide(published, [PLANS], YEARS).bases("885")[PLANS.measure]
    assert basis.latest == "2025"
    assert (dict(basis.spread), basis.standing) == ({}, None)


def test_without_files_there_is_an_empty_basis(tables):
    country = Countrywide(tables(), [IN_TIME], YEARS)
    basis = country.bases("885")[IN_TIME.measure]
    assert (basis.latest, dict(basis.spread), basis.left_out) == ("", {}, ())
    assert isinstance(country.values({"885"}), pd.DataFrame)
    assert country.values({"885"}).empty
