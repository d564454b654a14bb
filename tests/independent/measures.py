"""What the figures of the evidence base are made of, written down from the publications.

Nothing here comes from sendlib: files, columns, rows, years and which end is better were looked
up in the published files and their guidance, so that a wrong choice of the library shows.
"""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["proportion", "rate", "count", "value", "ratio"]
End = Literal["high", "low"] | None

EHCP = "ehcp/education-health-and-care-plans_2025.zip"
POPULATION = "population/ons_mid-year_population_estimates_2012_to_2024.csv"
AGES = "population/mye_2022_2023_age0_25_utla.csv"
S251 = "finance/s251_net_expenditure_buckets_2017_18_to_2024_25.csv"
LAIT = "lait/bds_long_0.parquet"
NEET = tuple(f"outcomes/UD_NEETNK_LA_dashboard{year}_final.csv" for year in ("_2022", "_2023", ""))
TRIBUNALS = "tribunals/send_tribunals_2014_2024_tidy.csv"
TRIBUNALS_2025 = "tribunals/send_tribunals_2024_2025_transcribed.csv"
TOTALS = {
    "caseload": "All EHC plans", "newplans": "New EHC plans",
    "requests": "All requests for EHC needs assessments",
    "ceased_plans": "All ceased EHC plans", "assessments": "All EHC needs assessments",
    "timeliness_20_week": "All EHC plans issued",
    "annual_reviews": "All annual reviews", "personal_budgets": "All personal budgets",
    "residential_settings": "All residential placements", "sen_needs_all_plans": "All EHC plans",
    "work_based_placements": "All work based placements",
}  # fmt: skip
PLAN_AGE = "Child or young persons age"


@dataclass(frozen=True)
class Part:
    """Published cells that are added up: columns of a file, in some rows."""

    file: str
    columns: tuple[str, ...]
    topic: str = ""
    rows: tuple[str, ...] = ()
    shift: int = 0
    financial: bool = False

    @property
    def path(self) -> str:
        return f"{EHCP}/data/{self.file}.csv" if self.file in TOTALS else self.file


@dataclass(frozen=True)
class Measure:
    """One measure: its count (or published value), its denominator and what its figures say."""

    kind: Kind
    unit: str
    count: Part
    whole: Part | None = None
    polarity: End = None
    breakdown: str = "Total"

    @property
    def scale(self) -> float:
        if self.kind == "proportion":
            return 100.0
        return 1000.0 if self.unit == "per_1000" else 1.0


def _ages(first: int, last: int) -> tuple[str, ...]:
    return tuple(f"age {age}" for age in range(first, last + 1))


def _measures() -> dict[str, Measure]:
    children = Part(POPULATION, ("population_estimate",))
    found: dict[str, Measure] = {
        "plans_count": Measure("count", "count", Part("caseload", ("ehcplans",))),
        "new_plans_per_1000": Measure(
            "rate", "per_1000", Part("newplans", ("new_ehc_plans",)), children
        ),
        "requests_per_1000": Measure(
            "rate", "per_1000", Part("requests", ("requests_received_in_year",)), children
        ),
        "population_0_17_count": Measure("count", "count", children),
        "population_0_25_count": Measure(
            "count", "count", Part(AGES, ("population",), "age", tuple(map(str, range(26))))
        ),
        "plans_under_18_per_1000": Measure(
            "rate", "per_1000",
            Part("caseload", ("ehcplans",), PLAN_AGE, ("under 3", *_ages(3, 17))),
            Part(POPULATION, ("population_estimate",), shift=1),
        ),
        "plans_under_5_per_1000": Measure(
            "rate", "per_1000",
            Part("caseload", ("ehcplans",), PLAN_AGE, ("under 3", *_ages(3, 4))),
            Part(AGES, ("population",), "age", tuple(map(str, range(5))), shift=1),
        ),
        "residential_placements_count": Measure(
            "count", "count", Part("residential_settings", ("Res_tot",))
        ),
        "residential_placements_52_weeks_count": Measure(
            "count", "count", Part("residential_settings", ("Res_52",))
        ),
        "personal_budgets_count": Measure(
            "count", "count", Part("personal_budgets", ("personal_budget",))
        ),
        "supported_internships_count": Measure(
            "count", "count", Part("work_based_placements", ("open_supp_intern",))
        ),
        "pupils_in_ap_schools_count": Measure(
            "count", "count",
            Part("outcomes/ap_counts.csv", ("total",), "prov_type", ("State-funded AP school",)),
        ),
        "pupils_in_council_funded_ap_count": Measure(
            "count", "count",
            Part("outcomes/ap_counts.csv", ("total",), "prov_type", ("LA funded AP placements",)),
        ),
        "high_needs_spend_gbp": Measure("count", "gbp", Part(S251, ("High needs (SEND)",))),
        "high_needs_spend_per_child_gbp": Measure(
            "ratio", "gbp", Part(S251, ("High needs (SEND)",)),
            Part(POPULATION, ("population_estimate",), financial=True),
        ),
        "high_needs_spend_per_plan_gbp": Measure(
            "ratio", "gbp", Part(S251, ("High needs (SEND)",)),
            Part("caseload", ("ehcplans",), shift=-1, financial=True),
        ),
        "dsg_balance_percent": Measure(
            "value", "percent",
            Part("finance/dsg_deficit.csv", ("DSG cumulative balance as a % of the total income",)),
            polarity="high",
        ),
        **{
            f"specialist_{name}_spend_per_head_gbp": Measure(
                "ratio", "gbp",
                Part("finance/specialist_spend.csv", ("total_spend",), "category", (category,)),
                Part("finance/specialist_spend.csv", ("pop_est",), "category", (category,)),
            )
            for name, category in (
                ("state", "State"), ("independent", "Independent or non-maintained"),
            )
        },
        "absence_plan_percent": Measure(
            "value", "percent",
            Part("outcomes/absence.csv", ("Overall",), "characteristic", ("EHCP or Statement",)),
            polarity="low",
        ),
        "absence_sen_support_percent": Measure(
            "value", "percent",
            Part("outcomes/absence.csv", ("Overall",), "characteristic", ("SEN support",)),
            polarity="low",
        ),
        "age_16_17_plan_neet_or_unknown_percent": Measure(
            "value", "percent", Part("neet", ("NEET_NK_EHCP_percent",)), polarity="low"
        ),
        "age_16_17_sen_support_neet_or_unknown_percent": Measure(
            "value", "percent", Part("neet", ("NEET_NK_SENDsupport_percent",)), polarity="low"
        ),
    }  # fmt: skip
    found |= _shares() | _by_need() | _by_age() | _of_lait()
    return found


def _shares() -> dict[str, Measure]:
    units = tuple(
        f"mainstream_{school}_{base}"
        for school in ("la_maintained", "academy", "free_school")
        for base in ("resourced_provision", "senunit")
    )
    placed = {
        "plans_mainstream_percent": ("mainstream_total",),
        "plans_units_percent": units,
        "plans_special_percent": ("special_total",),
        "plans_state_special_percent": ("special_la_maintained", "special_academy_free"),
        "plans_independent_special_percent": ("special_independent", "special_non_maintained"),
        "plans_further_education_percent": ("fe_total",),
        "plans_alternative_provision_percent": ("ap_pru_total",),
        "plans_elsewhere_percent": ("ed_elsewhere",),
        "plans_early_years_percent": ("nm_early_years",),
        "plans_placement_unknown_percent": ("placement_unknown",),
    }
    others: dict[str, tuple[str, tuple[str, ...], tuple[str, ...], End]]
    others = {
        "requests_refused_percent": (
            "requests", ("requests_decided_not_to_assess",), ("requests_received_in_year",), None),
        "assessments_with_plan_percent": (
            "assessments", ("assess_issued",), ("assess_issued", "assess_not_issued"), None),
        "plans_issued_in_20_weeks_percent": (
            "timeliness_20_week", ("plans_issued_20_weeks_ex",), ("plans_issued_den_ex",), "high"),
        "plans_issued_after_a_year_percent": (
            "timeliness_20_week", ("plans_issued_gt_1_year_ex",), ("plans_issued_den_ex",), "low"),
        "requests_decided_in_6_weeks_percent": (
            "requests", ("request_outcome_six_weeks",),
            ("request_outcome_six_weeks", "request_outcome_over_6_weeks"), "high"),
        "annual_reviews_held_percent": (
            "annual_reviews", ("total_review_meeting",), ("review_expected",), "high"),
        "annual_review_decisions_in_4_weeks_percent": (
            "annual_reviews", ("number_decsion_4weeks",),
            ("number_decsion_4weeks", "number_decision_gt_4weeks"), "high"),
        "tribunal_appeals_percent": (
            TRIBUNALS, ("appeals_registered",), ("appealable_decisions",), "low"),
        "tribunal_appeals_new_basis_percent": (
            TRIBUNALS_2025, ("appeals_registered",), ("appealable_decisions",), "low"),
    }  # fmt: skip
    return {
        name: Measure("proportion", "percent", Part("caseload", columns), _plans())
        for name, columns in placed.items()
    } | {
        name: Measure("proportion", "percent", Part(file, part), Part(file, whole), polarity)
        for name, (file, part, whole, polarity) in others.items()
    }


def _plans() -> Part:
    return Part("caseload", ("ehcplans",))


def _by_need() -> dict[str, Measure]:
    codes = ("asd", "slcn", "semh", "mld", "sld", "pd", "spld", "hi", "pmld", "oth", "vi", "msi")
    table = "sen_needs_all_plans"
    return {
        f"plans_need_{code}_percent": Measure(
            "proportion", "percent", Part(table, (f"number_{code}",)), Part(table, ("ehc_plans",)),
            breakdown=f"need={code.upper()}",
        )
        for code in codes
    }  # fmt: skip


def _by_age() -> dict[str, Measure]:
    bands = {"under 5": (0, 4), "5 to 10": (5, 10), "11 to 15": (11, 15), "16 to 19": (16, 19),
             "20 to 25": (20, 25)}  # fmt: skip
    found = {}
    everyone = ("under 3", *_ages(3, 25))
    people = tuple(map(str, range(26)))
    for band, (first, last) in bands.items():
        rows = ("under 3", *_ages(3, 4)) if first == 0 else _ages(first, last)
        slug = band.replace(" ", "_")
        name = f"age={band[0].upper()}{band[1:]}"
        found[f"plans_age_{slug}_percent"] = Measure(
            "proportion", "percent", Part("caseload", ("ehcplans",), PLAN_AGE, rows),
            Part("caseload", ("ehcplans",), PLAN_AGE, everyone), breakdown=name,
        )  # fmt: skip
        found[f"population_{slug}_percent"] = Measure(
            "proportion", "percent", Part(AGES, ("population",), "age", people[first : last + 1]),
            Part(AGES, ("population",), "age", people), breakdown=name,
        )  # fmt: skip
    return found


def _of_lait() -> dict[str, Measure]:
    percents = {
        "pupils_with_plan_percent": ("SEN_TotStat",),
        "pupils_sen_support_percent": ("SEN_TotSENSuP",),
        "pupils_any_sen_percent": ("SEN_TotStat", "SEN_TotSENSuP"),
        "primary_pupils_with_plan_percent": ("PrimStatements",),
        "primary_pupils_sen_support_percent": ("PrimNoStatements",),
        "secondary_pupils_with_plan_percent": ("SecStatements",),
        "secondary_pupils_sen_support_percent": ("SecNoStatements",),
        "early_years_good_development_plan_percent": ("FSP_Gooddev_With_SENSTATE",),
        "early_years_good_development_sen_support_percent": ("FSP_Gooddev_Without_SENSTATE",),
        "ks2_expected_plan_percent": ("NEW_KS2_RWM_Sen_Withsta",),
        "ks2_expected_sen_support_percent": ("NEW_KS2_RWM_Sen_W/Osta",),
        "special_school_persistent_absence_percent": ("SpecPerAbNew",),
        "special_school_suspensions_percent": ("SpecFixedEx",),
        "suspensions_percent": ("TotFixedEx",),
        "permanent_exclusions_percent": ("TotPermEx",),
        "age_16_17_sen_in_learning_percent": ("16-17YroldSEN_ET",),
        "sustained_after_ks4_plan_percent": ("SusEdOverall_SEN_Stat_incSpec",),
        "level_2_at_19_plan_percent": ("Age19_SEN-S",),
        "level_3_at_19_plan_percent": ("Age19_SEN-S_L3",),
        "children_in_need_plan_percent": ("CINStatement",),
        "children_in_need_sen_support_percent": ("CINSEN_SUP",),
        "looked_after_plan_percent": ("LAC_SEN_Statement",),
        "looked_after_sen_support_percent": ("LAC_SEN",),
    }
    scores = {
        "attainment_8_plan_score": ("SEN_Stat_AVG_Attain8_Score",),
        "attainment_8_sen_support_score": ("SEN_WoStat_AVG_Attain8_Score",),
    }
    return {
        name: Measure("value", unit, Part(LAIT, codes))
        for unit, group in (("percent", percents), ("index", scores))
        for name, codes in group.items()
    }


MEASURES = _measures()
