"""The user's own Quarto: found, checked, and given a project to render that is thrown away."""

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sendlib.errors import RenderError
from sendlib.report.blocks import Document
from sendlib.report.dates import time_stamp
from sendlib.report.quarto_project import quarto_project

VARIABLE = "QUARTO_PATH"
OLDEST = (1, 9)
VERSION = re.compile(r"(\d+)\.(\d+)[\w.+-]*")
# Quarto's name of each format, and the file it leaves
TARGETS = {
    "html": ("html", "report.html"),
    "pdf": ("typst", "report.pdf"),
    "docx": ("docx", "report.docx"),
}
SECONDS = {"--version": 60, "render": 900}
TAIL = 15
NEEDED = (
    f"--engine quarto needs Quarto {OLDEST[0]}.{OLDEST[1]} or later: get it from quarto.org, or "
    "with the conda environment of this project; without --engine sendlib renders by itself"
)
COLOUR = re.compile(r"\x1b\[[0-9;]*m")


@dataclass(frozen=True)
class Quarto:
    """An installed Quarto: its program and its version."""

    program: str
    version: str


def find_quarto() -> Quarto:
    """Return the Quarto that QUARTO_PATH names, else the one on the path.

    Raises:
        RenderError: there is none, it does not run, or it is too old.
    """
    named = os.environ.get(VARIABLE, "")
    where = Path(named, "quarto") if named and Path(named).is_dir() else named
    program = shutil.which(str(where) or "quarto")
    if program is None:
        found = f"{VARIABLE} is {named!r}, no program" if named else "no quarto on the path"
        raise RenderError(f"Quarto was not found: {found}. {NEEDED}")
    told = _run(program, "--version").stdout.strip()
    version = VERSION.fullmatch(told)
    if version is None:
        raise RenderError(f"{program} gives {told!r} as its version. {NEEDED}")
    if (int(version.group(1)), int(version.group(2))) < OLDEST:
        raise RenderError(f"{program} is Quarto {told}, which is too old. {NEEDED}")
    return Quarto(program, told)


def render_by_quarto(
    document: Document, params: Mapping[str, Any], formats: Collection[str], quarto: Quarto
) -> dict[str, bytes]:
    """Return the report's files by name, rendered by Quarto in a folder that is removed.

    Args:
        document: the report.
        params: the params it was made with.
        formats: those of html, pdf and docx that are wanted; others are left aside.
        quarto: which Quarto.

    Raises:
        RenderError: Quarto failed; the message holds the end of what it said.
    """
    rendered: dict[str, bytes] = {}
    with tempfile.TemporaryDirectory(prefix="sendlib-quarto-") as scratch:
        folder = Path(scratch)
        write_files(folder, quarto_project(document, params))
        for format_ in (known for known in TARGETS if known in formats):
            name = TARGETS[format_][1]
            rendered[name] = _rendered(folder, format_, document, quarto)
    return rendered


def write_files(folder: Path, contents: Mapping[str, bytes]) -> None:
    """Write files into a folder that exists."""
    for name, content in contents.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)


def _rendered(folder: Path, format_: str, document: Document, quarto: Quarto) -> bytes:
    target, name = TARGETS[format_]
    stamp = str(int(time_stamp(document.cover.date).timestamp()))
    done = _run(
        quarto.program, "render", "report.qmd", "--to", target,
        folder=folder, more={"SOURCE_DATE_EPOCH": stamp},
    )  # fmt: skip
    if done.returncode or not (folder / name).is_file():
        said = COLOUR.sub("", f"{done.stdout}\n{done.stderr}").replace(str(folder), "").split("\n")
        tail = "\n".join([line for line in said if line.strip()][-TAIL:])
        raise RenderError(
            f"Quarto {quarto.version} did not render {name} (exit code {done.returncode}); "
            f"`sendlib eject` leaves its project to look at. It said last:\n{tail}"
        )
    return (folder / name).read_bytes()


def _run(
    program: str, *arguments: str, folder: Path | None = None, more: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    seconds = SECONDS[arguments[0]]
    try:
        return subprocess.run(
            [program, *arguments], cwd=folder, env={**os.environ, **(more or {})}, check=False,
            stdin=subprocess.DEVNULL, capture_output=True, text=True, encoding="utf-8",
            errors="replace", timeout=seconds,
        )  # fmt: skip
    except OSError as error:
        raise RenderError(f"{program} does not run: {error.strerror}. {NEEDED}") from error
    except subprocess.TimeoutExpired as error:
        raise RenderError(
            f"{program} {arguments[0]} gave no answer in {seconds} seconds; try it by hand"
        ) from error
