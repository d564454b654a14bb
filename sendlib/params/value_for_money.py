"""What the value for money of commissioning together is worked out from; all of it can be changed.

The defaults are the published example of NatSIP (2018): eight councils, one child a year each from
the third year on, 160,000 pounds out of area against 85,000 pounds in the local package.
"""

from typing import Annotated

from pydantic import AfterValidator, Field

from sendlib.params.block import Block
from sendlib.params.faults import Refused


def _in_order(values: tuple[float, float, float]) -> tuple[float, float, float]:
    if not values[0] <= values[1] <= values[2]:
        raise Refused("three numbers in order: lowest, most likely, highest", found=f"{values}")
    return values


Spread = Annotated[tuple[float, float, float], AfterValidator(_in_order)]


class LocalPackage(Block):
    """The yearly cost of one child's package close to home, part by part, in pounds."""

    education_gbp: float = Field(default=54_000, ge=0, description="place, support and therapy")
    transport_gbp: float = Field(default=10_200, ge=0, description="travel to the local setting")
    nights_per_week: float = Field(default=1, ge=0, le=7, description="nights of short breaks")
    weeks: int = Field(default=52, ge=0, le=53, description="weeks a year with short breaks")
    night_gbp: float = Field(default=400, ge=0, description="cost of a night of short breaks")

    def cost_gbp(self, nights_per_week: float | None = None) -> float:
        """Return the cost of a year, with other nights a week where given."""
        nights = self.nights_per_week if nights_per_week is None else nights_per_week
        return self.education_gbp + self.transport_gbp + nights * self.weeks * self.night_gbp


class Uncertainty(Block):
    """How far off each input may be: lowest, most likely, highest. The middle one is the plan."""

    delay_years: Spread = Field(
        default=(0, 0, 2), description="years by which savings begin later than planned"
    )
    children_ratio: Spread = Field(
        default=(0.4, 1, 1.3), description="children kept local, as a ratio of the plan"
    )
    out_of_area_ratio: Spread = Field(
        default=(0.8, 1, 1.2), description="cost out of area, as a ratio of the plan"
    )
    local_ratio: Spread = Field(
        default=(0.9, 1, 1.35), description="cost of education and transport, as a ratio"
    )
    nights_per_week: Spread = Field(
        default=(0.5, 1, 3), description="nights of short breaks a week"
    )
    leakage_percent: Spread = Field(
        default=(0, 0, 25), description="percent of children a year who move out of area after all"
    )
    build_gbp: Spread = Field(
        default=(0, 250_000, 1_500_000), description="cost of building local places, in pounds"
    )


class ValueForMoney(Block):
    """A shared plan to keep children close to home, against placements out of area."""

    years: int = Field(default=5, ge=1, le=30, description="years looked at")
    areas: int = Field(default=8, ge=1, le=153, description="councils that take part")
    children_per_year: float = Field(
        default=1, ge=0, description="more children kept local each year, in each council"
    )
    first_year: int = Field(default=3, ge=1, description="the first year with savings")
    out_of_area_gbp: float = Field(
        default=160_000, ge=0, description="a year of one placement out of area"
    )
    local: LocalPackage = Field(
        default=LocalPackage(), description="a year of one package close to home, part by part"
    )
    uncertainty: Uncertainty = Field(
        default=Uncertainty(), description="how far off each input may be"
    )
    optimism_percent: float = Field(
        default=24,
        ge=0,
        le=200,
        description="percent added to the cost of building (optimism bias)",
    )
    discount_percent: float = Field(
        default=3.5, ge=0, le=20, description="percent a year by which later money counts less"
    )
    retained_percent: float = Field(
        default=50, ge=0, le=100, description="percent of savings that each council keeps"
    )
    draws: int = Field(default=10_000, ge=1_000, le=200_000, description="draws of the simulation")

    @property
    def gap_gbp(self) -> float:
        """What a year close to home saves for one child; below 0 where it costs more."""
        return self.out_of_area_gbp - self.local.cost_gbp()
