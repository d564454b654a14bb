"""Who pays, and how the agencies decide, as a reader meets it."""

from hypothesis import given
from hypothesis import strategies as some

from sendlib.measures.local.joint import JOINT_WAITING
from sendlib.measures.local.joint_results import JOINT_DAYS, JOINT_HEALTH
from sendlib.measures.local.spend import SPEND_AGENCY, SPEND_NEED_AGENCY
from sendlib.views import local_joint as views
from sendlib.views import local_joint_shares as share_views
from sendlib.views.blocks import Absent, Callout
from tests.views.drawn_local import NOTHING, own, result, table

DASH = "\N{EN DASH}"
SPEND = table(
    SPEND_AGENCY,
    ("2023-24", "education", 90), ("2023-24", "health", 10), ("2023-24", "Total", 100),
    ("2024-25", "education", 200), ("2024-25", "health", 50), ("2024-25", "social_care", 50),
    ("2024-25", "Total", 300),
)  # fmt: skip


def test_shares_of_a_year_add_up_to_100(worcestershire, leaks):
    found = share_views.shares_over_time(own(SPEND), worcestershire)
    assert [column.title for column in found.columns] == [
        "Financial year", "Education", "Health", "Social care", "Spend (£)"]  # fmt: skip
    # 66.67, 16.67 and 16.67: the tenths that are left go to the first of equals
    assert found.rows == (
        (f"2023{DASH}24", "90.0%", "10.0%", "0.0%", "100"),
        (f"2024{DASH}25", "66.7%", "16.7%", "16.6%", "300"),
    )
    figures = found.evidence.figures
    last = figures[figures["period"] == "2024-25"]
    assert round(last["value"].sum(), 1) == 100.0
    assert leaks(found) == []


def test_shares_by_need_are_of_the_latest_year_and_hide_what_is_hidden(worcestershire, leaks):
    rows = [
        ("2024-25", "ASD", "education", 60), ("2024-25", "ASD", "health", None),
        ("2024-25", "ASD", "Total", 100), ("2024-25", "PD", "education", None),
        ("2024-25", "PD", "Total", None), ("2024-25", "SLCN", "Total", 0),
        ("2024-25", "Total", "education", 160), ("2024-25", "Total", "health", 40),
        ("2024-25", "Total", "Total", 200),
    ]  # fmt: skip
    found = share_views.shares_by_need(own(table(SPEND_NEED_AGENCY, *rows)), worcestershire)
    assert found.rows == (
        ("Autism", "60.0%", "[c]", "100"),
        ("Speech, language and communication", "[z]", "[z]", "0"),
        ("Physical disability", "[c]", "[c]", "[c]"), ("All", "80.0%", "20.0%", "200"),
    )  # fmt: skip
    assert "[z] nothing was spent." in found.notes
    figures = found.evidence.figures
    assert "need=ASD;agency=education" in set(figures["breakdown"])
    assert "need=SLCN;agency=education" not in set(figures["breakdown"])
    assert leaks(found) == []


AMOUNTS = some.lists(some.integers(0, 10**10), min_size=4, max_size=4).filter(any)


@given(AMOUNTS)
def test_whatever_the_agencies_pay_the_shares_add_up_to_100(pence):
    paid = [one / 100 for one in pence]
    found = share_views.shares_of([*paid, sum(pence) / 100])
    assert round(sum(found), 6) == 100


def days(period, quartile, median, upper):
    names = ("quartile_days", "median_days", "upper_quartile_days")
    given_ = zip(names, (quartile, median, upper), strict=True)
    return [(period, "Total", name, value, "days") for name, value in given_]


def test_days_are_told_for_all_years_and_by_year(worcestershire, leaks):
    rows = [*days("2023", 30, 50, None), *days("2023 to 2024", 31, 49, 90)]
    given_ = own(results=[result(JOINT_DAYS, *rows)])
    found = views.days_statement(given_, worcestershire)
    assert found.text == (
        "Half of the requests for joint funding in Worcestershire were decided within 49 days, a "
        "quarter within 31 and three quarters within 90."
    )
    shown = views.days_table(given_, worcestershire)
    assert shown.rows == (("2023", "30", "50", "[c]"), ("2023 to 2024", "31", "49", "90"))
    assert leaks(found) == leaks(shown) == []


def test_days_that_are_not_reached_or_hidden_are_said_to_be(worcestershire, leaks):
    slow = own(results=[result(JOINT_DAYS, *days("2024", 30, 50, float("nan")))])
    assert views.days_statement(slow, worcestershire).text.endswith("a quarter within 30.")
    shown = views.days_table(slow, worcestershire)
    assert shown.rows[0][3] == "[x]"
    assert "[x] not so many have been decided." in shown.notes
    for median in (None, float("nan")):
        none = own(results=[result(JOINT_DAYS, *days("2024", 30, median, None))])
        assert views.days_statement(none, worcestershire).text == (
            "How long decisions on joint funding take in Worcestershire cannot be shown."
        )
    assert leaks(shown) == []


def health(rating, missing, agreed, parity):
    where = f"health_need={rating}"
    return [("2024", where, "missing", missing, "count"),
            ("2024", where, "agreed_percent", agreed, "percent"),
            ("2024", where, "parity", parity, "gbp")]  # fmt: skip


HEALTH = result(
    JOINT_HEALTH, *health("low", 0, float("nan"), 0), *health("medium", 9, 23, 120_000),
    *health("high", 7, 40, 300_000),
)  # fmt: skip
HIDDEN = result(
    JOINT_HEALTH, *health("low", 0, 20, 0), *health("medium", 9, 23, 120_000),
    *health("high", None, 40, None),
)  # fmt: skip


def test_health_is_told_by_rating(worcestershire, leaks):
    found = views.health_table(own(results=[HEALTH]), worcestershire)
    assert found.rows == (
        ("Low", "0", "[x]", "0"), ("Medium", "9", "23%", "120,000"),
        ("High", "7", "40%", "300,000"),
    )  # fmt: skip
    assert "[x] no share to go by." in found.notes
    hidden = views.health_table(own(results=[HIDDEN]), worcestershire)
    assert hidden.rows[2] == ("High", "[c]", "40%", "[c]")
    assert any("[c] hidden" in note for note in hidden.notes)
    assert leaks(found) == leaks(hidden) == []


WAITING = table(JOINT_WAITING, ("2023 to 2024", "0-2", 20), ("2023 to 2024", "12+", 12),
                ("2023 to 2024", "Total", 32))  # fmt: skip


def test_health_is_said_in_all_where_nothing_is_hidden(worcestershire, leaks):
    found = views.health_statement(own(results=[HEALTH]), worcestershire)
    assert found.text == (
        "In 16 decided requests for joint funding in Worcestershire, health's share is missing; "
        "at parity it comes to £420,000 a year."
    )
    assert leaks(found) == []
    assert isinstance(views.health_statement(own(results=[HIDDEN]), worcestershire), Absent)


def test_the_summary_is_told_of_health_and_of_what_waits():
    share, waiting = views.key_points(own(SPEND, WAITING, results=[HEALTH]))
    assert share.text == (
        f"Health pays 16.7% of the spend on packages in 2024{DASH}25, against 10.0% in "
        f"2023{DASH}24."
    )
    assert share.recommendation.endswith("at parity they come to £420,000 a year.")
    assert share.figures == ("tab-joint-shares", "tab-joint-health")
    assert waiting.text == (
        "32 requests for joint funding have no decision, 12 of them for a year or more."
    )
    assert waiting.recommendation


def test_the_summary_is_told_nothing_of_what_is_hidden():
    (share,) = views.key_points(own(SPEND, results=[HIDDEN]))
    assert share.recommendation == ""
    assert views.key_points(NOTHING) == []
    hidden = table(SPEND_AGENCY, ("2024-25", "health", None), ("2024-25", "Total", 300))
    none = table(JOINT_WAITING, ("2024", "Total", None))
    assert views.key_points(own(hidden, none)) == []
    one = table(SPEND_AGENCY, ("2024-25", "health", 30), ("2024-25", "Total", 30))
    short = table(JOINT_WAITING, ("2024", "12+", None), ("2024", "Total", 9))
    share, waiting = views.key_points(own(one, short))
    assert share.text == f"Health pays 100.0% of the spend on packages in 2024{DASH}25."
    assert waiting.text == "9 requests for joint funding have no decision."


def test_without_files_boxes_say_so_and_the_rest_is_silent(worcestershire):
    both = views.missing_packages(NOTHING)
    assert isinstance(both, Callout)
    assert "(named packages and joint_funding)" in both.text
    assert isinstance(views.missing_requests(NOTHING), Absent)
    one = views.missing_requests(own(given=("packages",)))
    assert isinstance(one, Callout)
    assert "(named joint_funding)" in one.text
    assert isinstance(views.missing_packages(own(given=("joint_funding",))), Callout)
    assert isinstance(views.missing_packages(own()), Absent)
    assert isinstance(views.missing_requests(own()), Absent)
    silent = [
        share_views.shares_over_time(NOTHING, worcestershire),
        share_views.shares_by_need(NOTHING, worcestershire),
        views.days_statement(NOTHING, worcestershire), views.days_table(NOTHING, worcestershire),
        views.health_table(NOTHING, worcestershire),
        views.health_statement(NOTHING, worcestershire),
    ]  # fmt: skip
    assert {type(block) for block in silent} == {Absent}
