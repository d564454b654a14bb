"""Writes the demo's data folder: the files of every publication, the same bytes for a seed."""

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from sendlib.data.demo.age_profile import age_profile_files
from sendlib.data.demo.attainment import attainment_files
from sendlib.data.demo.destinations import destination_files
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

    Everything is invented but England's rates, to which it is calibrated. A new folder
    appears whole or not at all; in one that is there, files of the same names are replaced.

    Args:
        folder: where to write; made if it is not there.
        seed: the same seed gives the same bytes.

    Returns:
        The files written, in the order of their paths.

    Raises:
        SourceError: the folder cannot be written to.
    """
    with _written_errors(folder):
        folder.parent.mkdir(parents=True, exist_ok=True)
        if folder.exists():
            next(folder.iterdir(), None)
        contents = demo_files(seed)
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".demo-") as scratch:
            staged = Path(scratch) / "files"
            write_files(staged, contents)
            move_files(staged, folder, list(contents))
    return [folder / name for name in contents]


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
        **destination_files(demo),
        **age_profile_files(demo),
        **attainment_files(measures),
        **pupil_files(demo, measures),
        **neet_files(demo, measures),
        **tribunal_files(demo, appealed),
        **inspection_files(demo),
        **provider_files(demo),
    }
    return dict(sorted(found.items()))


def write_files(folder: Path, contents: Mapping[str, bytes]) -> None:
    """Write files below a folder by their paths inside it."""
    for name, content in contents.items():
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)


def move_files(staged: Path, folder: Path, names: list[str]) -> None:
    """Move a folder into place at once, or file by file where one is there already.

    Raises:
        OSError: the place cannot be written to.
    """
    if not folder.is_dir():
        staged.replace(folder)
        return
    for name in names:
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        (staged / name).replace(place)


@contextmanager
def _written_errors(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise SourceError(
            f"{folder}: the demo's files cannot be written ({error.strerror}); "
            "give a folder that can be written to"
        ) from error
