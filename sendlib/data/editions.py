"""Which published files hold what, by checksum, and what their faults come to: without pandas.

It is worked out once for the files there are and kept in the store, so that the next time it is
known whether anything changed before the tables are opened.
"""

import json
from dataclasses import dataclass
from pathlib import Path

from sendlib.data.digests import Digests
from sendlib.data.folder import data_folder, published_files
from sendlib.data.store import package_code, sha256, store_folder, whole
from sendlib.errors import SourceError
from sendlib.params.document import LATEST
from sendlib.params.region import AnyParams


@dataclass(frozen=True)
class Edition:
    """A published file: its checksum, its publication, and the last year in it ("" for none)."""

    sha256: str
    publication: str
    year: str

    @property
    def name(self) -> str:
        """What its publication and edition are called, as in `sources` of a params file."""
        return f"{self.publication} {self.year}".strip()


@dataclass(frozen=True)
class Editions:
    """The published files that reports with some params can read.

    files: edition by path inside the data folder. datasets: paths of the files that hold each.
    findings: checksum of all faults found in them, which reports show.
    """

    files: dict[str, Edition]
    datasets: dict[str, tuple[str, ...]]
    findings: str

    def of(self, datasets: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
        """Return path and checksum of the files of some datasets, also where there are none."""
        return {
            dataset: tuple(
                f"{path} {self.files[path].sha256}" for path in self.datasets.get(dataset, ())
            )
            for dataset in datasets
        }


def editions(params: AnyParams, digests: Digests) -> Editions:
    """Return which published files params let a report read; files new to the store are read.

    Args:
        params: they say whether the files are the demo's, and which editions are wanted.
        digests: checksums on record, to which those of new files are added.

    Raises:
        SourceError: the folder is absent, or files are damaged or of unknown edition.
    """
    folder = data_folder(demo=params.is_demo)
    wanted = sorted(
        (name, edition)
        for name, edition in params.sources.model_dump().items()
        if edition != LATEST
    )
    listed = _listed(folder, digests)
    code = package_code("sendlib.data", "sendlib.contracts", "sendlib.data.quality")
    key = sha256(json.dumps([listed, wanted, code]).encode())
    path = store_folder() / "editions" / f"{key}.json"
    known = _read(path)
    if known is None:
        known = _worked_out(params)
        with whole(path) as part:
            part.write_text(_text(known), encoding="utf-8")
    return known


def _listed(folder: Path, digests: Digests) -> list[tuple[str, str]]:
    found = []
    for path in published_files(folder):
        name = path.relative_to(folder).as_posix()
        try:
            found.append((name, digests.of(path)))
        except OSError as error:
            raise SourceError(f"{name}: cannot be opened ({error.strerror}); check it") from error
    return found


def _worked_out(params: AnyParams) -> Editions:
    from sendlib.data.tables import open_tables

    tables = open_tables(params)
    files: dict[str, Edition] = {}
    datasets: dict[str, list[str]] = {}
    for row in tables.found.sort_values(["file", "source"]).to_dict("records"):
        path, known = str(row["file"]), files.get(str(row["file"]))
        year = max(str(row["last"]), known.year if known else "")
        files[path] = Edition(str(row["sha256"]), str(row["publication"]), year)
        held = datasets.setdefault(str(row["dataset"]), [])
        if path not in held:
            held.append(path)
    text = tables.findings().to_csv(index=False)
    kept = {dataset: tuple(paths) for dataset, paths in datasets.items()}
    return Editions(files, kept, sha256(text.encode()))


def _text(known: Editions) -> str:
    files = {
        path: [edition.sha256, edition.publication, edition.year]
        for path, edition in known.files.items()
    }
    return json.dumps({"files": files, "datasets": known.datasets, "findings": known.findings})


def _read(path: Path) -> Editions | None:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        return Editions(
            {name: Edition(*map(str, part)) for name, part in content["files"].items()},
            {name: tuple(paths) for name, paths in content["datasets"].items()},
            str(content["findings"]),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
