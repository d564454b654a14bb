"""What the commissioning review works with beside its files: definitions, scenarios, unit costs."""

from pydantic import Field, field_validator

from sendlib.params.block import Block
from sendlib.params.cohorts import MOST_COHORTS, SHIPPED, Cohort
from sendlib.params.faults import Refused
from sendlib.params.progress import Progress


class ReviewOptions(Block):
    """What the partnership decides for its review; every key has a default."""

    cohorts: tuple[Cohort, ...] = Field(
        default=(), description="a list of one or two definitions of complex needs"
    )
    progress: Progress = Field(
        default=Progress(), description="how the improvement plan is read and judged"
    )

    @field_validator("cohorts")
    @classmethod
    def _are_one_or_two(cls, cohorts: tuple[Cohort, ...]) -> tuple[Cohort, ...]:
        if len(cohorts) > MOST_COHORTS:
            raise Refused("one or two definitions", found=f"{len(cohorts)}")
        return cohorts

    @property
    def definitions(self) -> tuple[Cohort, ...]:
        """Definitions of complex needs: the first one counts, a second is set beside it."""
        return self.cohorts or (SHIPPED,)
