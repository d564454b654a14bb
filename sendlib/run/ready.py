"""Have a run prepared by a fork of the template, which has loaded all that this takes."""

import math
import traceback
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from sendlib.errors import SendlibError, SourceError
from sendlib.run.jobs import Job
from sendlib.run.supervise import Limits, can_fork, run

# what prepares a run takes longer to load than to do its work: the first process leaves it alone


def make_ready(jobs: Sequence[Job], *, out: Path) -> None:
    """Do what `prepare` does, in a process of its own where that is a fork.

    Raises:
        SendlibError: as `prepare` does; or the process was ended.
    """
    if not can_fork():
        from sendlib.run.prepare import prepare

        prepare(jobs, out=out)
        return
    (ended,) = run(
        [tuple(jobs)], partial(_faults, out=out), workers=1, limits=Limits(seconds=math.inf)
    )
    if ended.result is None:
        raise SourceError(f"reading the published files: {ended.fault}")
    for fault in ended.result:
        raise fault


def _faults(jobs: tuple[Job, ...], _tell: object, *, out: Path) -> tuple[Exception, ...]:
    """Prepare a run, and return what it raised, if anything."""
    from sendlib.run.prepare import prepare

    try:
        prepare(jobs, out=out)
    except SendlibError as error:
        return (error,)
    except Exception:  # a bug, whose traceback would stay here
        return (RuntimeError(traceback.format_exc()),)
    return ()
