"""What providers of a region are told."""

from sendlib.views import local_region_market as views
from sendlib.views.blocks import Absent
from tests.views.drawn_partners import NOTHING, changed, partners


def test_themes_tell_providers_what_is_wanted_and_from_when(leaks):
    table = views.themes_table(partners())
    assert table.rows == (
        (
            "Short breaks",
            "Leeds and York",
            "2",
            "Commission and commission differently",
            "January 2026",
            "£150,000",
        ),
        ("Sensory", "York", "1", "Commission differently", "September 2026", "[x]"),
    )
    text = """
        intention_id | theme | intention | kind | start_date | annual_value_gbp
        I1 | Breaks | More | commission | 2026-04-01 | 100
        I2 | Breaks | Others | commission | 2026-04-01 |
    """
    assert views.themes_table(changed(intentions=text)).rows[0][-1] == "£100 and more"
    assert leaks(table) == []


def test_contracts_that_end_are_counted_by_council_with_the_largest_named(leaks):
    table = views.ends_table(partners())
    assert table.rows == (
        (
            "July to September 2026",
            "3",
            "£3,000",
            "York 3",
            "York: Clinics (£2,000); York: Nights (£1,000)",
        ),
    )
    assert leaks(table) == []


def test_contracts_without_a_value_are_not_called_large():
    text = """
        contract_id | contract | lot | provider_id | end_date
        C1 | Clinics | 1 | P1 | 2026-09-30
    """
    assert views.ends_table(changed(contracts=text)).rows[0][2:] == ("[x]", "York 1", "[x]")


def test_without_files_there_is_nothing():
    assert isinstance(views.themes_table(NOTHING), Absent)
    assert isinstance(views.ends_table(NOTHING), Absent)
