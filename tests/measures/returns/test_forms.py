"""The forms as their data files have them."""

import numpy as np
import pytest

from sendlib.measures.local.demand_persons import PROVISIONS
from sendlib.measures.returns.forms import FORMS, form
from sendlib.measures.simulation_history import AGES
from sendlib.params.scenarios import ReturnsMapping

UNEVEN = ReturnsMapping(
    specialist_base_percent=30, nmss_other_percent=10, post_16_specialist_percent=20,
    hospital_percent=5, elsewhere_council_percent=40, sixth_form_percent=60,
)  # fmt: skip


@pytest.mark.parametrize("name", ["reform_plan", "dsg_management_plan"])
@pytest.mark.parametrize("mapping", [ReturnsMapping(), UNEVEN], ids=["default", "uneven"])
def test_every_plan_is_in_one_category_and_whole(name, mapping):
    weights = form(name).weights(mapping)
    assert weights.sum(axis=0) == pytest.approx(np.ones((AGES, len(PROVISIONS))))


@pytest.mark.parametrize("name", ["reform_plan", "dsg_management_plan"])
def test_every_age_is_in_one_group(name):
    assert form(name).in_age_group().sum(axis=0).tolist() == [1.0] * AGES


def test_the_reform_plan_has_fourteen_provisions_and_its_tables():
    found = form("reform_plan")
    assert len(found.categories) == 14
    assert [table.number for table in found.tables] == [
        "5.1", "6", "7", "7.1", "7.2", "7.3", "7.4", "7.5", "7.6", "7.7", "10", "11", "12",
    ]  # fmt: skip


def test_the_management_plan_has_seven_categories():
    assert len(form("dsg_management_plan").categories) == 7


def test_the_capacity_survey_has_eight_planning_areas_and_year_groups_from_reception_to_11():
    found = form("scap")
    assert len(found.categories) == 8
    assert [group.first for group in found.ages] == list(range(4, 16))
    weights = found.weights(ReturnsMapping())
    special = list(PROVISIONS).index("state_special")
    assert weights[2, :, special].nonzero()[0].tolist() == list(range(4, 11))
    assert weights[6, :, special].nonzero()[0].tolist() == list(range(11, 16))
    assert weights[:, :, list(PROVISIONS).index("mainstream")].sum() == 0


def test_shares_of_the_params_divide_what_a_source_cannot_tell_apart():
    weights = form("reform_plan").weights(UNEVEN)
    keys = [one.key for one in form("reform_plan").categories]
    base = list(PROVISIONS).index("base")
    assert weights[keys.index("specialist_bases"), 9, base] == pytest.approx(0.3)
    assert weights[keys.index("support_bases"), 9, base] == pytest.approx(0.7)
    mainstream = list(PROVISIONS).index("mainstream")
    assert weights[keys.index("mainstream_post_16"), 16, mainstream] == pytest.approx(0.6)
    assert weights[keys.index("mainstream_post_16"), 15, mainstream] == 0


def test_titles_of_needs_name_all_of_them():
    found = form("scap").titles("needs")
    assert "Autistic spectrum disorder" in found
    assert found[-1] == "Need not recorded"
    assert [form(name).name for name in FORMS] == [
        "local-send-reform-plan", "dsg-management-plan", "scap-send-places",
    ]  # fmt: skip
