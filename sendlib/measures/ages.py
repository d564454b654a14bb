"""Ages and stages: how the plans are spread over age."""

from sendlib.measures.indicator import Indicator, Selection

TOPIC = "ages"
AGE_TOPIC = "Child or young persons age"
BANDS = {
    "Under 5": ("under 3", "age 3", "age 4"),
    "5 to 10": tuple(f"age {age}" for age in range(5, 11)),
    "11 to 15": tuple(f"age {age}" for age in range(11, 16)),
    "16 to 19": tuple(f"age {age}" for age in range(16, 20)),
    "20 to 25": tuple(f"age {age}" for age in range(20, 26)),
}
ALL_AGES = tuple(age for ages in BANDS.values() for age in ages)


def band_share(band: str) -> Indicator:
    """Return the share of EHC plans held by an age band."""
    slug = band.lower().replace(" ", "_")
    return Indicator(
        measure=f"plans_age_{slug}_percent",
        title=f"EHC plans of people aged {band.lower()}",
        subject=f"the share of EHC plans of people aged {band.lower()}",
        topic=TOPIC,
        kind="proportion",
        unit="percent",
        polarity=None,
        count=Selection("caseload", ("ehcplans",), AGE_TOPIC, BANDS[band]),
        denominator=Selection("caseload", ("ehcplans",), AGE_TOPIC, ALL_AGES),
        definition="Age at the January count; of plans whose age is known.",
        breakdown=f"age={band}",
    )


INDICATORS = tuple(band_share(band) for band in BANDS)
