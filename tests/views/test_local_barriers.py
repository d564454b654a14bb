"""Barriers beside what figures say of them."""

import pytest

from sendlib.measures.commissioning.members import MemberFiles
from sendlib.params.load import region_from_notebook
from sendlib.views.blocks import Absent, Origin
from sendlib.views.local_barriers import barriers_table
from tests.measures.commissioning.drawn_members import NOBODY, files_of, members

PLANS = """
    area | need | plans
    886  | hi   | 60
    887  | hi   | 9
    936  | hi   | 51
"""
NAMES = ["appeals", "residential", "independent", "full_schools", "vacancies", "unit_costs", "gaps",
         "shares", ""]  # fmt: skip


def params(names=NAMES):
    barriers = [{"barrier": f"Barrier {name}", "evidence": name} for name in names]
    return region_from_notebook(
        region="Garden Three", members=["Surrey", "Kent", "Medway"],
        regional={"working_together": {"barriers": barriers}},
    )  # fmt: skip


@pytest.fixture
def review(regional, facts):
    residential = facts("""
        area_code | period | field                        | value
        886       | 2025   | residential_placements_total | 40
        887       | 2025   | residential_placements_total | 10
    """)
    return regional(PLANS, residential=residential)


def test_each_barrier_stands_beside_its_figure(review, leaks):
    table = barriers_table(params(), review, members(), given=2)
    told = dict(zip(NAMES, [row[1] for row in table.rows], strict=True))
    assert told["appeals"].startswith("There is no published figure on the share of appealable")
    assert told["full_schools"] == (
        "105.0% of specialist places are taken (63 children on 60 places), by the files of 2 "
        "councils."
    )
    assert told["vacancies"] == (
        "15.0% of funded posts of health staff are not filled, by the files of 2 councils."
    )
    assert told["unit_costs"] == (
        "Widest for vision impairment: specialist services cost from £1,000 to £2,000 a year for "
        "each person they serve."
    )
    assert told["gaps"].startswith("Of 52 fields of need and level of help, ")
    assert told["shares"] == "2 of 3 councils give figures of their own to this report."
    assert told[""] == "No figure of this report bears on it."
    assert table.rows[0][2:] == ("Nothing yet", "Nobody yet")
    assert table.origin == Origin("local", "not_personal")
    measures = set(table.evidence.figures["measure"])
    assert {"local_places_taken_percent", "members_with_own_figures_count"} <= measures
    assert leaks(table) == []


def test_without_files_it_says_which_one_it_takes(review):
    table = barriers_table(params(), review, NOBODY, given=0)
    told = dict(zip(NAMES, [row[1] for row in table.rows], strict=True))
    assert told["full_schools"].endswith("no council gives what it takes (local file places).")
    assert told["vacancies"].endswith("(local file workforce).")
    assert told["unit_costs"] == told["gaps"]
    assert table.origin == Origin()


def test_published_figures_are_told_with_the_councils_at_both_ends(regional, facts):
    tribunals = facts("""
        area_code | period | field                | value
        886       | 2024   | appeals_registered   | 30
        886       | 2024   | appealable_decisions | 1000
        887       | 2024   | appeals_registered   | 10
        887       | 2024   | appealable_decisions | 1000
    """)
    review = regional(PLANS, tribunals=tribunals)
    table = barriers_table(params(["appeals"]), review, NOBODY, given=0)
    assert table.rows[0][1] == (
        "The share of appealable decisions that were appealed to the SEND Tribunal: 2.0% in 2024; "
        "among the councils 1.0% in Medway to 3.0% in Kent."
    )
    assert len(table.evidence.figures) >= 3


def test_services_of_one_council_have_no_range_of_costs(review):
    alone = MemberFiles(("816",), {"816": files_of("816")})
    table = barriers_table(params(["unit_costs"]), review, alone, given=1)
    assert table.rows[0][1].startswith("Not known")


def test_without_barriers_there_is_nothing(review):
    assert isinstance(barriers_table(params([]), review, NOBODY, given=0), Absent)
