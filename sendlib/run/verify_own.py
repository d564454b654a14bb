"""A council's own files as the params file still names them, for building a report on them again.

A manifest names these files and their checksums, but not where they lie.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from sendlib.data.local.sources import file_of
from sendlib.data.store import file_sha256
from sendlib.errors import ParamsError
from sendlib.params.load import load_any
from sendlib.params.local import LocalData
from sendlib.params.model import ReportParams
from sendlib.params.region import AnyParams, RegionParams
from sendlib.report.edition import Manifest
from sendlib.run.own import public_params, reads_own_files
from sendlib.run.private import LOCAL_INPUT


@dataclass(frozen=True)
class OwnFiles:
    """Params that name a council's files, or what stands in the way of reading these again."""

    params: AnyParams
    faults: tuple[str, ...] = ()


def own_files(manifest: Manifest, params: AnyParams, file: Path) -> OwnFiles:
    """Return the params of a report with the folder of the council's own files put back in.

    Args:
        manifest: of the report.
        params: those in it, without that folder.
        file: the params file that the report was built with.
    """
    digests = {
        name.removeprefix(LOCAL_INPUT): digest
        for name, digest in manifest.inputs.items()
        if name.startswith(LOCAL_INPUT)
    }
    if not digests or (params.is_demo and not file.is_file()):
        return OwnFiles(params)
    if not file.is_file():
        return OwnFiles(params, (
            f"{LOCAL_INPUT}{min(digests)}: one of the council's own files, and the manifest does "
            f"not say where they lie: put the params file back as {file.as_posix()}, or name its "
            "folder with --params",
        ))  # fmt: skip
    try:
        given = load_any(file)
    except ParamsError as error:
        return OwnFiles(params, (str(error),))
    if not (reads_own_files(given) or _takes_shares(given)):
        named = f"{file}: names no folder of the council's own files, which the report was built on"
        return OwnFiles(params, () if params.is_demo else (named,))
    then, now = public_params(params), public_params(given)
    changed = sorted(name for name in {*then, *now} if then.get(name) != now.get(name))
    if changed:
        what = f"{', '.join(changed)}: not as the report was built with; put it back to verify it"
        return OwnFiles(params, (f"{file}: {what}",))
    if isinstance(given, RegionParams):
        return OwnFiles(given)
    faults = tuple(_faults(digests, given.local))
    return OwnFiles(_without_private(given), faults)


def _takes_shares(params: AnyParams) -> bool:
    return isinstance(params, RegionParams) and any(one.shared for one in params.members)


def _faults(digests: Mapping[str, str], local: LocalData) -> Iterator[str]:
    """Yield what is wrong with the files as they lie in the folder that params name."""
    for name, digest in digests.items():
        path = file_of(name, Path(local.folder), local.files)
        if not path.is_file():
            yield f"{LOCAL_INPUT}{name}: missing: it is not in the folder that params name (local)"
        elif (found := file_sha256(path)) != digest:
            yield (
                f"{LOCAL_INPUT}{name}: changed: its sha256 begins {found[:8]}, that of the "
                f"report's input {digest[:8]}; put that file back to verify the report"
            )


def _without_private(params: ReportParams) -> ReportParams:
    """Return params that have nothing written beside the report."""
    return params.model_copy(update={"local": params.local.model_copy(update={"private": ""})})
