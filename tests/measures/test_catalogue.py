import pytest

from sendlib.contracts.areas import COUNCILS
from sendlib.contracts.tables import UNITS
from sendlib.measures import (
    adulthood,
    ages,
    alternative_provision,
    finance,
    low_incidence,
    needs,
    outcomes,
    placements,
    plans,
    population,
    social_care,
    timeliness,
)
from sendlib.measures.catalogue import GLANCE, INDICATORS, UNAVAILABLE
from sendlib.measures.selection import indicator_values

OTHERS = (*population.BANDS, *low_incidence.COUNTS, needs.UNKNOWN, placements.UNKNOWN)
ALL = (*INDICATORS, *OTHERS)
TOPICS = (
    population, plans, needs, ages, placements, timeliness, outcomes, adulthood, social_care,
    alternative_provision, finance, low_incidence,
)  # fmt: skip


def test_measures_have_names_of_their_own():
    names = [one.measure for one in (*ALL, *UNAVAILABLE)]
    assert len(set(names)) == len(names)
    titles = [one.title for one in INDICATORS]
    assert len(set(titles)) == len(titles)


@pytest.mark.parametrize("one", ALL, ids=lambda one: one.measure)
def test_an_indicator_says_what_it_is(one):
    assert one.topic in {module.TOPIC for module in TOPICS}
    assert one.unit in UNITS
    suffixes = {"count": "_count", "percent": "_percent", "per_1000": "_per_1000", "gbp": "_gbp",
                "index": "_score"}  # fmt: skip
    assert one.measure.endswith(suffixes[one.unit])
    assert (one.denominator is None) == (one.kind in ("count", "value"))
    assert one.subject.startswith(("the ", "net ", "spending "))
    assert one.title[0].isupper() or one.title[0].isdigit()
    assert not one.definition or one.definition.endswith(".")
    assert not one.title.endswith(".")


def test_numbers_alone_are_not_compared_at_a_glance():
    assert {one.kind for one in GLANCE} == {"proportion", "rate", "value", "ratio"}
    assert {one.kind for one in set(INDICATORS) - set(GLANCE)} == {"count"}


def test_what_no_file_gives_is_named_with_its_publisher():
    assert all(gap.publisher and gap.title and gap.unit in UNITS for gap in UNAVAILABLE)


@pytest.mark.parametrize("one", ALL, ids=lambda one: one.measure)
def test_an_indicator_has_figures_of_nearly_all_councils(published, one):
    values = indicator_values(published, one)
    known = values[values["area_code"].isin(COUNCILS) & values["value"].notna()]
    by_period = known.groupby("period")["area_code"].nunique()
    assert by_period.iloc[-1] >= 135
    assert set(by_period.index) <= set(values["period"])


def test_parts_of_a_whole_add_up_to_all_of_it(published):
    for parts in (placements.MIX, ages.INDICATORS, population.BANDS):
        tables = [indicator_values(published, one) for one in parts]
        newest = tables[0]["period"].max()
        shares = [
            table[(table["area_code"] == "885") & (table["period"] == newest)]["value"].iloc[0]
            for table in tables
        ]
        assert sum(shares) == pytest.approx(100.0)
