"""What a pool is shared out by."""

from sendlib.measures.regional_weights import children_by_need, pool_weights

PLANS = """
    area | need | plans
    886  | hi   | 60
    887  | hi   | 9
    936  | hi   | 51
"""


def test_a_pool_goes_by_residents_or_by_equal_parts(regional):
    review = regional(PLANS)
    found = pool_weights(review, "population")
    assert found.by == "population"
    assert found.of == {"886": 100_000, "887": 100_000, "936": 100_000}
    assert pool_weights(review, "equal").of == {"886": 1, "887": 1, "936": 1}


def test_where_a_council_has_no_figure_all_count_alike(regional, facts):
    caseload = facts("""
        area_code | period | field    | value
        886       | 2025   | ehcplans | 900
        887       | 2025   | ehcplans | 300
    """)
    found = pool_weights(regional(PLANS, caseload=caseload), "plans")
    assert (found.by, dict(found.of)) == ("equal", {"886": 1, "887": 1, "936": 1})


def test_children_with_a_need_are_added_up_over_the_councils_asked_for(regional, facts):
    needs = facts("""
        area_code | period | field     | value
        886       | 2025   | number_hi | 60
        886       | 2025   | ehc_plans | 600
        887       | 2025   | number_hi | 9
        887       | 2025   | ehc_plans | 90
        886       | 2025   | number_vi | 5
    """)
    review = regional(PLANS, needs=needs)
    assert children_by_need(review, ["886", "887"]) == {"HI": 69}
    assert children_by_need(review, []) == {}
