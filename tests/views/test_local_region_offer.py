"""What councils could offer each other, as read."""

import pandas as pd

from sendlib.measures.commissioning.regional_offer import places_of
from sendlib.measures.local.share import Share, Shares
from sendlib.views import local_region_offer as views
from sendlib.views.blocks import Absent
from tests.measures.commissioning.drawn_members import NOBODY, members
from tests.views.drawn_partners import NOTHING, changed, partners

NO_SHARES = Shares(("383", "816"))


def test_services_with_room_are_told_with_their_councils(leaks):
    found = views.offer_statement(partners())
    assert found.text == (
        "5 specialist services for rare or severe needs could be open to children of other "
        "councils. 3 have room now, in Leeds and York."
    )
    full = """
        service_id | service | agency | level | needs | capacity | caseload
        S1 | One | health | specialist | HI | 10 | 12
    """
    text = views.offer_statement(changed(services=full)).text
    assert text == (
        "1 specialist service for rare or severe needs could be open to children of other "
        "councils. By the files none has room now."
    )
    assert leaks(found) == []


def test_the_offer_says_what_for_whom_whose_and_how_much_room(leaks):
    table = views.offer_table(partners())
    assert table.rows[0] == (
        "Leeds: Sensory service",
        "Vision impairment",
        "Any",
        "Education",
        "40",
        "September 2026",
    )
    assert leaks(table) == []
    lines = [f"S{number} | Team {number} | health | education | specialist | HI | 3 | 18"
             for number in range(views.MOST_OFFERED + 1)]  # fmt: skip
    text = "\n".join(["service_id | service | agency | other_agencies | level | needs | "
                      "youngest_age | oldest_age", *lines])  # fmt: skip
    long = views.offer_table(changed(services=text))
    assert long.rows[0][2:4] == ("From 3 to 18", "Health and education")
    assert "1 further services have less room, or none known." in long.notes


def test_what_councils_buy_apart_is_added_up_by_need(leaks):
    table = views.sharing_table(partners())
    assert table.rows[0] == (
        "Vision impairment", "2", "2", "£130,000", "£1,000", "£2,000", "50", "0")  # fmt: skip
    assert leaks(table) == []


def test_places_stand_by_need_and_year_with_the_change_agreed(leaks):
    found = partners()
    table = views.place_plan_table(found, places_of(members(), NO_SHARES))
    rows = {row[0]: row[1:] for row in table.rows}
    assert [column.title for column in table.columns] == ["Need", "2024/25", "2025/26"]
    assert rows["Hearing, vision and multi-sensory impairment"] == ("50", "24 (+4), 1 council")
    assert rows["Profound and multiple learning difficulty"] == ("10, 1 council", "none given")
    assert rows["All needs"] == ("60", "24 (+4), 1 council")
    assert leaks(table) == []


def test_places_of_a_share_count_where_a_council_gives_no_file():
    shared = pd.DataFrame({"school_year": ["2024/25"], "need": ["PMLD"], "phase": ["primary"],
                           "places": [7.0]})  # fmt: skip
    shares = Shares(("383", "816"), {code: Share(code, places=shared) for code in ("383", "816")})
    found = places_of(NOBODY, shares)
    assert found["places"].sum() == 14
    assert places_of(members(), shares)["places"].sum() == 84
    assert views.place_plan_table(NOTHING, found).rows[-1] == ("All needs", "14")
    closing = found.assign(planned_change=-3)
    assert views.place_plan_table(NOTHING, closing).rows[-1][1].endswith("\N{MINUS SIGN}6)")


def test_without_files_there_is_nothing():
    for view in (views.offer_statement, views.offer_table, views.sharing_table):
        assert isinstance(view(NOTHING), Absent)
    nothing = views.place_plan_table(NOTHING, places_of(NOBODY, NO_SHARES))
    assert isinstance(nothing, Absent)
