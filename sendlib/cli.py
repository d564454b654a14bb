"""The command line: arguments, messages and exit codes; no logic."""

import os
import sys
import traceback
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn
from typer.exceptions import TyperException

from sendlib.data.fetch.fetch import gather
from sendlib.data.folder import DATA_VARIABLE, data_folder
from sendlib.data.register import load_register
from sendlib.errors import SendlibError
from sendlib.params.new import write_params
from sendlib.report.outputs import DEFAULT_FORMATS
from sendlib.run.build import build
from sendlib.run.check import check
from sendlib.run.jobs import EVIDENCE_BASE, jobs_for
from sendlib.run.prepare import prepare
from sendlib.run.record import FILE, Outcome

DONE = 0
USERS_INPUT = 1
SOME_FAILED = 2
A_BUG = 3
PARAMS_FOLDER = Path("params")
REPORTS_FOLDER = Path("reports")

app = typer.Typer(
    help="Evidence bases for special educational needs and disabilities, for English councils.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
console = Console(soft_wrap=True, highlight=False, markup=False)
errors = Console(stderr=True, soft_wrap=True, highlight=False, markup=False)

DataRaw = Annotated[
    Path | None,
    typer.Option(
        "--data-raw", help="Folder of published files; else SENDLIB_DATA_RAW, else data_raw."
    ),
]
ParamsFiles = Annotated[
    list[Path] | None, typer.Argument(metavar="PARAMS", help="Params files, such as params/x.yml.")
]


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit.

    0: done. 1: a fault the user can mend, told in a message. 2: some reports failed and the rest
    were built. 3: a bug, with its traceback. 130: stopped by Ctrl-C.
    """
    try:
        code = app(arguments, standalone_mode=False)
    except TyperException as error:
        errors.print(error.format_message())
        code = USERS_INPUT
    except SendlibError as error:
        errors.print(str(error))
        code = error.exit_code
    except Exception:  # the last place that can say what a bug was
        errors.print(traceback.format_exc() + "\nThis is a fault of sendlib itself. Please report")
        code = A_BUG
    sys.exit(code)


def _print_version(*, wanted: bool) -> None:
    if wanted:
        console.print(f"sendlib {version('sendlib')}")
        raise typer.Exit


@app.callback()
def _sendlib(
    _version: Annotated[
        bool,
        typer.Option(
            "--version", callback=lambda wanted: _print_version(wanted=wanted), is_eager=True,
            help="Show the version.",
        ),
    ] = False,
) -> None:  # fmt: skip
    pass


@app.command("new")
def _new(
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="Name of a council, such as “East Sussex”.")
    ],
    folder: Annotated[Path, typer.Option(help="Where the params file goes.")] = PARAMS_FOLDER,
) -> int:
    """Write a params file for a council."""
    path = write_params(name, folder)
    console.print(f"{path} written. Build its report: sendlib build {path}")
    return DONE


@app.command("build")
def _build(
    paths: ParamsFiles = None,
    everyone: Annotated[bool, typer.Option("--all", help="All 153 councils.")] = False,
    report: Annotated[str, typer.Option(help="Which report.")] = EVIDENCE_BASE,
    formats: Annotated[
        str, typer.Option("--format", help="Which formats, with commas between.")
    ] = ",".join(DEFAULT_FORMATS),
    data_raw: DataRaw = None,
    out: Annotated[Path, typer.Option(help="Folder of reports.")] = REPORTS_FOLDER,
    workers: Annotated[
        int, typer.Option("--jobs", min=1, help="Reports built at a time; one a processor.")
    ] = os.cpu_count() or 1,
) -> int:
    """Build reports from params files."""
    _use(data_raw)
    jobs = jobs_for(
        paths or [], everyone=everyone, params_folder=PARAMS_FOLDER, report=report, formats=formats
    )
    with _progress() as progress:
        reading = progress.add_task("Reading the published files", total=None)
        prepare(jobs, out=out)
        progress.remove_task(reading)
        building = progress.add_task("Building", total=len(jobs))

        def told(outcome: Outcome) -> None:
            progress.advance(building)
            _tell(outcome, out)

        outcomes = build(jobs, out=out, workers=workers, report_progress=told)
    return _code_of(outcomes, out)


@app.command("check")
def _check(paths: ParamsFiles = None, data_raw: DataRaw = None) -> int:
    """List every fault of params files and of the published files."""
    _use(data_raw)
    with _progress() as progress:
        progress.add_task("Reading the published files", total=None)
        checked = check(paths or [])
    for fault in checked.faults:
        errors.print(fault)
    for name in checked.unknown:
        console.print(f"{name}: not a file sendlib knows; it is not used")
    if checked.faults:
        return USERS_INPUT
    console.print(
        f"{checked.tables} tables in {checked.files} files read, no fault. Quality of the data: "
        f"{checked.questioned} figures questioned, {checked.noted} notes."
    )
    return DONE


@app.command("fetch")
def _fetch(
    only: Annotated[
        list[str] | None, typer.Argument(help="Paths, folders or patterns of the register.")
    ] = None,
    data_raw: DataRaw = None,
    refresh: Annotated[
        bool, typer.Option("--refresh", help="Ask again for files that are there.")
    ] = False,
    accept_changed: Annotated[
        bool, typer.Option("--accept-changed", help="Take files whose content has changed.")
    ] = False,
) -> int:
    """Download the published files from their publishers."""
    _use(data_raw)
    with _progress() as progress:
        bars: dict[str, TaskID] = {}

        def told(path: str, done: int, total: int | None) -> None:
            if path not in bars:
                bars[path] = progress.add_task(path, total=total)
            progress.update(bars[path], completed=done, total=total)

        gathered = gather(
            load_register(), data_folder(), only=only, refresh=refresh,
            accept_changed=accept_changed, progress=told,
        )  # fmt: skip
    for one in gathered.fetched:
        console.print(f"{one.path}: {one.status}{f' ({one.detail})' if one.detail else ''}")
    for fault in gathered.failed:
        errors.print(fault)
    return USERS_INPUT if gathered.failed else DONE


def _progress() -> Progress:
    """Return bars for a terminal; in a log there are none."""
    return Progress(
        TextColumn("{task.description}", markup=False), BarColumn(), TimeElapsedColumn(),
        console=errors, transient=True, disable=not errors.is_terminal,
    )  # fmt: skip


def _use(data_raw: Path | None) -> None:
    if data_raw is not None:
        os.environ[DATA_VARIABLE] = str(data_raw.resolve())


def _tell(outcome: Outcome, out: Path) -> None:
    if outcome.status == "built":
        where = out / outcome.slug / outcome.report
        console.print(f"{outcome.area}: {where} ({outcome.seconds:.0f} s)")
    else:
        stale = "; the earlier report stays in place" if outcome.stale else ""
        errors.print(f"{outcome.area}: failed{stale}: {outcome.error}")


def _code_of(outcomes: Sequence[Outcome], out: Path) -> int:
    failed = [outcome for outcome in outcomes if outcome.status == "failed"]
    if not failed:
        return DONE
    errors.print(f"{len(failed)} of {len(outcomes)} reports failed; {out / FILE} has the details.")
    if len(failed) < len(outcomes):
        return SOME_FAILED
    bugs = [outcome for outcome in failed if outcome.is_bug]
    for outcome in bugs:
        errors.print(outcome.details)
    return A_BUG if bugs else USERS_INPUT
