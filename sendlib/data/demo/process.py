"""The way to a plan: requests and needs assessments."""

import numpy as np
import pandas as pd

from sendlib.data.demo.breakdowns import (
    AGE,
    Breakdown,
    ages,
    ethnicity,
    sex,
    total,
)
from sendlib.data.demo.containers import Flags, Floats, Ints, percent
from sendlib.data.demo.ees import Block, Table
from sendlib.data.demo.people import within
from sendlib.data.demo.profiles import CALENDAR_YEARS, COUNT
from sendlib.data.demo.rates import by_year, rates
from sendlib.data.demo.tabulating import flags, tabulated, totals_block
from sendlib.data.demo.world import World

CALENDAR = "Calendar year"
AGED = ("Aged 2 and under", "Aged {}", "Aged 20 and over")
ALL_REQUESTS, ALL_ASSESSMENTS = (
    "All requests for EHC needs assessments",
    "All EHC needs assessments",
)
# the years for which only totals were collected
AGGREGATE_YEARS = (2019, 2020, 2021, 2022)


def topics(people: pd.DataFrame, label: str, words: tuple[str, str, str]) -> list[Breakdown]:
    """Return everybody, and age, ethnicity and sex, which every table of the process has."""
    first = total(people, label)
    return [first, ages(people, AGE, words=words), ethnicity(people), sex(people)]


def made_in(demo: World, year: int) -> Ints:
    """Return new plans of each council in a calendar year."""
    return demo.profile.new[:, CALENDAR_YEARS.index(year)]


def refused_assessments(demo: World, year: int) -> Ints:
    """Draw assessments of a year without breakdowns that ended without a plan."""
    rng = demo.rng("assessments", year)
    england = by_year("assessments", "not_issued_percent")[year] / 100
    shares = [within(england, offset) for offset in demo.profile.refusal]
    return rng.binomial(made_in(demo, year), shares)


def assessments(demo: World) -> Table:
    """Return needs assessments by outcome; breakdowns from 2023."""
    blocks: list[Block] = []
    chances = rates()["assessments"]["shares_2024_percent"]
    for year in AGGREGATE_YEARS:
        issued, refused = made_in(demo, year), refused_assessments(demo, year)
        counts = {"assess_issued": issued, "assess_not_issued": refused}
        if year == AGGREGATE_YEARS[-1]:
            rng = demo.rng("assessments", 1)
            withdrawn = rng.binomial(issued, chances["withdrawn"] / 100)
            everybody = issued + refused + withdrawn
            counts = {"assess_in_year": everybody, **counts, "assess_withdrawn": withdrawn}
            for kind in ("mediation", "tribunal"):
                counts[f"number_assess_{kind}"] = rng.binomial(refused, 0.2)
                counts[f"number_other_{kind}"] = rng.binomial(issued, 0.015)
        blocks.append(totals_block(str(year), ALL_ASSESSMENTS, counts, _assessment_shares))
    for year, people in demo.people.assessments.items():
        rng = demo.rng("assessments", year)
        outcome = people["outcome"].to_numpy()
        in_time = np.where(_drawn(rng, people, "assessments", "within_time"), 0, 1)
        names = ("assess_issued", "assess_not_issued", "assess_not_made", "assess_withdrawn")
        decision = ("outcome_decision_within_time", "outcome_decision_over_time")
        refused_only = outcome == 1
        disputes = flags(
            number_assess_mediation=refused_only & (rng.random(len(people)) < 0.30),
            number_assess_tribunal=refused_only & (rng.random(len(people)) < 0.22),
            number_asssess_mediation_tribunal=refused_only & (rng.random(len(people)) < 0.07),
            **{
                f"number_{kind}": rng.random(len(people)) < chances[kind] / 100
                for kind in ("other_mediation", "other_tribunal", "other_mediation_tribunal")
            },
        )
        blocks += tabulated(
            str(year),
            people,
            topics(people, ALL_ASSESSMENTS, AGED),
            [(names, outcome), (decision, np.where(refused_only, in_time, -1)), *disputes],
            everybody="assess_in_year",
            derive=_assessment_shares,
        )
    return Table("assessments", CALENDAR, tuple(blocks))


def _assessment_shares(fields: dict[str, Floats]) -> dict[str, Floats]:
    if "assess_in_year" not in fields:
        return fields
    everybody = fields["assess_in_year"]
    found = dict(fields)
    for kind in ("issued", "not_issued", "not_made", "withdrawn"):
        if f"assess_{kind}" in fields:
            found[f"assess_{kind}_pc"] = percent(fields[f"assess_{kind}"], everybody)
    if "outcome_decision_within_time" in fields:
        kinds = ("outcome_decision_within_time", "outcome_decision_over_time")
        decided = fields[kinds[0]] + fields[kinds[1]]
        found |= {f"{kind}_pc": percent(fields[kind], decided) for kind in kinds}
    return found


def requests(demo: World) -> Table:
    """Return requests for assessments by decision; breakdowns from 2023."""
    blocks: list[Block] = []
    chances = rates()["requests"]["shares_2024_percent"]
    for year in AGGREGATE_YEARS:
        rng = demo.rng("requests", year)
        england = by_year("requests", "not_assessed_percent")[year] / 100
        share = np.array([within(england, offset) for offset in demo.profile.refusal])
        assessed = made_in(demo, year) + refused_assessments(demo, year)
        received = np.rint(assessed * rng.normal(1.04, 0.02, COUNT) / (1 - share)).astype(np.int64)
        counts = {
            "requests_received_in_year": received,
            "requests_rya": rng.binomial(received, 0.002),
            "requests_decided_not_to_assess": np.rint(received * share).astype(np.int64),
        }
        blocks.append(totals_block(str(year), ALL_REQUESTS, counts))
    for year, people in demo.people.requests.items():
        rng = demo.rng("requests", year)
        outcome = people["outcome"].to_numpy()
        names = (
            "requests_decided_to_assess", "requests_decided_not_to_assess",
            "requests_decision_not_made", "requests_withdrawn",
        )  # fmt: skip
        on_time = _drawn(rng, people, "requests", "six_weeks")
        speed = ("request_outcome_six_weeks", "request_outcome_over_6_weeks")
        turned_down = outcome == 1
        others = flags(
            requests_rya=rng.random(len(people)) < chances["reassessment"] / 100,
            mediation_related_request=turned_down & (rng.random(len(people)) < 0.27),
            tribunal_related_request=turned_down & (rng.random(len(people)) < 0.12),
            tribunal_after_mediation_request=turned_down & (rng.random(len(people)) < 0.038),
        )
        decided = np.where(outcome <= 1, np.where(on_time, 0, 1), -1)
        blocks += tabulated(
            str(year),
            people,
            topics(people, ALL_REQUESTS, AGED),
            [(names, outcome), (speed, decided), *others],
            everybody="requests_received_in_year",
            derive=_request_shares,
        )
    return Table("requests", CALENDAR, tuple(blocks))


def decided_in_six_weeks(demo: World, year: int) -> Flags:
    """Say of each request of a year whether a decision came within six weeks."""
    rng = demo.rng("requests", year)
    return _drawn(rng, demo.people.requests[year], "requests", "six_weeks")


def _drawn(rng: np.random.Generator, people: pd.DataFrame, section: str, share: str) -> Flags:
    chance = rates()[section]["shares_2024_percent"][share] / 100
    chosen: Flags = rng.random(len(people)) < chance
    return chosen


def _request_shares(fields: dict[str, Floats]) -> dict[str, Floats]:
    received = fields["requests_received_in_year"]
    shares = {
        "request_assess_pc": "requests_decided_to_assess",
        "request_not_assess_pc": "requests_decided_not_to_assess",
        "request_outstanding_pc": "requests_decision_not_made",
        "request_withdrawn_pc": "requests_withdrawn",
    }
    speed = ("request_outcome_six_weeks", "request_outcome_over_6_weeks")
    decided = fields[speed[0]] + fields[speed[1]]
    found = {name: percent(fields[part], received) for name, part in shares.items()}
    return fields | found | {f"{name}_pc": percent(fields[name], decided) for name in speed}
