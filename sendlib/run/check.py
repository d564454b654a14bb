"""Every fault of params files and of the published files, and what the quality checks found."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sendlib.contracts.areas import COUNCILS
from sendlib.data.folder import data_folder
from sendlib.data.inventory import inventory
from sendlib.data.tables import open_tables
from sendlib.errors import SendlibError
from sendlib.params.load import default_params
from sendlib.run.jobs import load_all, one_of_each_world, world_of
from sendlib.run.prepare import years_fault


@dataclass(frozen=True)
class Checked:
    """What a check found.

    faults: what stands in the way of a build, a message each. unknown: files of no kind that
    sendlib knows. tables, files: how many were read. questioned, noted: points that the quality
    checks found in the data, with and without effect on figures.
    """

    faults: tuple[str, ...]
    unknown: tuple[str, ...]
    tables: int
    files: int
    questioned: int = 0
    noted: int = 0


def check(paths: Sequence[Path]) -> Checked:
    """Check params files, and the data that they read; without files, the published data.

    Raises:
        SourceError: there is no folder of published files.
    """
    params, faults = load_all(paths)
    if paths and not params:
        return Checked(tuple(faults), (), 0, 0)
    worlds = one_of_each_world(params.values() or [default_params(next(iter(COUNCILS)))])
    listed = [inventory(data_folder(demo=demo)) for demo in sorted({one.is_demo for one in worlds})]
    faults += [fault for one in listed for fault in one.faults]
    questioned = noted = 0
    for one in worlds if not faults else ():
        try:
            tables = open_tables(one)
        except SendlibError as error:
            faults.append(str(error))
            continue
        faults += [
            fault
            for path, read in params.items()
            if world_of(read) == world_of(one)
            if (fault := years_fault(read, tables, where=path.as_posix()))
        ]
        effects = tables.findings()["effect"]
        questioned += int((effects == "questioned").sum())
        noted += int((effects == "note").sum())
    return Checked(
        faults=tuple(faults),
        unknown=tuple(name for one in listed for name in one.unknown),
        tables=sum(len(one.tables) for one in listed),
        files=sum(one.tables["file"].nunique() for one in listed),
        questioned=questioned,
        noted=noted,
    )
