"""What a report was built from beyond its manifest, kept beside it for the next build to compare.

The file's content follows from the report's inputs alone, and holds nothing of a council's own
files but one checksum of them all. It is hidden, since it is no part of the report.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from sendlib.data.store import sha256
from sendlib.run.jobs import Job

MANIFEST = "manifest.json"


@dataclass(frozen=True)
class Basis:
    """What a report rests on, as it was before the report was built.

    notebook, modules: checksums of the code, the latter by path. files: name (publication and
    edition) by path of the published files. datasets: dataset -> path and checksum of each file
    that holds it. findings: checksum of the faults of all published files. own: of the council's
    own files, "" where there are none.
    """

    notebook: str = ""
    modules: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)
    datasets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    findings: str = ""
    own: str = ""


@dataclass(frozen=True)
class State:
    """What a report that stands was built from. manifest: the checksum of its manifest."""

    manifest: str
    formats: tuple[str, ...]
    engine: str
    basis: Basis


def state_path(job: Job, out: Path) -> Path:
    """Return where the state of a report lies: beside its folder."""
    folder = job.folder(out)
    return folder.with_name(f".{folder.name}.json")


def state_of(job: Job, basis: Basis, *, manifest: bytes, datasets: tuple[str, ...]) -> State:
    """Return the state of a report that was built.

    Args:
        job: that built it.
        basis: of all that it might have read.
        manifest: of the report.
        datasets: that it asked for; without any, published files do not concern it.
    """
    kept = {name: tuple(basis.datasets.get(name, ())) for name in datasets}
    read = {one.rpartition(" ")[0] for files in kept.values() for one in files}
    read |= set(json.loads(manifest)["inputs"])
    own = Basis(
        basis.notebook, basis.modules,
        {path: name for path, name in basis.files.items() if path in read},
        kept, basis.findings if datasets else "", basis.own,
    )  # fmt: skip
    return State(sha256(manifest), job.formats, job.engine, own)


def write_state(state: State, path: Path) -> None:
    """Write a state, whole or not at all."""
    part = path.with_name(f"{path.name}.part")
    part.write_text(json.dumps(asdict(state), separators=(",", ":")), encoding="utf-8")
    part.replace(path)


def read_state(path: Path) -> State | None:
    """Return a state, None where there is none or it is of another version."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        basis: dict[str, Any] = content.pop("basis")
        datasets = {name: tuple(files) for name, files in basis.pop("datasets").items()}
        formats = tuple(content.pop("formats"))
        return State(formats=formats, basis=Basis(datasets=datasets, **basis), **content)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
