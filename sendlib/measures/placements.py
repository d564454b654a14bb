"""Where they are educated: the placements of children and young people with an EHC plan."""

from sendlib.measures.indicators import number_of, share_of

TOPIC = "placements"
UNITS = (
    "mainstream_la_maintained_resourced_provision", "mainstream_la_maintained_senunit",
    "mainstream_academy_resourced_provision", "mainstream_academy_senunit",
    "mainstream_free_school_resourced_provision", "mainstream_free_school_senunit",
)  # fmt: skip
PLANS = ("ehcplans",)

MAINSTREAM = share_of(
    "caseload", ("mainstream_total",), PLANS,
    measure="plans_mainstream_percent",
    title="EHC plans in mainstream schools",
    subject="the share of EHC plans in mainstream schools",
    topic=TOPIC,
    definition="Units and resourced provision in mainstream schools included.",
)  # fmt: skip
BASES = share_of(
    "caseload", UNITS, PLANS,
    measure="plans_units_percent",
    title="EHC plans in SEN units and resourced provision",
    subject="the share of EHC plans in SEN units and resourced provision of mainstream schools",
    topic=TOPIC,
)  # fmt: skip
SPECIAL = share_of(
    "caseload", ("special_total",), PLANS,
    measure="plans_special_percent",
    title="EHC plans in special schools",
    subject="the share of EHC plans in special schools of any kind",
    topic=TOPIC,
)  # fmt: skip
STATE_SPECIAL = share_of(
    "caseload", ("special_la_maintained", "special_academy_free"), PLANS,
    measure="plans_state_special_percent",
    title="EHC plans in state-funded special schools",
    subject="the share of EHC plans in state-funded special schools",
    topic=TOPIC,
)  # fmt: skip
INDEPENDENT = share_of(
    "caseload", ("special_independent", "special_non_maintained"), PLANS,
    measure="plans_independent_special_percent",
    title="EHC plans in independent and non-maintained special schools",
    subject="the share of EHC plans in independent and non-maintained special schools",
    topic=TOPIC,
)  # fmt: skip
FURTHER_EDUCATION = share_of(
    "caseload", ("fe_total",), PLANS,
    measure="plans_further_education_percent",
    title="EHC plans in further education and post-16 providers",
    subject="the share of EHC plans in further education and post-16 providers",
    topic=TOPIC,
)  # fmt: skip
ALTERNATIVE_PROVISION = share_of(
    "caseload", ("ap_pru_total",), PLANS,
    measure="plans_alternative_provision_percent",
    title="EHC plans in alternative provision",
    subject="the share of EHC plans in alternative provision",
    topic=TOPIC,
)  # fmt: skip
ELSEWHERE = share_of(
    "caseload", ("ed_elsewhere",), PLANS,
    measure="plans_elsewhere_percent",
    title="EHC plans educated elsewhere or without a placement",
    subject="the share of EHC plans educated elsewhere or without a placement",
    topic=TOPIC,
    definition=(
        "Elective home education, other arrangements by the council or parents, other placements, "
        "and those not in education, employment or training."
    ),
)  # fmt: skip
EARLY_YEARS = share_of(
    "caseload", ("nm_early_years",), PLANS,
    measure="plans_early_years_percent",
    title="EHC plans in non-maintained early years settings",
    subject="the share of EHC plans in non-maintained early years settings",
    topic=TOPIC,
)  # fmt: skip
UNKNOWN = share_of(
    "caseload", ("placement_unknown",), PLANS,
    measure="plans_placement_unknown_percent",
    title="EHC plans whose placement is not recorded",
    subject="the share of EHC plans whose placement is not recorded",
    topic=TOPIC,
)  # fmt: skip
RESIDENTIAL = number_of(
    "residential", ("Res_tot",),
    measure="residential_placements_count",
    title="Residential placements of 38 weeks or more",
    subject="the number of residential placements of 38 weeks or more a year",
    topic=TOPIC,
    definition="At the January count.",
)  # fmt: skip
RESIDENTIAL_52 = number_of(
    "residential", ("Res_52",),
    measure="residential_placements_52_weeks_count",
    title="Residential placements of 51 weeks or more",
    subject="the number of residential placements of 51 weeks or more a year",
    topic=TOPIC,
)  # fmt: skip
PERSONAL_BUDGETS = number_of(
    "personal_budgets", ("personal_budget",),
    measure="personal_budgets_count",
    title="EHC plans with a personal budget",
    subject="the number of EHC plans with a personal budget",
    topic=TOPIC,
)  # fmt: skip
# the parts into which the publication divides all plans, in reading order
MIX = (MAINSTREAM, STATE_SPECIAL, INDEPENDENT, FURTHER_EDUCATION, ALTERNATIVE_PROVISION,
       EARLY_YEARS, ELSEWHERE, UNKNOWN)  # fmt: skip
MIX_NAMES = (
    "Mainstream schools", "State-funded special schools",
    "Independent and non-maintained special schools", "Further education and post-16",
    "Alternative provision", "Early years settings", "Elsewhere or no placement", "Not recorded",
)  # fmt: skip
INDICATORS = (
    MAINSTREAM, BASES, SPECIAL, STATE_SPECIAL, INDEPENDENT, FURTHER_EDUCATION,
    ALTERNATIVE_PROVISION, ELSEWHERE, RESIDENTIAL, RESIDENTIAL_52, PERSONAL_BUDGETS,
)  # fmt: skip
