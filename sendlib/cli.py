"""The command line: arguments, messages and exit codes; no logic."""

import os
import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress

from sendlib.data.fetch.fetch import gather
from sendlib.data.folder import DATA_VARIABLE, DEFAULT_FOLDER, data_folder
from sendlib.data.inventory import inventory
from sendlib.data.register import load_register
from sendlib.data.tables import open_tables
from sendlib.errors import SendlibError
from sendlib.params.load import default_params, load_params
from sendlib.params.new import write_params
from sendlib.run.build import EVIDENCE_BASE, Outcome, build, jobs_for

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
console = Console(soft_wrap=True, highlight=False)
errors = Console(stderr=True, soft_wrap=True, highlight=False)

FORMATS = ("html", "pdf", "xlsx")
PARAMS_FOLDER = Path("params")
SOME_FAILED = 2
A_BUG = 3

DataRaw = Annotated[
    Path | None,
    typer.Option("--data-raw", help="Folder of published files; else SENDLIB_DATA_RAW, data_raw/."),
]


@app.command()
def new(
    name: Annotated[str, typer.Argument(help="Name of a council, such as “East Sussex”.")],
    folder: Annotated[Path, typer.Option(help="Where the params file goes.")] = PARAMS_FOLDER,
) -> None:
    """Write a params file for a council."""
    path = write_params(name, folder)
    console.print(f"{path} written. Build its report: sendlib build {path}", markup=False)


@app.command("build")
def build_command(
    paths: Annotated[list[Path] | None, typer.Argument(help="Params files.")] = None,
    everyone: Annotated[bool, typer.Option("--all", help="All 153 councils.")] = False,
    report: Annotated[str, typer.Option(help="Which report.")] = EVIDENCE_BASE,
    formats: Annotated[str, typer.Option("--format", help="Of html, pdf, xlsx.")] = ",".join(
        FORMATS
    ),
    data_raw: DataRaw = None,
    out: Annotated[Path, typer.Option(help="Folder of reports.")] = Path("reports"),
    jobs: Annotated[int, typer.Option(min=1, help="Reports built at a time.")] = os.cpu_count()
    or 1,
) -> None:
    """Build reports from params files."""
    _use(data_raw)
    planned = jobs_for(
        paths or [], everyone=everyone, params_folder=PARAMS_FOLDER, report=report,
        formats=_formats(formats),
    )  # fmt: skip
    if not planned:
        raise typer.BadParameter("name params files, or say --all")
    with Progress(console=errors, transient=True, disable=not errors.is_terminal) as progress:
        bar = progress.add_task("Building", total=len(planned))

        def told(outcome: Outcome) -> None:
            progress.advance(bar)
            _tell(outcome, out)

        outcomes = build(planned, out=out, workers=jobs, report_progress=told)
    failed = [outcome for outcome in outcomes if outcome.status == "failed"]
    if failed:
        errors.print(
            f"{len(failed)} of {len(outcomes)} reports failed; {out / 'run.json'} says why."
        )
        raise typer.Exit(SOME_FAILED if len(failed) < len(outcomes) else 1)


@app.command()
def check(
    paths: Annotated[list[Path] | None, typer.Argument(help="Params files.")] = None,
    data_raw: DataRaw = None,
) -> None:
    """List every fault of params files and of the published files."""
    _use(data_raw)
    faults = _params_faults(paths or [])
    listed = inventory(data_folder())
    faults += listed.faults
    for fault in faults:
        errors.print(fault, markup=False)
    for name in listed.unknown:
        console.print(f"{name}: not a file sendlib knows; it is not used", markup=False)
    console.print(f"{len(listed.tables)} tables in {listed.tables['file'].nunique()} files read.")
    if faults:
        raise typer.Exit(1)
    findings = open_tables(default_params("885")).findings()
    questioned = int((findings["effect"] == "questioned").sum())
    console.print(f"{len(findings)} points found in the data, {questioned} of them questioned.")


@app.command()
def fetch(
    only: Annotated[list[str] | None, typer.Argument(help="Paths, folders or patterns.")] = None,
    folder: Annotated[Path, typer.Option("--data-raw", help="Where files go.")] = DEFAULT_FOLDER,
    refresh: Annotated[bool, typer.Option(help="Ask again for files that are there.")] = False,
    accept_changed: Annotated[
        bool, typer.Option("--accept-changed", help="Take files whose content has changed.")
    ] = False,
) -> None:
    """Download the published files from their publishers."""
    with Progress(console=errors, transient=True, disable=not errors.is_terminal) as progress:
        bars: dict[str, object] = {}

        def told(path: str, done: int, total: int | None) -> None:
            bar = bars.setdefault(path, progress.add_task(path, total=total))
            progress.update(bar, completed=done, total=total)  # type: ignore[arg-type]

        gathered = gather(
            load_register(), folder, only=only, refresh=refresh, accept_changed=accept_changed,
            progress=told,
        )  # fmt: skip
    for one in gathered.fetched:
        console.print(
            f"{one.path}: {one.status}{f' ({one.detail})' if one.detail else ''}", markup=False
        )
    for fault in gathered.failed:
        errors.print(str(fault), markup=False)
    if gathered.failed:
        raise typer.Exit(1)


def main() -> None:
    """Run the command line; a fault the user can mend is a message and exit code 1."""
    try:
        app()
    except SendlibError as error:
        errors.print(str(error), markup=False)
        sys.exit(error.exit_code)


def _use(data_raw: Path | None) -> None:
    if data_raw is not None:
        os.environ[DATA_VARIABLE] = str(data_raw.resolve())


def _formats(text: str) -> tuple[str, ...]:
    asked = tuple(part.strip() for part in text.split(",") if part.strip())
    unknown = [part for part in asked if part not in FORMATS]
    if unknown or not asked:
        raise typer.BadParameter(f"found {text!r}; allowed: {', '.join(FORMATS)}")
    return asked


def _params_faults(paths: list[Path]) -> list[str]:
    faults = []
    for path in paths:
        try:
            load_params(path)
        except SendlibError as error:
            faults.append(str(error))
    return faults


def _tell(outcome: Outcome, out: Path) -> None:
    if outcome.status == "built":
        where = out / outcome.slug / outcome.report
        console.print(f"{outcome.area}: {where} ({outcome.seconds:.0f} s)", markup=False)
    else:
        stale = " The earlier report stays in place." if outcome.stale else ""
        errors.print(f"{outcome.area}: failed: {outcome.error}{stale}", markup=False)
