"""What a build tells of the authors' own words: numbers in them that no figure supports."""

from collections.abc import Sequence
from pathlib import Path

from sendlib.params.model import ReportParams
from sendlib.params.region import AnyParams
from sendlib.report.prose_support import Unsupported, unsupported_csv
from sendlib.run.check_local import FOLDER
from sendlib.run.jobs import Job

MOST_TOLD = 5
SUFFIX = "-numbers.csv"


def has_own_words(params: AnyParams) -> bool:
    """Say whether the authors add words of their own; a region's report has none."""
    return isinstance(params, ReportParams) and bool(params.commissioning.prose)


def keep_unsupported(found: Sequence[Unsupported], job: Job, out: Path) -> tuple[str, ...]:
    """List the numbers beside the check page, for a report with the authors' words in it.

    Args:
        found: of `unsupported_numbers`.
        job: the report; its params hold the authors' words.
        out: folder of reports.

    Returns:
        Lines for the console, none where every number is supported.
    """
    path = out / job.slug / FOLDER / f"{job.report}{SUFFIX}"
    if not has_own_words(job.params):
        path.unlink(missing_ok=True)
        return ()
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    part.write_text(unsupported_csv(found), encoding="utf-8")
    part.replace(path)
    if not found:
        return ()
    left = len(found) - MOST_TOLD
    more = f"; and {left} more" if left > 0 else ""
    named = "; ".join(map(str, found[:MOST_TOLD]))
    return (
        f"numbers in the authors' words that no figure of the report supports: {named}{more}; all "
        f"in {path}",
    )
