"""The typeface of charts and of the PDF: Source Sans Pro, from the PyPI package that ships it.

DejaVu Sans, which comes with matplotlib, stands in for the few signs Source Sans Pro lacks. No
font of the machine is needed or used, so a report looks the same everywhere.
"""

import importlib.util
import locale
from functools import cache
from pathlib import Path

import matplotlib
from matplotlib import font_manager
from matplotlib.textpath import TextPath

from sendlib.errors import RenderError

FAMILY = "Source Sans Pro"
FALLBACK_FAMILY = "DejaVu Sans"
PACKAGE = "font_source_sans_pro"
STYLES = ("Regular", "It", "Semibold", "Bold", "BoldIt")


@cache
def font_files() -> tuple[Path, ...]:
    """Return the font files that charts and PDF use, those of matplotlib last.

    Raises:
        RenderError: a file is not where its package should have put it.
    """
    package = importlib.util.find_spec(PACKAGE)
    if package is None or package.origin is None:
        raise RenderError(
            f"the typeface {FAMILY} is not installed: `pip install font-source-sans-pro`"
        )
    folder = Path(package.origin).parent / "files"
    files = [folder / f"SourceSansPro-{style}.ttf" for style in STYLES]
    spare = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
    files += [spare / "DejaVuSans.ttf", spare / "DejaVuSansMono.ttf"]
    absent = [path.name for path in files if not path.is_file()]
    if absent:
        raise RenderError(
            f"font files absent: {', '.join(absent)}; expected in {folder}; "
            "`pip install --force-reinstall font-source-sans-pro matplotlib` puts them back"
        )
    return tuple(files)


@cache
def _known_to_matplotlib() -> None:
    for path in font_files():
        font_manager.fontManager.addfont(path)
    _shape_one_letter()


def _shape_one_letter() -> None:
    """Have letters shaped the same whatever the machine's language: a Turkish i is another one.

    HarfBuzz, inside matplotlib, asks for the language at the first text of a process and keeps to
    it. Matplotlib's own setting does not reach text of several lines.
    """
    before = locale.setlocale(locale.LC_CTYPE)
    locale.setlocale(locale.LC_CTYPE, "C")
    try:
        TextPath((0, 0), "i", prop=font_manager.FontProperties(fname=str(font_files()[0])))
    finally:
        locale.setlocale(locale.LC_CTYPE, before)


def use_typeface() -> None:
    """Make the typeface matplotlib's default; call it after a style, which sets its own font."""
    _known_to_matplotlib()
    matplotlib.rcParams["font.family"] = [FAMILY, FALLBACK_FAMILY]
