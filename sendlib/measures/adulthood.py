"""Preparing for adulthood: education, training and work from 16, and qualifications at 19."""

from sendlib.measures.indicators import number_of, published

TOPIC = "adulthood"

IN_LEARNING = published(
    "lait", ("16-17YroldSEN_ET",),
    measure="age_16_17_sen_in_learning_percent",
    title="16 and 17 year olds with SEN in education or training",
    subject="the share of 16 and 17 year olds with SEN in education or training",
    topic=TOPIC, polarity="high",
)  # fmt: skip
NEET_PLAN = published(
    "neet", ("NEET_NK_EHCP_percent",),
    measure="age_16_17_plan_neet_or_unknown_percent",
    title="16 and 17 year olds with an EHC plan who are NEET or not known",
    subject=(
        "the share of 16 and 17 year olds with an EHC plan who are not in education, employment "
        "or training, or whose activity is not known,"
    ),
    topic=TOPIC, polarity="low",
    definition="Average of December, January and February.",
)  # fmt: skip
NEET_SUPPORT = published(
    "neet", ("NEET_NK_SENDsupport_percent",),
    measure="age_16_17_sen_support_neet_or_unknown_percent",
    title="16 and 17 year olds on SEN support who are NEET or not known",
    subject=(
        "the share of 16 and 17 year olds on SEN support who are not in education, employment or "
        "training, or whose activity is not known,"
    ),
    topic=TOPIC, polarity="low",
    definition="Average of December, January and February.",
)  # fmt: skip
AFTER_KS4 = published(
    "lait", ("SusEdOverall_SEN_Stat_incSpec",),
    measure="sustained_after_ks4_plan_percent",
    title="Sustained education, training or work after key stage 4, pupils with an EHC plan",
    subject="the share of pupils with an EHC plan who stay in education, training or work after 16",
    topic=TOPIC, polarity="high",
)  # fmt: skip
LEVEL_2_PLAN = published(
    "lait", ("Age19_SEN-S",),
    measure="level_2_at_19_plan_percent",
    title="Level 2 by age 19, young people with an EHC plan",
    subject="the share of young people with an EHC plan who are qualified to level 2 by age 19",
    topic=TOPIC, polarity="high",
)  # fmt: skip
LEVEL_3_PLAN = published(
    "lait", ("Age19_SEN-S_L3",),
    measure="level_3_at_19_plan_percent",
    title="Level 3 by age 19, young people with an EHC plan",
    subject="the share of young people with an EHC plan who are qualified to level 3 by age 19",
    topic=TOPIC, polarity="high",
)  # fmt: skip
SUPPORTED_INTERNSHIPS = number_of(
    "work_based", ("open_supp_intern",),
    measure="supported_internships_count",
    title="Supported internships",
    subject="the number of supported internships",
    topic=TOPIC,
    definition="Young people with an EHC plan on a supported internship at the January count.",
)  # fmt: skip
INDICATORS = (
    IN_LEARNING, NEET_PLAN, NEET_SUPPORT, AFTER_KS4, LEVEL_2_PLAN, LEVEL_3_PLAN,
    SUPPORTED_INTERNSHIPS,
)  # fmt: skip
