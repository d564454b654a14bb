"""How an improvement plan is read and judged: its words for ratings, its agencies, its reviews."""

import datetime
import re
from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, PlainSerializer

from sendlib.contracts.local_files import code_sets
from sendlib.params.block import Block
from sendlib.params.faults import Refused, did_you_mean, nearest
from sendlib.params.values import GivenLine

# ratings in colours (RAG, and BRAG with blue) on the scale of the ratings in words
USUAL_RATINGS: Mapping[str, str] = {
    "red": "delayed_start",
    "amber": "delayed",
    "yellow": "delayed",
    "green": "on_track",
    "blue": "completed",
    "purple": "embedded",
    "white": "not_started",
    "grey": "not_started",
    "gray": "not_started",
    "not due": "not_started",
    "not yet due": "not_started",
    "not yet started": "not_started",
    "delayed": "delayed",
    "behind": "delayed",
    "off track": "delayed",
    "on track": "on_track",
    "in progress": "on_track",
    "complete": "completed",
    "done": "completed",
    "achieved": "completed",
    "closed": "closed",
}
# names that stand for one agency wherever they are met; a council's own name stands for none
USUAL_AGENCIES: Mapping[str, str] = {
    "ccg": "health",
    "icb": "health",
    "nhs": "health",
    "health": "health",
    "education": "education",
    "schools": "education",
    "social care": "social_care",
    "children's social care": "social_care",
    "adult social care": "social_care",
    "public health": "public_health",
}
PLANS = ("written_statement", "priority_action_plan", "improvement_plan")


def _one_of(codes: str) -> AfterValidator:
    def check(value: str) -> str:
        known = list(code_sets()[codes])
        if value not in known:
            raise Refused(", ".join(known), did_you_mean(nearest(value, known)))
        return value

    return AfterValidator(check)


def _month(value: object) -> object:
    """Let 2020-05, as text or as a day of that month, become the first day of the month."""
    if isinstance(value, datetime.date):
        return value.replace(day=1)
    if isinstance(value, str) and re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", value, flags=re.ASCII):
        return datetime.date.fromisoformat(f"{value}-01")
    raise Refused("a month written year-month, such as 2020-05")


Rating = Annotated[GivenLine, _one_of("ratings")]
Agency = Annotated[GivenLine, _one_of("agencies")]
Month = Annotated[
    datetime.date,
    BeforeValidator(_month),
    # as a params file and a notebook's parameters cell have it
    PlainSerializer(lambda day: f"{day:%Y-%m}", return_type=str, when_used="json"),
]


class Progress(Block):
    """How the improvement plan is read; RAG, BRAG and the ratings in words are known anyway."""

    plan: Literal["", "written_statement", "priority_action_plan", "improvement_plan"] = Field(
        default="", description=f"what the plan is: {', '.join(PLANS)}, or blank"
    )
    ratings: Mapping[GivenLine, Rating] = Field(
        default={},
        validate_default=False,
        description="a block of word of the plan: rating, such as Gold: embedded",
    )
    labels: Mapping[Rating, GivenLine] = Field(
        default={},
        validate_default=False,
        description="a block of rating: what readers call it, such as delayed_start: Red",
    )
    completed: Rating = Field(
        default="completed", description="rating from which an action counts as completed"
    )
    embedded: Rating = Field(
        default="embedded", description="rating from which it counts as embedded in practice"
    )
    agencies: Mapping[GivenLine, Agency] = Field(
        default={},
        validate_default=False,
        description="a block of name of the plan: agency, such as CYC: education",
    )
    reviews: Mapping[GivenLine, Month] = Field(
        default={},
        validate_default=False,
        description="a block of header: month of the review, such as RAG May: 2020-05",
    )
    stale_months: int = Field(
        default=6, ge=1, le=60, description="months without review or change that are remarked upon"
    )
    show_initials: bool = Field(
        default=False, description="true to show the initials of those who lead"
    )

    def __hash__(self) -> int:
        """Count blocks of the same keys and values as the same, which mappings do not allow."""
        return hash(self.model_dump_json())
