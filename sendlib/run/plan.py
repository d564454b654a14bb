"""Which reports have to be built, and why: those that would not come out as they stand."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from sendlib.data.digests import Digests
from sendlib.data.editions import Editions, editions
from sendlib.report.formats import QUARTO
from sendlib.report.manifest import package_versions, version
from sendlib.run.code import Code, code_of
from sendlib.run.jobs import Job, reads_published, world_of
from sendlib.run.own import own_digest, public_params
from sendlib.run.record import BUILT, Outcome, read_record
from sendlib.run.state import MANIFEST, Basis, State, read_state, state_path

FORCED = ("--force was given",)
MOST_NAMED = 2  # things that changed, by name in one reason


@dataclass(frozen=True)
class Step:
    """A report that has to be built, and every reason why."""

    job: Job
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Plan:
    """What a build will do. steps: reports to build. current: those that stand as they should."""

    steps: tuple[Step, ...]
    current: tuple[Job, ...]

    def by_reason(self) -> dict[tuple[str, ...], list[Job]]:
        """Return the reports to build by their reasons, in order of appearance."""
        found: dict[tuple[str, ...], list[Job]] = {}
        for step in self.steps:
            found.setdefault(step.reasons, []).append(step.job)
        return found


@dataclass
class Now:
    """What reports would be built from at this moment; each thing is looked up once."""

    digests: Digests = field(default_factory=Digests)
    _code: dict[str, Code] = field(default_factory=dict)
    _editions: dict[object, Editions] = field(default_factory=dict)

    @cached_property
    def packages(self) -> dict[str, str]:
        """The version of Python, of every package, and of sendlib."""
        return {**package_versions(), "sendlib": version()}

    def code(self, job: Job) -> Code:
        """Return the code that would build a report."""
        if job.notebook not in self._code:
            self._code[job.notebook] = code_of(job.notebook)
        return self._code[job.notebook]

    def editions(self, job: Job) -> Editions | None:
        """Return the published files that a report could read, None for one that reads none."""
        if not reads_published(job):
            return None
        world = world_of(job.params)
        if world not in self._editions:
            self._editions[world] = editions(job.params, self.digests)
        return self._editions[world]

    def basis(self, job: Job) -> Basis:
        """Return all that a report would rest on."""
        code, own = self.code(job), own_digest(job.params)
        listed = self.editions(job)
        if listed is None:
            return Basis(code.notebook, code.modules, own=own)
        return Basis(
            code.notebook, code.modules,
            {path: edition.name for path, edition in listed.files.items()},
            listed.of(tuple(listed.datasets)), listed.findings, own,
        )  # fmt: skip


def plan(jobs: Sequence[Job], *, out: Path, now: Now, force: bool = False) -> Plan:
    """Compare what each report was built from with what there is now.

    Args:
        jobs: reports that are asked for.
        out: folder of reports.
        now: what there is.
        force: build them all.

    Raises:
        SendlibError: the published files, or a notebook, cannot be read.
    """
    ended = {(entry.slug, entry.report): entry for entry in read_record(out)}
    steps, current = [], []
    for job in jobs:
        reasons = (
            FORCED if force else tuple(_reasons(job, out, now, ended.get((job.slug, job.report))))
        )
        if reasons:
            steps.append(Step(job, reasons))
        else:
            current.append(job)
    now.digests.save()
    return Plan(tuple(steps), tuple(current))


def _reasons(job: Job, out: Path, now: Now, last: Outcome | None) -> Iterator[str]:
    """Yield why a report has to be built; what takes longest to find out comes last."""
    folder, state = job.folder(out), read_state(state_path(job, out))
    if not (folder / MANIFEST).is_file():
        yield "it failed last time" if _failed(last) else "not built yet"
        return
    if _failed(last):
        yield "it failed last time"
    if state is None:
        yield "how it was built is not known"
        return
    manifest, fault = _outputs(folder, state, now.digests)
    if fault:
        yield fault
    if manifest:
        yield from _settings(job, state, manifest)
        yield from _code(job, state.basis, now, manifest)
        if state.basis.datasets:
            yield from _inputs(state.basis, manifest, now.editions(job))
    if state.basis.own != own_digest(job.params):
        yield "the council's own files changed"


def _failed(last: Outcome | None) -> bool:
    return last is not None and last.status == "failed"


def _outputs(folder: Path, state: State, digests: Digests) -> tuple[dict[str, Any], str]:
    """Return the manifest of a report, and what is wrong with its files."""
    try:
        if digests.of(folder / MANIFEST) != state.manifest:
            return {}, f"{MANIFEST} was changed"
        manifest: dict[str, Any] = json.loads((folder / MANIFEST).read_bytes())
    except OSError:
        return {}, f"{MANIFEST} cannot be read"
    for name, digest in manifest["outputs"].items():
        try:
            if digests.of(folder / name) != digest:
                return manifest, f"{name} was changed"
        except OSError:
            return manifest, f"{name} is gone"
    return manifest, ""


def _settings(job: Job, state: State, manifest: Mapping[str, Any]) -> Iterator[str]:
    """Yield what was asked for otherwise."""
    before, asked = manifest["params"], public_params(job.params)
    changed = sorted(key for key in {*before, *asked} if before.get(key) != asked.get(key))
    if changed:
        yield f"params changed: {', '.join(changed)}"
    if set(state.formats) != set(job.formats):
        yield f"formats changed: now {','.join(job.formats)}"
    if state.engine != job.engine:
        yield f"engine changed: now {job.engine}"
    elif job.engine == QUARTO:
        from sendlib.report.quarto_engine import find_quarto

        found = find_quarto().version
        if found != manifest["engine"].get("version"):
            yield f"Quarto changed: now {found}"


def _code(job: Job, before: Basis, now: Now, manifest: Mapping[str, Any]) -> Iterator[str]:
    """Yield what of the program changed."""
    code = now.code(job)
    if before.notebook != code.notebook:
        yield f"notebook {job.notebook} changed"
    yield from _named("code changed", _unlike(before.modules, code.modules))
    packages = {**manifest["packages"], "sendlib": manifest["code"]["version"]}
    yield from _named("packages changed", _unlike(packages, now.packages))


def _inputs(before: Basis, manifest: Mapping[str, Any], listed: Editions | None) -> Iterator[str]:
    """Yield the published files that changed, came or went."""
    if listed is None:
        return
    there, held = _files(before.datasets), _files(listed.of(tuple(before.datasets)))
    read = {path: digest for path, digest in manifest["inputs"].items() if path in before.files}
    found = []
    for path in sorted({*read, *there, *held}):
        edition = listed.files.get(path)
        if edition is None:
            found.append(f"{before.files[path]} is gone")
        elif path not in read and path not in there:
            found.append(f"{edition.name} is new")
        # it may have been replaced while the report was built: what was there and what was read
        elif {read.get(path, edition.sha256), there.get(path, edition.sha256)} != {edition.sha256}:
            found.append(f"{edition.name} changed")
    yield from _named("input", dict.fromkeys(found), between=" ")
    if not found and before.findings != listed.findings:
        yield "faults found in the published files changed"


def _files(datasets: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """Return the checksum of every file of some datasets by its path, which may hold blanks."""
    marked = (one.rpartition(" ") for files in datasets.values() for one in files)
    return {path: digest for path, _, digest in marked}


def _unlike(before: Mapping[str, str], here: Mapping[str, str]) -> list[str]:
    if before == here:
        return []
    return sorted(key for key in {*before, *here} if before.get(key) != here.get(key))


def _named(
    what: str, found: Sequence[str] | Mapping[str, None], between: str = ": "
) -> Iterator[str]:
    names = list(found)
    if names:
        more = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
        yield f"{what}{between}{', '.join(names[:MOST_NAMED])}{more}"


def settled(current: Sequence[Job], out: Path) -> list[Outcome]:
    """Return what the record should say of reports that stand, where it says otherwise.

    A build that was killed may have finished a report without noting it.
    """
    known = {(entry.slug, entry.report) for entry in read_record(out) if entry.status == BUILT}
    return [
        Outcome(job.slug, job.params.area_name, job.report, BUILT, 0.0, "")
        for job in current
        if (job.slug, job.report) not in known
    ]
