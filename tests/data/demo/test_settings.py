import numpy as np

from sendlib.data.demo.settings import FIELDS, HISTORIC_FIELDS, MEMBERS, group
from sendlib.data.demo.world import World


def test_every_setting_has_a_group() -> None:
    assert group("special_non_maintained") == "special_independent"
    assert group("special_la_maintained") == "special_state"
    assert group("await_prov_2022") == "other"
    assert sum(map(len, MEMBERS.values())) == len(FIELDS) - 2


def test_special_schools_hold_the_needs_they_are_made_for(demo_world: World) -> None:
    people = demo_world.people.stocks[2025]
    special = people["setting"].isin([FIELDS.index(name) for name in MEMBERS["special_total"]])
    severe = people["need"] == 9
    assert special[severe].mean() > 1.5 * special.mean()


def test_historic_settings_add_up_to_the_totals(demo_world: World) -> None:
    totals = demo_world.profile.plans_in(2021)
    split = demo_world.settings.historic(np.random.default_rng(1), totals, 2021, new=False)
    assert split.shape[1] == len(HISTORIC_FIELDS)
    assert split.sum(axis=1).tolist() == totals.tolist()


def test_young_people_over_school_age_are_not_in_schools(demo_world: World) -> None:
    people = demo_world.people.stocks[2025]
    grown = people["age"] >= 20
    school = people["setting"].isin([FIELDS.index(name) for name in MEMBERS["mainstream_total"]])
    assert school[grown].mean() < 0.03
