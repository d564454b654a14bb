"""The files of an invented partnership of councils: its governance, and how it rates itself."""

from pathlib import Path

from sendlib.data.demo.generate import write_files
from sendlib.data.demo.local.files import CSV_FILES, README, csv_content, sheets
from sendlib.data.demo.local.improvement import governance, selfassessment

WORDS = "regional"
README_TEXT = "Demonstration: invented files of a partnership of councils that does not exist.\n"


def write_regional(folder: Path) -> None:
    """Write the files of a demo partnership into a folder, the same bytes each time."""
    drawn = {"governance": governance(WORDS), "selfassessment": selfassessment(WORDS)}
    found = {
        f"{name}.csv": csv_content(sheet, CSV_FILES[name][1])
        for name, sheet in sheets(drawn).items()
    }
    found[README] = README_TEXT.encode("utf-8")
    write_files(folder, found)
