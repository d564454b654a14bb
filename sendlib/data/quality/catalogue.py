"""What the figures of each dataset should add up to, as its publisher defines them.

The definitions are those of the data guidance in each release. They are stated per dataset, not
per edition: `optional` parts belong to the whole in some years only, and the years decide.
"""

from dataclasses import dataclass

PLACEMENTS = (
    "mainstream_total", "special_total", "ap_pru_total", "fe_total", "ed_elsewhere",
    "nm_early_years", "placement_unknown",
)  # fmt: skip
NEEDS = (
    "asd", "hi", "mld", "msi", "oth", "pd", "pmld", "semh", "slcn", "sld", "spld", "vi",
)  # fmt: skip


@dataclass(frozen=True)
class Sum:
    """A field that is the sum of others.

    optional: groups of parts that are in it in some editions. open: what the parts cannot place
    (a plan without a date) is in the whole alone, so the whole may be above them.
    """

    whole: str
    parts: tuple[str, ...]
    optional: tuple[tuple[str, ...], ...] = ()
    open: bool = False
    outcome: bool = False


@dataclass(frozen=True)
class Share:
    """A field that is 100 times a count over the sum of the fields of a denominator."""

    percent: str
    count: str
    denominator: tuple[str, ...]


@dataclass(frozen=True)
class Same:
    """A figure that two datasets publish; `lag` years lie between their periods."""

    dataset: str
    field: str
    other: str
    other_field: str
    lag: int = 0


@dataclass(frozen=True)
class Loose:
    """A figure of another dataset for about the same plans as are new, or for more of them."""

    other: str
    other_field: str
    at_least: bool = False


def _placements(whole: str) -> tuple[Sum, ...]:
    kinds = ("la_maintained", "academy", "free_school")
    provisions = ("", "_resourced_provision", "_senunit")
    return (
        Sum(
            "mainstream_total",
            (*(f"mainstream_{kind}{provision}" for kind in kinds for provision in provisions),
             "mainstream_independent"),
        ),
        Sum("special_total", tuple(
            f"special_{kind}"
            for kind in ("la_maintained", "academy_free", "independent", "non_maintained")
        )),
        Sum("ap_pru_total", tuple(f"ap_pru_{kind}" for kind in kinds)),
        Sum("fe_total", (
            "general_fe_tertiary_colleges", "specialist_post_16_institutions", "ukrlp_provider",
        )),
        Sum(
            "ed_elsewhere",
            ("elective_home_education", "other_arrangements_la", "other_arrangements_parents",
             "online_provider", "w_settings", "other_schools", "neet", "neet_ntci", "neet_other",
             "neet_other_csa"),
            (("other_placement_settings",),),
        ),
        # before 2023 these stood beside the groups, not in them
        Sum(whole, PLACEMENTS, (
            ("other_placement_settings",),
            ("other_placement_settings", "await_prov_2022", "perm_ex_2022"),
        )),
    )  # fmt: skip


def _residential(weeks: str, suffix: str) -> Sum:
    ages = ("05", "510", "1115", "1619", *(("2025",) if suffix else ()))
    return Sum(f"TotMres{weeks}{suffix}", tuple(f"Mres{weeks}{age}{suffix}" for age in ages))


def _high_needs(stage: str) -> tuple[Sum, ...]:
    # place funding of mainstream schools is shown and not counted in
    return (
        Sum(f"{stage}_place_total", (f"{stage}_place_special", f"{stage}_place_pru_ap")),
    )  # fmt: skip


SUMS: dict[str, tuple[Sum, ...]] = {
    "caseload": _placements("ehcplans"),
    "new_plans": _placements("new_ehc_plans"),
    "needs": (Sum("ehc_plans", (*(f"number_{need}" for need in NEEDS), "number_need_unknown")),),
    "needs_new_plans": (
        Sum("ehc_plans", (*(f"number_{need}" for need in NEEDS), "number_need_unknown")),
    ),
    "residential": (Sum("Res_tot", ("Res_3851", "Res_52")),),
    "work_based": (Sum("open_wbp", ("open_supp_intern", "open_apprentice", "open_trainee")),),
    "ceased": (
        Sum("total_ceased", (
            "max_age", "needs_met", "he", "employ", "transfer", "no_engage", "moved_outside_eng",
            "deceased", "not_rec", "other",
        )),
    ),
    "requests": (
        Sum("requests_received_in_year", (
            "requests_decided_to_assess", "requests_decided_not_to_assess",
            "requests_decision_not_made", "requests_withdrawn",
        )),
    ),
    "assessments": (
        Sum("assess_in_year", (
            "assess_issued", "assess_not_issued", "assess_not_made", "assess_withdrawn",
        )),
        Sum("assess_not_issued", (
            "outcome_decision_within_time", "outcome_decision_over_time",
        ), open=True, outcome=True),
    ),
    "timeliness": (
        Sum("plans_issued_den", (
            "plans_issued_within_20_weeks", "plans_issued_gt20weeks_ltYear",
            "plans_issued_gt_1_year",
        ), open=True, outcome=True),
        Sum("plans_issued_den_ex", (
            "plans_issued_20_weeks_ex", "plans_issued_gt20weeks_ltYear_ex",
            "plans_issued_gt_1_year_ex",
        ), open=True, outcome=True),
    ),
    "annual_reviews": (
        Sum("total_ehc_plans", ("review_expected", "review_not_expected")),
        Sum("review_expected", ("total_review_meeting", "no_review_meeting")),
        Sum("total_review_meeting", (
            "review_meeting_25", "review_meeting_24", "review_meeting_prior_24",
        )),
        Sum("total_review_meeting", (
            "review_decision25", "review_decision24", "review_decision_prior24",
            "review_decision_not_due", "review_decision_outstanding",
        )),
        Sum("total_review_meeting", (
            "outcome_amend", "outcome_cease", "outcome_maintan", "no_outcome",
        )),
    ),
    "caseload_by_age": (Sum("Total_all", ("Total_st", "Total_ehc")),),
    "caseload_by_setting": (Sum("Total_all", ("Total_st", "Total_ehc")),),
    "new_plans_by_age": (Sum("Total_new_all", ("Total_new_st", "Total_new_ehc")),),
    "new_plans_by_setting": (Sum("Total_new_all", ("Total_new_st", "Total_new_ehc")),),
    "management": (Sum("NewallEHC_AssnoneEHC_sum", ("NewallEHC", "AssnoneEHC")),),
    "work_based_residential": (
        Sum("WorkbasedEHC", ("MApprenEHC", "MTrainEHC", "MSuppIntEHC")),
        *(_residential(weeks, suffix) for weeks in ("38week", "52week") for suffix in ("EHC", "")),
    ),
    "high_needs_benchmarking": (
        Sum("ehcp_total", (
            "ehcp_mainstream", "ehcp_rp_or_unit", "ehcp_state_special", "ehcp_nmss_independent",
            "ehcp_hospital_ap", "ehcp_post16", "ehcp_other",
        )),
        *_high_needs("budget"),
        *_high_needs("outturn"),
    ),
    "neet": (
        Sum("NEET_not_known_percent", ("NEET_percent", "Notknown_percent")),
        Sum("TOTAL_participating_in_education_and_training_percent", (
            "Full_time_education_percent", "Apprenticeship_percent",
            "Other_education_and_training_percent",
        )),
    ),
    "absence": (Sum("Overall", ("Authorised", "Unauthorised")),),
    "destinations_1618": (
        Sum("overall", ("all_work", "appren", "fe", "he", "other_edu")),
    ),
}  # fmt: skip


def _placement_shares(whole: str) -> tuple[Share, ...]:
    percents = {"ap_pru_total": "AP_PRU_total_pc"}
    return tuple(Share(percents.get(name, f"{name}_pc"), name, (whole,)) for name in PLACEMENTS)


_NEED_SHARES = (
    *(Share(f"{need}_pc", f"number_{need}", ("ehc_plans",)) for need in NEEDS),
    Share("unknown_pc", "number_need_unknown", ("ehc_plans",)),
)
SHARES: dict[str, tuple[Share, ...]] = {
    "caseload": _placement_shares("ehcplans"),
    "new_plans": _placement_shares("new_ehc_plans"),
    "needs": _NEED_SHARES,
    "needs_new_plans": _NEED_SHARES,
    "requests": tuple(
        Share(percent, count, ("requests_received_in_year",))
        for percent, count in (
            ("request_assess_pc", "requests_decided_to_assess"),
            ("request_not_assess_pc", "requests_decided_not_to_assess"),
            ("request_outstanding_pc", "requests_decision_not_made"),
            ("request_withdrawn_pc", "requests_withdrawn"),
        )
    ),
    "assessments": (
        *(
            Share(f"{count}_pc", count, ("assess_in_year",))
            for count in ("assess_issued", "assess_not_issued", "assess_not_made",
                          "assess_withdrawn")
        ),
        *(
            Share(f"{count}_pc", count,
                  ("outcome_decision_within_time", "outcome_decision_over_time"))
            for count in ("outcome_decision_within_time", "outcome_decision_over_time")
        ),
    ),
    "timeliness": (
        Share("pc_plans_issued_within_20_weeks", "plans_issued_within_20_weeks",
              ("plans_issued_den",)),
        Share("PC_plans_issued_20_weeks_ex", "plans_issued_20_weeks_ex",
              ("plans_issued_den_ex",)),
        *(
            Share(f"pc_{count}", count, ("plans_issued_den",))
            for count in ("plans_issued_gt20weeks_ltYear", "plans_issued_gt_1_year")
        ),
        *(
            Share(f"PC_{count}", count, ("plans_issued_den_ex",))
            for count in ("plans_issued_gt20weeks_ltYear_ex", "plans_issued_gt_1_year_ex")
        ),
    ),
    "annual_reviews": (
        Share("pc_decsion_4weeks", "number_decsion_4weeks",
              ("number_decsion_4weeks", "number_decision_gt_4weeks")),
        Share("pc_decision_gt_4weeks", "number_decision_gt_4weeks",
              ("number_decsion_4weeks", "number_decision_gt_4weeks")),
    ),
    "management": (
        Share("NewallEHC_pc", "NewallEHC", ("NewallEHC_AssnoneEHC_sum",)),
        Share("AssnoneEHC_pc", "AssnoneEHC", ("NewallEHC_AssnoneEHC_sum",)),
        Share("AssRefusedEHC_pc", "AssRefusedEHC", ("InreqEHC",)),
        Share("IncExc20weekRate", "IncExc20weekEHC", ("TotIncExcEHC",)),
        Share("NoExc20weekRate", "NoExc20weekEHC", ("TotNoExcEHC",)),
        Share("NewEHCTribunal_pc", "NewEHCTribunal", ("NewEHCMediation",)),
    ),
    "ks2": (
        *(
            Share(percent, "t_rwm_met_expected_standard", ("t_rwm_eligible_pupils",))
            for percent in ("pt_rwm_met_expected_standard", "Percent meeting expected standard")
        ),
    ),
    "tribunals": (
        Share("appeal_rate_pc", "appeals_registered", ("appealable_decisions",)),
        Share("appeal_rate_pc_in_dev", "appeals_registered", ("appealable_decisions_in_dev",)),
    ),
    "tribunals_latest": (
        Share("appeal_rate_pc_in_dev", "appeals_registered", ("appealable_decisions_in_dev",)),
    ),
    "lait": (
        Share("SEN_PEC_AN_REVIEW_MEET_REC", "SEN_AN_REVIEW_MEET_REC", ("SEN_AN_REVIEW_EXPECTED",)),
    ),
}  # fmt: skip
SAME = (
    Same("caseload", "ehcplans", "needs", "ehc_plans"),
    Same("caseload", "ehcplans", "annual_reviews", "total_ehc_plans", lag=-1),
    Same("caseload", "ehcplans", "lait", "SEN_CASES_JAN"),
    Same("caseload_by_age", "Total_all", "caseload", "ehcplans"),
    Same("caseload", "ehcplans", "high_needs_benchmarking", "ehcp_total"),
    Same("new_plans", "new_ehc_plans", "needs_new_plans", "ehc_plans"),
    Same("new_plans", "new_ehc_plans", "lait", "SEN_CASES_DUR_YEAR"),
    Same("new_plans_by_age", "Total_new_all", "new_plans", "new_ehc_plans"),
    Same("requests", "requests_received_in_year", "lait", "SEN_INIT_REQ"),
    Same("management", "InreqEHC", "requests", "requests_received_in_year"),
    Same("management", "AssRefusedEHC", "requests", "requests_decided_not_to_assess"),
    Same("management", "NewallEHC", "assessments", "assess_issued"),
    Same("management", "AssnoneEHC", "assessments", "assess_not_issued"),
    Same("management", "TotIncExcEHC", "timeliness", "plans_issued_den"),
    Same("management", "PersonalBudgets", "personal_budgets", "personal_budget", lag=1),
    Same("assessments", "assess_in_year", "lait", "SEN_ASSESSMENT"),
    Same("ceased", "total_ceased", "lait", "SEN_TOT_CEASED_EHC_PLAN"),
    Same("timeliness", "pc_plans_issued_within_20_weeks", "lait", "SEN_EHC_All_20wks"),
    Same("timeliness", "PC_plans_issued_20_weeks_ex", "lait", "SEN_EHC_Excpt_20wks"),
    Same("annual_reviews", "review_expected", "lait", "SEN_AN_REVIEW_EXPECTED"),
    Same("annual_reviews", "total_review_meeting", "lait", "SEN_AN_REVIEW_MEET_REC"),
    Same("tribunals", "appeal_rate_pc", "lait", "SEN_AppealableDec"),
)
LOOSE = (
    Loose("timeliness", "plans_issued_den"),
    Loose("assessments", "assess_issued"),
    Loose("requests", "requests_received_in_year", at_least=True),
)
