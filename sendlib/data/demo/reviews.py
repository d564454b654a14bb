"""Annual reviews of plans."""

import numpy as np

from sendlib.data.demo.breakdowns import placement, years_held
from sendlib.data.demo.containers import Floats, Ints, percent
from sendlib.data.demo.ees import Table
from sendlib.data.demo.process import AGED, CALENDAR, topics
from sendlib.data.demo.profiles import COUNT
from sendlib.data.demo.rates import rates
from sendlib.data.demo.tabulating import flags, tabulated
from sendlib.data.demo.world import World

ALL_REVIEWS = "All annual reviews"


def annual_reviews(demo: World) -> Table:
    """Return the reviews of plans held for a year or more, in 2024."""
    people = demo.people.stocks[2025]
    rng = demo.rng("reviews")
    chances = rates()["annual_reviews"]["shares_percent"]
    expected = people["years"].to_numpy() >= 1
    offset = demo.rng("reviews", 1).normal(0, 0.5, COUNT)[people["council"].to_numpy()]
    none = rng.random(len(people)) < 1 / (1 + np.exp(1.85 - offset))
    met = expected & ~none

    def kind(*names: str) -> Ints:
        shares = np.array([chances[name] for name in names])
        codes: Ints = rng.choice(len(names), len(people), p=shares / shares.sum())
        return codes

    meeting = kind("meeting_25", "meeting_24", "meeting_prior")
    decision = kind(
        "decision_25", "decision_24", "decision_prior", "decision_not_due", "decision_outstanding"
    )
    outcome = np.where(decision <= 2, kind("amend", "cease", "maintain"), 3)
    told = rng.random(len(people)) < 1 / (1 + np.exp(0.22 + 1.2 * offset))
    kinds = [
        (("review_meeting_25", "review_meeting_24", "review_meeting_prior_24"), meeting),
        (
            (
                "review_decision25",
                "review_decision24",
                "review_decision_prior24",
                "review_decision_not_due",
                "review_decision_outstanding",
            ),
            decision,
        ),
        (("outcome_amend", "outcome_cease", "outcome_maintan", "no_outcome"), outcome),
        (
            ("number_decsion_4weeks", "number_decision_gt_4weeks"),
            np.where(decision <= 2, np.where(told, 0, 1), -1),
        ),
    ]
    held = [(names, np.where(met, codes, -1)) for names, codes in kinds]
    counts = flags(
        review_expected=expected, review_not_expected=~expected, total_review_meeting=met,
        no_review_meeting=expected & none,
    )  # fmt: skip
    every = [*topics(people, ALL_REVIEWS, AGED), placement(people), years_held(people)]
    blocks = tabulated(
        "2024", people, every, [*held, *counts], everybody="total_ehc_plans", derive=_told_shares
    )
    return Table("annual_reviews", CALENDAR, tuple(blocks))


def _told_shares(fields: dict[str, Floats]) -> dict[str, Floats]:
    soon, late = fields["number_decsion_4weeks"], fields["number_decision_gt_4weeks"]
    return fields | {
        "pc_decsion_4weeks": percent(soon, soon + late),
        "pc_decision_gt_4weeks": percent(late, soon + late),
    }
