"""The models of a params file: what a report covers, beside whom, for whom and in what dress.

The fields of `ReportParams` are the top-level keys of a params file and the names in the
parameters cell of every notebook. Later parts of a report add a block and a field here.
"""

from typing import Literal

from pydantic import Field, ValidationInfo, field_validator

from sendlib.contracts.areas import area_name, is_demo
from sendlib.params.block import Block
from sendlib.params.councils import ALLOWED, slug
from sendlib.params.disclosure import Disclosure
from sendlib.params.faults import Refused
from sendlib.params.local import LocalData
from sendlib.params.review import ReviewOptions
from sendlib.params.values import (
    CouncilCode,
    Date,
    Edition,
    Email,
    GivenLine,
    GraphicColour,
    Line,
    Logo,
    Telephone,
    Text,
    TextColour,
)

FIRST_YEAR = 2019
LAST_YEAR = 2025
LATEST = "latest"

# The rest cannot be left out: what the report is, where figures come from, how good they are
Section = Literal[
    "population", "how-many", "needs", "ages", "settings", "timeliness", "outcomes", "adulthood",
    "social-care", "money", "low-incidence", "comparison", "map", "provision", "glossary",
]  # fmt: skip


class Years(Block):
    """The calendar years shown, both included."""

    first: int = Field(
        default=FIRST_YEAR, ge=2010, le=2100, description="first year shown, such as 2019"
    )
    last: int = Field(
        default=LAST_YEAR,
        ge=2010,
        le=2100,
        validate_default=True,
        description="last year, included",
    )

    @field_validator("last")
    @classmethod
    def _is_not_before_first(cls, last: int, info: ValidationInfo) -> int:
        first = info.data.get("first", last)
        if last < first:
            raise Refused(f"{first} (years.first) or later")
        return last


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


class Sources(Block):
    """The edition to read of each publication; `latest` is the newest one found."""

    ehc_plans: Edition = Field(default=LATEST, description="education, health and care plans, DfE")
    lait: Edition = Field(default=LATEST, description="local authority interactive tool, DfE")
    statistical_neighbours: Edition = Field(
        default=LATEST, description="statistical neighbours, DfE"
    )
    population: Edition = Field(default=LATEST, description="mid-year population estimates, ONS")


class Partners(Block):
    """Who answers for the area together with the council; blank is shown as not given."""

    integrated_care_board: Line = Field(default="", description="name of the integrated care board")
    parent_carer_forum: Line = Field(default="", description="name of the parent carer forum")
    others: tuple[GivenLine, ...] = Field(
        default=(), description="a list of names of other partners"
    )


class Contact(Block):
    """Whom a reader can ask, also for another format; blank is shown as not given."""

    name: Line = Field(default="", description="name of a person or a team")
    role: Line = Field(default="", description="role of that person or team")
    email: Email = Field(default="", description="email address")
    telephone: Telephone = Field(default="", description="telephone number")
    address: Text = Field(default="", description="postal address, of one line or more")


class SignOff(Block):
    """Who approved the report, and when."""

    name: GivenLine = Field(description="name of who approved the report")
    role: GivenLine = Field(description="role of who approved the report")
    date: Date = Field(description="date of approval, such as 2026-03-31")


class Document(Block):
    """What the report says about itself on its cover and on every page."""

    title: Line = Field(default="", description="title; blank for the report's own")
    status: Literal["draft", "final"] = Field(
        default="draft", description="a draft is marked on each page"
    )
    version: Line = Field(default="0.1", description="version shown on the cover")
    date: Date | None = Field(default=None, description="date of the report, such as 2026-03-31")
    protective_mark: Literal["", "OFFICIAL", "OFFICIAL-SENSITIVE"] = Field(
        default="", description="protective mark on each page, or blank"
    )
    sign_off: SignOff | None = Field(
        default=None,
        validate_default=True,
        description="who approved it; a final document needs one",
    )

    @field_validator("sign_off")
    @classmethod
    def _is_given_when_final(cls, found: SignOff | None, info: ValidationInfo) -> SignOff | None:
        if found is None and info.data.get("status") == "final":
            raise Refused(
                "name, role and date of a sign-off, since document.status is final",
                "give them, or make the status draft",
            )
        return found


class Branding(Block):
    """The council's dress. Colours are checked for contrast with white, as WCAG 2.2 AA asks."""

    name: Line = Field(default="", description="name on the cover; blank for the council's")
    logo: Logo | None = Field(
        default=None, description="PNG or SVG file beside the params file; its content once loaded"
    )
    primary: TextColour = Field(
        default="#12436d",
        description="colour of headings and bands, contrast with white at least 4.5",
    )
    accent: GraphicColour = Field(
        default="#28a197",
        description="colour of rules and highlights, contrast with white at least 3",
    )


class ReportOptions(Block):
    """What the report includes."""

    leave_out: tuple[Section, ...] = Field(
        default=(), description="a list of sections to leave out"
    )
    plain_language: bool = Field(
        default=True, description="true for the page for parents and carers"
    )


class ReportParams(Block):
    """The keys of a params file, which are also the names in a notebook's parameters cell."""

    area: CouncilCode = Field(description="a council, by name or three-digit code")
    years: Years = Field(default=Years(), description="calendar years shown")
    comparators: Comparators = Field(default=Comparators(), description="beside whom")
    sources: Sources = Field(default=Sources(), description="editions to read")
    partners: Partners = Field(default=Partners(), description="who answers for the area too")
    contact: Contact = Field(default=Contact(), description="whom a reader can ask")
    document: Document = Field(default=Document(), description="status, version and sign-off")
    branding: Branding = Field(default=Branding(), description="name, logo and colours")
    report: ReportOptions = Field(default=ReportOptions(), description="what the report includes")
    local: LocalData = Field(default=LocalData(), description="the council's own files")
    disclosure: Disclosure = Field(
        default=Disclosure(), description="how small counts of the council's own files are hidden"
    )
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
