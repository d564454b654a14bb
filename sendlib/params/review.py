"""What the commissioning review works with beside its files: definitions, scenarios, unit costs."""

from typing import Literal, get_args

from pydantic import Field, field_validator

from sendlib.params.block import Block
from sendlib.params.cohorts import MOST_COHORTS, SHIPPED, Cohort
from sendlib.params.commissioning import Allocation, DecisionRules
from sendlib.params.faults import Refused
from sendlib.params.progress import Progress
from sendlib.params.prose import AuthorsProse, Chapter
from sendlib.params.scenarios import MOST_SCENARIOS, ReturnsMapping, Scenario
from sendlib.params.sufficiency import Sufficiency

Appendix = Literal["findings", "indicators"]
APPENDICES = get_args(Appendix)


class ReviewOptions(Block):
    """What the partnership decides for its review; every key has a default."""

    cohorts: tuple[Cohort, ...] = Field(
        default=(), description="a list of one or two definitions of complex needs"
    )
    decisions: DecisionRules = Field(
        default=DecisionRules(), description="figures at which a service is put forward"
    )
    allocation: Allocation = Field(
        default=Allocation(), description="how personal budgets would follow from points"
    )
    sufficiency: Sufficiency = Field(
        default=Sufficiency(), description="what places are planned to, and what they cost"
    )
    scenarios: tuple[Scenario, ...] = Field(
        default=(), description="a list of up to four courses beside the projection of plans"
    )
    returns: ReturnsMapping = Field(
        default=ReturnsMapping(), description="how provision is told apart in returns to DfE"
    )
    progress: Progress = Field(
        default=Progress(), description="how the improvement plan is read and judged"
    )
    prose: AuthorsProse = Field(
        default={},
        validate_default=False,
        description="a block of chapter: Markdown file of the authors' judgement, beside this file",
    )
    leave_out: tuple[Chapter, ...] = Field(
        default=(), description="a list of chapters of the review to leave out"
    )
    appendices: tuple[Appendix, ...] = Field(
        default=("findings", "indicators"),
        description="a list of appendices to show",
    )

    def __hash__(self) -> int:
        """Count options of the same keys and values as the same, which mappings do not allow."""
        return hash(self.model_dump_json())

    @field_validator("cohorts")
    @classmethod
    def _are_one_or_two(cls, cohorts: tuple[Cohort, ...]) -> tuple[Cohort, ...]:
        if len(cohorts) > MOST_COHORTS:
            raise Refused("one or two definitions", found=f"{len(cohorts)}")
        return cohorts

    @field_validator("scenarios")
    @classmethod
    def _are_few_and_apart(cls, scenarios: tuple[Scenario, ...]) -> tuple[Scenario, ...]:
        names = [one.name for one in scenarios]
        if len(names) > MOST_SCENARIOS:
            raise Refused("at most four scenarios", found=f"{len(names)}")
        if len(set(names)) < len(names):
            raise Refused("a name of its own for each scenario", found="one name twice")
        return scenarios

    @property
    def definitions(self) -> tuple[Cohort, ...]:
        """Definitions of complex needs: the first one counts, a second is set beside it."""
        return self.cohorts or (SHIPPED,)
