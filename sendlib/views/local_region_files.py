"""Which files that tell of no persons a region's report read, of which council."""

import pandas as pd

from sendlib.contracts.areas import area_name
from sendlib.contracts.local_files import local_files
from sendlib.measures.commissioning.members import MemberFiles
from sendlib.measures.local.open_files import OPEN_ORIGIN, OpenFiles
from sendlib.views.blocks import Absent, Column, Evidence, Origin, Table
from sendlib.views.formats import small

OPEN = tuple(name for name, contract in local_files().items() if not contract.personal)


def open_files_table(files: MemberFiles) -> Table | Absent:
    """Return the files of services, places, governance and the like that each council gave."""
    given = {area_name(code): files.members[code] for code in files.codes if code in files.members}
    given["The partnership"] = files.own
    rows = [(name, words) for name, one in given.items() if (words := _titles(one))]
    if not rows:
        return Absent("tab-open-files")
    inputs = pd.DataFrame(list(files.digests.items()), columns=["path", "sha256"])
    return Table(
        caption="Files of the councils that tell of no persons",
        label="tab-open-files",
        columns=(Column("Given by"), Column("Files")),
        rows=tuple(rows),
        notes=("Numbers of few persons in them, such as a caseload, are left out.",),
        evidence=Evidence(inputs=inputs),
        origin=Origin(**OPEN_ORIGIN),
    )


def _titles(files: OpenFiles) -> str:
    titles = [local_files()[name].title for name in OPEN if len(files.table(name))]
    return "; ".join([*titles[:1], *map(small, titles[1:])])
