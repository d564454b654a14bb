from dataclasses import replace

import pytest

from sendlib.measures.review import Review
from sendlib.views.plain import plain_page

AREAS = ("885", "ENG")


@pytest.fixture
def page(tables, facts, worcestershire):
    def made(share="46", england="44", plans=("5945", "6970"), questioned=(), comparators=AREAS):
        def rows(*fields, period="2024"):
            heads = "area_code | period | field | value"
            lines = [
                f"{area} | {period} | {name} | {value}"
                for area, part in (("885", share), ("ENG", england))
                for name, value in zip(fields, (part, *["100"] * 9), strict=False)
            ]
            return "\n".join([heads, *lines])

        caseload = rows("mainstream_total", "ehcplans", period="2025") + "\n" + "\n".join(
            f"885 | 2025 | {name} | {share}"
            for name in ("special_independent", "special_non_maintained")
        )  # fmt: skip
        caseload = caseload.replace("885 | 2025 | ehcplans | 100", "\n".join(
            f"885 | {year} | ehcplans | {value}"
            for year, value in zip(("2024", "2025"), plans, strict=True)
        ))  # fmt: skip
        given = tables(
            questioned,
            lait=facts(rows("SEN_TotStat", "SEN_TotSENSuP", period="2024/25")),
            caseload=facts(caseload),
            timeliness=facts(rows("plans_issued_20_weeks_ex", "plans_issued_den_ex")),
            requests=facts(rows("requests_decided_not_to_assess", "requests_received_in_year")),
            tribunals=facts(rows("appeals_registered", "appealable_decisions")),
        )
        place = replace(worcestershire, comparators=tuple(set(comparators) - {"885"}))
        return plain_page(Review(given, place))

    return made


def test_sentences_are_short_and_their_reading_level_is_told(page):
    shown = page()
    assert "46 in 100 requests" in shown.items[3]
    assert shown.items[3].endswith("In England it is 44.")
    assert shown.items[1] == (
        "In January 2025, 6,970 children and young people had a plan. The year before it was 5,945."
    )
    years = int(shown.paragraphs[-1].split("about ")[1].split(" ")[0])
    assert years < 13
    assert shown.evidence.figures["measure"].nunique() >= 5


@pytest.mark.parametrize(
    ("share", "words"),
    [("0.2", "fewer than 1 in 100 requests"), ("99.6", "more than 99 in 100 requests"),
     ("0", "0 in 100 requests"), ("100", "100 in 100 requests")],
)  # fmt: skip
def test_nearly_none_and_nearly_all_are_not_rounded_away(page, share, words):
    assert words in page(share=share).items[3]


def test_one_goes_and_many_go(page):
    assert "Here, 1 in 100 new plans was on time." in page(share="1").items[2]
    assert "Here, 2 in 100 new plans were on time." in page(share="2").items[2]


def test_england_is_left_out_where_it_is_not_compared_or_questioned(page):
    assert "England" not in page(comparators=()).items[3]
    doubt = {"area_code": "ENG", "period": "2024", "field": "requests_received_in_year"}
    assert "England" not in page(questioned=(doubt,)).items[3]
    assert "England" not in page(england="unavailable").items[3]


def test_a_missing_or_questioned_number_is_not_given(page):
    doubt = {"area_code": "885", "period": "2025", "field": "ehcplans"}
    shown = page(share="unavailable", questioned=(doubt,))
    assert shown.items[3] == (
        "We have no safe number for Worcestershire on this: requests for an assessment that were "
        "refused."
    )
    assert shown.items[1] == "We have no safe count of plans for Worcestershire."
    doubt = {"area_code": "885", "period": "2024", "field": "ehcplans"}
    assert (
        page(questioned=(doubt,)).items[1].endswith("6,970 children and young people had a plan.")
    )
    assert "The year before" not in page(plans=("unavailable", "5")).items[1]


def test_without_any_data_the_page_still_stands(tables, worcestershire, leaks):
    shown = plain_page(Review(tables(), worcestershire))
    assert all(item.startswith("We have no safe") for item in shown.items)
    assert leaks(shown) == []
