from tests.data.demo.local.conftest import Count, Records


def test_own_children_on_roll_are_the_plans_placed_there(drawn: Records, public: Count) -> None:
    places = drawn["places"]
    fields = {
        "maintained_special": ["special_la_maintained", "special_academy_free"],
        "sen_unit": [
            f"mainstream_{kind}_senunit" for kind in ("la_maintained", "academy", "free_school")
        ],
        "resourced_provision": [
            f"mainstream_{kind}_resourced_provision"
            for kind in ("la_maintained", "academy", "free_school")
        ],
    }
    for january in (2023, 2024, 2025):
        then = places[places["school_year"] == f"{january - 1}/{january % 100}"]
        for setting, names in fields.items():
            mine = then[then["setting_type"] == setting]
            own = (mine["on_roll"] - mine["out_of_area_on_roll"]).sum()
            counts = [
                public("caseload", f"{january - 1}{january % 100}", name, "All EHC plans")
                for name in names
            ]
            assert own == sum(count.get("All EHC plans", 0) for count in counts), (january, setting)


def test_years_to_come_have_places_but_nobody_on_roll(drawn: Records) -> None:
    places = drawn["places"]
    to_come = places[places["school_year"] > "2024/25"]
    assert to_come["on_roll"].isna().all()
    assert (to_come["places"] >= 0).all()
    assert to_come["planned_change"].gt(0).any()


def test_places_follow_from_those_of_the_year_before(drawn: Records) -> None:
    key = ["provision", "need_group", "phase", "accommodation"]
    places = drawn["places"].sort_values("school_year")
    assert not places.duplicated([*key, "school_year"]).any()
    totals = places.groupby("school_year")[["places", "planned_change"]].sum()
    assert totals["places"].diff().dropna().tolist() == totals["planned_change"].iloc[1:].tolist()
