"""What might happen otherwise to the number of plans: scenarios beside the projection."""

from collections.abc import Mapping
from typing import Literal

from pydantic import Field, field_validator

from sendlib.contracts.local_files import code_sets
from sendlib.params.block import Block
from sendlib.params.faults import Refused, did_you_mean, found_text, nearest
from sendlib.params.values import GivenLine

SpecialSetting = Literal["state_special", "base"]
MOST_SCENARIOS = 4
ALL = 100.0


class Scenario(Block):
    """One course of events, beside the projection in which nothing is decided."""

    name: GivenLine = Field(description="what readers call it, such as More early support")
    growth: float = Field(
        default=1.0, ge=0.1, le=3, description="factor on those who get a plan in each year to come"
    )
    mix: Mapping[str, float] = Field(
        default={},
        validate_default=False,
        description="a block of need: factor on its share of new plans, such as ASD: 0.9",
    )
    inclusion_percent: float = Field(
        default=0,
        ge=0,
        le=ALL,
        description="of those who would enter a special school, percent who enter a mainstream one",
    )
    new_places: Mapping[int, int] = Field(
        default={},
        validate_default=False,
        description="a block of year: places that open for the January of it, such as 2027: 60",
    )
    places_in: SpecialSetting = Field(
        default="state_special", description="where they are: state_special, or base for units"
    )

    def __hash__(self) -> int:
        """Count scenarios of the same keys and values as the same, which mappings do not allow."""
        return hash(self.model_dump_json())

    @field_validator("mix")
    @classmethod
    def _are_needs(cls, mix: Mapping[str, float]) -> Mapping[str, float]:
        known = list(code_sets()["need_types"])
        for need, factor in mix.items():
            if need not in known:
                advice = did_you_mean(nearest(need, known))
                raise Refused(", ".join(known), advice, at=(need,), found=found_text(need))
            if not 0 <= factor <= 10:
                raise Refused("a factor from 0 to 10", at=(need,), found=found_text(factor))
        return mix

    @field_validator("new_places")
    @classmethod
    def _are_places(cls, places: Mapping[int, int]) -> Mapping[int, int]:
        for year, count in places.items():
            if not 2020 <= year <= 2100 or not 0 <= count <= 5000:
                raise Refused(
                    "a year from 2020 and 0 to 5,000 places", at=(str(year),), found=str(count)
                )
        return places


class ReturnsMapping(Block):
    """What a source cannot tell apart in the returns to DfE. Ask before changing it."""

    specialist_base_percent: float = Field(
        default=50,
        ge=0,
        le=ALL,
        description="of places in units and resourced provision, percent "
        "in specialist bases; the rest are in support bases",
    )
    nmss_other_percent: float = Field(
        default=0,
        ge=0,
        le=ALL,
        description="of independent and non-maintained special places, "
        "percent under other suitable arrangements",
    )
    post_16_specialist_percent: float = Field(
        default=0, ge=0, le=ALL, description="of places in colleges, percent on specialist courses"
    )
    hospital_percent: float = Field(
        default=0, ge=0, le=ALL, description="of alternative provision, percent hospital schools"
    )
    elsewhere_council_percent: float = Field(
        default=0,
        ge=0,
        le=ALL,
        description="of those elsewhere, percent under arrangements of the council",
    )
    sixth_form_percent: float = Field(
        default=0,
        ge=0,
        le=ALL,
        description="of mainstream pupils aged 16 and over, percent told as mainstream post-16",
    )
