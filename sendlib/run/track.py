"""How far a notebook is, as it is told while it runs."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:  # the first process of a build has notebooks run, and reads none
    from nbformat import NotebookNode

Progress: TypeAlias = Callable[[int, int], None]
AtCell: TypeAlias = Callable[[int, "list[NotebookNode]"], None]
TIMEOUT_SECONDS = 900.0  # for all cells of a notebook together
INJECTED = "injected-parameters"


@dataclass
class Track:
    """How far a notebook came, which is known also when it failed.

    notebook: with the outputs so far. cell: the one it is at, counted from 1 as in the notebook's
    file, where papermill's cell of values is not. starts: time of day each cell began, by number.
    """

    notebook: "NotebookNode | None" = None
    cell: int = 0
    starts: dict[int, float] = field(default_factory=dict)
