"""The project's own files agree with each other and say nothing about the machine they were on."""

import ast
import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PROJECT = PYPROJECT["project"]
PYTHONS = ("3.11", "3.12", "3.13")
SYSTEMS = ("linux", "darwin", "win32")
ONLY_CONDA = {"python", "pip", "quarto"}
IMPORT_NAMES = {"docx": "python-docx", "markdown_it": "markdown-it-py", "yaml": "pyyaml"}
NOT_IMPORTED = {
    "afcharts": "its style is named to matplotlib",
    "font-source-sans-pro": "its files are looked up, it holds no code",
    "ipykernel": "the kernel of a notebook by hand, which Jupyter starts by its name",
    "odfpy": "pandas reads .ods with it",
}
DEV_TOOLS = {"mypy", "nbstripout", "pandas-stubs", "pytest-cov", "pytest-xdist", "ruff",
             "setuptools", "types-pyyaml"}  # fmt: skip
OUR_OWN = {"sendlib", "tests"}


def by_name(lines):
    requirements = [Requirement(line) for line in lines]
    return {canonicalize_name(one.name): one for one in requirements}


def declared(*extras):
    extra = PROJECT["optional-dependencies"]
    return by_name(PROJECT["dependencies"] + [line for name in extras for line in extra[name]])


def imported_by(folder):
    names = set()
    for path in (ROOT / folder).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names |= {one.name.split(".")[0] for one in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                names.add(node.module.split(".")[0])
    names -= {*sys.stdlib_module_names, *OUR_OWN}
    return {canonicalize_name(IMPORT_NAMES.get(name, name)) for name in names}


def locked():
    """Return the pinned requirements of the lock and the hashes of each."""
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return [
        (Requirement(line.partition("--hash")[0].strip()), re.findall(r"--hash=(\S+)", line))
        for line in lines
    ]


def tracked():
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if listed.returncode:
        pytest.skip("not a git checkout")
    return [ROOT / name for name in listed.stdout.splitlines() if (ROOT / name).is_file()]


def test_what_is_imported_is_declared_and_nothing_else():
    assert imported_by("sendlib") == set(declared("cluster")) - set(NOT_IMPORTED)


def test_what_tests_import_is_declared_too():
    dev = by_name(PROJECT["optional-dependencies"]["dev"])
    assert imported_by("tests") - set(declared("cluster")) == set(dev) - DEV_TOOLS


def test_conda_gets_the_same_packages():
    content = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
    conda = by_name(line for line in content["dependencies"] if isinstance(line, str))
    (pip,) = (line["pip"] for line in content["dependencies"] if isinstance(line, dict))
    assert pip[-1] == "-e ."
    both = conda | by_name(pip[:-1])
    wanted = declared("dev", "lab", "cluster")
    assert {name: str(one.specifier) for name, one in both.items() if name not in ONLY_CONDA} == {
        name: str(one.specifier) for name, one in wanted.items()
    }
    assert conda["python"].specifier == SpecifierSet(PROJECT["requires-python"])
    assert conda["quarto"].specifier.contains("1.9")
    assert content["channels"] == ["conda-forge"]


@pytest.mark.parametrize("system", SYSTEMS)
@pytest.mark.parametrize("python", PYTHONS)
def test_the_lock_gives_every_python_and_system_what_is_declared(python, system):
    environment = {
        "python_version": python, "python_full_version": f"{python}.0", "sys_platform": system,
        "platform_python_implementation": "CPython", "implementation_name": "cpython",
        "os_name": "nt" if system == "win32" else "posix",
    }  # fmt: skip
    versions = {
        canonicalize_name(one.name): next(iter(one.specifier)).version
        for one, _ in locked()
        if one.marker is None or one.marker.evaluate(environment)
    }
    for name, one in declared("dev", "cluster").items():
        assert one.specifier.contains(versions[name]), name
    assert SpecifierSet(PROJECT["requires-python"]).contains(f"{python}.0")


def test_the_lock_pins_and_hashes_every_package_and_names_no_index():
    for one, hashes in locked():
        assert [part.operator for part in one.specifier] == ["=="]
        assert hashes
        assert all(part.startswith("sha256:") for part in hashes)
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert not re.findall(r"://|^-[a-z-]|find-links", text, flags=re.MULTILINE)


def test_no_file_names_a_registry_or_a_folder_of_some_machine():
    registry = "|".join(["files." + "pythonhosted", "pypi" + r"\.org", "registry" + r"\.npmjs"])
    machine = "|".join(["/" + "root/", "/" + "work/", "/" + r"tmp/\w", r"C:\\Us"])
    faults = [
        f"{path.relative_to(ROOT)}: {found[0]}"
        for path in tracked()
        if path.suffix not in {".png", ".ttf", ".xlsx", ".zip", ".parquet"}
        for found in re.finditer(
            f"{registry}|(?<![\\w.]){machine}", path.read_text(encoding="utf-8")
        )
    ]
    assert faults == []


def test_nothing_that_is_built_or_downloaded_is_tracked():
    names = [path.relative_to(ROOT).as_posix() for path in tracked()]
    assert [
        name for name in names
        if name.startswith(("reports/", ".venv/", ".sendlib/"))
        or (name.startswith("data_raw/") and name != "data_raw/sources.yml")
    ] == []  # fmt: skip


@pytest.mark.slow
def test_a_wheel_is_built_without_complaint_and_holds_every_file_of_the_library(tmp_path):
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, tmp_path)
    left = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "sendlib", tmp_path / "sendlib", ignore=left)
    built = subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "--no-index",
         "--verbose", "--wheel-dir", tmp_path, tmp_path],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    complaints = [line for line in built.stdout.splitlines() if "_Warning" in line]
    assert complaints == []
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        held = {name for name in archive.namelist() if name.startswith("sendlib/")}
    wanted = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "sendlib").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert held == wanted


@pytest.mark.parametrize("target", ["reports", "test", "check", "lab"])
def test_make_has_the_targets_that_the_readme_names(target):
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert re.search(rf"^{target}: \$\((LAB_)?READY\)", makefile, flags=re.MULTILINE)
    assert f"make {target}" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_ci_runs_the_test_commands_of_the_readme():
    lines = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    commands = [line for line in lines if line.startswith("make ")]
    assert list(dict.fromkeys(" ".join(command.split()[:2]) for command in commands)) == [
        "make test", "make reports", "make test-browser"]  # fmt: skip
    assert os.access(ROOT / ".ci" / "run", os.X_OK)


@pytest.mark.parametrize("variable", ["SENDLIB_DATA_RAW", "SENDLIB_SEEDS"])
def test_ci_stops_where_the_data_or_the_seeds_are_absent(variable, tmp_path):
    for name in ("SENDLIB_DATA_RAW", "SENDLIB_SEEDS"):
        (tmp_path / name).mkdir()
    given = {name: str(tmp_path / name) for name in ("SENDLIB_DATA_RAW", "SENDLIB_SEEDS")}
    given[variable] = str(tmp_path / "gone")
    # programs that only say they ran stand in for the real ones; what is absent stays so
    for name in ("make", "apt-get"):
        (tmp_path / name).write_text(f'#!/bin/sh\necho {name} "$1"\n')
        (tmp_path / name).chmod(0o755)
    path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"

    def ran(**more):
        return subprocess.run(
            ["bash", ROOT / ".ci" / "run"], capture_output=True, text=True, check=False,
            env={**given, "PATH": path, **more},
        )  # fmt: skip

    stopped = ran(CI="true")
    assert stopped.returncode == 1
    assert stopped.stderr.endswith(f"there is no folder {tmp_path / 'gone'}\n")
    assert variable in stopped.stderr
    assert stopped.stdout == ""
    (tmp_path / "gone").mkdir()
    assert ran(CI="true").stdout.startswith("make test\n")


@pytest.mark.parametrize(("ci", "code"), [("true", 1), ("", 0)])
def test_ci_fails_where_there_is_no_browser_and_others_are_told(ci, code, tmp_path):
    for name in ("make", "apt-get"):
        (tmp_path / name).write_text(f'#!/bin/sh\necho {name} "$1"\n')
        (tmp_path / name).chmod(0o755)
    for name in ("bash", "sh", "dirname"):
        (tmp_path / name).symlink_to(shutil.which(name))
    folders = dict.fromkeys(("SENDLIB_DATA_RAW", "SENDLIB_SEEDS"), str(tmp_path))
    done = subprocess.run(
        [shutil.which("bash"), ROOT / ".ci" / "run"], capture_output=True, text=True, check=False,
        env={**folders, "PATH": str(tmp_path), "CI": ci},
    )  # fmt: skip
    assert done.returncode == code
    assert "apt install chromium npm default-jdk-headless" in done.stderr
    assert done.stdout.startswith("make test\n")
    assert "make reports" not in done.stdout


def test_the_readme_keeps_its_order():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    order = ["what a report looks like", "make one", "add an area", "add a measure",
             "refresh the data", "where each figure comes from", "glossary",
             "assumptions and limits", "tests"]  # fmt: skip
    headings = [line[3:].lower() for line in text.splitlines() if line.startswith("## ")]
    assert headings == order


def test_links_of_the_documents_lead_somewhere():
    for page in (ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").glob("*.md")):
        targets = re.findall(r"\]\(([^)#\s]+)\)", page.read_text(encoding="utf-8"))
        local = [target for target in targets if not target.startswith(("http", "mailto"))]
        assert [target for target in local if not (page.parent / target).exists()] == []
