"""Writes the demo's data folder: the files of every publication, the same bytes for a seed."""

import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from sendlib.data.demo.attainment import attainment_files
from sendlib.data.demo.finance import finance_files
from sendlib.data.demo.inspections import inspection_files
from sendlib.data.demo.lait import lait_files
from sendlib.data.demo.measured import measured
from sendlib.data.demo.neet import neet_files
from sendlib.data.demo.outcomes import outcome_files
from sendlib.data.demo.plans import plan_tables, plans_release
from sendlib.data.demo.population import population_files
from sendlib.data.demo.providers import provider_files
from sendlib.data.demo.pupils import pupil_files
from sendlib.data.demo.reference import reference_files
from sendlib.data.demo.tribunals import appeals, tribunal_files
from sendlib.data.demo.world import world
from sendlib.errors import SourceError

SEED = 20250101
APPEALS_MEASURE = "SEN_AppealableDec"
FIRST_LAIT_APPEALS = 2016


def generate(folder: Path, *, seed: int = SEED) -> list[Path]:
    """Write the demo's files below a folder, in the folders that data_raw has.

    Everything is invented but England's rates, to which it is calibrated. Files of the same names
    are replaced, each at once; others stay.

    Args:
        folder: where to write; made if it is not there.
        seed: the same seed gives the same bytes.

    Returns:
        The files written, in the order of their paths.

    Raises:
        SourceError: the folder cannot be written to.
    """
    contents = demo_files(seed)
    with _written_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)
        return _replaced(folder, contents)


def demo_files(seed: int = SEED) -> dict[str, bytes]:
    """Return the content of every file by its path inside data_raw."""
    demo = world(seed)
    tables = plan_tables(demo)
    appealed = appeals(demo)
    years = [year for year in appealed.years if int(year) >= FIRST_LAIT_APPEALS]
    measures = measured(demo, tables) | {APPEALS_MEASURE: appealed.of(*years)}
    found = {
        **plans_release(demo, tables),
        **lait_files(measures),
        **reference_files(demo),
        **population_files(demo),
        **finance_files(demo, tables["caseload"]),
        **outcome_files(demo, measures),
        **attainment_files(measures),
        **pupil_files(demo, measures),
        **neet_files(demo, measures),
        **tribunal_files(demo, appealed),
        **inspection_files(demo),
        **provider_files(demo),
    }
    return dict(sorted(found.items()))


def _replaced(folder: Path, contents: Mapping[str, bytes]) -> list[Path]:
    """Write all contents beside their places first, then move each into place."""
    with tempfile.TemporaryDirectory(dir=folder, prefix=".demo-") as scratch:
        staged = []
        for number, (name, content) in enumerate(contents.items()):
            part = Path(scratch) / str(number)
            part.write_bytes(content)
            staged.append((part, folder / name))
        for part, place in staged:
            place.parent.mkdir(parents=True, exist_ok=True)
            os.replace(part, place)
    return [place for _, place in staged]


@contextmanager
def _written_errors(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise SourceError(
            f"{folder}: the demo's files cannot be written ({error.strerror}); "
            "give a folder that can be written to"
        ) from error
