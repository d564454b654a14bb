"""What the rules point to in a region, and how a service is ended well."""

from sendlib.views import local_region_decisions as views
from sendlib.views.blocks import Absent
from tests.views.drawn_partners import NOTHING, changed, partners


def test_decisions_are_counted_by_council_and_add_up(leaks):
    table = views.councils_table(partners())
    heads = [column.title for column in table.columns]
    rows = {row[0]: dict(zip(heads[1:], row[1:], strict=True)) for row in table.rows}
    assert rows["Leeds"]["Decommission"] == "1"
    assert rows["York"]["Services"] == "4"
    assert rows["All"]["Services"] == "6"
    assert leaks(table) == []


def test_services_to_change_stand_with_their_figures(leaks):
    table = views.changes_table(partners())
    assert table.rows[0][:2] == ("Leeds: Sensory service", "Decommission")
    assert "used 33%" in table.rows[0][2].lower()
    assert ("York: Nights away", "Commission more") in [row[:2] for row in table.rows]
    assert leaks(table) == []


def test_many_services_are_cut_and_the_rest_counted():
    lines = [f"S{number} | Team {number} | health | targeted | 100 | 150 | 1000"
             for number in range(1, views.MOST_EACH + 3)]  # fmt: skip
    text = "\n".join(["service_id | service | agency | level | capacity | caseload | "
                      "annual_cost_gbp", *lines])  # fmt: skip
    table = views.changes_table(changed(services=text, outcomes=""))
    assert len(table.rows) == views.MOST_EACH
    assert table.notes[0] == "Commission more: 2 further services cost less."


def test_a_service_that_may_end_stands_with_who_is_left_and_by_when(leaks):
    table = views.ending_table(partners())
    rows = {row[0]: row[1:] for row in table.rows}
    assert rows["Leeds: Sensory service"] == (
        "The rules", "20", "0", "1", "September 2026", "[x]")  # fmt: skip
    assert rows["York: Hearing clinic"] == (
        "1 intention (York I2)",
        "[x]",
        "1",
        "0",
        "September 2026",
        "30 March 2026: has passed",
    )
    assert leaks(table) == []


def test_the_checklist_stands_where_services_do(leaks):
    table = views.checklist_table(partners())
    assert len(table.rows) == len(views.CHECKLIST)
    assert "no legal advice" in table.notes[0]
    assert leaks(table) == []


def test_notice_that_can_still_be_given_is_a_date():
    text = """
        contract_id | contract | lot | provider_id | end_date | notice_months
        C1 | Clinics | 1 | P1 | 2026-09-30 | 1
    """
    table = views.ending_table(changed(contracts=text))
    assert table.rows[0][-1] == "30 August 2026"


def test_without_services_or_changes_there_is_nothing():
    for view in (views.councils_table, views.changes_table, views.ending_table,
                 views.checklist_table):  # fmt: skip
        assert isinstance(view(NOTHING), Absent)
