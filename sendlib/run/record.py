"""What became of every report: reports/run.json."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

from sendlib.errors import RenderError

FILE = "run.json"
BUILT, FAILED, WAITING = "built", "failed", "waiting"


@dataclass(frozen=True)
class Outcome:
    """What became of a job.

    status: built, failed, or waiting for a build that did not get to it. seconds: how long it took.
    error: what went wrong, for a user; details: the same for who looks into it. is_bug: the fault
    lies in the program. stale: what stands in its folder is an earlier edition. ended: time of day,
    UTC. told: what the user is to know of its private files; it is not written down. why: reasons
    for which it was built. cell: of the notebook where it failed, from 1, 0 where it was none.
    notebook: the partial one, inside the folder of reports. tries: how often it was begun.
    sections: the slowest, seconds by title.
    """

    slug: str
    area: str
    report: str
    status: str
    seconds: float
    ended: str
    error: str = ""
    details: str = ""
    is_bug: bool = False
    stale: bool = False
    told: tuple[str, ...] = ()
    why: tuple[str, ...] = ()
    cell: int = 0
    notebook: str = ""
    tries: int = 1
    sections: dict[str, float] = field(default_factory=dict)


def write_record(outcomes: Iterable[Outcome], out: Path) -> None:
    """Write the outcomes of a run to run.json, beside those of other reports that still stand.

    Raises:
        RenderError: it cannot be written.
    """
    entries = {(entry.slug, entry.report): entry for entry in read_record(out)}
    entries = {key: entry for key, entry in entries.items() if _counts(entry, out)}
    entries |= {(entry.slug, entry.report): entry for entry in outcomes}
    content = {"reports": [_written(entries[key]) for key in sorted(entries)]}
    part = out / f".{FILE}.part"
    try:
        part.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
        part.replace(out / FILE)
    except OSError as error:
        raise RenderError(f"{out / FILE}: cannot be written: {error.strerror}") from error


def _counts(entry: Outcome, out: Path) -> bool:
    """Say whether a report still stands or waits, or its council's folder was not taken away."""
    folder = out / entry.slug
    is_failed = entry.status == FAILED and folder.exists()
    return is_failed or entry.status == WAITING or (folder / entry.report).is_dir()


def _written(outcome: Outcome) -> dict[str, object]:
    return {key: value for key, value in asdict(outcome).items() if key != "told"}


def read_record(out: Path) -> list[Outcome]:
    """Return the outcomes that run.json holds; none where it is absent or of another edition."""
    try:
        content = json.loads((out / FILE).read_text(encoding="utf-8"))
        return [_read(entry) for entry in content["reports"]]
    except (OSError, ValueError, KeyError, TypeError):
        return []


def _read(entry: dict[str, Any]) -> Outcome:
    """Return an outcome as it was written; keys of a later edition are passed over."""
    known = {one.name for one in fields(Outcome)}
    given = {key: value for key, value in entry.items() if key in known}
    return Outcome(**{**given, "why": tuple(given.get("why", ()))})
