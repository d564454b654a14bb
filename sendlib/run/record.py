"""What became of every report: reports/run.json."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from sendlib.errors import RenderError

FILE = "run.json"


@dataclass(frozen=True)
class Outcome:
    """What became of a job.

    status: built or failed. seconds: how long it took. error: what went wrong, for a user; details:
    the same for who looks into it. is_bug: the fault lies in the program. stale: it failed, and
    what stands in its folder is an earlier edition. ended: time of day, UTC. told: what the user
    is to know of its private files; it is not written down.
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


def write_record(outcomes: Iterable[Outcome], out: Path) -> None:
    """Write the outcomes of a run to run.json, beside those of other reports that still stand.

    Raises:
        RenderError: it cannot be written.
    """
    entries = {(entry.slug, entry.report): entry for entry in read_record(out)}
    entries = {key: entry for key, entry in entries.items() if (out / "/".join(key)).is_dir()}
    entries |= {(entry.slug, entry.report): entry for entry in outcomes}
    content = {"reports": [_written(entries[key]) for key in sorted(entries)]}
    part = out / f".{FILE}.part"
    try:
        part.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
        part.replace(out / FILE)
    except OSError as error:
        raise RenderError(f"{out / FILE}: cannot be written: {error.strerror}") from error


def _written(outcome: Outcome) -> dict[str, object]:
    return {key: value for key, value in asdict(outcome).items() if key != "told"}


def read_record(out: Path) -> list[Outcome]:
    """Return the outcomes that run.json holds; none where it is absent or of another edition."""
    known = {field.name for field in fields(Outcome)}
    try:
        content = json.loads((out / FILE).read_text(encoding="utf-8"))
        return [
            Outcome(**{key: value for key, value in entry.items() if key in known})
            for entry in content["reports"]
        ]
    except (OSError, ValueError, KeyError, TypeError):
        return []
