"""Published payments in figures.csv."""

import pandas as pd
import pytest

from sendlib.contracts.tables import FIGURE_COLUMNS
from sendlib.measures.market import payments_of
from sendlib.views.market_figures import (
    market_figures,
    month_figures,
    supplier_figures,
    whole_figures,
)


@pytest.fixture
def found(tables, worcestershire):
    rows = [("2023-04", "HN Special", f"SCHOOL {n:02}", 1000.0 - n) for n in range(12)]
    rows += [("2023-06", "HN College", "ONE COLLEGE", 50.0)]
    paid = pd.DataFrame(rows, columns=["month", "cost_centre", "supplier", "amount_gbp"])
    paid = paid.assign(area_code="885", line=range(2, len(paid) + 2), source="paid.csv")
    return payments_of(tables(provider_payments=paid), worcestershire)


def test_every_figure_has_measure_unit_and_source(found):
    figures = market_figures(found)
    assert list(figures.columns) == FIGURE_COLUMNS
    assert set(figures["source"]) == {"paid.csv"}
    assert set(figures["breakdown"]) == {"Total", "market=HN Special", "market=HN College"}
    assert set(figures["unit"]) == {"gbp", "count", "index", "percent"}
    assert len(whole_figures(found)) == 5


def test_small_suppliers_have_no_name_in_the_figures(found):
    names = set(supplier_figures(found)["breakdown"])
    assert {"supplier=other", "supplier=SCHOOL 09"} <= names
    assert "supplier=SCHOOL 10" not in names


def test_a_month_without_payments_is_not_available(found):
    figures = month_figures(found).set_index("breakdown")
    assert figures.loc["month=2023-06", "value"] == 50
    assert figures.loc["month=2023-05", "status"] == "not_available"
