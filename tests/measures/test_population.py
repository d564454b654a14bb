import pytest

from sendlib.measures.population import AGE_BANDS, CHILDREN_AND_YOUNG_PEOPLE, band_share

AGES = "population/mye_2022_2023_age0_25_utla.csv"


def test_people_aged_0_to_25_are_single_ages_added_up(worcestershire_compared, raw_rows):
    rows = raw_rows(AGES, new_la_code="E10000034", mid_year="2023")
    people = {int(row["age"]): float(row["population"]) for row in rows}
    found = worcestershire_compared(CHILDREN_AND_YOUNG_PEOPLE)
    assert found.own["value"] == sum(people[age] for age in range(26))
    share = worcestershire_compared(band_share("20 to 25")).own["value"]
    assert share == pytest.approx(
        100 * sum(people[age] for age in range(20, 26)) / sum(people[age] for age in range(26))
    )


def test_bands_cover_every_age_once():
    ages = [age for band in AGE_BANDS.values() for age in band]
    assert ages == [str(age) for age in range(26)]
