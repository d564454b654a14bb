"""Needs that are rare: the categories of NatSIP, as far as published figures can count them.

A category is the whole group of plans with one primary need, in every degree of severity, so that
it is an upper bound on the children with the most complex needs. Complex health is not published.
Source: NatSIP 2018, Regional commissioning for low-incidence, high-need children with SEND, 3.1.
"""

from dataclasses import dataclass

from sendlib.measures.indicator import Indicator, Selection
from sendlib.measures.needs import LOW_INCIDENCE
from sendlib.measures.population import AGES

TOPIC = "regional"
PER = 1000.0
# single years of age are estimated to mid-2023, needs counted in January 2025
YEARS_BEFORE = 2
PLACEMENT_TOPIC = "Type of placement"


@dataclass(frozen=True)
class Category:
    """One category. code: of the primary need in SEN2, "" where it is not published.

    name: as a heading. phrase: how a sentence calls the need. wanted: what the category is meant
    to hold, of which the published group is an upper bound.
    """

    code: str
    name: str
    phrase: str
    wanted: str


CATEGORIES = (
    Category("hi", "Hearing", "hearing impairment", "severe or profound hearing impairment"),
    Category("vi", "Vision", "vision impairment", "severe vision impairment"),
    Category("msi", "Multi-sensory", "multi-sensory impairment",
             "severe multi-sensory impairment"),
    Category("pmld", "Profound and multiple learning difficulty",
             "profound and multiple learning difficulty",
             "profound and multiple learning difficulty"),
    Category("asd", "Autism", "autistic spectrum disorder",
             "severe autism and behaviour that challenges"),
    Category("semh", "Social, emotional and mental health",
             "social, emotional and mental health needs",
             "severe social, emotional and mental health needs"),
    Category("", "Complex health", "complex health needs",
             "very complex health needs, life-limiting conditions and continuing care"),
)  # fmt: skip
PUBLISHED = tuple(one for one in CATEGORIES if one.code)
# the first four are rare in themselves; autism and SEMH are so only where they are severe
RARE = tuple(one for one in PUBLISHED if one.code in LOW_INCIDENCE)

# groups of settings in the breakdown of needs by placement, each a list of published rows
SETTINGS = {
    "Mainstream schools": (
        "Mainstream - academy", "Mainstream - free school", "Mainstream - independent",
        "Mainstream - LA maintained",
    ),
    "Units and resourced provision": (
        "Mainstream - academy (resourced provision)", "Mainstream - academy (SEN unit)",
        "Mainstream - free school (resourced provision)", "Mainstream - free school (SEN unit)",
        "Mainstream - LA maintained (resourced provision)",
        "Mainstream - LA maintained (SEN unit)",
    ),
    "State-funded special schools": ("Special - Academy/free schools", "Special - LA maintained"),
    "Independent and non-maintained special schools": (
        "Special - independent", "Special - non-maintained",
    ),
    "Further education and post-16": ("FE - total",),
    "Early years, alternative provision and elsewhere": (
        "AP/PRU - total", "Educated elsewhere - total", "Non-maintained early years",
        "Placement not recorded",
    ),
}  # fmt: skip
SPECIALIST = (
    "Units and resourced provision", "State-funded special schools",
    "Independent and non-maintained special schools",
)  # fmt: skip


def rate_of(category: Category) -> Indicator:
    """Return the plans of a category per 1,000 residents aged 0 to 25."""
    return Indicator(
        measure=f"plans_need_{category.code}_per_1000",
        title=f"EHC plans with {category.phrase} as primary need per 1,000 aged 0 to 25",
        subject=(
            f"the number of EHC plans with {category.phrase} as primary need per 1,000 residents "
            "aged 0 to 25"
        ),
        topic=TOPIC,
        kind="rate",
        unit="per_1000",
        polarity=None,
        count=Selection("needs", (f"number_{category.code}",)),
        denominator=Selection(
            "population_ages", ("population",), "age", AGES, years_before=YEARS_BEFORE
        ),
        per=PER,
        definition=(
            "Primary need only, every degree of severity; residents at mid-2023, the latest "
            "estimate by single year of age."
        ),
        places=2,
        breakdown=f"need={category.code.upper()}",
    )


def placed_in(category: Category, setting: str) -> Indicator:
    """Return the plans of a category in a group of settings."""
    return Indicator(
        measure=f"plans_need_{category.code}_placed_count",
        title=f"EHC plans with {category.phrase}: {setting[0].lower()}{setting[1:]}",
        subject=f"the number of EHC plans with {category.phrase} in {setting.lower()}",
        topic=TOPIC,
        kind="count",
        unit="count",
        polarity=None,
        count=Selection("needs", (f"number_{category.code}",), PLACEMENT_TOPIC, SETTINGS[setting]),
        breakdown=f"need={category.code.upper()};setting={setting}",
    )


RATES = {one.code: rate_of(one) for one in PUBLISHED}
RARE_RATE = Indicator(
    measure="plans_low_incidence_per_1000",
    title="EHC plans with a sensory need or PMLD per 1,000 aged 0 to 25",
    subject=(
        "the number of EHC plans with a hearing, vision or multi-sensory impairment or profound "
        "and multiple learning difficulty as primary need per 1,000 residents aged 0 to 25"
    ),
    topic=TOPIC,
    kind="rate",
    unit="per_1000",
    polarity=None,
    count=Selection("needs", tuple(f"number_{one.code}" for one in RARE)),
    denominator=Selection(
        "population_ages", ("population",), "age", AGES, years_before=YEARS_BEFORE
    ),
    per=PER,
    definition=RATES["hi"].definition,
    places=2,
    breakdown="need=HI+VI+MSI+PMLD",
)
RESIDENTIAL_SHARE = Indicator(
    measure="residential_placements_percent",
    title="Residential placements as a share of EHC plans",
    subject="the share of EHC plans with a residential placement of 38 weeks or more",
    topic=TOPIC,
    kind="proportion",
    unit="percent",
    polarity=None,
    count=Selection("residential", ("Res_tot",)),
    denominator=Selection("caseload", ("ehcplans",)),
    definition="At the January count.",
    places=2,
)
