"""Money: section 251, high needs benchmarking, school grant balances, specialist places."""

import numpy as np

from sendlib.contracts.areas import DEMO_REGIONS, ENGLAND_NAME
from sendlib.contracts.deflator import DEFLATOR_INDEX, DEFLATOR_SOURCE, LAST_OUTTURN
from sendlib.data.demo.containers import Floats, csv_bytes, number, rounded
from sendlib.data.demo.ees import Table
from sendlib.data.demo.forms import digits, where
from sendlib.data.demo.profiles import AREAS, COUNCILS, COUNT, summed
from sendlib.data.demo.rates import england_plans, rates
from sendlib.data.demo.settings import group
from sendlib.data.demo.world import World
from sendlib.data.layouts import layouts

FOLDER = "finance/"
S251_PATH = FOLDER + "s251_net_expenditure_buckets_2017_18_to_2024_25.csv"
BENCHMARKING_PATH = FOLDER + "high_needs_benchmarking_2021_22_tidy.csv"
DEFICIT_PATH = FOLDER + "dsg_deficit.csv"
SPECIALIST_PATH = FOLDER + "specialist_spend.csv"
DEFLATOR_PATH = FOLDER + "gdp_deflator_obr_november_2025.csv"
BENCHMARKING_YEAR, BENCHMARKING_JANUARY = "2021-22", 2021
# people aged 2 to 18 per person aged 0 to 17
AGES_2_TO_18 = 0.9625
_BUCKETS = {
    "schools_block": "Schools block", "high_needs": "High needs (SEND)",
    "central_services": "Central school services", "early_years": "Early years",
    "other_education": "Other education & community",
}  # fmt: skip
_INDEPENDENT, _STATE = "Independent or non-maintained", "State"
# the lines that the totals of a block add up, as the published ones do
_TOTALS = {
    "place_total": ("place_special", "place_pru_ap", "place_post_school"),
    "topup_state_total": tuple(
        f"topup_state_{phase}"
        for phase in ("early_years", "primary", "secondary", "special", "pru_ap", "post_school")
    ),
    "topup_indep_total": tuple(
        f"topup_indep_{phase}"
        for phase in ("early_years", "primary", "secondary", "special", "pru_ap", "post_school")
    ),
}


def finance_files(demo: World, caseload: Table) -> dict[str, bytes]:
    """Return the files by their paths."""
    buckets = net_expenditure(demo)
    return {
        S251_PATH: _section_251(buckets),
        BENCHMARKING_PATH: _benchmarking(demo, caseload),
        DEFICIT_PATH: _deficits(demo, buckets),
        SPECIALIST_PATH: _specialist(demo),
        DEFLATOR_PATH: _deflator(),
    }


def _years() -> list[str]:
    years: list[str] = rates()["finance"]["years"]
    return years


def _end(year: str) -> int:
    return int(year[:4]) + 1


def _shares(demo: World, years: list[str], *, of_plans: bool) -> Floats:
    """Return each council's share of England, by its plans or its children."""
    profile = demo.profile
    england_children = rates()["population"]["children_by_year"]
    england_total = england_plans()
    columns = []
    for year in years:
        end = _end(year)
        if of_plans:
            columns.append(profile.plans_in(end) / england_total[end])
        else:
            columns.append(profile.children_in(end) / england_children[min(end, 2024) - 2012])
    return np.stack(columns, axis=1)


def net_expenditure(demo: World) -> dict[str, Floats]:
    """Draw net expenditure by council and year for each bucket."""
    rng = demo.rng("finance")
    years = _years()
    money = -demo.profile.themes["money"][:, None]
    independent = demo.profile.setting_tilt["special_independent"][:, None]
    found = {}
    for bucket in _BUCKETS:
        high_needs = bucket == "high_needs"
        size = 0.05 if high_needs else 0.08
        offset = size * money + rng.normal(0, size, (COUNT, 1)) + (0.15 * independent) * high_needs
        factor = np.exp(offset + rng.normal(0, 0.015, (COUNT, len(years))))
        share = _shares(demo, years, of_plans=high_needs)
        found[bucket] = np.rint(np.array(rates()["finance"][bucket]) * share * factor)
    return found


def _section_251(buckets: dict[str, Floats]) -> bytes:
    rows = [
        [
            year,
            council.ons_codes[0],
            council.name,
            *(str(int(buckets[bucket][at, year_at])) for bucket in _BUCKETS),
        ]
        for year_at, year in enumerate(_years())
        for at, council in enumerate(COUNCILS)
    ]
    return csv_bytes(("financial_year", "new_la_code", "la_name", *_BUCKETS.values()), rows)


def _benchmarking(demo: World, caseload: Table) -> bytes:
    rng = demo.rng("finance", 1)
    spent = _lines(demo, rng)
    planned = {
        name: np.rint(amount * rng.normal(0.96, 0.02, COUNT)) for name, amount in spent.items()
    }
    table = {
        "pop_2_18_mid2021": demo.profile.children_in(BENCHMARKING_JANUARY) * AGES_2_TO_18,
        **_plans_by_setting(caseload),
        **{f"budget_{name}": amount for name, amount in _with_totals(planned).items()},
        **{f"outturn_{name}": amount for name, amount in _with_totals(spent).items()},
    }
    fields = next(
        layout.fields for layout in layouts() if layout.dataset == "high_needs_benchmarking"
    )
    rows = [
        [
            f"{DEMO_REGIONS[council.region].upper()} ",
            council.code,
            council.name,
            *(repr(float(table[field][at])) for field in fields),
            BENCHMARKING_YEAR,
        ]
        for at, council in enumerate(COUNCILS)
    ]
    return csv_bytes(("region", "old_la_code", "la_name", *fields, "financial_year"), rows)


def _lines(demo: World, rng: np.random.Generator) -> dict[str, Floats]:
    share = _shares(demo, [BENCHMARKING_YEAR], of_plans=True)[:, 0]
    tilts = demo.profile.setting_tilt
    found = {}
    for name, amount in rates()["finance"]["outturn_2021_22"].items():
        tilt = np.zeros(COUNT)
        if "indep" in name:
            tilt = tilts["special_independent"]
        elif name.endswith("special"):
            tilt = tilts["special_state"]
        found[name] = np.rint(amount * share * np.exp(tilt + rng.normal(0, 0.1, COUNT)))
    return found


def _with_totals(lines: dict[str, Floats]) -> dict[str, Floats]:
    totals = {
        total: np.sum([lines[part] for part in parts], axis=0) for total, parts in _TOTALS.items()
    }
    income = {f"topup_{kind}_income": np.zeros(COUNT) for kind in ("state", "indep")}
    return {**lines, **totals, **income}


def _plans_by_setting(caseload: Table) -> dict[str, Floats]:
    period = f"{BENCHMARKING_JANUARY - 1}{BENCHMARKING_JANUARY % 100}"

    def of(*fields: str) -> Floats:
        total: Floats = np.sum([caseload.total(period, field) for field in fields], axis=0)
        return total[len(AREAS) - COUNT :]

    fields = next(block for block in caseload.blocks if block.period == period).fields
    units = [name for name in fields if name.endswith(("_resourced_provision", "_senunit"))]
    special = [name for name in fields if name.startswith("special_") and not name.endswith("_pc")]
    state = [name for name in special if group(name) == "special_state" and "total" not in name]
    found = {
        "ehcp_total": of("ehcplans"),
        "ehcp_mainstream": of("mainstream_total") - of(*units),
        "ehcp_rp_or_unit": of(*units),
        "ehcp_state_special": of(*state),
        "ehcp_nmss_independent": of("special_independent", "special_non_maintained"),
        "ehcp_hospital_ap": of("ap_pru_total"),
        "ehcp_post16": of("fe_total"),
    }
    rest = found["ehcp_total"] - np.sum(list(found.values())[1:], axis=0)
    return {**found, "ehcp_other": rest}


def _deficits(demo: World, buckets: dict[str, Floats]) -> bytes:
    rng = demo.rng("finance", 2)
    england = rates()["finance"]["deficit_percent_of_income"]
    level = 2.4 * (-0.6 * demo.profile.themes["money"] + 0.8 * rng.normal(size=COUNT))
    header = ("time_period", "geographic_level", "region_name", "la_name", "deficit",
              "DSG cumulative balance as a % of the total income", "financial_year")  # fmt: skip
    rows = []
    for year, share in england.items():
        at_year = _years().index(year)
        income = buckets["schools_block"][:, at_year] + buckets["high_needs"][:, at_year]
        own = level * share / 1.08 + rng.normal(0, 0.3, COUNT)
        own = own + share - (own * income).sum() / income.sum()
        percent = rounded(summed(own * income) / summed(income), 2)
        for at, area in enumerate(AREAS):
            region, name = where(area, "region_name", "la_name", england=ENGLAND_NAME)
            level_name = where(area, "geographic_level")
            figures = [number(float(percent[at])), number(float(-percent[at]))]
            rows.append([digits(year), *level_name, region, name, *figures, year])
    return csv_bytes(header, rows)


def _specialist(demo: World) -> bytes:
    rng = demo.rng("finance", 3)
    years = [year for year in _years() if "2018-19" <= year <= BENCHMARKING_YEAR]
    share = _shares(demo, years, of_plans=True)
    tilts = demo.profile.setting_tilt
    spent = {}
    for category, key, tilt in (
        (_STATE, "specialist_state", tilts["special_state"]),
        (_INDEPENDENT, "specialist_independent", tilts["special_independent"]),
    ):
        factor = np.exp(tilt[:, None] + rng.normal(0, 0.05, (COUNT, 1)))
        spent[category] = np.rint(np.array(rates()["finance"][key]) * share * factor)
    spent["Total"] = spent[_STATE] + spent[_INDEPENDENT]
    rows = []
    for category, amounts in spent.items():
        for at, council in enumerate(COUNCILS):
            for year_at, year in enumerate(years):
                people = float(demo.profile.children_in(_end(year) - 1)[at]) * AGES_2_TO_18
                amount = float(amounts[at, year_at])
                figures = [repr(amount / people), repr(people), repr(amount)]
                region = DEMO_REGIONS[council.region]
                rows.append([council.name, category, year, *figures, region])
    header = ("la_name", "category", "year", "Spend per head", "pop_est", "total_spend", "region")
    return csv_bytes(header, rows)


def _deflator() -> bytes:
    note = f"# GDP deflator, financial years, 2024-25 = 100. Source: {DEFLATOR_SOURCE}\n"
    rows = [
        [year, repr(index), "outturn" if year <= LAST_OUTTURN else "forecast"]
        for year, index in DEFLATOR_INDEX.items()
    ]
    header = ("financial_year", "index_2024_25_100", "status")
    return note.encode("utf-8") + csv_bytes(header, rows)
