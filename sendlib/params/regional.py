"""What a regional report works with beside its members: chapters, service level, money."""

from typing import Literal

from pydantic import Field

from sendlib.params.block import Block
from sendlib.params.commissioning import DecisionRules
from sendlib.params.regional_value import OwnValue
from sendlib.params.spare_places import SparePlaces
from sendlib.params.working_together import WorkingTogether

# The rest cannot be left out: who takes part, where figures come from, how good they are
RegionalChapter = Literal[
    "cohort", "places", "value-for-money", "working-together", "governance", "mapping", "glossary",
]  # fmt: skip


class RegionalOptions(Block):
    """What the councils of a region decide for their report; every key has a default."""

    service_level_percent: float = Field(
        default=95,
        gt=50,
        lt=100,
        description="percent of years in which nobody is to be without a place",
    )
    spare_places: SparePlaces = Field(
        default=SparePlaces(), description="how far a child may have to go to a spare place"
    )
    value_for_money: OwnValue = Field(
        default=OwnValue(), description="what commissioning together costs and saves"
    )
    decisions: DecisionRules = Field(
        default=DecisionRules(), description="figures at which a service is put forward"
    )
    working_together: WorkingTogether = Field(
        default=WorkingTogether(), description="what the partners agree, and who does what by when"
    )
    leave_out: tuple[RegionalChapter, ...] = Field(
        default=(), description="a list of chapters to leave out"
    )
