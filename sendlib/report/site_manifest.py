"""The manifest of a report, read back: of which area it is, in which standing, from what data."""

import json
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, ValidationError

from sendlib.contracts.areas import area_name
from sendlib.errors import RenderError
from sendlib.params.document import Branding as DefaultBranding
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


class Params(_Part):
    """The params that every kind of report has."""

    area: Annotated[str, AfterValidator(_known_area)]
    document: Standing = Standing()
    branding: Branding = Branding(
        name="", primary=DefaultBranding().primary, accent=DefaultBranding().accent
    )


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
