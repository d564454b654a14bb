"""What the up-to-date check of all 153 councils takes where nothing changed.

    SENDLIB_DATA_RAW=... python benchmarks/up_to_date.py

Reports stand as a build leaves them, with files of the usual number and made-up content; then
`sendlib build --all` is started anew and timed, start of Python included, with wall time and CPU.
It ends with 1 if the median CPU is above two seconds.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from sendlib.report.formats import DEFAULT_FORMATS
from sendlib.report.manifest import manifest, sha256
from sendlib.run.jobs import Job, jobs_for
from sendlib.run.own import public_params
from sendlib.run.plan import Now
from sendlib.run.record import BUILT, Outcome, write_record
from sendlib.run.state import state_of, state_path, write_state

ROUNDS = 5
MOST_SECONDS = 2.0
FILES = (
    "report.html", "report.pdf", "tables.xlsx", "figures.csv", "comparisons.csv", "findings.csv",
    "notebook.ipynb",
)  # fmt: skip
COMMAND = "from sendlib.cli.main import main; main()"


def put_reports(out: Path) -> None:
    """Leave reports of all councils as if they had just been built."""
    now = Now()
    asked = ",".join(DEFAULT_FORMATS)
    nowhere = out / "none"
    jobs = jobs_for([], everyone=True, params_folder=nowhere, report="", formats=asked)
    basis, listed = now.basis(jobs[0]), now.editions(jobs[0])
    inputs = {path: edition.sha256 for path, edition in listed.files.items()} if listed else {}
    files = {name: os.urandom(10_000) for name in FILES}  # their size makes no difference
    hashes = {name: sha256(content) for name, content in files.items()}
    for job in jobs:
        folder = job.folder(out)
        folder.mkdir(parents=True)
        for name, content in files.items():
            (folder / name).write_bytes(content)
            now.digests.put(folder / name, hashes[name])
        params = public_params(job.params)
        made = manifest(report=job.report, params=params, inputs=inputs, outputs=hashes).encode()
        (folder / "manifest.json").write_bytes(made)
        state = state_of(job, basis, manifest=made, datasets=tuple(basis.datasets))
        write_state(state, state_path(job, out))
    now.digests.save()
    write_record([_built(job) for job in jobs], out)


def _built(job: Job) -> Outcome:
    return Outcome(job.slug, job.params.area_name, job.report, BUILT, 1.0, "")


def checked(out: Path) -> tuple[float, float]:
    """Return seconds and CPU seconds of a build that has nothing to do."""
    command = [sys.executable, "-c", COMMAND, "build", "--all", "--out", str(out)]
    before, start = os.times(), time.perf_counter()
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    seconds, after = time.perf_counter() - start, os.times()
    if "all 153 reports are up to date" not in told:
        sys.exit(f"something was to be built: {told}")
    cpu = after.children_user + after.children_system
    return seconds, cpu - before.children_user - before.children_system


def main() -> int:
    """Measure, print, and say whether it is quick enough."""
    with tempfile.TemporaryDirectory() as scratch:
        out = Path(scratch)
        put_reports(out)
        print(f"first: {checked(out)[0]:.2f} s")
        found = [checked(out) for _ in range(ROUNDS)]
    seconds, cpu = (median(times) for times in zip(*found, strict=True))
    print(f"median of {ROUNDS}: {seconds:.2f} s, of which CPU {cpu:.2f} s")
    return int(cpu > MOST_SECONDS)


if __name__ == "__main__":
    sys.exit(main())
