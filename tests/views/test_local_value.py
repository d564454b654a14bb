"""Value for money as its readers meet it."""

from dataclasses import replace

import pytest

from sendlib.measures.place import Place
from sendlib.measures.regional_value import Amount, LocalCosts, regional_plan
from sendlib.measures.regional_weights import Weights
from sendlib.params.regional_value import OwnValue
from sendlib.views import local_value as views
from sendlib.views import local_value_risk as risk_views
from sendlib.views import local_value_shares as share_views
from sendlib.views.blocks import Absent, Origin

OWN_COSTS = {
    "out_of_area_gbp": 160_000,
    "local": {"education_gbp": 54_000, "transport_gbp": 10_200, "nights_per_week": 1, "weeks": 52,
              "night_gbp": 400},
}  # fmt: skip
PLACE = Place("885", (), (), (), "", (2019, 2025))
EXAMPLE = "This is an example: the costs are not those of these councils."
PROTECTED = {"origin": "local", "protection": "protected"}


def plan(members=8, costs=None, **changes):
    given = OwnValue.model_validate({"draws": 2000, **changes})
    return regional_plan(given, members=members, costs=costs or LocalCosts())


def test_the_published_example_is_told_in_pounds_and_called_an_example():
    assert views.savings_statement(plan()).text == (
        "If 8 councils each keep one more child a year close to home from year 3 on, each child "
        "saves £75,000 a year, and all together save £3.6 million in 5 years, before the cost of "
        "building places. This is an example: the costs are not those of these councils."
    )
    table = views.savings_table(plan(), PLACE)
    assert table.caption.endswith("(example costs)")
    assert "NatSIP" in table.notes[0]


def test_own_costs_are_no_example():
    found = plan(areas=1, children_per_year=2, **OWN_COSTS)
    text = views.savings_statement(found).text
    assert text.startswith("If 1 council keeps 2 more children a year")
    assert text.endswith("before the cost of building places.")
    assert views.package_table(found).caption == (
        "A year of one child, close to home and out of area"
    )
    assert views.package_table(found).notes[1] == views.OWN_NOTE
    mixed = views.savings_statement(plan(out_of_area_gbp=150_000)).text
    assert mixed.endswith("Some of the costs are those of an example, and not of these councils.")


def test_where_local_costs_more_it_says_that_nothing_is_saved():
    text = views.savings_statement(plan(out_of_area_gbp=80_000)).text
    assert "£85,000 costs no less than a placement out of area at £80,000" in text


def test_savings_stand_year_by_year_and_as_figures(leaks):
    table = views.savings_table(plan(), PLACE)
    assert table.rows[-1] == ("Year 5", "24", "£1,800,000", "£3,600,000")
    figures = table.evidence.figures
    assert figures["value"].to_list() == [0, 0, 600_000, 1_200_000, 1_800_000]
    assert set(figures["status"]) == {"projected"}
    assert leaks(table) == []


def test_a_package_is_built_up_and_set_against_the_other_and_its_variants():
    table = views.package_table(plan())
    assert table.rows == (
        ("Education: place, support and therapy", "£54,000"), ("Transport", "£10,200"),
        ("Nights of short breaks", "£20,800"), ("Local package", "£85,000"),
        ("Placement out of area", "£160,000"), ("Saving for one child", "£75,000"),
    )  # fmt: skip
    assert table.notes[0] == "Short breaks: 1 a week for 52 weeks at £400 a night."
    dear = views.package_table(plan(out_of_area_gbp=0))
    assert dear.rows[-1] == ("Saving for one child", "\N{MINUS SIGN}£85,000")
    variants = views.variants_table(plan())
    assert variants.rows[0] == ("As planned", "£54,000", "£10,200", "1", "£20,800", "£85,000",
                                "£75,000", "£3,600,000")  # fmt: skip
    assert variants.rows[1][0] == "0 nights a week"


def test_inputs_say_where_they_come_from_and_members_costs_are_marked(leaks):
    costs = LocalCosts(Amount(200_000, 240_000), Amount(40_000, 40_000), members=3,
                       origin=PROTECTED)  # fmt: skip
    table = views.inputs_table(plan(costs=costs, years=4))
    rows = {row[0]: row[1:] for row in table.rows}
    assert rows["Years looked at"] == ("4", "This partnership")
    assert rows["Councils that save"] == ("8", "Number of members")
    assert rows["A year of a placement out of area"] == (
        "£220,000", "Members' own records: £200,000 to £240,000")  # fmt: skip
    assert rows["A year of education close to home"] == ("£40,000", "Members' own records")
    assert rows["A night of short breaks"] == ("£400", "Example: NatSIP 2018")
    assert table.origin == Origin(**PROTECTED)
    assert "3 councils" in table.notes[1]
    assert leaks(table) == []
    all_local = plan(costs=costs, local=OWN_COSTS["local"])
    assert views.note(all_local) == (
        "Where members' own records are named, they are means of 3 councils, for those placed now; "
        "a child who stays closer to home may need more.",)  # fmt: skip


@pytest.fixture(scope="module")
def shown():
    made = plan()
    return [risk_views.risk_statement(made), risk_views.risk_table(made),
            risk_views.risk_chart(made), risk_views.tornado_chart(made),
            risk_views.break_even_statement(made), risk_views.discount_table(made)]  # fmt: skip


def test_draws_never_make_a_saving_certain():
    always, often = (replace(plan().risk, chance_percent=one) for one in (100.0, 93.4))
    assert (risk_views.chance(always), risk_views.chance(often)) == ("more than 99%", "93%")


def test_what_may_be_saved_is_told_with_its_range(shown, leaks):
    statement, table, chart, bars, even, worth = shown
    assert "in eight of ten. As planned it is £2.9 million." in statement.text
    assert [row[0] for row in table.rows][-2:] == [
        "All years", "All years, discounted, after building"]  # fmt: skip
    assert chart.alt.startswith("Lines of the saving by year. In year 5: £1.8 million as planned")
    assert len(chart.rows) == 5
    assert bars.rows[0][0] == "Children kept local, against the plan"
    assert "Planned: £2.9 million" in bars.alt
    assert even.text == (
        "As planned, savings cover the cost of building by year 3. Over 5 years the plan breaks "
        "even at a local package of £152,759 a year, or 4.3 nights of short breaks a week. "
        f"{EXAMPLE}"
    )
    # by hand: 600,000 / 1.035^2 and so on; 250,000 built, with 24% for optimism
    assert worth.rows[2] == ("Year 3", "£600,000", "0.9335", "£560,106")
    assert worth.rows[-3:] == (
        ("All years", "£3,600,000", "", "£3,211,034"),
        ("Cost of building, with optimism", "", "", "\N{MINUS SIGN}£310,000"),
        ("Net saving", "", "", "£2,901,034"),
    )
    assert [leak for one in shown for leak in leaks(one)] == []


def test_a_plan_that_does_not_pay_says_so():
    dear = plan(uncertainty={"build_gbp": (9e9, 9e9, 9e9)})
    assert risk_views.break_even_statement(dear).text == (
        f"As planned, savings do not cover the cost of building within 5 years. {EXAMPLE}"
    )
    cheap = plan(local={"night_gbp": 10})
    assert "nights of short breaks" not in risk_views.break_even_statement(cheap).text


def test_shares_add_up_under_their_sum_whichever_way_money_is_split(leaks):
    weights = Weights("plans", {"885": 3.0, "816": 1.0})
    table = share_views.shares_table(plan(), weights)
    assert table.rows == (
        (
            "Worcestershire",
            "£900,000.00",
            "£1,350,000.00",
            "£2,250,000.00",
            "£1,800,000.00",
            "£2,700,000.00",
        ),
        ("York", "£900,000.00", "£450,000.00", "£1,350,000.00", "£1,800,000.00", "£900,000.00"),
        (
            "All councils",
            "£1,800,000.00",
            "£1,800,000.00",
            "£3,600,000.00",
            "£3,600,000.00",
            "£3,600,000.00",
        ),
    )
    assert leaks(table) == []
    assert share_views.shares_statement(plan(), weights).text == (
        "As planned, each council keeps 50% of what its children save, and the rest is pooled and "
        "shared out by EHC plans. If all of it were pooled, Worcestershire would have £900,000 "
        f"more than if each council kept its own, and York £900,000 less. {EXAMPLE}"
    )
    alike = share_views.shares_statement(plan(), Weights("equal", {"885": 1.0, "816": 1.0}))
    assert alike.text.endswith(f"shared out by equal parts. {EXAMPLE}")


def test_without_a_saving_there_is_nothing_to_say_of_shares():
    nothing = share_views.shares_statement(plan(out_of_area_gbp=0), Weights("equal", {"885": 1.0}))
    assert isinstance(nothing, Absent)
