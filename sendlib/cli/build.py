"""`sendlib build`: reports from params files."""

import os
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import Annotated

import typer

from sendlib.cli.build_said import Said, said_by
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
    use_data,
)
from sendlib.report.formats import DEFAULT_FORMATS, ENGINES
from sendlib.run.jobs import Job, jobs_for
from sendlib.run.lock import building_in
from sendlib.run.plan import Now, Plan, plan, settled
from sendlib.run.record import FAILED, Outcome, write_record

SECONDS = 900


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
    seconds: Annotated[
        int, typer.Option("--timeout", min=1, help="Seconds that one notebook may take.")
    ] = SECONDS,
    cluster: Annotated[
        str, typer.Option(help="Dask scheduler whose workers build, such as tcp://host:8786.")
    ] = "",
    inputs: Annotated[
        str,
        typer.Option(help="With --cluster: folder or address where workers fetch published files."),
    ] = "",
    force: Annotated[
        bool, typer.Option("--force", help="Build reports that are up to date as well.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be built, and why; build nothing.")
    ] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="One line of JSON for each thing that happens.")
    ] = False,
) -> int:
    """Build the reports of params files that are not up to date."""
    use_data(data_raw)
    jobs = jobs_for(
        paths or [], everyone=everyone, params_folder=PARAMS_FOLDER, report=report,
        formats=formats, engine=engine, form=form,
    )  # fmt: skip
    said = said_by(out, as_json=as_json)
    with nullcontext() if dry_run else building_in(out), said.at_work():
        now = Now()
        with said.reading():
            planned = plan(jobs, out=out, now=now, force=force)
        said.plan(planned)
        if dry_run:
            return DONE
        stand = settled(planned.current, out)
        if stand:
            write_record(stand, out)
        outcomes = _built(
            planned, now, said, out=out, workers=workers, seconds=seconds, cluster=cluster,
            inputs=inputs,
        )  # fmt: skip
        said.summary(outcomes)
    return _code_of(outcomes, len(planned.current), said)


def _built(
    planned: Plan, now: Now, said: Said, *, out: Path, workers: int, seconds: int, cluster: str,
    inputs: str,
) -> list[Outcome]:  # fmt: skip
    if not planned.steps:
        return []
    # all that makes reports is loaded only where there is one to make
    from sendlib.cli.cluster import runner_at
    from sendlib.run.build import build
    from sendlib.run.ready import make_ready

    jobs: list[Job] = [step.job for step in planned.steps]
    with said.reading():
        make_ready(jobs, out=out)
    with runner_at(cluster, jobs, out=out, sources=now, inputs=inputs) as runner:
        said.begin(len(jobs))
        return build(
            planned.steps, out=out, workers=workers, sources=now, watcher=said, seconds=seconds,
            runner=runner,
        )  # fmt: skip


def _code_of(outcomes: Sequence[Outcome], current: int, said: Said) -> int:
    failed = [outcome for outcome in outcomes if outcome.status == FAILED]
    if not failed:
        return DONE
    if len(failed) < len(outcomes) + current:
        return SOME_FAILED
    bugs = [outcome for outcome in failed if outcome.is_bug]
    for outcome in bugs:
        said.details(outcome)
    return A_BUG if bugs else USERS_INPUT
