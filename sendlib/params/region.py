"""The model of a region's params file: which councils, and what each of them gives."""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, field_validator

from sendlib.contracts.areas import COUNCILS, DEMO_COUNCILS, area_name, is_demo
from sendlib.params.block import Block
from sendlib.params.councils import slug
from sendlib.params.document import DocumentParams
from sendlib.params.faults import Refused
from sendlib.params.local import LocalData
from sendlib.params.model import ReportParams
from sendlib.params.regional import RegionalOptions
from sendlib.params.values import CouncilCode, GivenLine, Line

FEWEST_MEMBERS = 2


class Member(Block):
    """One council of a region, and what it gives beside published figures."""

    area: CouncilCode = Field(description="a council, by name or three-digit code")
    local: LocalData = Field(
        default=LocalData(), description="the council's own files, read where they lie"
    )
    shared: Line = Field(
        default="", description="file of protected figures that the council gave; blank for none"
    )


def _member(value: object) -> object:
    """Let a council's name alone stand for a member that gives nothing of its own."""
    return value if isinstance(value, Mapping | Member) else {"area": value}


class OfRegion(Block):
    """What a region's params file begins with."""

    region: GivenLine = Field(description="what readers call the region or partnership")
    members: tuple[Annotated[Member, BeforeValidator(_member)], ...] = Field(
        description="a list of councils, by name or code, or a block each: area, local, shared"
    )

    @field_validator("members")
    @classmethod
    def _are_several_of_one_world(cls, members: tuple[Member, ...]) -> tuple[Member, ...]:
        codes = [member.area for member in members]
        if len(codes) < FEWEST_MEMBERS:
            raise Refused("a list of at least two councils", found=f"{len(codes)}")
        for index, code in enumerate(codes):
            if code in codes[:index]:
                raise Refused("each council once", at=(index,), found=area_name(code))
            if is_demo(code) != is_demo(codes[0]):
                raise Refused(
                    "real councils only, or the demo's only", at=(index,), found=area_name(code)
                )
        return members


class RegionParams(DocumentParams, OfRegion):
    """The keys of a region's params file, and the names in its notebook's parameters cell."""

    partners: tuple[GivenLine, ...] = Field(
        default=(), description="a list of names of those who take part beside the councils"
    )
    local: LocalData = Field(
        default=LocalData(),
        description="files of the partnership's own, such as its governance; none of persons",
    )
    regional: RegionalOptions = Field(
        default=RegionalOptions(), description="what the regional report works with"
    )

    def of_member(self, member: Member) -> ReportParams:
        """Return the params of a member, as far as what it gives depends on them."""
        return self._of(member.area, member.local)

    @property
    def of_its_own(self) -> ReportParams:
        """The params by which the partnership's own files are read, as if of its first council."""
        return self._of(self.members[0].area, self.local)

    def _of(self, area: str, local: LocalData) -> ReportParams:
        return ReportParams(
            area=area, local=local, years=self.years, sources=self.sources,
            disclosure=self.disclosure,
        )  # fmt: skip

    @property
    def area(self) -> str:
        """The code of the region: its official one where the members are all its councils."""
        return official_region(tuple(self.codes)) or f"OWN-{self.slug}"

    @property
    def codes(self) -> tuple[str, ...]:
        """The members' three-digit codes, in the order given."""
        return tuple(member.area for member in self.members)

    @property
    def area_name(self) -> str:
        """The region's name as readers know it."""
        return self.region

    @property
    def slug(self) -> str:
        """The stem of the region's params file and the name of its folder of reports."""
        return slug(self.region)

    @property
    def is_demo(self) -> bool:
        """Whether the councils are invented."""
        return is_demo(self.members[0].area)


AnyParams = ReportParams | RegionParams


def official_region(codes: tuple[str, ...]) -> str:
    """Return the code of the official region that is made of exactly these councils, or ""."""
    councils: dict[str, Any] = COUNCILS | DEMO_COUNCILS
    regions = {councils[code].region for code in codes if code in councils}
    if len(regions) != 1:
        return ""
    (region,) = regions
    every = {code for code, council in councils.items() if council.region == region}
    return region if set(codes) == every else ""
