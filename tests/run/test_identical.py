"""The same inputs give the same bytes: elsewhere, in another time zone, locale, and run."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from sendlib.data.store import STORE_VARIABLE
from sendlib.params.new import write_params

pytestmark = pytest.mark.slow
COMMAND = "import sys; from sendlib.cli.main import main; main(sys.argv[1:])"
ROOT = Path(__file__).parents[2]
FORMATS = "html,pdf,docx,xlsx,charts"
# a test of bytes needs one of each kind of block and not every section
LEFT_OUT = (
    "population, needs, ages, settings, outcomes, adulthood, social-care, low-incidence, "
    "comparison, provision"
)


def built(place, *, store, jobs, **variables):
    """Build the demo from params in a folder, in a process with these variables set."""
    place.mkdir(parents=True)
    params = write_params("Demoshire", place).rename(place / "demo.yml")
    text = params.read_text("utf-8")
    params.write_text(text.replace("leave_out: []", f"leave_out: [{LEFT_OUT}]", 1), "utf-8")
    kept = {"PATH", "SYSTEMROOT", "SENDLIB_DATA_RAW"}
    environment = {name: value for name, value in os.environ.items() if name in kept}
    environment |= {"PYTHONPATH": str(ROOT), STORE_VARIABLE: str(store)} | variables
    done = subprocess.run(
        [sys.executable, "-c", COMMAND, "build", "demo.yml", "--format", FORMATS,
         "--out", "made", "--jobs", jobs],
        cwd=place, env=environment, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return place / "made" / "demo" / "evidence-base"


def contents(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def locale_folder(place):
    """Return a folder with the Turkish locale, whose letters fold their own way, if it can be."""
    tool = shutil.which("localedef")
    place.mkdir()
    if tool:
        subprocess.run(
            [tool, "-i", "tr_TR", "-f", "UTF-8", place / "tr_TR.UTF-8"],
            capture_output=True, check=False,
        )  # fmt: skip
    return place


def test_bytes_are_the_same_on_another_path_in_another_time_zone_locale_and_store(tmp_path):
    new, warm = tmp_path / "new", tmp_path / "elsewhere" / "kept store"
    first = built(
        tmp_path / "a", store=new, jobs="1", TZ="UTC", LC_ALL="C.UTF-8", PYTHONHASHSEED="1",
        HOME=str(tmp_path),
    )  # fmt: skip
    shutil.copytree(new, warm)  # tables that were read before, and files at another path
    second = built(
        tmp_path / "b ŵ" / "deeper", store=warm, jobs="3", TZ="Pacific/Auckland",
        LC_ALL="tr_TR.UTF-8", LOCPATH=str(locale_folder(tmp_path / "locales")),
        PYTHONHASHSEED="2", HOME=str(tmp_path / "home"), MPLCONFIGDIR=str(tmp_path / "config"),
    )  # fmt: skip
    one, two = contents(first), contents(second)
    assert {"report.html", "report.pdf", "report.docx", "tables.xlsx", "manifest.json"} <= set(one)
    assert set(one) == set(two)
    assert [name for name in one if one[name] != two[name]] == []
