"""Which files of councils' own a report reads, and its params without where these lie."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sendlib.data.store import file_sha256, sha256
from sendlib.params.load import to_notebook
from sendlib.params.local import LocalData
from sendlib.params.region import AnyParams, Member, RegionParams


def reads_own_files(params: AnyParams) -> bool:
    """Say whether params name files of a council's own: such a report is built here only."""
    return any(local.folder for local in local_blocks(params))


def local_blocks(params: AnyParams) -> list[LocalData]:
    """Return where the files lie of the council, or of a region and each of its members."""
    if isinstance(params, RegionParams):
        return [params.local, *(member.local for member in params.members)]
    return [params.local]


def public_params(params: AnyParams) -> dict[str, Any]:
    """Return params as values, without where the council's own files lie and what they are."""
    if not isinstance(params, RegionParams):
        return {**to_notebook(params), "local": LocalData().model_dump(mode="json")}
    members = tuple(Member(area=member.area) for member in params.members)
    return to_notebook(params.model_copy(update={"members": members, "local": LocalData()}))


def own_digest(params: AnyParams) -> str:
    """Return one checksum of all that the councils' own files are, "" where params name none.

    It tells that a file changed, came or went, or is read otherwise, and nothing else of it; a
    folder that is not there counts as empty, since its absence is told when the report is built.
    """
    found: list[Any] = []
    for local in local_blocks(params):
        if local.folder:
            read_as = local.model_dump(mode="json", exclude={"folder", "private"})
            found.append([read_as, sorted(_digests(local))])
    if isinstance(params, RegionParams):
        shared = [Path(member.shared) for member in params.members if member.shared]
        found += [[path.name, _digest(path)] for path in shared]
    return sha256(json.dumps(found).encode()) if found else ""


def _digests(local: LocalData) -> Iterator[tuple[str, str]]:
    """Yield name and checksum of every file in a folder, and of those named that lie elsewhere."""
    folder, private = Path(local.folder), Path(local.private) if local.private else None
    for path in folder.rglob("*"):
        is_result = private is not None and private in path.parents
        if path.is_file() and not is_result and not path.name.startswith((".", "~$")):
            yield path.relative_to(folder).as_posix(), _digest(path)
    for name in local.files.values():
        if ".." in Path(name).parts or Path(name).is_absolute():
            yield name, _digest(folder / name)


def _digest(path: Path) -> str:
    try:
        return file_sha256(path)
    except OSError:
        return ""
