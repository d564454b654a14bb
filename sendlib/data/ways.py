"""The ways a published file is got, as the register writes them under `fetch`."""

from pathlib import PurePosixPath
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, Field


def require_inside(path: str) -> str:
    """Return the path, or say that it leaves the folder it is relative to."""
    parts = PurePosixPath(path)
    if path != str(parts) or parts.is_absolute() or ".." in parts.parts or set(path) & set("\\:"):
        raise ValueError(f"not a plain path inside the folder, with /: {path}")
    return path


InnerPath = Annotated[str, AfterValidator(require_inside)]
Area = Literal["councils", "regions", "england"]
Server = Literal["ees_api", "ees_content", "ees_site", "github", "nomis", "arcgis"]


class _Way(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class EesZip(_Way):
    """Everything of one release on Explore Education Statistics, as one zip."""

    kind: Literal["ees_zip"]
    publication: str = Field(pattern=r"^[a-z0-9-]+$", description="slug in the page's address")
    release: str = Field(pattern=r"^[a-z0-9-]+$", description="slug in the page's address")
    release_version: UUID | None = Field(
        default=None, description="id of the release's version; looked up if not given"
    )


class EesCsv(_Way):
    """One data set of the data catalogue of Explore Education Statistics, as CSV."""

    kind: Literal["ees_csv"]
    data_set: UUID = Field(description="id in the address of the data set's catalogue page")


class EesApi(_Way):
    """One data set of the Explore Education Statistics API, as CSV."""

    kind: Literal["ees_api"]
    publication: str = Field(min_length=1, description="title of the publication")
    data_set: str = Field(min_length=1, description="title of the data set")
    version: str | None = Field(default=None, pattern=r"^\d+\.\d+(\.\d+)?$")


class File(_Way):
    """A file that lies ready on a server."""

    kind: Literal["file"]
    server: Server
    address: InnerPath = Field(description="what follows the server's address")


class ZipMember(_Way):
    """A file inside another registered file."""

    kind: Literal["zip_member"]
    archive: InnerPath = Field(description="path of the registered zip")
    member: str = Field(min_length=1, description="its name in the zip")


class NomisColumn(_Way):
    """One column of the file we write, and the Nomis column it is."""

    column: str
    remove: str = Field(default="", description="text taken off the front of each value")


class Nomis(_Way):
    """A table of Nomis, asked for area by area and written as one CSV."""

    kind: Literal["nomis"]
    dataset: str = Field(pattern=r"^NM_\d+_\d+$")
    areas: tuple[Area, ...] = Field(min_length=1)
    query: dict[str, str] = Field(description="other dimensions, as the API names them")
    columns: dict[str, NomisColumn] = Field(min_length=1, description="columns of our file")
    rows: int = Field(gt=0, description="rows the complete table has")


class Arcgis(_Way):
    """A layer of the ONS Open Geography Portal, written as one GeoJSON file."""

    kind: Literal["arcgis"]
    service: str = Field(pattern=r"^\w+$", description="name of the feature service")
    layer: int = Field(default=0, ge=0)
    key: str = Field(description="field with the area's code, once per feature")
    query: dict[str, str] = Field(description="other parameters of the query")
    rows: int = Field(gt=0, description="features the complete layer has")


class ByHand(_Way):
    """No address to download from: a person puts the file in place."""

    kind: Literal["by_hand"]
    instruction: str = Field(min_length=1, description="what to do, as sentences")


Way = Annotated[
    EesZip | EesCsv | EesApi | File | ZipMember | Nomis | Arcgis | ByHand,
    Field(discriminator="kind"),
]
