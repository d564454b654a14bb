import re
import zipfile
from io import BytesIO
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from sendlib.contracts.areas import ABOLISHED, COUNCILS, REGIONS
from sendlib.data.demo.generate import generate, move_files, write_files
from sendlib.data.inventory import Inventory
from sendlib.errors import SourceError

# also words: a Key stage subject, and a part of Sundays to Saturdays
ORDINARY_WORDS = {"Reading"}
# files that are lists of nothing but published words
FILES = 33


def texts(path: Path) -> str:
    content = path.read_bytes()
    if path.suffix == ".parquet":
        return pq.read_table(BytesIO(content)).to_pandas().to_csv(index=False)
    if content.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(content)) as archive:
            return "\n".join(archive.read(name).decode("utf-8") for name in archive.namelist())
    return content.decode("utf-8")


def test_every_file_is_read_without_faults_and_none_is_unknown(demo_inventory: Inventory) -> None:
    assert demo_inventory.faults == ()
    assert demo_inventory.unknown == ()
    assert demo_inventory.tables["file"].nunique() == FILES


def test_every_publication_of_a_report_is_there(demo_inventory: Inventory) -> None:
    assert set(demo_inventory.tables["dataset"]) >= {
        "annual_reviews", "assessments", "caseload", "ceased", "new_plans", "personal_budgets",
        "requests", "residential", "needs_new_plans", "needs", "timeliness", "work_based",
        "medical_officers", "lait", "lait_dictionary", "neighbours", "boundaries", "lookup",
        "population_ages", "population_0_17", "tribunals", "tribunals_2025", "neet", "absence",
        "ap_counts", "cin", "destinations_1618", "age_profile", "ks2", "ks4", "mainstream_sen",
        "pupils_sen", "provider_types", "high_needs_benchmarking", "s251", "dsg_deficit",
        "specialist_spend", "deflator", "inspections", "providers",
    }  # fmt: skip


def test_the_same_seed_gives_the_same_bytes_and_leaves_other_files(
    demo_raw: Path, tmp_path: Path
) -> None:
    kept = tmp_path / "own.csv"
    kept.write_text("a\n1\n")
    again = generate(tmp_path)
    assert again == sorted(again)
    names = [path.relative_to(tmp_path) for path in again]
    assert len(names) == FILES
    for name in names:
        assert (tmp_path / name).read_bytes() == (demo_raw / name).read_bytes(), name
    assert {path for path in tmp_path.rglob("*") if path.is_file()} == {*again, kept}


def test_no_real_council_region_or_code_stands_in_any_file(demo_raw: Path) -> None:
    real = [*COUNCILS.values(), *ABOLISHED.values()]
    names = {council.name for council in real} - ORDINARY_WORDS
    codes = {code for council in real for code in council.ons_codes} | set(REGIONS)
    for path in sorted(demo_raw.rglob("*.*")):
        text = texts(path)
        met = [name for name in names | codes | set(REGIONS.values()) if name in text]
        assert [name for name in met if re.search(rf"\b{re.escape(name)}\b", text)] == [], path


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    occupied = tmp_path / "data_raw"
    occupied.write_text("a file")
    with pytest.raises(SourceError, match="data_raw: the demo's files cannot be written"):
        generate(occupied)


def test_a_folder_made_meanwhile_by_another_process_is_filled(tmp_path: Path) -> None:
    staged, folder = tmp_path / "staged", tmp_path / "data_raw"
    write_files(staged, {"lait/a.csv": b"1", "b.csv": b"2"})
    folder.mkdir()
    (folder / "b.csv").write_bytes(b"old")
    move_files(staged, folder, ["lait/a.csv", "b.csv"])
    assert (folder / "lait/a.csv").read_bytes() == b"1"
    assert (folder / "b.csv").read_bytes() == b"2"


def test_a_folder_that_cannot_be_moved_to_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file"):
        move_files(tmp_path / "not there", tmp_path / "data_raw", ["a.csv"])
