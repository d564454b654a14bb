"""Outcomes: attainment, absence and suspension of children and young people with SEN."""

from sendlib.measures.indicators import published

TOPIC = "outcomes"

EARLY_LEARNING = published(
    "lait", ("FSP_Gooddev_With_SENSTATE",),
    measure="early_years_good_development_plan_percent",
    title="Good level of development at age 5, children with an EHC plan",
    subject="the share of children with an EHC plan who reach a good level of development at age 5",
    topic=TOPIC, polarity="high",
)  # fmt: skip
EARLY_LEARNING_SUPPORT = published(
    "lait", ("FSP_Gooddev_Without_SENSTATE",),
    measure="early_years_good_development_sen_support_percent",
    title="Good level of development at age 5, children with SEN and no plan",
    subject=(
        "the share of children with SEN but no plan who reach a good level of development at age 5"
    ),
    topic=TOPIC, polarity="high",
)  # fmt: skip
KS2_PLAN = published(
    "lait", ("NEW_KS2_RWM_Sen_Withsta",),
    measure="ks2_expected_plan_percent",
    title="Expected standard at key stage 2, pupils with an EHC plan",
    subject=(
        "the share of pupils with an EHC plan who reach the expected standard in reading, writing "
        "and maths at key stage 2"
    ),
    topic=TOPIC, polarity="high",
)  # fmt: skip
KS2_SUPPORT = published(
    "lait", ("NEW_KS2_RWM_Sen_W/Osta",),
    measure="ks2_expected_sen_support_percent",
    title="Expected standard at key stage 2, pupils on SEN support",
    subject=(
        "the share of pupils on SEN support who reach the expected standard in reading, writing "
        "and maths at key stage 2"
    ),
    topic=TOPIC, polarity="high",
)  # fmt: skip
KS4_PLAN = published(
    "lait", ("SEN_Stat_AVG_Attain8_Score",),
    measure="attainment_8_plan_score",
    title="Attainment 8 score, pupils with an EHC plan",
    subject="the average Attainment 8 score of pupils with an EHC plan",
    topic=TOPIC, unit="index", polarity="high",
    definition="Average points over eight subjects at the end of key stage 4.",
)  # fmt: skip
KS4_SUPPORT = published(
    "lait", ("SEN_WoStat_AVG_Attain8_Score",),
    measure="attainment_8_sen_support_score",
    title="Attainment 8 score, pupils on SEN support",
    subject="the average Attainment 8 score of pupils on SEN support",
    topic=TOPIC, unit="index", polarity="high",
)  # fmt: skip
ABSENCE_PLAN = published(
    "absence", ("Overall",),
    measure="absence_plan_percent",
    title="Sessions missed by pupils with an EHC plan",
    subject="the share of school sessions missed by pupils with an EHC plan",
    topic=TOPIC, polarity="low",
    table_topic="characteristic", rows=("EHCP or Statement",),
)  # fmt: skip
ABSENCE_SUPPORT = published(
    "absence", ("Overall",),
    measure="absence_sen_support_percent",
    title="Sessions missed by pupils on SEN support",
    subject="the share of school sessions missed by pupils on SEN support",
    topic=TOPIC, polarity="low",
    table_topic="characteristic", rows=("SEN support",),
)  # fmt: skip
SPECIAL_PERSISTENT = published(
    "lait", ("SpecPerAbNew",),
    measure="special_school_persistent_absence_percent",
    title="Persistent absence in special schools",
    subject="the share of special school pupils who are persistently absent",
    topic=TOPIC, polarity="low",
    definition="Pupils who miss a tenth of their sessions or more.",
)  # fmt: skip
SPECIAL_SUSPENSIONS = published(
    "lait", ("SpecFixedEx",),
    measure="special_school_suspensions_percent",
    title="Suspensions from special schools",
    subject="the number of suspensions, as a percentage of special school pupils,",
    topic=TOPIC, polarity="low",
    definition="Suspensions in the academic year as a percentage of pupils.",
)  # fmt: skip
ALL_SUSPENSIONS = published(
    "lait", ("TotFixedEx",),
    measure="suspensions_percent",
    title="Suspensions, all pupils",
    subject="the number of suspensions, as a percentage of pupils in all schools,",
    topic=TOPIC, polarity="low",
    definition="All pupils: the data in hand do not give suspensions by SEN for each council.",
)  # fmt: skip
ALL_EXCLUSIONS = published(
    "lait", ("TotPermEx",),
    measure="permanent_exclusions_percent",
    title="Permanent exclusions, all pupils",
    subject="the number of permanent exclusions, as a percentage of pupils in all schools,",
    topic=TOPIC, polarity="low", places=2,
    definition="All pupils: the data in hand do not give exclusions by SEN for each council.",
)  # fmt: skip
INDICATORS = (
    EARLY_LEARNING, EARLY_LEARNING_SUPPORT, KS2_PLAN, KS2_SUPPORT, KS4_PLAN, KS4_SUPPORT,
    ABSENCE_PLAN, ABSENCE_SUPPORT, SPECIAL_PERSISTENT, SPECIAL_SUSPENSIONS, ALL_SUSPENSIONS,
    ALL_EXCLUSIONS,
)  # fmt: skip
