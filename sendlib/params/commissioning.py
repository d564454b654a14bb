"""What decisions on services go by, and how personal budgets are worked out from points."""

from pydantic import Field, ValidationInfo, field_validator

from sendlib.params.block import Block
from sendlib.params.faults import Refused


class DecisionRules(Block):
    """The figures at which a service is put forward for a decision; they point and do not bind."""

    low_use_percent: float = Field(
        default=60, ge=0, le=100, description="use of capacity below which a service is little used"
    )
    high_use_percent: float = Field(
        default=105, ge=50, le=300, description="use of capacity above which a service is full"
    )
    long_wait_weeks: float = Field(
        default=18, gt=0, le=300, description="median wait above which a wait is long"
    )
    outcome_points: float = Field(
        default=5, ge=0, le=100, description="points below target from which outcomes fall short"
    )
    high_cost_ratio: float = Field(
        default=1.5,
        ge=1,
        le=20,
        description="cost a person, of the median, from which it is high",
    )
    months_before_end: int = Field(
        default=12, ge=0, le=60, description="months before a contract ends to decide on it"
    )


class Allocation(Block):
    """How personal budgets would follow from points, within a budget that is not exceeded."""

    budget_gbp: float | None = Field(
        default=None, gt=0, description="pounds a year to share out; blank for what is held now"
    )
    lowest_gbp: float = Field(
        default=0, ge=0, description="least pounds a year of one personal budget"
    )
    highest_gbp: float | None = Field(
        default=None, gt=0, description="most pounds a year of one personal budget, or blank"
    )

    @field_validator("highest_gbp")
    @classmethod
    def _is_not_below_lowest(cls, highest: float | None, info: ValidationInfo) -> float | None:
        lowest = info.data.get("lowest_gbp", 0.0)
        if highest is not None and highest < lowest:
            raise Refused(f"{lowest:,.2f} (lowest_gbp) or more")
        return highest
