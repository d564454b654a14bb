"""Protected tables as tables, bars and sentences: what is hidden is nowhere."""

import json
import re

import pandas as pd
import pytest

from sendlib.measures.local.joint import JOINT_OUTCOME, JOINT_WAITING
from sendlib.measures.local.packages import PACKAGES_NEED
from sendlib.measures.local.personal_budgets import BUDGETS_VALUE
from sendlib.measures.local.plans import PLANS_BY_NEED, PLANS_NEED_SETTING
from sendlib.measures.local.protected import Given, Protected, ProtectedTables
from sendlib.measures.local.spend import SPEND_AGENCY
from sendlib.views.blocks import Callout, Origin
from sendlib.views.local_tables import figures, local_chart, local_statement, local_table
from sendlib.views.local_wanting import wanting

LOCAL = Origin("local", "protected")


def protected(measure, *rows):
    """Return a protected table; a value of None is hidden."""
    fields = measure.field_names
    table = pd.DataFrame(rows, columns=["period", *fields, "value"])
    wholes = table[(table[list(fields)] == "Total").all(axis=1)].set_index("period")["value"]
    table["reason"] = ["confidential" if pd.isna(value) else "" for value in table["value"]]
    table["percent"] = 100 * table["value"] / table["period"].map(wholes)
    if measure.unit == "gbp":
        table["percent"] = float("nan")
    return Protected(measure, table.astype({"value": float, "percent": float}))


def of(measure, *rows, **settings):
    return ProtectedTables({measure.name: protected(measure, *rows)}, **settings)


NEEDS = (
    ("2024", "ASD", 80), ("2024", "HI", 6), ("2024", "Total", 86),
    ("2025", "ASD", 90), ("2025", "HI", None), ("2025", "VI", None), ("2025", "Total", 97),
)  # fmt: skip


def test_a_table_of_several_periods_has_a_column_each_and_marks_what_is_hidden(worcestershire):
    table = local_table(of(PLANS_BY_NEED, *NEEDS), PLANS_BY_NEED, worcestershire)
    assert table.caption == "EHC plans by primary need, Worcestershire, January 2024 to 2025"
    assert [column.title for column in table.columns] == ["Primary need", "Jan 2024", "Jan 2025"]
    assert table.rows == (
        ("Hearing impairment", "6", "[c]"), ("Vision impairment", "0", "[c]"),
        ("Autistic spectrum disorder", "80", "90"), ("All", "86", "97"),
    )  # fmt: skip
    assert table.values[0] == ("Hearing impairment", 6.0, None)
    assert any("[c] hidden so that nobody can be recognised" in note for note in table.notes)
    assert table.origin == LOCAL


def test_a_table_of_one_period_has_percentages(worcestershire):
    rows = (("2025", "ASD", 30), ("2025", "SENSORY", None), ("2025", "Total", 40))
    table = local_table(of(PACKAGES_NEED, *rows, rounding=5), PACKAGES_NEED, worcestershire)
    assert table.rows == (
        ("Autism", "30", "75.0%"), ("Hearing, vision and multi-sensory impairment", "[c]", "[c]"),
        ("All", "40", "100.0%"),
    )  # fmt: skip
    assert "Numbers are rounded to the nearest 5." in table.notes
    hidden = (("2025", "ASD", 30), ("2025", "Total", None))
    assert local_table(of(PACKAGES_NEED, *hidden), PACKAGES_NEED, worcestershire).rows == (
        ("Autism", "30", "[x]"), ("All", "[c]", "[c]"),
    )  # fmt: skip


def test_a_table_of_two_fields_crosses_them_at_the_latest_period(worcestershire):
    rows = [("2025", need, setting, 9) for need in ("ASD", "Total")
            for setting in ("mainstream", "Total")]  # fmt: skip
    table = local_table(of(PLANS_NEED_SETTING, *rows), PLANS_NEED_SETTING, worcestershire)
    assert [column.title for column in table.columns] == [
        "Primary need", "Mainstream schools", "All",
    ]  # fmt: skip
    assert table.rows == (("Autistic spectrum disorder", "9", "9"), ("All", "9", "9"))


def test_a_chart_draws_no_bar_for_what_is_hidden_and_says_so(worcestershire):
    chart = local_chart(of(PLANS_BY_NEED, *NEEDS), PLANS_BY_NEED, worcestershire)
    assert chart.rows == (
        ("Hearing impairment", None, "hidden"), ("Vision impairment", None, "hidden"),
        ("Autistic spectrum disorder", 90.0, "shown"),
    )  # fmt: skip
    assert chart.alt.endswith("Hidden: Hearing impairment and Vision impairment.")
    assert chart.origin == LOCAL
    none = (("2025", "HI", None), ("2025", "Total", None))
    told = local_chart(of(PLANS_BY_NEED, *none), PLANS_BY_NEED, worcestershire)
    assert isinstance(told, Callout)
    assert "Every number is hidden" in told.text
    plain = (("2025", "ASD", 90), ("2025", "Total", 90))
    assert "Hidden" not in local_chart(of(PLANS_BY_NEED, *plain), PLANS_BY_NEED, worcestershire).alt


def test_a_sentence_tells_the_total_the_largest_and_how_many_are_hidden(worcestershire):
    told = local_statement(of(PLANS_BY_NEED, *NEEDS), PLANS_BY_NEED, worcestershire)
    assert told.text == (
        "In January 2025, there were 97 EHC plans in Worcestershire. The largest by primary need: "
        "autistic spectrum disorder (90, 92.8%). 2 of 3 parts are hidden."
    )
    money = (("2024-25", "education", 2e6), ("2024-25", "health", None), ("2024-25", "Total", 3e6))
    told = local_statement(of(SPEND_AGENCY, *money), SPEND_AGENCY, worcestershire)
    assert told.text == (
        "In 2024\N{EN DASH}25, spend on packages in Worcestershire came to £3.0 million. The "
        "largest by agency: education (£2.0 million). 1 of 2 parts is hidden."
    )
    none = (("2025", "HI", None), ("2025", "Total", None))
    told = local_statement(of(PLANS_BY_NEED, *none), PLANS_BY_NEED, worcestershire)
    assert told.text.startswith("The number of EHC plans in Worcestershire in January 2025 is hid")


def test_figures_of_what_is_hidden_have_their_key_and_nothing_else(worcestershire):
    rows = figures(protected(PLANS_BY_NEED, *NEEDS), worcestershire)
    hidden = rows[rows["status"] == "suppressed"]
    assert set(hidden["breakdown"]) == {"need=HI", "need=VI"}
    assert hidden[["value", "lower", "upper", "count", "denominator"]].isna().all().all()
    percent = rows[(rows["measure"] == "local_plans_need_percent") & (rows["value"].notna())]
    assert percent["denominator"].tolist() == [86, 86, 86, 97, 97]
    money = protected(SPEND_AGENCY, ("2024-25", "education", 5.0), ("2024-25", "Total", 5.0))
    assert set(figures(money, worcestershire)["measure"]) == {"local_packages_spend_gbp"}
    whole = protected(PLANS_BY_NEED, ("2025", "ASD", 90), ("2025", "Total", None))
    rows = figures(whole, worcestershire).query("unit == 'percent' and breakdown == 'need=ASD'")
    assert rows["status"].tolist() == ["not_available"]
    assert rows[["value", "count", "denominator"]].isna().all().all()


def test_cells_of_a_part_of_a_population_are_named_by_the_whole_of_it(worcestershire):
    waiting = protected(JOINT_WAITING, ("2024", "0-2", 9), ("2024", "Total", 9))
    outcome = protected(JOINT_OUTCOME, ("2024", "pending", 9), ("2024", "Total", 20))
    names = [set(figures(one, worcestershire)["breakdown"]) for one in (waiting, outcome)]
    assert names[0] == {"outcome=pending;waiting=0-2", "outcome=pending"}
    assert names[0] & names[1] == {"outcome=pending"}


@pytest.mark.parametrize("view", [local_table, local_chart, local_statement])
def test_without_its_files_a_view_says_what_to_give(view, worcestershire):
    shown = view(ProtectedTables(), PLANS_BY_NEED, worcestershire)
    assert shown.tone == "missing"
    assert "give “SEN2 return: persons” and “SEN2 return: named plans”" in shown.text
    json.dumps(shown._repr_mimebundle_()[0])


def test_a_table_can_be_withheld_or_without_records():
    assert wanting(ProtectedTables(withheld=("packages-need",)), PACKAGES_NEED) == (
        "The params file withholds packages in force by need."
    )
    given = ProtectedTables(given=(Given("packages", "Packages", "about 10", "none"),))
    assert re.match("The council's files hold no records", wanting(given, PACKAGES_NEED))


def test_small_numbers_that_are_published_are_told_as_such(worcestershire):
    small = (("2025", "ASD", 94), ("2025", "HI", 3), ("2025", "Total", 97))
    told = "Numbers below 5 that stand here are those that the Department for Education publishes"
    table = local_table(of(PLANS_BY_NEED, *small, threshold=5), PLANS_BY_NEED, worcestershire)
    assert any(note.startswith(told) for note in table.notes)
    table = local_table(of(PLANS_BY_NEED, *NEEDS, threshold=5), PLANS_BY_NEED, worcestershire)
    assert not any(note.startswith(told) for note in table.notes)


def test_sums_of_one_period_have_no_column_of_percentages(worcestershire):
    sums = [("2025", agency, value) for agency, value in (("education", 30), ("Total", 40))]
    table = local_table(of(BUDGETS_VALUE, *sums), BUDGETS_VALUE, worcestershire)
    assert [column.title for column in table.columns][1:] == ["Amount (£)"]
