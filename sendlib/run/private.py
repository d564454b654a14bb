"""The private files of a build: the audit of what is hidden, what earlier builds showed, returns.

They hold true numbers of few persons, so they go only to the folder that params name, for its owner
alone, and appear there in one step once the report has been written.
"""

import json
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sendlib.data.local.tables import LocalTables, open_local
from sendlib.data.tables import open_tables
from sendlib.errors import NotebookError, RenderError
from sendlib.params.model import ReportParams
from sendlib.params.region import AnyParams, RegionParams

LOCAL_INPUT = "local/"
MOST_TOLD = 5  # cells named on the console
NOT_KEPT = (
    "the audit of hidden numbers and the check against earlier builds were not kept: name a folder "
    "for them in the params file (local: private)"
)


class OwnFilesChanged(NotebookError):
    """The council's own files are not those that the notebook read: the next try may pass."""


@dataclass
class Private:
    """What is kept of one build. told: lines for the console, never for a file beside reports."""

    told: list[str] = field(default_factory=list)
    files: dict[str, str | bytes] = field(default_factory=dict)


@contextmanager
def private_files(params: AnyParams, *, slug: str, inputs: Mapping[str, str]) -> Iterator[Private]:
    """Work out the private files of a build; they are put in place if its report is written.

    Args:
        params: of the report.
        slug: of the params file; the names of the files begin with it.
        inputs: sha256 of every file that the notebook read.

    Raises:
        RenderError: the private folder cannot be written to.
        NotebookError: the council's files changed while the report was built.
    """
    used = {name for name in inputs if name.startswith(LOCAL_INPUT)}
    private = Private()
    if isinstance(params, RegionParams):  # members keep their own, beside their own reports
        yield private
        return
    if not used or not params.local.private:
        private.told += [NOT_KEPT] if used and params.local.folder else []
        yield private
        return
    folder = Path(params.local.private)
    local = open_local(params)
    if {f"{LOCAL_INPUT}{name}": digest for name, digest in local.digests.items()} != {
        name: inputs[name] for name in used
    }:
        raise OwnFilesChanged(
            "the council's own files changed while the report was built: try again"
        )
    earlier = _earlier(folder / state_name(slug))
    _work_out(private, params, local, slug=slug, earlier=earlier)
    with _unfinished(folder, private.files) as finish:
        yield private
        finish()


def state_name(slug: str) -> str:
    """Return the name of the file that tells what builds of a council showed."""
    return f"{slug}-shown.json"


def _work_out(
    private: Private, params: ReportParams, local: LocalTables, *, slug: str, earlier: Any
) -> None:
    # what protects tables is loaded for a council's own alone
    from sendlib.measures.local.auditing import audit_csv, disclosed_together, shown_by
    from sendlib.measures.local.protection import records_of, solve
    from sendlib.run.returns import private_returns

    tables = open_tables(params)
    records = records_of(params, local, tables)
    solved = solve(params, local, tables, records=records)
    rules = params.disclosure
    state = shown_by(solved, rules)
    same_data = earlier.get("data") == dict(local.digests)
    builds = earlier["builds"] if same_data else []
    if earlier and not same_data:
        private.told.append(
            "the council's files are not those of the earlier builds, which were not held against "
            "this one"
        )
    found = [line for one in builds for line in disclosed_together(one, state)]
    found = list(dict.fromkeys(found))
    if found:
        left = len(found) - MOST_TOLD
        more = f"; and {left} more, all in {slug}-differencing.txt" if left > 0 else ""
        private.told.append(
            "this build and an earlier one disclose together what each of them hides: withdraw "
            f"one of them. {'; '.join(found[:MOST_TOLD])}{more}"
        )
    kept = [*[one for one in builds if one != state], state]
    private.files = {
        f"{slug}-hidden-audit.csv": audit_csv(solved, rules),
        f"{slug}-differencing.txt": "".join(f"{line}\n" for line in found),
        state_name(slug): json.dumps({"data": dict(local.digests), "builds": kept}),
        **private_returns(records, slug=slug),
    }


def _earlier(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        return found if isinstance(found, dict) and "builds" in found else {}
    except (OSError, ValueError):
        return {}


@contextmanager
def _unfinished(folder: Path, files: Mapping[str, str | bytes]) -> Iterator[Callable[[], None]]:
    """Write files under other names; `finish` gives them their own, and without it they go."""
    parts: dict[Path, Path] = {}

    def finish() -> None:
        for part, path in parts.items():
            part.replace(path)

    try:
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            folder.chmod(0o700)
            for name, content in files.items():
                part = folder / f".{name}.part"
                part.unlink(missing_ok=True)
                parts[part] = folder / name
                mode = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
                with os.fdopen(os.open(part, mode, 0o600), "wb") as file:
                    file.write(content if isinstance(content, bytes) else content.encode())
        except OSError as error:
            raise RenderError(
                f"local.private: the folder cannot be written to: {error.strerror}; name another"
            ) from error
        yield finish
    finally:
        for part in parts:
            part.unlink(missing_ok=True)
