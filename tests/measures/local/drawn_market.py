"""A small council's market and places, as readers give them, and as protected without a solver."""

import numpy as np
import pandas as pd

from sendlib.data.local.tables import LocalTables
from sendlib.measures.local.open_files import open_files
from sendlib.measures.local.protected import Given, Protected, ProtectedTables
from sendlib.measures.local.results import protected_result
from sendlib.measures.local.table import Records
from sendlib.params.disclosure import Disclosure
from sendlib.params.load import default_params
from tests.measures.local.drawn_review import table

# provider: parent owner, type, setting, capacity, packages of autism and of SEMH in January
PROVIDERS = {
    "PR1": ("Alder Group", "independent_private", "independent_special", 60, 20, 5),
    "PR2": ("Alder Group", "independent_private", "independent_special", 40, 10, 10),
    "PR3": ("Birch Trust", "independent_charity", "independent_special", 30, 12, 11),
    "PR4": (None, "non_maintained", "non_maintained_special", 20, 6, 6),
    "PR5": ("Cedar Homes", "independent_private", "childrens_home", 12, 3, 8),
    "PR6": ("The Council", "council", "childrens_home", None, 9, 0),
    "PR7": ("Dogwood", "independent_private", "post_16_special", 50, 0, 3),
}  # fmt: skip


def providers():
    keys = list(PROVIDERS)
    return table(
        "providers", provider_id=keys, provider_name=[f"House {key}" for key in keys],
        parent_owner=[PROVIDERS[key][0] for key in keys],
        provider_type=[PROVIDERS[key][1] for key in keys],
        setting_type=[PROVIDERS[key][2] for key in keys],
        capacity=[PROVIDERS[key][3] for key in keys], judgement=["good", *["outstanding"] * 6],
    )  # fmt: skip


def packages(*, since="2023-09-01", until="2025-04-20"):
    """Return packages of £1,000 a week for 40 weeks, in homes £4,000 for 52; one ends last."""
    rows = [
        (key, need)
        for key, (*_, autism, semh) in PROVIDERS.items()
        for need in ["ASD"] * autism + ["SEMH"] * semh
    ]
    home = [PROVIDERS[key][2] == "childrens_home" for key, _ in rows]
    count = len(rows)
    gone = 12  # of the first provider, before
    return table(
        "packages",
        package_id=[f"K{number}" for number in range(count + gone)],
        person_id=[f"P{number:03}" for number in range(count)] + [f"P{n:03}" for n in range(gone)],
        provider_id=[key for key, _ in rows] + ["PR1"] * gone,
        package_type=["education"] * (count + gone),
        setting_type=[PROVIDERS[key][2] for key, _ in rows] + ["independent_special"] * gone,
        accommodation=["residential_52" if one else "day" for one in home] + ["day"] * gone,
        primary_need=[need for _, need in rows] + ["ASD"] * gone,
        start_date=[since] * count + ["2021-09-01"] * gone,
        end_date=[None] * (count - 1) + [until] + ["2023-08-31"] * gone,
        weeks_a_year=["52" if one else "40" for one in home] + ["40"] * gone,
        residential_nights=["7" if one else "0" for one in home] + ["0"] * gone,
        weekly_cost_education_gbp=[str(4000 if one else 1000 + 10 * n)
                                   for n, one in enumerate(home)] + ["900"] * gone,
        weekly_cost_health_gbp=["0"] * (count + gone),
        weekly_cost_social_care_gbp=["0"] * (count + gone),
        distance_miles=[str(n % 50) for n in range(count)] + [None] * gone,
    )  # fmt: skip


def places():
    """Return places of two schools and a unit, now and in a year planned."""
    rows = [
        # provision, setting, need, phase, area, accommodation, year, places, on roll
        ("Oak", "maintained_special", "ASD", "primary", "North", "day", "2024/25", 40, 45),
        ("Oak", "maintained_special", "ASD", "early_years", "North", "day", "2024/25", 10, 6),
        ("Oak", "maintained_special", "ASD", "secondary", "North", "day", "2024/25", 50, 40),
        ("Elm", "maintained_special", "SEMH", "secondary", "South", "day", "2024/25", 30, 30),
        ("Elm", "maintained_special", "SEMH", "post_16", "South", "day", "2024/25", 10, 7),
        ("Elm", "maintained_special", "LD", "all_through", "South", "residential_38", "2024/25",
         8, 8),
        ("Ash", "resourced_provision", "SLCN", "primary", None, "day", "2024/25", 12, 9),
        ("Oak", "maintained_special", "ASD", "primary", "North", "day", "2026/27", 60, None),
        ("Elm", "maintained_special", "SEMH", "secondary", "South", "day", "2026/27", 50, None),
        ("Elm", "maintained_special", "LD", "all_through", "South", "residential_38", "2026/27",
         8, None),
    ]  # fmt: skip
    names = [
        "provision", "setting_type", "need_group", "phase", "planning_area", "accommodation",
        "school_year", "places", "on_roll",
    ]  # fmt: skip
    return table("places", **{
        name: [None if row[at] is None else str(row[at]) for row in rows]
        for at, name in enumerate(names)
    })  # fmt: skip


def contracts():
    return table(
        "contracts", contract_id=["C1", "C1", "C2", "C3", "C4"], contract=["Schools"] * 5,
        lot=["1", "2", "1", "1", "1"], provider_id=["PR1", "PR2", "PR3", "PR4", "PR9"],
        end_date=["2025-03-31", "2025-09-30", "2025-09-01", "2024-12-31", "2026-03-31"],
        annual_value_gbp=["1000000", "500000.50", "250000", "99", "10000"],
    )  # fmt: skip


def transport():
    return table(
        "transport", person_id=[f"P{number:03}" for number in range(30)],
        school_year=["2023/24"] * 5 + ["2024/25"] * 25, mode=["taxi"] * 30,
        setting_type=["maintained_special"] * 22 + ["independent_special"] * 8,
        distance_miles=[str(number) for number in range(30)],
        annual_cost_gbp=[str(1000 + 100 * number) for number in range(30)],
    )  # fmt: skip


def local(**files):
    every = {
        "packages": packages(), "providers": providers(), "places": places(),
        "contracts": contracts(), "transport": transport(),
    }  # fmt: skip
    every |= files
    return LocalTables({name: one for name, one in every.items() if one is not None})


def records(**files):
    return Records(local(**files), 2019, 2025)


def opened(**files):
    return open_files(default_params("York"), local(**files))


def protected(measures, results=(), *, hidden=None, threshold=5, **files):
    """Return tables as if nothing had to be hidden, but for the cells of a function `hidden`."""
    found = records(**files)
    tables = {}
    for measure in measures:
        parts = [_shown(measure, part, hidden) for part in measure.count(found)]
        if parts:
            tables[measure.name] = Protected(measure, pd.concat(parts, ignore_index=True))
    rules = Disclosure(threshold=threshold)
    return ProtectedTables(
        tables=tables,
        results={one.name: protected_result(one, found, rules) for one in results},
        given=tuple(Given(name, name, "", "") for name in found.local.tables),
    )


def _shown(measure, part, hidden):
    frame = part.counts
    value = frame["count" if measure.unit == "count" else "amount"].astype(float)
    is_hidden = frame.apply(hidden, axis=1) if hidden else np.zeros(len(frame), dtype=bool)
    return frame[list(measure.field_names)].assign(
        period=part.period, value=value.mask(is_hidden), percent=float("nan"),
        reason=np.where(is_hidden, "confidential", ""),
    )  # fmt: skip
