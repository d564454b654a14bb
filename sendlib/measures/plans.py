"""How many: EHC plans and SEN support, new plans, requests, and how the number of plans moves."""

from sendlib.measures.indicator import Indicator, Selection
from sendlib.measures.indicators import number_of, published, share_of

TOPIC = "plans"
UNDER_18 = ("under 3", *(f"age {age}" for age in range(3, 18)))
UNDER_5 = ("under 3", "age 3", "age 4")
AGE_TOPIC = "Child or young persons age"

PLANS = number_of(
    "caseload",
    ("ehcplans",),
    measure="plans_count",
    title="EHC plans maintained by the council",
    subject="the number of EHC plans",
    topic=TOPIC,
    definition="Education, health and care plans in force at the January count.",
)
PUPILS_WITH_PLAN = published(
    "lait",
    ("SEN_TotStat",),
    measure="pupils_with_plan_percent",
    title="Pupils with an EHC plan",
    subject="the share of pupils with an EHC plan",
    topic=TOPIC,
    definition="Of all pupils in schools in the area, January school census.",
)
PUPILS_SEN_SUPPORT = published(
    "lait",
    ("SEN_TotSENSuP",),
    measure="pupils_sen_support_percent",
    title="Pupils on SEN support",
    subject="the share of pupils on SEN support",
    topic=TOPIC,
    definition="Of all pupils in schools in the area, January school census.",
)
PUPILS_ANY_SEN = published(
    "lait",
    ("SEN_TotStat", "SEN_TotSENSuP"),
    measure="pupils_any_sen_percent",
    title="Pupils with special educational needs",
    subject="the share of pupils with special educational needs (an EHC plan or SEN support)",
    topic=TOPIC,
    definition="Sum of the published shares with an EHC plan and on SEN support.",
)
PRIMARY_WITH_PLAN = published(
    "lait",
    ("PrimStatements",),
    measure="primary_pupils_with_plan_percent",
    title="Primary pupils with an EHC plan",
    subject="the share of primary pupils with an EHC plan",
    topic=TOPIC,
)
PRIMARY_SEN_SUPPORT = published(
    "lait",
    ("PrimNoStatements",),
    measure="primary_pupils_sen_support_percent",
    title="Primary pupils on SEN support",
    subject="the share of primary pupils on SEN support",
    topic=TOPIC,
)
SECONDARY_WITH_PLAN = published(
    "lait",
    ("SecStatements",),
    measure="secondary_pupils_with_plan_percent",
    title="Secondary pupils with an EHC plan",
    subject="the share of secondary pupils with an EHC plan",
    topic=TOPIC,
)
SECONDARY_SEN_SUPPORT = published(
    "lait",
    ("SecNoStatements",),
    measure="secondary_pupils_sen_support_percent",
    title="Secondary pupils on SEN support",
    subject="the share of secondary pupils on SEN support",
    topic=TOPIC,
)
PLANS_PER_1000 = Indicator(
    measure="plans_under_18_per_1000",
    title="EHC plans per 1,000 children aged 0 to 17",
    subject="the number of EHC plans of children under 18 per 1,000 children",
    topic=TOPIC,
    kind="rate",
    unit="per_1000",
    polarity=None,
    per=1000.0,
    count=Selection("caseload", ("ehcplans",), AGE_TOPIC, UNDER_18),
    denominator=Selection("population_0_17", ("population_estimate",), years_before=1),
    definition="Plans at the January count, on residents at the mid-year before it.",
)
UNDER_5_PER_1000 = Indicator(
    measure="plans_under_5_per_1000",
    title="EHC plans of children under 5 per 1,000 children of that age",
    subject="the number of EHC plans of children under 5 per 1,000 children aged 0 to 4",
    topic=TOPIC,
    kind="rate",
    unit="per_1000",
    polarity=None,
    per=1000.0,
    count=Selection("caseload", ("ehcplans",), AGE_TOPIC, UNDER_5),
    denominator=Selection(
        "population_ages", ("population",), "age", tuple(map(str, range(5))), years_before=1
    ),
    definition=(
        "Plans at the January count, on residents at the mid-year before it; the newest "
        "single-year ages in the data decide the latest period."
    ),
)
NEW_PLANS = number_of(
    "new_plans",
    ("new_ehc_plans",),
    measure="new_plans_count",
    title="New EHC plans in the year",
    subject="the number of new EHC plans",
    topic=TOPIC,
    definition="Plans made for the first time during the calendar year.",
)
NEW_PLANS_PER_1000 = Indicator(
    measure="new_plans_per_1000",
    title="New EHC plans per 1,000 children aged 0 to 17",
    subject="the number of new EHC plans per 1,000 children aged 0 to 17",
    topic=TOPIC,
    kind="rate",
    unit="per_1000",
    polarity=None,
    per=1000.0,
    count=Selection("new_plans", ("new_ehc_plans",)),
    denominator=Selection("population_0_17", ("population_estimate",)),
    definition="New plans of any age in the calendar year, on residents aged 0 to 17 at mid-year.",
)
CEASED = number_of(
    "ceased",
    ("total_ceased",),
    measure="ceased_plans_count",
    title="EHC plans that ceased in the year",
    subject="the number of EHC plans that ceased",
    topic=TOPIC,
)
REQUESTS_PER_1000 = Indicator(
    measure="requests_per_1000",
    title="Requests for an EHC needs assessment per 1,000 children aged 0 to 17",
    subject="the number of requests for an EHC needs assessment per 1,000 children aged 0 to 17",
    topic=TOPIC,
    kind="rate",
    unit="per_1000",
    polarity=None,
    per=1000.0,
    count=Selection("requests", ("requests_received_in_year",)),
    denominator=Selection("population_0_17", ("population_estimate",)),
)
REQUESTS_REFUSED = share_of(
    "requests",
    ("requests_decided_not_to_assess",),
    ("requests_received_in_year",),
    measure="requests_refused_percent",
    title="Requests for an assessment that were refused",
    subject="the share of requests for an EHC needs assessment that were refused",
    topic=TOPIC,
    definition="Decisions not to assess, of all requests received in the calendar year.",
)
PLANS_ISSUED_AFTER_ASSESSMENT = share_of(
    "assessments",
    ("assess_issued",),
    ("assess_issued", "assess_not_issued"),
    measure="assessments_with_plan_percent",
    title="Assessments that led to a plan",
    subject="the share of completed EHC needs assessments that led to a plan",
    topic=TOPIC,
    definition="Plans issued, of assessments in which the council decided whether to issue one.",
)
PHASES = (PRIMARY_WITH_PLAN, PRIMARY_SEN_SUPPORT, SECONDARY_WITH_PLAN, SECONDARY_SEN_SUPPORT)
PHASE_NAMES = (
    "Primary, EHC plan",
    "Primary, SEN support",
    "Secondary, EHC plan",
    "Secondary, SEN support",
)
INDICATORS = (
    PLANS, PUPILS_ANY_SEN, PUPILS_WITH_PLAN, PUPILS_SEN_SUPPORT, PRIMARY_WITH_PLAN,
    PRIMARY_SEN_SUPPORT, SECONDARY_WITH_PLAN, SECONDARY_SEN_SUPPORT, PLANS_PER_1000,
    UNDER_5_PER_1000, NEW_PLANS, NEW_PLANS_PER_1000, CEASED, REQUESTS_PER_1000, REQUESTS_REFUSED,
    PLANS_ISSUED_AFTER_ASSESSMENT,
)  # fmt: skip
