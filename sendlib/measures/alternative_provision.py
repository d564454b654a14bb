"""Alternative provision: pupils placed by councils and schools outside ordinary schools."""

from sendlib.measures.indicator import Indicator, Selection

TOPIC = "alternative_provision"


def _placed(kind: str, *, measure: str, title: str, subject: str) -> Indicator:
    return Indicator(
        measure=measure, title=title, subject=subject, topic=TOPIC, kind="count", unit="count",
        polarity=None, count=Selection("ap_counts", ("total",), "prov_type", (kind,)),
        definition="At the January census; pupils with and without SEN.",
    )  # fmt: skip


STATE_SCHOOLS = _placed(
    "State-funded AP school",
    measure="pupils_in_ap_schools_count",
    title="Pupils in state-funded alternative provision schools",
    subject="the number of pupils in state-funded alternative provision schools",
)
COUNCIL_PLACED = _placed(
    "LA funded AP placements",
    measure="pupils_in_council_funded_ap_count",
    title="Pupils in alternative provision funded by the council",
    subject="the number of pupils in alternative provision that the council funds",
)
INDICATORS = (STATE_SCHOOLS, COUNCIL_PLACED)
