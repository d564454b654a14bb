"""The check of a council's own files: read, held together, and told by page, list and summary."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sendlib.data.local.completeness import completeness
from sendlib.data.local.linkage import linkage
from sendlib.data.local.tables import LocalTable, LocalTables, open_local
from sendlib.errors import ParamsError, SendlibError
from sendlib.params.model import ReportParams
from sendlib.report.check_page import CheckResult, FileChecked, check_files, groups
from sendlib.report.folders import replace_folder
from sendlib.run.jobs import load_all

FOLDER = "check"


@dataclass(frozen=True)
class Told:
    """How many faults of one rule there are in one file."""

    file: str
    rule: str
    severity: str
    count: int


@dataclass(frozen=True)
class LocalCheck:
    """What the check of one council's files found.

    slug: of its params file. folder: where the page and the lists are; None if nothing could be
    read. files, rows, left_out: how many. told: faults by file and rule. fault: what kept the files
    from being read, such as a folder that is not there.
    """

    slug: str
    folder: Path | None = None
    files: int = 0
    rows: int = 0
    left_out: int = 0
    told: tuple[Told, ...] = ()
    fault: str = ""

    @property
    def has_errors(self) -> bool:
        """Whether a row or a file cannot be used."""
        return bool(self.fault) or any(one.severity == "error" for one in self.told)


def check_local(paths: Sequence[Path], *, out: Path, demo_faults: bool = False) -> list[LocalCheck]:
    """Check the local files that params files name; write a page and lists for each council.

    Params files at fault are passed over: `check` tells of them.

    Args:
        paths: params files.
        out: folder of reports.
        demo_faults: have faults in the files of demo councils.

    Raises:
        ParamsError: faults are asked for in files that are not the demo's.
    """
    loaded, _ = load_all(paths)
    params = {path: one for path, one in loaded.items() if isinstance(one, ReportParams)}
    if demo_faults and not all(one.is_demo and not one.local.folder for one in params.values()):
        raise ParamsError(
            "--demo-faults: plants faults in invented files only; name the params file of a demo "
            "council without files of its own, such as params/demo.yml"
        )
    checks = [
        _checked(path.stem, one, out=out, demo_faults=demo_faults) for path, one in params.items()
    ]
    return [one for one in checks if one.files or one.fault]


def _checked(slug: str, params: ReportParams, *, out: Path, demo_faults: bool) -> LocalCheck:
    try:
        tables = open_local(params, demo_faults=demo_faults)
    except SendlibError as error:
        return LocalCheck(slug, fault=str(error))
    if not tables.tables:
        return LocalCheck(slug)
    result = _result(params, tables)
    folder = out / slug / FOLDER
    replace_folder(folder, check_files(result))
    return LocalCheck(
        slug,
        folder,
        files=len(result.files),
        rows=sum(file.rows_in for file in result.files),
        left_out=sum(file.left_out for file in result.files),
        told=tuple(
            Told(file.name, group.title, group.severity, len(group.faults))
            for file in result.files
            for group in groups(file.faults)
        ),
    )


def _result(params: ReportParams, tables: LocalTables) -> CheckResult:
    return CheckResult(
        area_name=params.area_name,
        is_demo=params.is_demo,
        branding=params.branding,
        files=tuple(_files(tables)),
        completeness=completeness(tables.tables),
        linkage=linkage(tables.tables),
        unread=len(tables.unknown),
    )  # fmt: skip


def _files(tables: LocalTables) -> Iterator[FileChecked]:
    """Yield the files of a council, then those of its earlier SEN2 returns."""
    for name, table in tables.tables.items():
        yield _file(name, table.contract.title, table)
    for year in sorted(tables.snapshots, reverse=True)[1:]:
        for name, table in tables.snapshots[year].tables.items():
            yield _file(f"{name}_{year}", f"{table.contract.title}, {year}", table)


def _file(name: str, title: str, table: LocalTable) -> FileChecked:
    return FileChecked(
        name, title, table.sources, table.rows_in, len(table.left_out), table.faults_in_file
    )
