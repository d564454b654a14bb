"""What the template process has ready before it forks: all that is imported, and a figure drawn.

Each report is then built by a fork of it, which starts in milliseconds and shares its memory. No
data are read here and no thread is started: a fork has neither the threads nor the locks they hold.
"""

import ast
import gc
from contextlib import suppress
from pathlib import Path

from sendlib.run import spared  # noqa: F401  # before what it is about

# isort: split

import multiprocessing.popen_forkserver  # noqa: F401  # what a process begins with
import resource  # noqa: F401  # what limits its memory

import pyarrow.parquet  # noqa: F401  # what reads a table, imported there only when one is read

from sendlib.data.layouts import layouts
from sendlib.data.store import reading_code
from sendlib.data.tables import doubting_code, measuring_code
from sendlib.errors import NotebookError
from sendlib.report.html import load_template
from sendlib.report.manifest import code_hash, package_versions
from sendlib.report.typesetter import compiler
from sendlib.run import build, one, supervise  # noqa: F401  # what a report's process calls
from sendlib.run.notebook import read_notebook
from sendlib.run.notebooks import notebooks_folder
from sendlib.run.shell import have_shell, notebook_shell
from sendlib.views import theme, usual_texts

# objects made before Python looks for rings of them that nothing uses any more: more than one
# evidence base makes, of which nearly all stay until its process ends
RARELY = 300_000


def warm_up() -> None:
    """Import what notebooks import, and use once what loads more when it is first used."""
    for path in sorted(notebooks_folder().glob("*.ipynb")):
        for statement in imports_of(path):
            with suppress(Exception):  # the notebook's own cell tells of it when it runs
                exec(statement, {})
    usual_texts.lay_out()
    with theme.canvas(1.0) as (figure, axes):
        axes.plot([0, 1], [0, 1], label="a")
        axes.legend()
        theme.svg_of(figure)
    with notebook_shell() as shell:
        shell.run("0")
    load_template()
    compiler("report.typ")
    layouts()
    for code in (code_hash, reading_code, measuring_code, doubting_code):
        code()
    package_versions()
    have_shell()
    gc.set_threshold(RARELY)  # in the forks, too
    gc.collect()
    gc.freeze()  # what is here stays: a fork need not go through it again and again


def imports_of(path: Path) -> list[str]:
    """Return the import statements of a notebook: none of what is no notebook or not Python."""
    try:
        cells = read_notebook(path).cells
    except NotebookError:
        return []
    return [
        ast.unparse(node)
        for cell in cells
        if cell.cell_type == "code"
        for node in _statements(cell.source)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]


def _statements(source: str) -> list[ast.stmt]:
    try:
        return ast.parse(source).body
    except SyntaxError:  # such as a command to IPython
        return []


warm_up()
