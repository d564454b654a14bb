"""Typst with the templates and fonts of this package, and nothing of the machine."""

import atexit
import shutil
import tempfile
from functools import cache
from importlib.resources import files
from pathlib import Path

import typst

from sendlib.errors import RenderError
from sendlib.views.typeface import font_files


@cache
def compiler(template: str) -> typst.Compiler:
    """Return the compiler of a template, one in a process, its fonts loaded."""
    folder = _folder()
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder)]
    )
    return typst.Compiler(str(folder / template), root=str(folder), font_paths=fonts)


@cache
def _folder() -> Path:
    """Return a folder of its own for fonts and templates.

    Typst takes folders and, of two fonts alike, the first it meets.
    """
    folder = Path(tempfile.mkdtemp(prefix="sendlib-typst-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    for path in font_files():
        shutil.copy(path, folder)
    for source in files("sendlib.report").joinpath("templates").iterdir():
        if source.name.endswith(".typ"):
            (folder / source.name).write_bytes(source.read_bytes())
    return folder


def refusal(what: str, error: typst.TypstError) -> RenderError:
    """Return the error to raise where Typst refuses something."""
    return RenderError(f"{what}: {'; '.join([error.message, *error.hints])}")
