"""The register of published files: who publishes each, under which licence, and how to get it.

The register is `data_raw/sources.yml`. It says so where a file is not the publisher's own but was
derived or compiled from one.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Annotated, Any, Literal, Self
from urllib.parse import urlsplit

import yaml
from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    model_validator,
)

from sendlib.data.ways import ByHand, Way, ZipMember, require_inside
from sendlib.errors import SourceError

DEFAULT_REGISTER = Path(__file__).parents[2] / "data_raw" / "sources.yml"

Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Line = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]


def require_https(address: str) -> str:
    """Return the address, or say that it is not a secure web address."""
    parts = urlsplit(address)
    if parts.scheme != "https" or not parts.netloc:
        raise ValueError(f"not an https address: {address}")
    return address


Page = Annotated[str, AfterValidator(require_https)]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Licence(_Frozen):
    """A licence and the lines that must be printed wherever its data are used."""

    name: Line = Field(description="the licence as its owner calls it")
    url: Page = Field(description="where its terms are")
    statements: tuple[Line, ...] = Field(min_length=1, description="attribution lines to print")


class Source(_Frozen):
    """One file of `data_raw`."""

    path: Annotated[str, AfterValidator(require_inside)] = Field(
        description="path inside data_raw, with /"
    )
    title: Line = Field(description="title of the publication")
    publisher: Line = Field(description="who publishes the figures")
    page: Page = Field(description="landing page at the publisher")
    edition: Line = Field(description="release, date or years the file belongs to")
    licence: Line = Field(description="key of one of the register's licences")
    origin: Literal["as published", "derived", "compiled"] = Field(
        description="the publisher's own file, one reshaped from it, or one put together by others"
    )
    note: Line | None = Field(default=None, description="what a user of the file has to know")
    retrieved: date | None = Field(default=None, description="day it was downloaded, if known")
    size_bytes: int = Field(gt=0, description="size of the file")
    sha256: Sha256 = Field(description="checksum of the file")
    content_sha256: Sha256 | None = Field(
        default=None, description="checksum of a zip's members, the same however it was packed"
    )
    fetch: Way = Field(description="how the file is got")

    @property
    def credit(self) -> str:
        """Who published what, for the sources section of a report."""
        reshaped = "" if self.origin == "as published" else f" ({self.origin})"
        return f"{self.publisher}: {self.title}, {self.edition}{reshaped}."

    @property
    def is_fetched(self) -> bool:
        """Whether the file can be downloaded, and need not be put in place by hand."""
        return not isinstance(self.fetch, ByHand)


class Register(_Frozen):
    """Every registered file, in the order of the register."""

    licences: dict[str, Licence]
    sources: tuple[Source, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def references_hold(self) -> Self:
        faults = [*self._repeated(), *self._unknown_licences(), *self._unknown_archives()]
        if faults:
            raise ValueError("; ".join(faults))
        return self

    def _repeated(self) -> Iterator[str]:
        paths = [source.path for source in self.sources]
        for path in dict.fromkeys(path for path in paths if paths.count(path) > 1):
            yield f"{path} is registered {paths.count(path)} times, once is expected"

    def _unknown_licences(self) -> Iterator[str]:
        for source in self.sources:
            if source.licence not in self.licences:
                known = ", ".join(self.licences)
                yield f"{source.path}: licence {source.licence} is not one of: {known}"

    def _unknown_archives(self) -> Iterator[str]:
        paths = {source.path for source in self.sources}
        for source in self.sources:
            if isinstance(source.fetch, ZipMember) and source.fetch.archive not in paths:
                yield f"{source.path}: its archive {source.fetch.archive} is not registered"

    @cached_property
    def _sources_by_path(self) -> dict[str, Source]:
        return {source.path: source for source in self.sources}

    def by_path(self, path: str) -> Source:
        """Return the source of a file; the member of a zip (`x.zip/data/y.csv`) is its zip's.

        Raises:
            SourceError: the register has no such file.
        """
        for candidate in (path, *map(str, PurePosixPath(path).parents)):
            if candidate in self._sources_by_path:
                return self._sources_by_path[candidate]
        near = get_close_matches(path, self._sources_by_path, n=1)
        hint = f" Did you mean {near[0]}?" if near else ""
        raise SourceError(
            f"{path} is not in the register of sources (data_raw/sources.yml).{hint} "
            "Register a new file there, with its publisher, licence and checksum."
        )

    def find(self, path: str) -> Source | None:
        """Return the entry of a path inside data_raw, None where it is not registered."""
        return self._sources_by_path.get(path)

    def by_sha256(self, sha256: str) -> Source | None:
        """Return the source whose registered file has this checksum, if there is one."""
        return next((source for source in self.sources if source.sha256 == sha256), None)

    def attributions(self, paths: Iterable[str]) -> list[str]:
        """Return the lines a report prints for the files it read, each once.

        One line per publication and edition, in register order, then the statements that their
        licences ask for.

        Raises:
            SourceError: a path is not in the register.
        """
        used = {self.by_path(path).path for path in paths}
        sources = [source for source in self.sources if source.path in used]
        statements = (line for source in sources for line in self._statements(source))
        return list(dict.fromkeys([*(source.credit for source in sources), *statements]))

    def _statements(self, source: Source) -> tuple[str, ...]:
        return self.licences[source.licence].statements


def load_register(path: Path | None = None) -> Register:
    """Read and check the register of sources.

    Args:
        path: the register; by default the project's own, `data_raw/sources.yml`.

    Raises:
        SourceError: the register is absent or unreadable, or holds faults; all are listed.
    """
    register = path or DEFAULT_REGISTER
    try:
        text = register.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(
            f"{register}: the register of sources cannot be read ({error}). "
            "Run sendlib from its checkout, where data_raw/sources.yml is, or name a register."
        ) from error
    try:
        content = yaml.load(text, Loader=yaml.CSafeLoader)
    except yaml.YAMLError as error:
        raise SourceError(f"{register}: not readable as YAML: {error}") from error
    try:
        return Register.model_validate(content)
    except ValidationError as error:
        faults = "\n".join(f"  {_described(fault, content)}" for fault in error.errors())
        raise SourceError(
            f"{register}: {error.error_count()} fault(s); correct each and try again:\n{faults}"
        ) from error


def _described(fault: Any, content: Any) -> str:
    """Return a fault as `file: key: what is wrong, found ...`."""
    place = [str(part) for part in fault["loc"]]
    if len(fault["loc"]) > 1 and fault["loc"][0] == "sources":
        place = [_entry_name(content, fault["loc"][1]), *place[2:]]
    found = f", found {fault['input']!r}" if isinstance(fault["input"], str | int) else ""
    return ": ".join([*place, f"{fault['msg']}{found}"])


def _entry_name(content: Any, index: Any) -> str:
    entry = content["sources"][index]
    if isinstance(entry, dict) and "path" in entry:
        return str(entry["path"])
    return f"source {index + 1}"
