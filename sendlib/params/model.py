"""The models of a params file: what a report covers, beside whom, for whom and in what dress.

The fields of `ReportParams` are the top-level keys of a council's params file and the names in the
parameters cells of its notebooks. Later parts of a report add a block and a field here.
"""

from typing import Literal

from pydantic import Field, ValidationInfo, field_validator

from sendlib.contracts.areas import area_name, is_demo
from sendlib.params.block import Block
from sendlib.params.councils import ALLOWED, slug
from sendlib.params.document import DocumentParams
from sendlib.params.faults import Refused
from sendlib.params.local import LocalData
from sendlib.params.review import ReviewOptions
from sendlib.params.values import CouncilCode, GivenLine, Line

# The rest cannot be left out: what the report is, where figures come from, how good they are
Section = Literal[
    "population", "how-many", "needs", "ages", "settings", "timeliness", "outcomes", "adulthood",
    "social-care", "money", "low-incidence", "comparison", "map", "provision", "glossary",
]  # fmt: skip


class OwnComparators(Block):
    """A list of councils that the user compares with, such as a licensed neighbour list."""

    name: GivenLine = Field(description="what readers call the list, such as CIPFA neighbours")
    councils: tuple[CouncilCode, ...] = Field(
        description="a list of councils, by name or three-digit code"
    )
    source: GivenLine = Field(description="who made the list, and its date or edition")

    @field_validator("councils")
    @classmethod
    def _stand_once(cls, codes: tuple[str, ...]) -> tuple[str, ...]:
        if not codes:
            raise Refused("a list of at least one council", found="an empty list")
        for index, code in enumerate(codes):
            if code in codes[:index]:
                raise Refused("each council once", at=(index,), found=area_name(code))
        return codes


class Comparators(Block):
    """Beside whom the council is shown."""

    england: bool = Field(default=True, description="true to compare with England")
    region: bool = Field(default=True, description="true to compare with the council's region")
    statistical_neighbours: bool = Field(
        default=True, description="true to compare with its ten statistical neighbours (DfE)"
    )
    own: OwnComparators | None = Field(default=None, description="a list of your own, or blank")


class Partners(Block):
    """Who answers for the area together with the council; blank is shown as not given."""

    integrated_care_board: Line = Field(default="", description="name of the integrated care board")
    parent_carer_forum: Line = Field(default="", description="name of the parent carer forum")
    others: tuple[GivenLine, ...] = Field(
        default=(), description="a list of names of other partners"
    )


class ReportOptions(Block):
    """What the report includes."""

    leave_out: tuple[Section, ...] = Field(
        default=(), description="a list of sections to leave out"
    )
    plain_language: bool = Field(
        default=True, description="true for the page for parents and carers"
    )


class OfCouncil(Block):
    """What a council's params file begins with."""

    area: CouncilCode = Field(description="a council, by name or three-digit code")


class ReportParams(DocumentParams, OfCouncil):
    """The keys of a council's params file, and the names in its notebooks' parameters cells."""

    comparators: Comparators = Field(default=Comparators(), description="beside whom")
    partners: Partners = Field(default=Partners(), description="who answers for the area too")
    report: ReportOptions = Field(default=ReportOptions(), description="what the report includes")
    local: LocalData = Field(default=LocalData(), description="the council's own files")
    commissioning: ReviewOptions = Field(
        default=ReviewOptions(), description="what the commissioning review works with"
    )

    @field_validator("comparators")
    @classmethod
    def _are_of_the_same_world(cls, found: Comparators, info: ValidationInfo) -> Comparators:
        """Refuse the area itself, and demo councils beside real ones, in the user's own list."""
        area = info.data.get("area")
        codes = found.own.councils if found.own and area else ()
        for index, code in enumerate(codes):
            if code == area or is_demo(code) != is_demo(str(area)):
                world = "the demo's councils" if is_demo(str(area)) else ALLOWED
                raise Refused(
                    f"{world}, other than the area",
                    at=("own", "councils", index),
                    found=area_name(code),
                )
        return found

    @property
    def area_name(self) -> str:
        """The council's name as readers know it."""
        return area_name(self.area)

    @property
    def slug(self) -> str:
        """The stem of the council's params file and the name of its folder of reports."""
        return slug(self.area_name)

    @property
    def is_demo(self) -> bool:
        """Whether the area is invented."""
        return is_demo(self.area)
