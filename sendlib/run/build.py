"""Build reports: one council or all of them, two at a time, each whole or not at all."""

import json
import os
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from dataclasses import asdict, dataclass
from multiprocessing import get_context
from pathlib import Path

from nbformat import NotebookNode

from sendlib.contracts.areas import COUNCILS
from sendlib.data.folder import DATA_VARIABLE
from sendlib.data.store import STORE_VARIABLE, store_folder
from sendlib.data.tables import open_tables
from sendlib.errors import NotebookError, SendlibError
from sendlib.params.councils import slug
from sendlib.params.load import default_params, load_params, to_notebook
from sendlib.params.model import ReportParams
from sendlib.report.outputs import write_report
from sendlib.run.notebook import execute

INPUTS = "application/vnd.sendlib.inputs+json"
EVIDENCE_BASE = "evidence-base"


@dataclass(frozen=True)
class Job:
    """One report to build: its folder's name, its params, which report, which formats."""

    slug: str
    params: ReportParams
    report: str
    formats: tuple[str, ...]


@dataclass(frozen=True)
class Outcome:
    """What became of a job. status: built or failed; a failed report's old edition stays."""

    slug: str
    area: str
    report: str
    status: str
    seconds: float
    error: str
    stale: bool


def jobs_for(
    paths: Sequence[Path], *, everyone: bool, params_folder: Path, report: str,
    formats: tuple[str, ...],
) -> list[Job]:  # fmt: skip
    """Return the jobs of some params files, or of all 153 councils.

    A council's own file in `params_folder` comes before the defaults.

    Raises:
        ParamsError: a file at fault; all faults of all files.
    """
    named = {path.stem: path for path in paths}
    if everyone:
        for code, council in COUNCILS.items():
            stem = slug(council.name)
            own = params_folder / f"{stem}.yml"
            if stem not in named and not own.is_file():
                named[stem] = Path(code)
            else:
                named.setdefault(stem, own)
    return [
        Job(
            stem,
            default_params(path.name) if path.name in COUNCILS else load_params(path),
            report,
            formats,
        )
        for stem, path in named.items()
    ]


def build(
    jobs: Sequence[Job], *, out: Path, workers: int, report_progress: Callable[[Outcome], None]
) -> list[Outcome]:
    """Build every job; one that fails does not stop the others.

    Data are read into the store first, once, so that a faulty file stops the run before it starts.

    Args:
        jobs: what to build.
        out: folder of reports; each goes to `<slug>/<report>/`.
        workers: reports built at a time.
        report_progress: called with each outcome as it comes.

    Raises:
        SourceError: the data folder cannot be read; nothing was built.
    """
    for job in _one_per_world(jobs):
        open_tables(job.params).findings()
    environment = {
        name: value for name in (DATA_VARIABLE, STORE_VARIABLE) if (value := os.environ.get(name))
    } | {STORE_VARIABLE: str(store_folder())}
    outcomes = []
    # spawned, not forked: papermill and Arrow run threads
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        futures = [pool.submit(build_one, job, out, environment) for job in jobs]
        for future in as_completed(futures):
            outcome = _outcome(future, jobs[futures.index(future)], out)
            report_progress(outcome)
            outcomes.append(outcome)
    outcomes.sort(key=lambda outcome: (outcome.slug, outcome.report))
    _record(outcomes, out)
    return outcomes


def build_one(job: Job, out: Path, environment: dict[str, str]) -> Outcome:
    """Execute one notebook and write its report; what goes wrong is in the outcome."""
    os.environ.update(environment)
    folder = out / job.slug / job.report
    start = time.monotonic()
    try:
        executed = execute(job.report, job.params)
        write_report(
            executed,
            folder=folder,
            inputs=inputs_of(executed),
            params=to_notebook(job.params),
            formats=job.formats,
        )
        error = ""
    except SendlibError as fault:
        error = str(fault)
    return Outcome(
        slug=job.slug,
        area=job.params.area_name,
        report=job.report,
        status="failed" if error else "built",
        seconds=round(time.monotonic() - start, 2),
        error=error,
        stale=bool(error) and folder.exists(),
    )


def inputs_of(notebook: NotebookNode) -> dict[str, str]:
    """Return path and sha256 of every file an executed notebook read.

    Raises:
        NotebookError: no output of the notebook lists them.
    """
    for cell in notebook.cells:
        for output in cell.get("outputs", ()):
            listed = output.get("data", {}).get(INPUTS)
            if listed:
                return {str(path): str(digest) for path, digest in listed["rows"]}
    raise NotebookError("the notebook lists no inputs: it needs a cell with sources_table(...)")


def _one_per_world(jobs: Iterable[Job]) -> list[Job]:
    """Return one job of the real councils and one of the demo's, where there are any."""
    return list({(job.params.is_demo, job.params.sources): job for job in jobs}.values())


def _outcome(future: "Future[Outcome]", job: Job, out: Path) -> Outcome:
    try:
        return future.result()
    except Exception as error:
        return Outcome(
            slug=job.slug,
            area=job.params.area_name,
            report=job.report,
            status="failed",
            seconds=0.0,
            error=f"a fault in the program: {type(error).__name__}: {error}",
            stale=(out / job.slug / job.report).exists(),
        )


def _record(outcomes: Sequence[Outcome], out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    content = {"reports": [asdict(outcome) for outcome in outcomes]}
    part = out / ".run.json.part"
    part.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    part.replace(out / "run.json")
