"""Low-incidence needs: hearing, vision, multi-sensory impairment and PMLD.

Primary need only and every degree of severity: the published data know no more.
"""

from sendlib.measures.indicators import number_of
from sendlib.measures.needs import LOW_INCIDENCE, NEEDS, need_share

TOPIC = "low_incidence"

COUNTS = tuple(
    number_of(
        "needs",
        (f"number_{code}",),
        measure=f"plans_need_{code}_count",
        title=f"EHC plans with primary need: {NEEDS[code].lower()}",
        subject=f"the number of EHC plans with {NEEDS[code].lower()} as primary need",
        topic=TOPIC,
    )
    for code in LOW_INCIDENCE
)
NAMES = tuple(NEEDS[code] for code in LOW_INCIDENCE)
SHARES = tuple(need_share(code) for code in LOW_INCIDENCE)
INDICATORS = SHARES
