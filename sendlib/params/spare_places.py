"""Spare places of one council for children of another: how far, and by which distances."""

from pydantic import Field, field_validator

from sendlib.contracts.areas import area_name
from sendlib.params.block import Block
from sendlib.params.faults import Refused
from sendlib.params.values import CouncilCode


class Distance(Block):
    """How far two councils are apart, where straight lines between their middles mislead."""

    councils: tuple[CouncilCode, CouncilCode] = Field(description="a list of two councils")
    miles: float = Field(ge=0, le=700, description="miles one way, such as from town to town")

    @field_validator("councils")
    @classmethod
    def _are_two(cls, councils: tuple[str, str]) -> tuple[str, str]:
        if councils[0] == councils[1]:
            raise Refused("two councils", found=f"{area_name(councils[0])} twice")
        return councils


class SparePlaces(Block):
    """Spare places for children without one."""

    most_miles: float = Field(
        default=30, gt=0, le=200, description="how far a child may have to travel, one way"
    )
    distances: tuple[Distance, ...] = Field(
        default=(),
        description="a list of blocks councils: [A, B], miles: 12, in the place of straight lines",
    )
