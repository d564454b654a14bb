from datetime import date

from sendlib.data.demo.inspections import months_later
from sendlib.data.tables import Tables


def test_demoshire_was_inspected_and_some_councils_were_not(demo_tables: Tables) -> None:
    table = demo_tables.table("inspections").set_index("area_code")
    assert table.loc["101", "outcome_grade"] == 2
    assert 8 <= len(table) < 24
    assert set(table["outcome_grade"]) == {1.0, 2.0, 3.0}
    assert (table["inspection_start"] < table["published"]).all()
    assert (table["published"] < table["next_inspection_by"]).all()
    assert table["outcome"].str.startswith("Demonstration: invented.").all()


def test_monthsmonths_later_is_the_same_day_or_the_28th() -> None:
    assert months_later(date(2024, 1, 31), 1) == date(2024, 2, 28)
    assert months_later(date(2024, 11, 5), 18) == date(2026, 5, 5)
