"""What a region's params give of its own on value for money; a blank is filled from elsewhere.

What nobody gives is that of the published example, and the report says so beside every figure.
"""

from typing import Literal

from pydantic import Field

from sendlib.params.block import Block
from sendlib.params.value_for_money import Spread
from sendlib.params.values import GivenLine

MOST_VARIANTS = 6
PooledBy = Literal["population", "plans", "equal"]


class OwnPackage(Block):
    """The yearly cost of one child's package close to home, as far as the region knows its own."""

    education_gbp: float | None = Field(default=None, ge=0, description="place, support, therapy")
    transport_gbp: float | None = Field(default=None, ge=0, description="travel to the setting")
    nights_per_week: float | None = Field(
        default=None, ge=0, le=7, description="nights of short breaks"
    )
    weeks: int | None = Field(default=None, ge=0, le=53, description="weeks with short breaks")
    night_gbp: float | None = Field(default=None, ge=0, description="a night of short breaks")


class Variant(OwnPackage):
    """Another package close to home; what it leaves blank is that of the plan's package."""

    name: GivenLine = Field(description="what readers call it, such as Without nights away")


class OwnRanges(Block):
    """Lowest, most likely and highest of each input; blank for the width of the example."""

    delay_years: Spread | None = Field(default=None, description="years of delay")
    children_ratio: Spread | None = Field(
        default=None, description="children kept local, as a ratio of the plan"
    )
    out_of_area_ratio: Spread | None = Field(
        default=None, description="cost out of area, as a ratio of the plan"
    )
    local_ratio: Spread | None = Field(
        default=None, description="cost of education and transport, as a ratio"
    )
    nights_per_week: Spread | None = Field(default=None, description="nights of short breaks")
    leakage_percent: Spread | None = Field(
        default=None, description="percent of children a year who move out of area after all"
    )
    build_gbp: Spread | None = Field(default=None, description="cost of building, in pounds")


class OwnValue(Block):
    """What the region gives of its plan to keep children close to home; every key may be blank."""

    years: int | None = Field(default=None, ge=1, le=30, description="years looked at")
    areas: int | None = Field(
        default=None, ge=1, le=153, description="councils that save; blank for all members"
    )
    children_per_year: float | None = Field(
        default=None, ge=0, description="more children kept local each year, in each council"
    )
    first_year: int | None = Field(default=None, ge=1, description="the first year with savings")
    out_of_area_gbp: float | None = Field(
        default=None, ge=0, description="a year of one placement out of area"
    )
    local: OwnPackage = Field(
        default=OwnPackage(), description="a year of one package close to home, part by part"
    )
    variants: tuple[Variant, ...] = Field(
        default=(), max_length=MOST_VARIANTS, description="a list of other packages to set beside"
    )
    uncertainty: OwnRanges = Field(default=OwnRanges(), description="how far off each input may be")
    optimism_percent: float | None = Field(
        default=None, ge=0, le=200, description="percent added to the cost of building"
    )
    discount_percent: float | None = Field(
        default=None, ge=0, le=20, description="percent a year by which later money counts less"
    )
    retained_percent: float | None = Field(
        default=None, ge=0, le=100, description="percent of savings that each council keeps"
    )
    pooled_by: PooledBy = Field(
        default="population",
        description="what the pool is shared out by: population (aged 0 to 25), plans, equal",
    )
    draws: int | None = Field(
        default=None, ge=1_000, le=200_000, description="draws of the simulation"
    )
