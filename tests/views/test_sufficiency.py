"""Places from published figures, as a reader meets them."""

import pandas as pd
import pytest

from sendlib.contracts.tables import FIGURE_COLUMNS
from sendlib.measures.sufficiency_public import COLUMNS, SettingsAhead
from sendlib.views.sufficiency import settings_statement, settings_table


@pytest.fixture
def ahead(worcestershire):
    def made(growth=1.5):
        rows = [
            ("plans_mainstream_percent", "Mainstream schools", 500),
            ("plans_units_percent", "of these in SEN units and resourced provision", 90),
            ("plans_state_special_percent", "State-funded special schools", 200),
            ("plans_further_education_percent", "Further education and post-16", 100),
        ]
        table = pd.DataFrame(
            [(*row, row[2] * growth, row[2] * growth * 0.9, row[2] * growth * 1.1,
              row[2] * (growth - 1)) for row in rows],
            columns=COLUMNS,
        )  # fmt: skip
        return SettingsAhead(worcestershire, "2025", "2030", table.astype({"now_count": float}),
                             "drawn.csv")  # fmt: skip

    return made


def test_the_settings_that_grow_most_are_named(ahead, worcestershire):
    assert settings_statement(ahead(), worcestershire).text == (
        "By January 2030, if each kind of setting keeps its share of all plans, Worcestershire "
        "would have 250 more in mainstream schools (from 500 to 750) and 100 more in state-funded "
        "special schools (from 200 to 300). What places there are is not published; the council's "
        "own file of places shows the gap."
    )


def test_where_plans_are_to_fall_no_setting_grows(ahead, worcestershire):
    text = settings_statement(ahead(0.9), worcestershire).text
    assert text.startswith("By January 2030, no kind of setting in Worcestershire is expected")


def test_the_table_and_its_figures_are_projected(ahead, worcestershire, leaks):
    table = settings_table(ahead(), worcestershire)
    assert table.rows[2] == ("State-funded special schools", "200", "300", "100", "330")
    assert leaks(table) == []
    figures = table.evidence.figures
    assert list(figures.columns) == FIGURE_COLUMNS
    state = figures.set_index("measure").loc["plans_state_special_projected_count"]
    assert (state["value"], state["lower"], state["upper"], state["confidence"]) == (
        300, 270, pytest.approx(330), 80,
    )  # fmt: skip
    assert set(figures["status"]) == {"projected"}


def test_without_a_projection_one_sentence_says_so(worcestershire):
    assert settings_statement(None, worcestershire).tone == "missing"
    assert settings_table(None, worcestershire) is None
