"""Key points of a region from its agreements, governance, money and services, for its summary."""

from collections.abc import Iterator
from dataclasses import replace

from sendlib.measures.commissioning import decisions
from sendlib.measures.commissioning.partnership import Partnership
from sendlib.measures.commissioning.regional_map import GAP, levels_covered
from sendlib.measures.governance import Governance
from sendlib.measures.regional_value import RegionalPlan
from sendlib.measures.working_together import LATE, activities, signed, steps
from sendlib.params.region import RegionParams
from sendlib.views.formats import counted, listed, money
from sendlib.views.key_points import KeyPoint
from sendlib.views.local_governance import governance_points
from sendlib.views.local_open import origin_of
from sendlib.views.local_region_map import LEVELS, NEEDS
from sendlib.views.local_value import origin
from sendlib.views.local_value_risk import chance
from sendlib.views.working_together import who_takes_part

VALUE, TOGETHER, GOVERNANCE, MAPPING = (
    "value-for-money", "working-together", "governance", "mapping",
)  # fmt: skip
UNSURE_PERCENT = 90.0  # of draws in which money is saved, below which a plan is called unsure


def together_points(
    params: RegionParams, value: RegionalPlan, governed: Governance, partners: Partnership
) -> list[KeyPoint]:
    """Return what these chapters hand to the summary.

    Args:
        params: of the region.
        value: its plan to keep children close to home.
        governed: governance of the partnership.
        partners: open files of the councils.
    """
    governance = [replace(one, chapter=GOVERNANCE) for one in governance_points(governed)]
    return [*_saving(value), *_agreed(params), *governance, *_services(partners)]


def _saving(value: RegionalPlan) -> Iterator[KeyPoint]:
    """Say how sure a saving is; example costs say nothing of these councils."""
    if value.is_example:
        return
    (low, _, high), percent = value.risk.net, chance(value.risk)
    span = f"between {money(low)} and {money(high)} in eight cases of ten"
    if value.risk.chance_percent < UNSURE_PERCENT:
        yield KeyPoint(
            VALUE,
            f"Keeping children close to home saves money in {percent} of cases, {span}.",
            "Decide which input to make surer before places are built.",
            ("st-value-for-money-risk", "fig-value-for-money-tornado"), 0.65, origin(value),
        )  # fmt: skip
    else:
        yield KeyPoint(
            VALUE, f"Keeping children close to home saves money in {percent} of cases, {span}.", "",
            ("st-value-for-money-risk", "tab-value-for-money-risk"), 0.55, origin(value),
        )  # fmt: skip


def _agreed(params: RegionParams) -> Iterator[KeyPoint]:
    """Say who has not signed, and what is late."""
    agreed, as_of = params.regional.working_together, params.document.date
    found = signed(agreed, who_takes_part(params))
    missing = dict.fromkeys(name for names in found["missing"] for name in names)
    if len(found) and missing:
        yield KeyPoint(
            TOGETHER,
            f"{counted(len(missing), 'partner has', 'partners have')} still to agree the vision, "
            f"the intent or a principle: {listed(missing)}.",
            "Agree what is still open with these partners, or record that they differ.",
            ("tab-agreement",), 0.5,
        )  # fmt: skip
    late = int((steps(agreed, as_of=as_of)["standing"] == LATE).sum())
    tasks = int((activities(agreed, as_of=as_of)["standing"] == LATE).sum())
    if late or tasks:
        where = [*(["tab-phases"] if late else []), *(["tab-workstreams"] if tasks else [])]
        yield KeyPoint(
            TOGETHER,
            f"{counted(late, 'step', 'steps')} and {counted(tasks, 'activity', 'activities')} of "
            "the plan of work are late.",
            "Give each late step a new month and somebody who answers for it.",
            tuple(where), 0.45,
        )  # fmt: skip


def _services(partners: Partnership) -> Iterator[KeyPoint]:
    """Say where no council has a service, and how many services may end."""
    services = partners.services
    if services.empty:
        return
    found = levels_covered(services, needs=NEEDS, levels=LEVELS)
    gaps = int((found["status"] == GAP).sum())
    if gaps:
        yield KeyPoint(
            MAPPING,
            f"In {gaps} of {len(found)} fields of need and level of help no council has a service.",
            "Decide for each gap whether one council buys for all, or why no service is needed.",
            ("tab-regional-levels", "st-regional-map"), 0.6, origin_of(partners),
        )  # fmt: skip
    ending = int((services["decision"] == decisions.DECOMMISSION).sum())
    if ending:
        yield KeyPoint(
            MAPPING,
            f"The rules point to an end of {counted(ending, 'service', 'services')} of "
            f"{len(services)}.",
            "Go through the checklist for each service that may end, with its families.",
            ("tab-region-ending", "tab-region-checklist"), 0.5, origin_of(partners),
        )  # fmt: skip
