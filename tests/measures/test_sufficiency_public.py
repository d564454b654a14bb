"""Plans by setting if shares stay as they are."""

import pytest

from sendlib.measures.demand import Demand
from sendlib.measures.review import Review
from sendlib.measures.sufficiency_public import settings_ahead
from tests.measures.local.test_gaps import coming

FIELDS = {
    "ehcplans": 1000, "mainstream_total": 500, "special_la_maintained": 150,
    "special_academy_free": 50, "special_independent": 40, "special_non_maintained": 10,
    "fe_total": 100, "ap_pru_total": 20,
}  # fmt: skip


@pytest.fixture
def review(facts, tables, worcestershire):
    def made(questioned=(), **changes):
        rows = [f"885 | 2025 | {name} | {value}" for name, value in {**FIELDS, **changes}.items()]
        text = "\n".join(["area_code | period | field | value", *rows])
        return Review(tables(questioned, caseload=facts(text)), worcestershire)

    return made


def test_each_setting_grows_as_all_plans_do(review):
    found = settings_ahead(review(), coming())
    assert (found.now, found.then) == ("2025", "2030")
    rows = found.rows.set_index("title")
    state = rows.loc["State-funded special schools"]
    factor = 1.2**2.5  # 20% in two years, over five
    assert state["now_count"] == 200
    assert state["then_count"] == pytest.approx(200 * factor)
    assert state["high_count"] == pytest.approx(200 * factor * 1.05)
    assert state["more_count"] == pytest.approx(200 * (factor - 1))
    assert "of these in SEN units and resourced provision" not in rows.index  # not published
    assert found.source == "drawn.csv"


def test_a_questioned_setting_is_left_out(review):
    doubt = ({"area_code": "885", "period": "2025", "field": "fe_total"},)
    titles = settings_ahead(review(doubt), coming()).rows["title"]
    assert "Further education and post-16" not in set(titles)


def test_figures_of_an_older_january_or_no_projection_give_nothing(review):
    past = coming().past.assign(period=["2025", "2026"])
    later = Demand(**{**vars(coming(first="2027")), "past": past})
    assert settings_ahead(review(), later) is None
    empty = Demand(**{**vars(coming()), "rows": coming().rows.head(0)})
    assert settings_ahead(review(), empty) is None
    far = coming(first="2040", years=2)
    assert settings_ahead(review(), far) is None
