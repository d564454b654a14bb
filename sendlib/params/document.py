"""What every params file says of its report: years, editions, standing, contact and dress.

Reports on one council and on a region of councils have these keys alike.
"""

from typing import Literal

from pydantic import Field, ValidationInfo, field_validator

from sendlib.params.block import Block
from sendlib.params.disclosure import Disclosure
from sendlib.params.faults import Refused
from sendlib.params.values import (
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


class Sources(Block):
    """The edition to read of each publication; `latest` is the newest one found."""

    ehc_plans: Edition = Field(default=LATEST, description="education, health and care plans, DfE")
    lait: Edition = Field(default=LATEST, description="local authority interactive tool, DfE")
    statistical_neighbours: Edition = Field(
        default=LATEST, description="statistical neighbours, DfE"
    )
    population: Edition = Field(default=LATEST, description="mid-year population estimates, ONS")


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


class DocumentParams(Block):
    """The keys that the params of a council and of a region share."""

    years: Years = Field(default=Years(), description="calendar years shown")
    sources: Sources = Field(default=Sources(), description="editions to read")
    contact: Contact = Field(default=Contact(), description="whom a reader can ask")
    document: Document = Field(default=Document(), description="status, version and sign-off")
    branding: Branding = Field(default=Branding(), description="name, logo and colours")
    disclosure: Disclosure = Field(
        default=Disclosure(), description="how small counts of a council's own files are hidden"
    )
