"""What places are planned to, and what a place costs each way: assumptions to be replaced."""

from pydantic import Field

from sendlib.params.block import Block


class PlaceOption(Block):
    """One way to provide a place, with its costs; the partnership gives its own."""

    capital_gbp: float = Field(ge=0, le=1_000_000, description="pounds to build a place, once")
    yearly_gbp: float = Field(ge=0, le=1_000_000, description="pounds a year for a place")
    miles: float = Field(ge=0, le=700, description="miles from home, one way, as a rule")


class Sufficiency(Block):
    """What the chapter on places works with. Costs are examples until the partnership gives its."""

    target_occupancy_percent: float = Field(
        default=95, ge=50, le=100, description="share of places that are planned to be taken"
    )
    years_in_place: float = Field(
        default=6, gt=0.5, le=20, description="years that a child keeps a specialist place"
    )
    years_costed: int = Field(
        default=10, ge=1, le=40, description="years over which the cost of places is added up"
    )
    discount_percent: float = Field(
        default=3.5, ge=0, le=15, description="discount of later years, percent a year"
    )
    travel_gbp_per_mile: float = Field(
        default=2.0, ge=0, le=50, description="pounds for a mile of travel to school"
    )
    school_days: int = Field(
        default=190, ge=1, le=365, description="days of travel in a school year"
    )
    building: PlaceOption = Field(
        default=PlaceOption(capital_gbp=80_000, yearly_gbp=26_000, miles=8),
        description="a place in a new or larger special school",
    )
    resourced_provision: PlaceOption = Field(
        default=PlaceOption(capital_gbp=30_000, yearly_gbp=20_000, miles=5),
        description="a place in a unit or resourced provision of a mainstream school",
    )
    framework: PlaceOption = Field(
        default=PlaceOption(capital_gbp=0, yearly_gbp=50_000, miles=20),
        description="a place bought under a framework or block contract",
    )
    purchase: PlaceOption = Field(
        default=PlaceOption(capital_gbp=0, yearly_gbp=62_000, miles=25),
        description="a place bought one at a time",
    )
