"""The manifest of a report, read back: of which area it is, in which standing, from what data."""

import json
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, ValidationError, model_validator

from sendlib.contracts.areas import area_name, is_demo
from sendlib.errors import RenderError
from sendlib.params.councils import slug
from sendlib.params.document import Branding as DefaultBranding
from sendlib.params.region import official_region
from sendlib.report.blocks import Branding
from sendlib.report.dates import time_stamp

MANIFEST = "manifest.json"


def _known_area(code: str) -> str:
    try:
        area_name(code)
    except KeyError as error:
        raise ValueError("the code of no area that sendlib knows") from error
    return code


def _day(text: str | None) -> str:
    """Return an ISO date, "" for none."""
    time_stamp(text or "")
    return text or ""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True)


class Standing(_Part):
    """What a report says of itself."""

    title: str = ""
    status: Literal["draft", "final"] = "draft"
    version: str = ""
    date: Annotated[str | None, AfterValidator(_day)] = None
    protective_mark: str = ""


class Member(_Part):
    """A council of a region."""

    area: Annotated[str, AfterValidator(_known_area)]


class Params(_Part):
    """The params that every kind of report has; those of a region name it and its members."""

    area: Annotated[str, AfterValidator(_known_area)]
    region: str = ""
    members: tuple[Member, ...] = ()
    document: Standing = Standing()
    branding: Branding = Branding(
        name="", primary=DefaultBranding().primary, accent=DefaultBranding().accent
    )

    @model_validator(mode="before")
    @classmethod
    def _area_of_region(cls, values: Any) -> Any:
        """Give a region the code that its figures have."""
        if not isinstance(values, dict) or "area" in values or not values.get("region"):
            return values
        members = [one for one in values.get("members") or () if isinstance(one, dict)]
        codes = tuple(str(one.get("area")) for one in members)
        return {**values, "area": official_region(codes) or f"OWN-{slug(str(values['region']))}"}

    @property
    def is_demo(self) -> bool:
        """Whether the council, or the region's councils, are invented."""
        return is_demo(self.members[0].area if self.members else self.area)


class Manifest(_Part):
    """What a portal needs of a manifest; whatever else it holds is passed over."""

    report: str
    params: Params
    inputs: dict[str, str] = {}


def read_manifest(folder: Path) -> Manifest:
    """Return what the manifest of a report says, checked.

    Raises:
        RenderError: it is absent, damaged, or of an area that is not known.
    """
    path = folder / MANIFEST
    try:
        return Manifest.model_validate(json.loads(path.read_text(encoding="utf-8")))
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise RenderError(f"{path}: {where}: {first['msg']}; build the report again") from error
    except (OSError, ValueError, RecursionError) as error:
        raise RenderError(f"{path}: cannot be read ({error}); build the report again") from error
