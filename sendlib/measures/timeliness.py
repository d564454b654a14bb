"""Timeliness and appeals: how long decisions take, and how often families challenge them."""

from sendlib.measures.indicator import Indicator, Selection

TOPIC = "timeliness"

IN_TIME = Indicator(
    measure="plans_issued_in_20_weeks_percent",
    title="New EHC plans issued within 20 weeks",
    subject="the share of new EHC plans issued within 20 weeks",
    topic=TOPIC,
    kind="proportion",
    unit="percent",
    polarity="high",
    count=Selection("timeliness", ("plans_issued_20_weeks_ex",)),
    denominator=Selection("timeliness", ("plans_issued_den_ex",)),
    definition=(
        "New plans issued within 20 weeks of the request, of all new plans issued in the calendar "
        "year, leaving out cases with a permitted exception (SEND Regulations 2014, regulation 13)."
    ),
    headline=True,
)
