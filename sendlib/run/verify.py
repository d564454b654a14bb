"""Build a report again from its manifest, and compare every file byte for byte."""

import json
import signal
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from sendlib.data.folder import data_folder
from sendlib.data.store import file_sha256
from sendlib.errors import ParamsError, RenderError
from sendlib.params.load import from_values
from sendlib.params.region import AnyParams, RegionParams
from sendlib.report.edition import MANIFEST, Manifest, read_manifest, report_folder
from sendlib.report.formats import ENGINES
from sendlib.report.manifest import code_hash, package_versions, sha256, version
from sendlib.report.quarto_engine import find_quarto
from sendlib.run.first_difference import first_difference
from sendlib.run.jobs import Job
from sendlib.run.one import build_one
from sendlib.run.private import LOCAL_INPUT
from sendlib.run.verify_own import own_files

FILES = {"html": "report.html", "pdf": "report.pdf", "docx": "report.docx", "xlsx": "tables.xlsx"}
CHARTS = "charts"
LEFT_BY_SYSTEMS = {"Thumbs.db", "desktop.ini"}  # as names that start with a dot are
STOPPED = 143  # what a shell gives for a program that was asked to end


@dataclass(frozen=True)
class Compared:
    """A file of the report beside the one built anew; `note` says what differs."""

    name: str
    state: Literal["same", "different", "missing", "added"]
    note: str = ""


@dataclass(frozen=True)
class Verified:
    """What became of the attempt to build a report again.

    faults: what stood in the way, so that it was not built. files: each beside the new one.
    causes: why some may differ, the likeliest first.
    """

    folder: Path
    faults: tuple[str, ...] = ()
    files: tuple[Compared, ...] = ()
    causes: tuple[str, ...] = ()

    @property
    def is_same(self) -> bool:
        """Whether every file came out the same."""
        return not self.faults and all(one.state == "same" for one in self.files)


def verify(path: Path, *, params_folder: Path) -> Verified:
    """Build a report again in a folder that is thrown away, and compare.

    It is not built if an input is not what it was: it could not come out the same. Nothing is
    written to the folder of private files.

    Args:
        path: folder of the report, or its manifest.
        params_folder: where the params file of a report on a council's own files lies, since its
            manifest does not say where these are.

    Raises:
        RenderError: there is no report, or its manifest is damaged.
    """
    folder = report_folder(path)
    manifest = read_manifest(folder)
    moved = _environment(manifest)
    try:
        params = from_values(manifest.params)
    except ParamsError as error:
        fault = f"{MANIFEST}: its params are not those of this version of sendlib: {error}"
        return Verified(folder, faults=(fault, *moved))
    own = own_files(manifest, params, _params_file(params_folder, params, folder.parent.name))
    faults = _engine_faults(manifest) + _input_faults(manifest, params) + list(own.faults)
    if faults:
        return Verified(folder, faults=(*faults, *moved))
    engine = manifest.engine["name"]
    job = Job(folder.parent.name, own.params, manifest.report, formats_of(manifest), engine)
    with _unwinding(), tempfile.TemporaryDirectory(prefix="sendlib-verify-") as scratch:
        outcome = build_one(job, Path(scratch))
        if outcome.error:
            return Verified(folder, faults=(f"it cannot be built: {outcome.error}", *moved))
        built = job.folder(Path(scratch))
        files = tuple(_compared(folder, built, manifest))
        causes = _causes(files, manifest, read_manifest(built), moved)
    return Verified(folder, files=files, causes=causes)


def _params_file(params_folder: Path, params: AnyParams, slug: str) -> Path:
    """Return where the params file lies; those of regions may have a folder of their own."""
    file = params_folder / f"{slug}.yml"
    if isinstance(params, RegionParams) and not file.is_file():
        return params_folder / "regions" / file.name
    return file


def formats_of(manifest: Manifest) -> tuple[str, ...]:
    """Return the formats that a report was built in."""
    charts = (CHARTS,) if any(name.startswith(f"{CHARTS}/") for name in manifest.outputs) else ()
    return tuple(name for name, file in FILES.items() if file in manifest.outputs) + charts


def _environment(manifest: Manifest) -> tuple[str, ...]:
    """Return how code and packages differ from those the report was built with."""
    causes = []
    built, here = manifest.code, (version(), code_hash())
    if (built.version, built.sha256) != here:
        causes.append(
            f"the code has changed: the report was built by sendlib {built}, this is "
            f"{here[0]} ({here[1][:8]}); use that version of the project to verify it"
        )
    versions = package_versions()
    changed = [
        f"{name} {then}, here {versions.get(name, 'absent')}"
        for name, then in sorted(manifest.packages.items())
        if then != versions.get(name)
    ]
    if changed:
        causes.append(
            f"packages have changed: {'; '.join(changed)}; `make` in that version of the project "
            "installs the old ones"
        )
    return tuple(causes)


def _engine_faults(manifest: Manifest) -> list[str]:
    """Return why what rendered the report is not to be had, nothing where it is."""
    if manifest.engine.get("name") not in ENGINES:
        return [f"{MANIFEST}: engine: found {manifest.engine}, allowed: {' or '.join(ENGINES)}"]
    if manifest.engine["name"] == "quarto":
        try:
            found = find_quarto().version
        except RenderError as error:
            return [str(error)]
        if found != manifest.engine.get("version"):
            return [
                f"the report was rendered by Quarto {manifest.engine.get('version')}, and here is "
                f"{found}, which sets it otherwise: install that version to verify it"
            ]
    return []


def _input_faults(manifest: Manifest, params: AnyParams) -> list[str]:
    """Return what is wrong with the inputs of a report as they lie in the data folder."""
    folder = data_folder(demo=params.is_demo)
    if not folder.is_dir():
        return [f"{folder}: no such folder; give the folder of published files with --data-raw"]
    faults = []
    for name, digest in manifest.inputs.items():
        if name.startswith(LOCAL_INPUT):
            continue
        path = folder / name
        if not path.is_file():
            faults.append(
                f"{name}: missing: it is not in {folder}; put it back, or run "
                f"`sendlib fetch {name}`"
            )
        elif (found := file_sha256(path)) != digest:
            faults.append(
                f"{name}: changed: its sha256 begins {found[:8]}, that of the report's input "
                f"{digest[:8]}; put that edition back, or build the report anew and see what "
                "moved with `sendlib diff`"
            )
    if faults and params.is_demo:
        return ["the invented files of the demo have changed: the code that makes them has"]
    return faults


def _compared(folder: Path, built: Path, manifest: Manifest) -> Iterator[Compared]:
    """Yield every file of a report, beside the one of its name that was built anew."""
    old, new = _contents(folder), _contents(built)
    for name in sorted({*old, *new, *manifest.outputs}):
        if name not in old:
            yield Compared(name, "missing", "it was deleted, or moved elsewhere")
        elif name not in new:
            yield Compared(name, "added", "it is no part of the report")
        elif old[name] == new[name]:
            yield Compared(name, "same")
        elif name == MANIFEST and _is_same_but_versions(old[name], new[name]):
            yield Compared(name, "same", "but for the versions of code and packages in it")
        else:
            by_hand = name in manifest.outputs and sha256(old[name]) != manifest.outputs[name]
            what = "changed since it was built: " if by_hand else ""
            yield Compared(name, "different", what + first_difference(name, old[name], new[name]))


def _contents(folder: Path) -> dict[str, bytes]:
    paths = [path for path in folder.rglob("*") if path.is_file()]
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in paths
        if not path.name.startswith(".") and path.name not in LEFT_BY_SYSTEMS
    }


def _is_same_but_versions(old: bytes, new: bytes) -> bool:
    """Tell whether two manifests say the same of everything but code, packages and their bytes."""
    both = [json.loads(content) for content in (old, new)]
    rest = [
        {key: part for key, part in content.items() if key not in ("code", "packages")}
        for content in both
    ]
    return bool(rest[0] == rest[1] and both[0] != both[1])


def _causes(
    files: tuple[Compared, ...], old: Manifest, new: Manifest, moved: tuple[str, ...]
) -> tuple[str, ...]:
    """Return why files came out otherwise than they once did, nothing where none did."""
    unlike = {name for name, digest in new.outputs.items() if old.outputs.get(name) != digest}
    if not any(one.state == "different" and one.name in unlike for one in files):
        return ()
    read_now = ", ".join(sorted(new.inputs.keys() - old.inputs.keys()))
    more = (
        f"the data folder holds files that the report did not read: {read_now}; take them out, or "
        "name another folder with --data-raw",
    )
    return (*(more if read_now else ()), *moved) or (
        "params, inputs, code and packages are the same, and still bytes differ: please report it",
    )


@contextmanager
def _unwinding() -> Iterator[None]:
    """Have a request to end (SIGTERM) unwind like Ctrl-C, so that the scratch folder goes."""
    before = signal.signal(signal.SIGTERM, lambda *_: sys.exit(STOPPED))
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
