"""Services a demo council and its partners commission, what they achieve, and who works in them."""

import numpy as np
import pandas as pd

from sendlib.data.demo.local.here import Here, chosen, day, few
from sendlib.data.demo.local.roll import numbers
from sendlib.data.demo.local.texts import texts

PERIODS = ("2022-23", "2023-24", "2024-25")
_COUNTED = ("2022-03-31", "2023-03-31", "2024-03-31", "2025-03-31")
# which provider gives a service: its work, and its type where several do that
_GIVEN_BY = {
    "council": ("service", "council"), "nhs": ("therapy", "nhs"), "mind": ("service", "nhs"),
    "breaks": ("breaks", "council"), "support": ("support", ""), "voluntary": ("support", ""),
    "private": ("therapy", ""),
}  # fmt: skip
_TARGETS = (70, 75, 80, 85)


def services(here: Here, providers: pd.DataFrame) -> pd.DataFrame:
    """Return a row per service; `need_texts` and `given_by` are not of the local file."""
    rng = here.rng("services")
    listed = texts("services")["services"]
    rows = []
    for number, service in enumerate(listed):
        name, agency, level, needs, youngest, oldest, sought, served, cost, months, others, by = (
            service
        )
        capacity = few(served, here.size)
        busy = rng.uniform(0.82, 1.16)
        busy = texts("services")["little_used"].get(name, busy)
        waits = level in ("targeted", "specialist") and rng.random() < 0.8
        rows.append(
            {
                "service_id": f"S{number + 1:02d}",
                "service": name,
                "agency": agency,
                "other_agencies": others or None,
                "provider_id": _giver(rng, providers, by),
                "level": level,
                "needs": needs or None,
                "youngest_age": youngest,
                "oldest_age": oldest,
                "areas": "all"
                if rng.random() < 0.75
                else str(rng.choice(["north", "south; west"])),
                "outcomes_sought": sought,
                "capacity": capacity,
                "caseload": max(1, round(capacity * busy)),
                "waiting": round(capacity * rng.uniform(0.03, 0.28)) if waits else 0,
                "median_wait_weeks": round(float(rng.gamma(5, 3.2)), 1) if waits else None,
                "annual_cost_gbp": few(cost * rng.normal(1, 0.06), here.size),
                "contract_end": month_end(months),
                "is_joint": bool(others),
                "given_by": by,
            }
        )
    missing = texts("services")["not_in"].get(here.name, [])
    return pd.DataFrame([row for row in rows if row["service"] not in missing])


def month_end(months: int) -> np.datetime64:
    """Return the last day of a month, counted from March 2025."""
    first = np.datetime64("2025-04", "M") + months
    last: np.datetime64 = first.astype("datetime64[D]") - 1
    return last


def _giver(rng: np.random.Generator, providers: pd.DataFrame, by: str) -> str:
    what, sort = _GIVEN_BY[by]
    able = providers["what"] == what
    if sort:
        able &= providers["provider_type"] == sort
    elif what == "therapy":
        able &= providers["provider_type"] != "nhs"
    return str(rng.choice(providers.index[able].to_numpy()))


def outcomes(here: Here, services: pd.DataFrame) -> pd.DataFrame:
    """Return what services achieved: most a little more from year to year, some less."""
    rng = here.rng("services", 1)
    measures: dict[str, str] = texts("services")["measures"]
    rows = []
    for service in services.to_dict("records"):
        for sought in str(service["outcomes_sought"]).split("; "):
            if sought not in measures:
                continue
            level, trend = rng.uniform(0.52, 0.84), rng.normal(0.02, 0.03)
            target = int(rng.choice(_TARGETS))
            for at, period in enumerate(PERIODS):
                assessed = max(2, round(float(service["caseload"]) * rng.uniform(0.4, 0.7)))
                share = float(np.clip(level + trend * at, 0.05, 0.97))
                rows.append(
                    {
                        "service_id": service["service_id"],
                        "measure": measures[sought],
                        "period": period,
                        "achieved": int(rng.binomial(assessed, share)),
                        "assessed": assessed,
                        "target_percent": target,
                    }
                )
    return pd.DataFrame(rows)


def workforce(here: Here) -> pd.DataFrame:
    """Return posts and who fills them, each March of four years."""
    rng = here.rng("workforce")
    rows = []
    for agency, team, role, posts, filled, leaving, served, needs, pay in texts("services")[
        "workforce"
    ]:
        for at, counted in enumerate(_COUNTED):
            funded = max(1.0, _fte(posts * here.size * (0.91 + 0.03 * at)))
            share = float(np.clip(filled + rng.normal(0, 0.04) - 0.01 * (3 - at), 0.4, 1.0))
            in_post = min(funded, _fte(funded * share))
            gap = funded - in_post
            rows.append(
                {
                    "agency": agency,
                    "team": team,
                    "role": role,
                    "needs": needs or None,
                    "date": day(counted),
                    "established_fte": funded,
                    "in_post_fte": in_post,
                    "leavers_fte": _fte(in_post * leaving * rng.uniform(0.7, 1.3)),
                    "agency_staff_fte": _fte(gap * rng.uniform(0.1, 0.6)),
                    "caseload": max(1, round(funded * served * rng.uniform(0.95, 1.08))),
                    "annual_cost_gbp": round(in_post * pay * 1.03 ** (at - 3), -2),
                }
            )
    return pd.DataFrame(rows)


def _fte(posts: float) -> float:
    """Round to a tenth of a post."""
    return round(posts, 1)


def contracts(
    here: Here, services: pd.DataFrame, providers: pd.DataFrame, spend: pd.Series
) -> pd.DataFrame:
    """Return contracts and their lots; those of placements end quarter by quarter.

    Args:
        here: the council.
        services: as `services` has them.
        providers: as `market.providers` has them.
        spend: by provider_id, pounds spent on packages in the last financial year.
    """
    rng = here.rng("services", 2)
    rows: list[dict[str, object]] = []
    agreements = (
        ("Independent school places", "school", "education", 6),
        ("Residential care of children", "home", "social_care", 5),
        ("Fostering of disabled children", "fostering", "social_care", 4),
        ("Support at home", "support", "social_care", 6),
    )
    for name, what, agency, lots in agreements:
        able = providers[(providers["what"] == what) & (spend.reindex(providers.index) > 0)]
        for first in range(0, len(able), lots):
            title = f"{name} {first // lots + 1}" if len(able) > lots else name
            rows += [
                _lot(rng, len(rows), title, agency, provider, lot + 1, float(spend[provider]))
                for lot, provider in enumerate(able.index[first : first + lots])
            ]
    bought = services[~services["given_by"].isin(["council", "support"])]
    for service in bought.to_dict("records"):
        row = _lot(rng, 3, service["service"], service["agency"], service["provider_id"], 1, 0.0)
        cost = float(service["annual_cost_gbp"])
        rows.append(row | {"end_date": service["contract_end"], "annual_value_gbp": cost})
    table = pd.DataFrame(rows)
    titles = list(dict.fromkeys(table["contract"]))
    codes = dict(zip(titles, numbers(len(titles), letter="C", width=2), strict=True))
    return table.assign(contract_id=table["contract"].map(codes))


def _lot(
    rng: np.random.Generator, at: int, name: str, agency: str, provider: str, lot: int, value: float
) -> dict[str, object]:
    quarter = 1 + (at * 5 + int(rng.integers(0, 3))) % 14
    end = month_end(3 * quarter)
    years = int(rng.integers(2, 5))
    groups = {"ANY": 0.4, "ASD": 0.25, "SEMH": 0.2, "LD": 0.15}
    return {
        "contract": name,
        "lot": str(lot),
        "agency": agency,
        "provider_id": provider,
        "need_group": chosen(rng, groups, 1)[0],
        "start_date": _years_before(end, years),
        "end_date": end,
        "extension_months": int(rng.choice([0, 12, 12, 24])),
        "annual_value_gbp": round(value, -3),
        "notice_months": int(rng.choice([1, 3, 6])),
    }


def _years_before(end: np.datetime64, years: int) -> np.datetime64:
    """Return the first day of a contract of some years that ends at the end of a month."""
    month = end.astype("datetime64[M]") + 1 - 12 * years
    first: np.datetime64 = month.astype("datetime64[D]")
    return first
