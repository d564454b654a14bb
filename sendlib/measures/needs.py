"""Which needs: the primary need of children and young people with an EHC plan."""

from sendlib.measures.indicator import Indicator
from sendlib.measures.indicators import share_of

TOPIC = "needs"
NEEDS = {
    "asd": "Autistic spectrum disorder",
    "slcn": "Speech, language and communication needs",
    "semh": "Social, emotional and mental health",
    "mld": "Moderate learning difficulty",
    "sld": "Severe learning difficulty",
    "pd": "Physical disability",
    "spld": "Specific learning difficulty",
    "hi": "Hearing impairment",
    "pmld": "Profound and multiple learning difficulty",
    "oth": "Other difficulty or disability",
    "vi": "Vision impairment",
    "msi": "Multi-sensory impairment",
    "need_unknown": "Need not recorded",
}
LOW_INCIDENCE = ("hi", "vi", "msi", "pmld")


def need_share(code: str) -> Indicator:
    """Return the share of EHC plans whose primary need is the one of a SEN2 code."""
    name = NEEDS[code]
    spoken = name if code == "need_unknown" else name[0].lower() + name[1:]
    return share_of(
        "needs",
        (f"number_{code}",),
        ("ehc_plans",),
        measure=f"plans_need_{code}_percent",
        title=f"EHC plans with primary need: {spoken}",
        subject=f"the share of EHC plans with {spoken} as primary need",
        topic="low_incidence" if code in LOW_INCIDENCE else TOPIC,
        breakdown=f"need={code.upper()}",
    )


NAMES = tuple(name for code, name in NEEDS.items() if code != "need_unknown")
INDICATORS = tuple(need_share(code) for code in NEEDS if code != "need_unknown")
UNKNOWN = need_share("need_unknown")
