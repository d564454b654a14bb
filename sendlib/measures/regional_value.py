"""A region's plan to keep children close to home, each input with where it comes from.

What params give goes first, then what members' own costs say, then the published example.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from sendlib.measures.value_for_money_risk import Risk, risk
from sendlib.params.regional_value import OwnPackage, OwnValue, Variant
from sendlib.params.value_for_money import LocalPackage, Uncertainty, ValueForMoney

OWN, MEMBERS, LOCAL, EXAMPLE = "own", "members", "local", "example"
PACKAGE = tuple(LocalPackage.model_fields)
PLAN = ("years", "first_year", "areas", "children_per_year", "out_of_area_gbp")
SETTINGS = ("optimism_percent", "discount_percent", "retained_percent", "draws")
COSTS = ("out_of_area_gbp", *PACKAGE)
# nights a week around those of the plan where params give no range of their own
NIGHTS_BELOW, NIGHTS_ABOVE, MOST_NIGHTS = 0.5, 2, 7
# nights of the packages set beside the plan's where params name no variants
USUAL_NIGHTS = (0.0, 1.0, 2.0, 4.0)


@dataclass(frozen=True)
class Amount:
    """Pounds a year that members' shares tell: exactly, or from a lowest to a highest."""

    low: float
    high: float

    @property
    def middle(self) -> float:
        """The amount that a plan is worked out with."""
        return (self.low + self.high) / 2


@dataclass(frozen=True)
class LocalCosts:
    """What members' own records say a year costs; None where they do not.

    out_of_area: a placement away from home. education and transport: close to home. members: how
    many councils' records they are from. origin: where a block of them says it comes from.
    """

    out_of_area: Amount | None = None
    education: Amount | None = None
    transport: Amount | None = None
    members: int = 0
    origin: Mapping[str, str] | None = None


NO_COSTS = LocalCosts()


@dataclass(frozen=True)
class RegionalPlan:
    """A plan with all its inputs.

    plan: the numbers. origins: input -> `own` (params), `members` (their number), `local`
    (members' own costs) or `example`. variants: name -> package. costs: what members' records say.
    """

    plan: ValueForMoney
    origins: Mapping[str, str]
    variants: Mapping[str, LocalPackage]
    costs: LocalCosts

    @property
    def is_example(self) -> bool:
        """Whether some cost is that of the published example."""
        return any(self.origins[name] == EXAMPLE for name in COSTS)

    @property
    def is_local(self) -> bool:
        """Whether some input comes from members' own records."""
        return LOCAL in self.origins.values()

    @cached_property
    def risk(self) -> Risk:
        """How far the saving may be from the plan."""
        return risk(self.plan)

    @cached_property
    def packages(self) -> pd.DataFrame:
        """The plan's package and its variants.

        Columns: name ("" for the plan's), education_gbp, transport_gbp, nights_per_week,
        short_breaks_gbp, cost_gbp, gap_gbp (saved on one child a year), saving_gbp (over all years
        if every child had it).
        """
        child_years = sum(
            self.plan.areas * self.plan.children_per_year * max(0, year - self.plan.first_year + 1)
            for year in range(1, self.plan.years + 1)
        )
        rows = []
        for name, one in {"": self.plan.local, **self.variants}.items():
            gap = self.plan.out_of_area_gbp - one.cost_gbp()
            rows.append(
                (name, one.education_gbp, one.transport_gbp, one.nights_per_week,
                 one.nights_per_week * one.weeks * one.night_gbp, one.cost_gbp(), gap,
                 gap * child_years)
            )  # fmt: skip
        columns = ["name", "education_gbp", "transport_gbp", "nights_per_week", "short_breaks_gbp",
                   "cost_gbp", "gap_gbp", "saving_gbp"]  # fmt: skip
        return pd.DataFrame(rows, columns=columns)


def regional_plan(
    given: OwnValue, *, members: int, costs: LocalCosts = NO_COSTS
) -> RegionalPlan:  # fmt: skip
    """Return a region's plan, with where each input comes from.

    Args:
        given: of the region's params.
        members: number of councils; all of them save unless params say how many.
        costs: what members' own records say.
    """
    example = ValueForMoney()
    local = {
        "out_of_area_gbp": costs.out_of_area, "education_gbp": costs.education,
        "transport_gbp": costs.transport,
    }  # fmt: skip
    values: dict[str, Any] = {"areas": members}
    origins = {"areas": MEMBERS}
    usual = {**{name: getattr(example, name) for name in PLAN},
             **{name: getattr(example.local, name) for name in PACKAGE}}  # fmt: skip
    own = {**{name: getattr(given, name) for name in PLAN},
           **{name: getattr(given.local, name) for name in PACKAGE}}  # fmt: skip
    for name, value in own.items():
        amount = local.get(name)
        if value is not None:
            values[name], origins[name] = value, OWN
        elif amount is not None:
            values[name], origins[name] = amount.middle, LOCAL
        elif name not in values:
            values[name], origins[name] = usual[name], EXAMPLE
    package = LocalPackage(**{name: values.pop(name) for name in PACKAGE})
    settings = {name: value for name in SETTINGS if (value := getattr(given, name)) is not None}
    plan = ValueForMoney(
        **values, **settings, local=package,
        uncertainty=_ranges(given, package, local if origins["out_of_area_gbp"] == LOCAL else {}),
    )  # fmt: skip
    return RegionalPlan(plan, origins, _variants(given, package), costs)


def _ranges(
    given: OwnValue, package: LocalPackage, local: Mapping[str, Amount | None]
) -> Uncertainty:
    """Return the ranges of params, and around what is not given those of the example.

    The cost out of area is as far off as the example's, or as members' records leave it open.
    """
    own = {name: value for name, value in given.uncertainty if value is not None}
    nights = package.nights_per_week
    own.setdefault(
        "nights_per_week",
        (max(0.0, nights - NIGHTS_BELOW), nights, min(float(MOST_NIGHTS), nights + NIGHTS_ABOVE)),
    )
    amount = local.get("out_of_area_gbp")
    if amount is not None and amount.middle > 0:
        low, likely, high = Uncertainty().out_of_area_ratio
        own.setdefault(
            "out_of_area_ratio",
            (min(low, amount.low / amount.middle), likely, max(high, amount.high / amount.middle)),
        )
    return Uncertainty(**own)


def _variants(given: OwnValue, package: LocalPackage) -> dict[str, LocalPackage]:
    if given.variants:
        return {one.name: _filled(one, package) for one in given.variants}
    return {
        f"{nights:g} nights a week" if nights != 1 else "1 night a week":
            package.model_copy(update={"nights_per_week": nights})
        for nights in USUAL_NIGHTS
        if nights != package.nights_per_week
    }  # fmt: skip


def _filled(one: Variant | OwnPackage, package: LocalPackage) -> LocalPackage:
    own = {name: getattr(one, name) for name in PACKAGE}
    return LocalPackage(
        **{name: getattr(package, name) if value is None else value for name, value in own.items()}
    )
