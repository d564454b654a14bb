"""The invented children and young people: requests, assessments, plans from year to year.

Plans are followed one by one from January 2022 to January 2025, so that stocks, new and ceased
plans and every breakdown of them agree. A person keeps need, sex, ethnicity and a latent place in
the order of settings; the setting follows from it, so most stay where they are from year to year.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from sendlib.data.demo.containers import Flags, Floats, Ints
from sendlib.data.demo.profiles import CALENDAR_YEARS, COUNT, Profiles
from sendlib.data.demo.rates import by_year, rates
from sendlib.data.demo.settings import Settings

SIMULATED = (2022, 2023, 2024)
OLDEST = 25
BAND_ENDS = np.array([4, 10, 15, 18])
CEASED_BAND_ENDS = np.array([10, 15, 18])
ATTRIBUTES = ["age", "start_age", "years", "sex", "ethnicity", "need", "place"]
SEX_UNKNOWN = 0.0004


@dataclass(frozen=True)
class People:
    """Everybody in the demo, a row per person with `council` and ATTRIBUTES.

    stocks: plans in January, by year, with `setting`. new: plans made in a calendar year, with
    `setting`, `exception`, `speed` (0 within 20 weeks, 1 later, 2 over a year). ceased: plans
    ended, with `setting` and `reason`. requests and assessments: those of a year, with `outcome`.
    """

    stocks: dict[int, pd.DataFrame]
    new: dict[int, pd.DataFrame]
    ceased: dict[int, pd.DataFrame]
    requests: dict[int, pd.DataFrame]
    assessments: dict[int, pd.DataFrame]


def people(profile: Profiles, settings: Settings, seed: int) -> People:
    """Draw everybody, each council from a seed of its own."""
    parts = [_council(profile, settings, seed, council) for council in range(COUNT)]
    kinds = ("stocks", "new", "ceased", "requests", "assessments")
    return People(
        **{
            kind: {
                year: pd.concat([part[kind][year] for part in parts], ignore_index=True)
                for year in parts[0][kind]
            }
            for kind in kinds
        }
    )


Years = dict[int, pd.DataFrame]


def _council(profile: Profiles, settings: Settings, seed: int, council: int) -> dict[str, Years]:
    rng = np.random.default_rng([seed, 2, council])
    draw = _Draw(rng, profile.ethnicity[council], council)
    january = draw.stock(int(profile.plans_in(SIMULATED[0])[council]))
    stocks: Years = {}
    new: Years = {}
    ceased: Years = {}
    for year in SIMULATED:
        made = int(profile.new[council, year - CALENDAR_YEARS[0]])
        ended = int(profile.ceased[council, year - CALENDAR_YEARS[0]])
        leaving = _leavers(rng, january["age"].to_numpy(), ended)
        before = settings.of(january, year)
        ceased[year] = _with_reasons(rng, january[leaving].assign(setting=before[leaving]))
        arrived = draw.new(made)
        new[year] = _with_speed(
            rng,
            arrived.assign(setting=settings.of_new(arrived, year)),
            year,
            profile.speed[council, year - CALENDAR_YEARS[0]],
        )
        target = int(profile.plans_in(year + 1)[council])
        january = _next_january(rng, january[~leaving], arrived, target)
        stocks[year + 1] = january.assign(setting=settings.of(january, year + 1))
    return {
        "stocks": stocks,
        "new": new,
        "ceased": ceased,
        **_before_plans(rng, draw, new, profile.refusal[council]),
    }


class _Draw:
    """Draws people of one council."""

    def __init__(self, rng: np.random.Generator, ethnicity: Floats, council: int) -> None:
        needs = rates()["needs"]
        self.rng = rng
        self.ethnicity = ethnicity
        self.council = council
        self.need_by_band = [_shares(row) for row in needs["by_age_band"].values()]
        female = np.array(needs["by_sex"]["Female"], dtype=float)
        self.female = female / (female + np.array(needs["by_sex"]["Male"]))
        self.stock_ages = _shares(rates()["caseload"]["ages_2025"])
        self.new_ages = _shares(rates()["new_plans"]["ages_2024"])
        self.request_ages = _shares(rates()["requests"]["ages_2024"])
        self.years = _shares(rates()["caseload"]["years_in_place_2025"])

    def stock(self, size: int) -> pd.DataFrame:
        age = 2 + self.rng.choice(len(self.stock_ages), size, p=self.stock_ages)
        years = self.rng.choice(len(self.years), size, p=self.years)
        return self._frame(age, np.minimum(years, age - 1))

    def new(self, size: int, *, ages: Floats | None = None) -> pd.DataFrame:
        shares = self.new_ages if ages is None else ages
        age = 2 + self.rng.choice(len(shares), size, p=shares)
        older = (age == 20) & (self.rng.random(size) < 0.6)
        age = age + np.where(older, self.rng.integers(1, 5, size), 0)
        return self._frame(age, np.zeros(size, dtype=int))

    def requests(self, size: int) -> pd.DataFrame:
        return self.new(size, ages=self.request_ages)

    def _frame(self, age: Ints, years: Ints) -> pd.DataFrame:
        size = len(age)
        band = np.searchsorted(BAND_ENDS, age)
        need = np.zeros(size, dtype=int)
        for number, shares in enumerate(self.need_by_band):
            chosen = band == number
            need[chosen] = self.rng.choice(len(shares), int(chosen.sum()), p=shares)
        sex = (self.rng.random(size) >= self.female[need]).astype(int)
        sex[self.rng.random(size) < SEX_UNKNOWN] = 2
        return pd.DataFrame(
            {
                "council": np.full(size, self.council),
                "age": age,
                "start_age": age - years,
                "years": years,
                "sex": sex,
                "ethnicity": self.rng.choice(len(self.ethnicity), size, p=self.ethnicity),
                "need": need,
                "place": self.rng.random(size),
            }
        )


def _shares(counts: list[int]) -> Floats:
    values = np.array(counts, dtype=float)
    shares: Floats = values / values.sum()
    return shares


def _leavers(rng: np.random.Generator, ages: Ints, count: int) -> Flags:
    """Choose who leaves: everyone at the oldest age, the others by England's leaving rates."""
    stock = np.array(rates()["caseload"]["ages_2025"], dtype=float)
    stock = np.append(stock[:18], stock[18:].sum())
    hazard = np.array(rates()["ceased"]["ages_2024"], dtype=float) / stock
    weight = hazard[np.minimum(ages, 20) - 2] * np.where(ages >= OLDEST, 1e6, 1.0)
    score = np.log(weight + 1e-12) + rng.gumbel(size=len(ages))
    chosen = np.zeros(len(ages), dtype=bool)
    chosen[np.argsort(-score, kind="stable")[:count]] = True
    return chosen


def _with_reasons(rng: np.random.Generator, frame: pd.DataFrame) -> pd.DataFrame:
    table = rates()["ceased"]
    bands = [_shares(row) for row in table["reasons_by_age_band"].values()]
    band = np.searchsorted(CEASED_BAND_ENDS, frame["age"].to_numpy())
    reason = np.zeros(len(frame), dtype=int)
    for number, shares in enumerate(bands):
        chosen = band == number
        reason[chosen] = rng.choice(len(shares), int(chosen.sum()), p=shares)
    reason[frame["age"].to_numpy() >= OLDEST] = table["reasons"].index("max_age")
    return frame.assign(reason=reason)


def _with_speed(
    rng: np.random.Generator, frame: pd.DataFrame, year: int, offset: float
) -> pd.DataFrame:
    """Draw exceptions and waiting times around England's rates."""
    england = by_year("timeliness", "within_20_weeks_percent")[year] / 100
    exception_rate = by_year("timeliness", "exceptions_percent")[year] / 100
    late = by_year("timeliness", "over_a_year_percent").get(year, 5.1) / 100
    in_time = within(england, offset)
    over_year = within(late / (1 - england), -0.6 * offset)
    exception = rng.random(len(frame)) < exception_rate
    chance = np.where(exception, within(in_time, -0.45), within(in_time, 0.02))
    slow = rng.random(len(frame)) >= chance
    very_slow = slow & (rng.random(len(frame)) < over_year)
    return frame.assign(exception=exception, speed=slow.astype(int) + very_slow)


def within(share: float, offset: float) -> float:
    """Move a share by an offset of its log odds."""
    odds = share / (1 - share) * np.exp(offset)
    return float(odds / (1 + odds))


def _next_january(
    rng: np.random.Generator, staying: pd.DataFrame, arrived: pd.DataFrame, target: int
) -> pd.DataFrame:
    """Age those who stay by a year, add the new, and let moves make up the count."""
    older = staying.assign(age=staying["age"] + 1, years=staying["years"] + 1)
    moves = target - len(older) - len(arrived)
    if moves >= 0:
        twins = older.iloc[rng.integers(0, len(older), moves)]
        both = [older, twins.assign(place=rng.random(moves)), arrived]
    else:
        gone = rng.choice(len(older), -moves, replace=False)
        both = [older.drop(older.index[gone]), arrived]
    return pd.concat(both, ignore_index=True)


def _before_plans(
    rng: np.random.Generator, draw: _Draw, new: Years, refusal: float
) -> dict[str, Years]:
    """Draw the requests and assessments that led to the plans of the last two years."""
    requests: Years = {}
    assessments: Years = {}
    shares = rates()["assessments"]["shares_2024_percent"]
    for year in SIMULATED[1:]:
        issued = new[year][["council", *ATTRIBUTES]].assign(outcome=0)
        rate = by_year("assessments", "not_issued_percent")[year] / 100
        refused = rng.binomial(len(issued), within(rate, refusal))
        others = [refused, *(
            rng.binomial(len(issued), shares[kind] / 100) for kind in ("not_made", "withdrawn")
        )]  # fmt: skip
        rest = draw.new(sum(others)).assign(outcome=np.repeat([1, 2, 3], others))
        assessments[year] = pd.concat([issued, rest], ignore_index=True)
        requests[year] = _requests(rng, draw, len(assessments[year]), year, refusal)
    return {"requests": requests, "assessments": assessments}


def _requests(
    rng: np.random.Generator, draw: _Draw, assessed: int, year: int, refusal: float
) -> pd.DataFrame:
    shares = rates()["requests"]["shares_2024_percent"]
    refused = by_year("requests", "not_assessed_percent")[year] / 100
    agreed = round(assessed * rng.normal(0.98, 0.015))
    rest = 1 - (shares["not_made"] + shares["withdrawn"]) / 100
    turned_down = within(refused / rest, refusal)
    counts = [agreed, round(agreed * turned_down / (1 - turned_down))]
    decided = sum(counts) / rest
    counts += [round(decided * shares[kind] / 100) for kind in ("not_made", "withdrawn")]
    return draw.requests(sum(counts)).assign(outcome=np.repeat(range(4), counts))
