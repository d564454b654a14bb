from pathlib import Path

import pytest

from sendlib.data.demo.local.write import write_local
from tests.data.demo.local.conftest import SMALLEST, Written


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_the_same_council_gives_the_same_bytes(tmp_path: Path, clean: Written) -> None:
    assert write_local(tmp_path / "again", area=SMALLEST) == ()
    assert bytes_of(tmp_path / "again") == bytes_of(clean.folder)


def test_a_readme_says_that_all_is_invented(clean: Written) -> None:
    text = (clean.folder / "README.txt").read_text(encoding="utf-8")
    assert text.startswith("Demonstration: invented records of Thistlemere")


def test_files_are_of_the_kinds_that_councils_give(clean: Written, faulty: Written) -> None:
    kinds = {path.suffix for path in clean.folder.iterdir()}
    assert kinds == {".csv", ".xlsx", ".xml", ".txt"}
    assert (faulty.folder / "sen2_plans").is_dir()
    assert not (faulty.folder / "sen2_plans.xml").exists()


def test_a_council_that_is_not_of_the_demo_is_refused(tmp_path: Path) -> None:
    with pytest.raises(KeyError):
        write_local(tmp_path, area="885")
