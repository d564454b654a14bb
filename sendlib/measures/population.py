"""Population: how many children and young people live in the area."""

from sendlib.measures.indicator import Indicator, Selection
from sendlib.measures.indicators import number_of

TOPIC = "population"
AGES = tuple(str(age) for age in range(26))

CHILDREN = number_of(
    "population_0_17",
    ("population_estimate",),
    measure="population_0_17_count",
    title="Children aged 0 to 17",
    subject="the number of children aged 0 to 17",
    topic=TOPIC,
    definition="Usual residents at mid-year, estimated by the Office for National Statistics.",
)
CHILDREN_AND_YOUNG_PEOPLE = Indicator(
    measure="population_0_25_count",
    title="Children and young people aged 0 to 25",
    subject="the number of children and young people aged 0 to 25",
    topic=TOPIC,
    kind="count",
    unit="count",
    polarity=None,
    count=Selection("population_ages", ("population",), "age", AGES),
    definition="Usual residents at mid-year, estimated by the Office for National Statistics.",
)
AGE_BANDS = {
    "Under 5": AGES[:5],
    "5 to 10": AGES[5:11],
    "11 to 15": AGES[11:16],
    "16 to 19": AGES[16:20],
    "20 to 25": AGES[20:],
}


def band_share(band: str) -> Indicator:
    """Return the share of people aged 0 to 25 who are in an age band."""
    slug = band.lower().replace(" ", "_")
    return Indicator(
        measure=f"population_{slug}_percent",
        title=f"Share of the population aged 0 to 25 who are {band.lower()}",
        subject=f"the share of people aged 0 to 25 who are aged {band.lower()}",
        topic=TOPIC,
        kind="proportion",
        unit="percent",
        polarity=None,
        count=Selection("population_ages", ("population",), "age", AGE_BANDS[band]),
        denominator=Selection("population_ages", ("population",), "age", AGES),
        breakdown=f"age={band}",
    )


BANDS = tuple(band_share(band) for band in AGE_BANDS)
INDICATORS = (CHILDREN, CHILDREN_AND_YOUNG_PEOPLE)
