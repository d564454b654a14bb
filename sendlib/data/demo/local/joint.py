"""Joint funding: who was asked to pay for a package, what was decided, and who pays what."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from sendlib.data.demo.containers import Floats, Ints
from sendlib.data.demo.local.here import LAST_DAY, Here, between, chosen, day, few, part_of
from sendlib.data.demo.local.packages import AWAY
from sendlib.data.demo.local.prices import missing_where, split
from sendlib.data.demo.local.roll import numbers

REQUESTS = 180
_DECISIONS = {"agreed": 0.60, "part_agreed": 0.14, "refused": 0.10, "deferred": 0.05}
_UNDECIDED = 0.11
# how often a package is put forward, by what it is
_WEIGHT = {"residential_52": 9.0, "residential_38": 6.0, "short_break": 0.5, "day": 0.05}
_STRENGTHS = {"low": 0.15, "medium": 0.45, "high": 0.40}
# shares of education, health and social care that panels come to, and how often
_AGREED = (
    ((50, 20, 30), 0.20), ((60, 20, 20), 0.14), ((40, 20, 40), 0.16), ((50, 0, 50), 0.12),
    ((33.3, 33.3, 33.4), 0.10), ((70, 30, 0), 0.08), ((45, 15, 40), 0.10), ((30, 40, 30), 0.10),
)  # fmt: skip
_PART = (((80, 20, 0), 0.35), ((75, 0, 25), 0.35), ((70, 10, 20), 0.30))
_REFUSED = (100, 0, 0)
_OF_CARE = (0, 0, 100)
AGENCIES = ("education", "health", "social_care")


@dataclass(frozen=True)
class Joint:
    """Requests, in the columns of the local file, and packages with what each agency pays."""

    requests: pd.DataFrame
    packages: pd.DataFrame


def joint_funding(here: Here, packages: pd.DataFrame) -> Joint:
    """Draw the requests for joint funding, and split every package's cost between agencies."""
    rng = here.rng("joint")
    asked = _asked(here, rng, packages)
    about = packages.iloc[asked].reset_index(drop=True)
    decision = _decisions(rng, about)
    shares = _shares(rng, decision)
    request, decided = _dates(rng, about, decision)
    known = ~np.isin(decision, ("pending", "deferred"))
    silent = known & (shares[:, 1] == 0) & part_of(rng, len(about), 0.6)
    table = pd.DataFrame(
        {
            "request_id": numbers(len(about), letter="JF", width=3),
            "person_id": about["person_id"],
            "package_id": about["package_id"],
            "lead_agency": chosen(
                rng, {"education": 0.6, "social_care": 0.3, "health": 0.1}, len(about)
            ),
            "request_date": request,
            "decision_date": decided,
            "decision": decision,
            "education_need": chosen(rng, _STRENGTHS, len(about)),
            "health_need": about["health_severity"],
            "social_care_need": chosen(rng, _STRENGTHS, len(about)),
            "education_share_percent": missing_where(shares[:, 0], ~known),
            "health_share_percent": missing_where(shares[:, 1], ~known | silent),
            "social_care_share_percent": missing_where(shares[:, 2], ~known),
            "weekly_cost_gbp": about["cost"],
            "review_date": np.where(known, decided + 365, day("NaT")),
        }
    ).sort_values("request_id", ignore_index=True)
    return Joint(table, _with_costs(packages, asked, shares, known))


def _asked(here: Here, rng: np.random.Generator, packages: pd.DataFrame) -> Ints:
    weight = packages["accommodation"].map(_WEIGHT).fillna(0.15).to_numpy(float)
    weight = weight * np.where(packages["health_severity"] == "high", 3.0, 1.0)
    weight = weight * np.where(packages["continuing_care"], 3.0, 1.0)
    weight = weight * (packages["start_date"] >= "2020-04-01").to_numpy(float)
    size = min(few(REQUESTS, here.size), int((weight > 0).sum()))
    found: Ints = np.sort(rng.choice(len(packages), size, replace=False, p=weight / weight.sum()))
    return found


def _decisions(rng: np.random.Generator, about: pd.DataFrame) -> np.ndarray:
    """Draw decisions; what has not been decided is mostly new, a few have waited for long."""
    size = len(about)
    decision = np.array(chosen(rng, _DECISIONS, size), dtype=object)
    new = (about["start_date"] > "2024-09-01").to_numpy()
    undecided = part_of(rng, size, _UNDECIDED) | (new & part_of(rng, size, 0.3))
    return np.where(undecided, "pending", decision)


def _shares(rng: np.random.Generator, decision: np.ndarray) -> Floats:
    found = np.tile(np.array(_REFUSED, dtype=float), (len(decision), 1))
    for word, choices in (("agreed", _AGREED), ("part_agreed", _PART)):
        mine = np.flatnonzero(decision == word)
        weight = np.array([share for _, share in choices])
        kind = rng.choice(len(choices), len(mine), p=weight / weight.sum())
        found[mine] = np.array([shares for shares, _ in choices])[kind]
    return found


def _dates(
    rng: np.random.Generator, about: pd.DataFrame, decision: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    size = len(about)
    start = about["start_date"].to_numpy("datetime64[D]")
    request = np.minimum(between(rng, start + 1, start + 75), np.full(size, LAST_DAY - 3))
    waited = np.round(rng.gamma(2.2, 22.0, size)).astype(int) + 5
    decided = np.minimum(request + waited, LAST_DAY)
    return request, np.where(decision == "pending", day("NaT"), decided)


def _with_costs(
    packages: pd.DataFrame, asked: Ints, shares: Floats, known: np.ndarray
) -> pd.DataFrame:
    """Add what each agency pays a week; health is missing while a request is undecided."""
    of_care = packages["package_type"].isin([*AWAY, "short_breaks", "community_support"])
    every = np.where(of_care.to_numpy()[:, None], _OF_CARE, _REFUSED).astype(float)
    every[packages["package_type"].isin(["therapy", "equipment"]).to_numpy()] = (0, 100, 0)
    every[asked[known]] = shares[known]
    parts = split(packages["cost"].to_numpy(float), every)
    unknown = np.zeros(len(packages), dtype=bool)
    unknown[asked[~known]] = True
    costs = {
        f"weekly_cost_{agency}_gbp": parts[:, number] for number, agency in enumerate(AGENCIES)
    }
    costs["weekly_cost_health_gbp"] = missing_where(parts[:, 1], unknown).to_numpy()
    table = packages.assign(**costs, weekly_cost_other_gbp=0.0)
    joint = asked[known & ((shares > 0).sum(axis=1) > 1)]
    table["is_joint"] = table.index.isin(joint)
    return table
