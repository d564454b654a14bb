"""A theory of change: what goes in, what is done with it, and what is to come of it."""

from typing import Self

from pydantic import Field, model_validator

from sendlib.params.block import Block
from sendlib.params.faults import Refused, did_you_mean, found_text, nearest
from sendlib.params.values import GivenLine

STAGES = ("inputs", "activities", "outputs", "outcomes", "impact")


class Link(Block):
    """One element of a theory of change, and what it leads to."""

    id: GivenLine = Field(description="a short name of its own, such as A1")
    text: GivenLine = Field(description="what it is")
    leads_to: tuple[GivenLine, ...] = Field(
        default=(), description="a list of ids of later stages that it leads to"
    )


class TheoryOfChange(Block):
    """Five stages, each a list of elements; an element leads to others further on."""

    inputs: tuple[Link, ...] = Field(default=(), description="a list of what goes in")
    activities: tuple[Link, ...] = Field(default=(), description="a list of what is done")
    outputs: tuple[Link, ...] = Field(default=(), description="a list of what it yields at once")
    outcomes: tuple[Link, ...] = Field(default=(), description="a list of what changes by it")
    impact: tuple[Link, ...] = Field(default=(), description="a list of what it is all for")
    assumptions: tuple[GivenLine, ...] = Field(
        default=(), description="a list of what has to hold for it to work"
    )

    @property
    def stage_of(self) -> dict[str, int]:
        """The position of each element's stage, from 0, by its id."""
        return {
            one.id: at for at, stage in enumerate(STAGES) for one in self.elements(stage)
        }  # fmt: skip

    def elements(self, stage: str) -> tuple[Link, ...]:
        """Return the elements of a stage, one of `STAGES`."""
        found: tuple[Link, ...] = getattr(self, stage)
        return found

    @model_validator(mode="after")
    def _leads_onwards(self) -> Self:
        known = self.stage_of
        seen: set[str] = set()
        for stage in STAGES:
            for at, one in enumerate(self.elements(stage)):
                if one.id in seen:
                    raise Refused("an id of its own", at=(stage, at), found=found_text(one.id))
                seen.add(one.id)
                for name in one.leads_to:
                    if known.get(name, -1) <= known[one.id]:
                        raise Refused(
                            "the id of an element of a later stage",
                            did_you_mean(nearest(name, list(known))),
                            at=(stage, at, "leads_to"), found=found_text(name),
                        )  # fmt: skip
        return self
