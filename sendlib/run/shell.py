"""A notebook's cells run in this process, with the outputs that a Jupyter kernel would give.

The process has to be one that runs nothing else before or after: what a cell leaves behind stays.
"""

import ast
import atexit
import json
import sys
import warnings
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from typing import Any

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from nbformat import NotebookNode
from traitlets import Instance, List, Type
from traitlets.config import Config

from sendlib.views.blocks import COMPARISONS, FIGURES, FINDINGS

Output = dict[str, Any]
# tables that views give as JSON has them (`json_table`): megabytes, which stay as they are
TABLES = frozenset({COMPARISONS, FIGURES, FINDINGS})
_unused: list["NotebookShell"] = []  # made before the fork for the notebook of this process


class _Result(DisplayHook):
    """What a cell's last expression shows."""

    shell: "NotebookShell"

    def write_output_prompt(self) -> None:
        """Write nothing: the number of the cell goes with its output."""

    def write_format_data(self, format_dict: Any, md_dict: Any = None) -> None:
        """Keep the result among the outputs of the cell."""
        self.shell.keep(
            "execute_result",
            data=_json(format_dict),
            metadata=_json(md_dict or {}),
            execution_count=self.prompt_count,
        )

    def flush(self) -> None:
        """Keep what was shown; it goes when the process ends."""

    def finish_displayhook(self) -> None:
        """End without the line break that a terminal needs."""
        self._is_active = False


class _Shown(DisplayPublisher):
    """What a cell displays beside its result."""

    shell: "NotebookShell"

    def publish(self, data: Any, metadata: Any = None, *_: Any, **_kwargs: Any) -> None:
        """Keep it among the outputs of the cell."""
        self.shell.keep("display_data", data=_json(data), metadata=_json(metadata or {}))

    def clear_output(self, *_: Any) -> None:
        """Drop what the cell has shown so far."""
        self.shell.outputs.clear()


class _Stream:
    """What a cell writes, joined to the output before it if that is of the same stream."""

    encoding = "utf-8"

    def __init__(self, shell: "NotebookShell", name: str) -> None:
        self._shell, self._name = shell, name

    def write(self, text: str) -> int:
        outputs = self._shell.outputs
        if text and outputs and outputs[-1].get("name") == self._name:
            outputs[-1]["text"] += text
        elif text:
            self._shell.keep("stream", name=self._name, text=text)
        return len(text)

    def flush(self) -> None:
        """Do nothing: nothing waits."""

    def isatty(self) -> bool:
        return False


class NotebookShell(InteractiveShell):
    """IPython without a terminal or a kernel; `outputs` are those of the cell that runs."""

    displayhook_class = Type(_Result)
    display_pub_class = Type(_Shown)
    outputs = List(Instance(dict))

    def keep(self, kind: str, **content: Any) -> None:
        """Add an output to the cell's."""
        self.outputs.append(NotebookNode(content, output_type=kind))  # type: ignore[no-untyped-call]

    def init_sys_modules(self) -> None:
        """Leave the program's own __main__ in its place."""

    def enable_gui(self, gui: str | None = None) -> None:
        """Ignore windows: there are none."""

    def _showtraceback(
        self, etype: type[BaseException], evalue: BaseException, stb: list[str]
    ) -> None:
        self.keep("error", ename=etype.__name__, evalue=str(evalue), traceback=list(stb))

    def transform_cell(self, raw_cell: str) -> str:
        """Return a cell as Python: what is Python already needs no search for other commands."""
        if raw_cell[:1].isspace() or not _is_python(raw_cell):
            return str(super().transform_cell(raw_cell))  # type: ignore[no-untyped-call]
        return raw_cell if raw_cell.endswith("\n") else f"{raw_cell}\n"

    def run(self, source: str) -> tuple[list[Output], BaseException | None]:
        """Run one cell and return its outputs, and what it raised."""
        self.outputs = []
        with redirect_stdout(_Stream(self, "stdout")), redirect_stderr(_Stream(self, "stderr")):
            result = self.run_cell(source, store_history=True)  # type: ignore[no-untyped-call]
        return self.outputs, result.error_before_exec or result.error_in_exec


@contextmanager
def notebook_shell() -> Iterator[NotebookShell]:
    """Give a shell with an empty namespace; the process is as it was when it is done."""
    hooks = sys.displayhook, sys.excepthook
    shell = _unused.pop() if _unused else _new_shell()
    try:
        yield shell
    finally:
        shell.atexit_operations()  # type: ignore[no-untyped-call]
        atexit.unregister(shell.atexit_operations)
        NotebookShell.clear_instance()
        sys.displayhook, sys.excepthook = hooks


def have_shell() -> None:
    """Make the shell of the next notebook now, so that a fork of this process has it."""
    _unused.append(_new_shell())


def _new_shell() -> NotebookShell:
    NotebookShell.clear_instance()
    return NotebookShell.instance(config=Config({"HistoryManager": {"enabled": False}}))


def _is_python(source: str) -> bool:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # they are told when the cell is compiled
        try:
            ast.parse(source)
        except (SyntaxError, ValueError):
            return False
    return True


def _json(content: Any) -> Any:
    """Return what JSON can hold of a bundle, as it would come from a kernel."""
    if type(content) is str:  # such as a chart: most of what there is
        return content
    if type(content) is dict and all(type(key) is str for key in content):
        return {key: part if key in TABLES else _json(part) for key, part in content.items()}
    if type(content) is bytes:  # such as a picture
        return b64encode(content).decode("ascii")
    return json.loads(json.dumps(content))
