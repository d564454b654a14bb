"""Writes a demo council's own files: what councils give, in the forms in which they have it."""

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from sendlib.data.demo.generate import SEED, write_files
from sendlib.data.demo.local.faults import AGAIN, plant
from sendlib.data.demo.local.files import README, README_TEXT, RETURN_XML, contents, sheets
from sendlib.data.demo.local.here import Here, here
from sendlib.data.demo.local.planting import Planted
from sendlib.data.demo.local.records import records
from sendlib.data.demo.local.xml import MODULES, return_xml


def write_local(
    folder: Path, *, area: str, faults: bool = False, seed: int = SEED
) -> tuple[Planted, ...]:
    """Write a demo council's local files into a folder, the same bytes each time.

    The SEN2 return is XML, or its module files where faults are planted. Beside the files stands a
    README that says they are invented.

    Args:
        folder: where to write; made if it is not there.
        area: three-digit code of a demo council.
        faults: plant faults of every rule.
        seed: the same as of the public files it goes with.

    Returns:
        The faults planted, in the order of files and rows; none without `faults`.
    """
    place = here(area, seed=seed)
    written, planted = local_contents(place, records(place), faults=faults)
    write_files(folder, written)
    return planted


def local_contents(
    place: Here, drawn: Mapping[str, pd.DataFrame], *, faults: bool
) -> tuple[dict[str, bytes], tuple[Planted, ...]]:
    """Return the bytes of a council's files by their names, and the faults planted in them.

    Args:
        place: the council.
        drawn: its records.
        faults: whether to plant faults.
    """
    planted: tuple[Planted, ...] = ()
    if faults:
        given = sheets(drawn)
        planted = plant(place, given)
        found = contents(given, again=AGAIN)
    else:
        found = contents(sheets({name: drawn[name] for name in drawn if name not in MODULES}))
        found[RETURN_XML] = return_xml(place, drawn)
    found[README] = README_TEXT.format(name=place.name).encode("utf-8")
    return dict(sorted(found.items())), planted
