"""`sendlib build`: reports from params files."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from sendlib.cli.terminal import (
    A_BUG,
    DONE,
    PARAMS_FOLDER,
    REPORTS_FOLDER,
    SOME_FAILED,
    USERS_INPUT,
    DataRaw,
    ParamsFiles,
    app,
    console,
    errors,
    progress_bars,
    use_data,
)
from sendlib.report.formats import DEFAULT_FORMATS, ENGINES
from sendlib.run.build import build
from sendlib.run.jobs import jobs_for
from sendlib.run.prepare import prepare
from sendlib.run.record import FILE, Outcome


@app.command("build")
def _build(
    paths: ParamsFiles = None,
    everyone: Annotated[bool, typer.Option("--all", help="All 153 councils.")] = False,
    report: Annotated[
        str,
        typer.Option(help="Which report; for a council evidence-base, unless you name another."),
    ] = "",
    form: Annotated[
        str, typer.Option("--as", help="strategy: a draft strategy from the commissioning review.")
    ] = "",
    formats: Annotated[
        str, typer.Option("--format", help="Which formats, with commas between.")
    ] = ",".join(DEFAULT_FORMATS),
    engine: Annotated[
        str, typer.Option(help="What renders html, pdf and docx: builtin or quarto.")
    ] = ENGINES[0],
    data_raw: DataRaw = None,
    out: Annotated[Path, typer.Option(help="Folder of reports.")] = REPORTS_FOLDER,
    workers: Annotated[
        int, typer.Option("--jobs", min=1, help="Reports built at a time; one a processor.")
    ] = os.cpu_count() or 1,
) -> int:
    """Build reports from params files."""
    use_data(data_raw)
    jobs = jobs_for(
        paths or [], everyone=everyone, params_folder=PARAMS_FOLDER, report=report,
        formats=formats, engine=engine, form=form,
    )  # fmt: skip
    with progress_bars() as progress:
        reading = progress.add_task("Reading the published files", total=None)
        prepare(jobs, out=out)
        progress.remove_task(reading)
        building = progress.add_task("Building", total=len(jobs))

        def told(outcome: Outcome) -> None:
            progress.advance(building)
            _tell(outcome, out)

        outcomes = build(jobs, out=out, workers=workers, report_progress=told)
    return _code_of(outcomes, out)


def _tell(outcome: Outcome, out: Path) -> None:
    if outcome.status == "built":
        where = out / outcome.slug / outcome.report
        console.print(f"{outcome.area}: {where} ({outcome.seconds:.0f} s)")
        for line in outcome.told:
            errors.print(f"{outcome.area}: {line}")
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
