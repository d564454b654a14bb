"""Timeliness and appeals: how long decisions take, and how often families challenge them."""

from sendlib.measures.indicator import Indicator, Selection
from sendlib.measures.indicators import share_of

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
)
OVER_A_YEAR = share_of(
    "timeliness",
    ("plans_issued_gt_1_year_ex",),
    ("plans_issued_den_ex",),
    measure="plans_issued_after_a_year_percent",
    title="New EHC plans issued after more than a year",
    subject="the share of new EHC plans issued after more than 52 weeks",
    topic=TOPIC,
    polarity="low",
    definition="Of new plans issued in the calendar year, permitted exceptions left out.",
)
REQUESTS_IN_TIME = share_of(
    "requests",
    ("request_outcome_six_weeks",),
    ("request_outcome_six_weeks", "request_outcome_over_6_weeks"),
    measure="requests_decided_in_6_weeks_percent",
    title="Requests decided within 6 weeks",
    subject="the share of requests for an assessment that were decided within 6 weeks",
    topic=TOPIC,
    polarity="high",
    definition="Of requests decided, in the calendar year of the request.",
)
REVIEWS_HELD = share_of(
    "annual_reviews",
    ("total_review_meeting",),
    ("review_expected",),
    measure="annual_reviews_held_percent",
    title="Annual reviews recorded, of those expected",
    subject="the share of expected annual reviews whose meeting is recorded",
    topic=TOPIC,
    polarity="high",
)
REVIEWS_IN_TIME = share_of(
    "annual_reviews",
    ("number_decsion_4weeks",),
    ("number_decsion_4weeks", "number_decision_gt_4weeks"),
    measure="annual_review_decisions_in_4_weeks_percent",
    title="Annual review decisions sent within 4 weeks of the meeting",
    subject="the share of annual review decisions sent within 4 weeks of the meeting",
    topic=TOPIC,
    polarity="high",
)
APPEALS = share_of(
    "tribunals",
    ("appeals_registered",),
    ("appealable_decisions",),
    measure="tribunal_appeals_percent",
    title="Appeals to the SEND Tribunal, of appealable decisions",
    subject="the share of appealable decisions that were appealed to the SEND Tribunal",
    topic=TOPIC,
    polarity="low",
    definition="Appeals registered in the calendar year, of decisions that can be appealed.",
)
APPEALS_NEW_BASIS = share_of(
    "tribunals_2025",
    ("appeals_registered",),
    ("appealable_decisions",),
    measure="tribunal_appeals_new_basis_percent",
    title="Appeals to the SEND Tribunal, of appealable decisions counted in the new way",
    subject=(
        "the share of appealable decisions, counted in the new way, that were appealed to the "
        "SEND Tribunal"
    ),
    topic=TOPIC,
    polarity="low",
    definition=(
        "Official statistics in development: decisions are counted from person-level returns, so "
        "that these shares are higher than, and do not continue, those of the old count."
    ),
)
INDICATORS = (
    IN_TIME,
    OVER_A_YEAR,
    REQUESTS_IN_TIME,
    REVIEWS_HELD,
    REVIEWS_IN_TIME,
    APPEALS,
    APPEALS_NEW_BASIS,
)
