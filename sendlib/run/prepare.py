"""What has to hold before reports are built: a folder to write to, data to read, years in them."""

from collections.abc import Sequence
from pathlib import Path

from sendlib.data.periods import end_year
from sendlib.data.tables import Tables, open_tables
from sendlib.errors import ParamsError, RenderError
from sendlib.measures.catalogue import COMPARED
from sendlib.measures.countrywide import Countrywide
from sendlib.params.region import AnyParams, RegionParams
from sendlib.run.jobs import (
    EVIDENCE_BASE,
    REGIONAL,
    Job,
    one_of_each_world,
    reads_published,
    world_of,
)
from sendlib.run.notebooks import notebook_path

MAIN_PUBLICATION = "ehc_plans"


def prepare(jobs: Sequence[Job], *, out: Path) -> None:
    """See that the jobs can be built, and read their data into the store.

    Every file is read once here, so that a faulty one stops the run before it starts.

    Raises:
        SendlibError: no such report, the folder of reports cannot be written to, the published
            files cannot be read, or they have nothing for the years of a params file.
    """
    for report in sorted({job.notebook for job in jobs}):
        notebook_path(report)
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise RenderError(
            f"{out}: reports cannot be written there: {error.strerror}; name another folder "
            "with --out"
        ) from error
    prepare_data(jobs)


def prepare_data(jobs: Sequence[Job]) -> None:
    """Read the published files of some jobs into the store, and work out what they have in common.

    For evidence bases that is what a comparison takes of all councils; for a region, what demo
    councils share.

    Raises:
        SendlibError: they cannot be read, or have nothing for the years of a params file.
    """
    tables: dict[object, Tables] = {}
    jobs = [job for job in jobs if reads_published(job)]
    for params in one_of_each_world(job.params for job in jobs):
        tables[world_of(params)] = open_tables(params)
        tables[world_of(params)].findings()
    faults = [
        fault
        for job in jobs
        if (fault := years_fault(job.params, tables[world_of(job.params)], where=job.slug))
    ]
    if faults:
        raise ParamsError("\n".join(faults))
    compared = {
        (world_of(job.params), (job.params.years.first, job.params.years.last))
        for job in jobs
        if job.report == EVIDENCE_BASE
    }
    for world, years in compared:
        Countrywide(tables[world], COMPARED, years).keep()
    for job in jobs:
        if job.report == REGIONAL and isinstance(job.params, RegionParams):
            # what protects tables is loaded for a region alone
            from sendlib.run.invented import keep_invented_shares

            keep_invented_shares(job.params, tables[world_of(job.params)])


def years_fault(params: AnyParams, tables: Tables, *, where: str) -> str:
    """Return what is wrong with the years of some params, "" where the data have some of them."""
    found = tables.found[tables.found["last"] != ""]
    main = found[found["publication"] == MAIN_PUBLICATION]
    spans = main if len(main) else found
    if spans.empty:
        return ""
    first, last = min(map(end_year, spans["first"])), max(map(end_year, spans["last"]))
    if params.years.first <= last and params.years.last >= first:
        return ""
    return (
        f"{where}: years: found {params.years.first} to {params.years.last}, allowed: some of "
        f"{first} to {last}, the years of the published files; change them in the params file"
    )
