"""Posts as read."""

from sendlib.views import local_workforce
from tests.measures.commissioning.drawn_files import WORKFORCE, nothing_given, partners


def test_the_statement_says_vacancies_and_the_worst_roles(block):
    text = block(local_workforce.workforce_statement(partners()))["text"]
    assert text == (
        "On 31 March 2025, 20.0 full-time equivalent posts were funded in York, and 25.0% of them "
        "were vacant. The highest shares, by role: officer (50.0%) and therapist (20.0%)."
    )


def test_agencies_stand_with_vacancies_then_and_now_and_with_cost(block):
    shown = block(local_workforce.workforce_table(partners()))
    assert [column["title"] for column in shown["columns"]][-2:] == ["Vacant 2024", "Cost a year"]
    assert shown["rows"][0] == ["Health", "14.0", "12.0", "14.3%", "10.0%", "£500,000"]
    assert shown["rows"][1][-2:] == ["[x]", "[x]"]


def test_a_file_of_one_day_without_cost_has_fewer_columns(block):
    text = WORKFORCE.replace("| 2024-03-31 |", "| 2025-03-31 |").replace(
        "SEND    | Officer", "SEND    | Other"
    )
    for cost in ("450000", "400000", "100000"):
        text = text.replace(cost, "      ")
    shown = block(local_workforce.workforce_table(partners(workforce=text)))
    assert len(shown["columns"]) == 4


def test_roles_stand_with_the_highest_vacancies_first(block):
    rows = block(local_workforce.roles_table(partners()))["rows"]
    assert rows[0] == ["Officer (SEND)", "6.0", "3.0", "50.0%", "[x]", "200.0"]


def test_needs_stand_only_where_staff_name_them(block):
    rows = block(local_workforce.workforce_need_table(partners()))["rows"]
    assert [row[0] for row in rows] == [
        "Speech, language and communication needs", "Autistic spectrum disorder",
    ]  # fmt: skip
    text = WORKFORCE.replace("SLCN; ASD", "").replace("SLCN", "")
    assert local_workforce.workforce_need_table(partners(workforce=text)) is None


def test_many_vacancies_are_put_to_those_who_decide():
    (point,) = local_workforce.workforce_points(partners())
    assert point.text == "25.0% of funded posts were vacant on 31 March 2025."
    assert "first for officer and therapist" in point.recommendation


def test_what_is_not_known_makes_no_point_and_no_file_shows_nothing(block):
    unknown = partners(workforce=WORKFORCE.replace("| 3           |", "|             |"))
    assert local_workforce.workforce_points(unknown) == []
    assert "vacant" not in block(local_workforce.workforce_statement(unknown))["text"].split(".")[0]
    nothing = nothing_given()
    assert block(local_workforce.workforce_statement(nothing))["kind"] == "contents"
    for view in ("workforce_table", "roles_table", "workforce_need_table"):
        assert getattr(local_workforce, view)(nothing) is None
    assert local_workforce.workforce_points(nothing) == []
