"""Published figures of the same plans, by the key of the cell they are of."""

from sendlib.measures.disclosure_tables import cell_key
from sendlib.measures.local.official import official

HEAD = "area_code | period | breakdown_topic | breakdown | field | value"
AGE = "Child or young persons age"


def test_plans_are_known_by_need_setting_and_age_and_added_up_to_bands_and_groups(facts, tables):
    needs = facts(f"""
        {HEAD}
        816 | 2025 | Total | Total | number_asd | 90
        816 | 2025 | {AGE} | age 5 | number_asd | 7
        816 | 2025 | {AGE} | age 6 | number_asd | 8
        816 | 2025 | Sex | Male | number_asd | 60
        816 | 2025 | Total | Total | number_need_unknown | 3
        816 | 2025 | Total | Total | asd_pc | 50
        885 | 2025 | Total | Total | number_asd | 4000
    """)
    caseload = facts(f"""
        {HEAD}
        816 | 2025 | Total | Total | ehcplans | 200
        816 | 2025 | Total | Total | special_independent | 11
        816 | 2025 | Total | Total | special_non_maintained | 2
        816 | 2025 | {AGE} | age 25 | ehcplans | 6
        816 | 2024 | Total | Total | ehcplans | unavailable
    """)
    found = official(tables(needs=needs, caseload=caseload), "816")
    population = "plans in force, January 2025"
    assert found == {
        cell_key(population, {"need": "ASD"}): 90,
        cell_key(population, {"need": "ASD", "age": "5_to_10"}): 15,
        cell_key(population, {"need": "not_recorded"}): 3,
        cell_key(population, {}): 200,
        cell_key(population, {"setting": "independent_special"}): 13,
        cell_key(population, {"age": "20_to_25"}): 6,
    }


def test_starts_and_ends_are_known_by_year(facts, tables):
    new = facts(f"{HEAD}\n816 | 2024 | Total | Total | new_ehc_plans | 40\n"
                f"816 | 2024 | Sex | Male | new_ehc_plans | 30")  # fmt: skip
    ceased = facts(f"{HEAD}\n816 | 2024 | Total | Total | deceased | 1\n"
                   f"816 | 2024 | Total | Total | total_ceased | 9\n"
                   f"816 | 2024 | Total | Total | other | 2\n"
                   f"816 | 2024 | Total | Total | not_rec | 1")  # fmt: skip
    assert official(tables(new_plans=new, ceased=ceased), "816") == {
        cell_key("plans started, 2024", {}): 40,
        cell_key("plans ended, 2024", {"cease_reason": "8"}): 1,
        cell_key("plans ended, 2024", {"cease_reason": "9"}): 3,
        cell_key("plans ended, 2024", {}): 9,
    }
