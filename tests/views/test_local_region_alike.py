"""How alike offers are, as read."""

from sendlib.views import local_region_alike as views
from sendlib.views.blocks import Absent
from tests.views.drawn_partners import NOTHING, changed, partners


def test_pairs_of_councils_stand_by_how_alike_their_offers_are(leaks):
    table = views.alike_table(partners())
    assert table.rows == (("Leeds and York", "2", "25%"),)
    assert leaks(table) == []
    assert isinstance(views.alike_table(NOTHING), Absent)


def test_money_and_children_are_compared_by_rank_with_the_ends(leaks):
    text = """
        service_id | service | agency | level | needs | annual_cost_gbp
        S1 | A | health | specialist | HI | 100
        S2 | B | health | specialist | VI | 400
        S3 | C | health | specialist | MSI | 900
        S4 | D | health | specialist | PMLD | 1600
        S5 | E | health | specialist | ASD | 2500
    """
    children = {"HI": 10, "VI": 20, "MSI": 30, "PMLD": 40, "ASD": 50}
    found = views.correlation_statement(changed(services=text), children)
    assert found.text == (
        "Set in order of children with a plan and in order of what services cost, 5 needs have a "
        "rank correlation of 1.00 (1 is the same order, 0 no likeness). For each child with a "
        "plan, services cost from £10 a year for hearing impairment to £50 for autistic spectrum "
        "disorder; they serve others too."
    )
    assert leaks(found) == []
    assert isinstance(views.correlation_statement(partners(), children), Absent)
