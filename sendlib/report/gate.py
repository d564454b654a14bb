"""The gate for local data: what did not pass disclosure control cannot become part of a report.

Every block says where its data come from. One from local files has to be protected; in a notebook
that read local files, one that does not say is refused. Figures of local data that are hidden have
nothing but their key, in every block that shows them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from nbformat import NotebookNode

from sendlib.contracts.tables import FIGURE_COLUMNS
from sendlib.errors import RenderError
from sendlib.report.bundles import FIGURE_KEYS, FIGURES_MIME

INPUTS_MIME = "application/vnd.sendlib.inputs+json"
BLOCK_MIME = "application/vnd.sendlib.block+json"
LOCAL_INPUT = "local/"  # how the path of a local file begins among the inputs
LOCAL_MEASURE = "local_"
# the authors' own words hold no figures of the software's; prose.py checks the numbers in them
ORIGINS = ("published", "local", "authors")
SUPPRESSED, MARK = "suppressed", "[c]"
PROTECTED = ("protected", "not_personal")  # the latter: from files that tell of no persons
EMPTY_IF_HIDDEN = ("value", "lower", "upper", "count", "denominator")


@dataclass(frozen=True)
class _Shown:
    """An output as the gate sees it."""

    cell: int
    report: Mapping[str, Any]
    data: Mapping[str, Any]

    def refuse(self, what: str) -> RenderError:
        kind, label = self.report.get("kind", "output"), self.report.get("label", "without label")
        return RenderError(f"cell {self.cell}: {kind} {label}: {what}")


def reads_local(notebook: NotebookNode) -> bool:
    """Say whether an executed notebook lists local files among its inputs."""
    return any(
        str(path).startswith(LOCAL_INPUT)
        for shown in _outputs(notebook)
        for path, *_ in shown.data.get(INPUTS_MIME, {}).get("rows", ())
    )


def shows_protected(notebook: NotebookNode) -> bool:
    """Say whether an executed notebook shows tables in which numbers of few persons are hidden."""
    return any(shown.report.get("protection") == PROTECTED[0] for shown in _outputs(notebook))


def require_protected(notebook: NotebookNode) -> None:
    """Refuse a notebook that would show local data which did not pass disclosure control.

    Raises:
        RenderError: a block of local data that is not protected, one of unknown origin beside
            local data, or a hidden figure that is not empty; it names cell and label.
    """
    is_local = reads_local(notebook)
    hidden: dict[tuple[Any, ...], bool] = {}
    for shown in _outputs(notebook):
        _require_origin(shown, beside_local=is_local)
        _require_blank_cells(shown)
        for row in _local_figures(shown):
            _require_empty(shown, row)
            key = tuple(row[name] for name in FIGURE_KEYS)
            is_hidden = row["status"] == SUPPRESSED
            if hidden.setdefault(key, is_hidden) != is_hidden:
                raise shown.refuse(
                    f"{_named(row)} is hidden in one block and shown in another; show it from "
                    "tables that were protected together"
                )


def _outputs(notebook: NotebookNode) -> Iterator[_Shown]:
    for number, cell in enumerate(notebook.cells, start=1):
        for output in cell.get("outputs", ()):
            report = output.get("metadata", {}).get("report") or {}
            if isinstance(report, Mapping):
                yield _Shown(number, report, output.get("data", {}))


def _require_origin(shown: _Shown, *, beside_local: bool) -> None:
    origin, protection = shown.report.get("origin", ""), shown.report.get("protection", "")
    if origin == "local" and protection not in PROTECTED:
        raise shown.refuse(
            "it is built from local data and did not pass disclosure control; build it from what "
            "sendlib.measures.local.protection.protected_local gives, or open_files if it tells of "
            "no persons"
        )
    if origin not in ORIGINS and (origin or beside_local):
        raise shown.refuse(
            f"its origin is {origin!r} in a report that reads local files; expected "
            f"{' or '.join(ORIGINS)}"
        )
    if origin != "local" and any(True for _ in _local_figures(shown)):
        raise shown.refuse(
            "it shows figures of local data and says that its data are published; its origin is "
            "that of the protected table"
        )


def _require_blank_cells(shown: _Shown) -> None:
    """Refuse a table with a number behind a cell that reads as hidden."""
    content = shown.data.get(BLOCK_MIME) or {}
    if shown.report.get("kind") != "table" or shown.report.get("origin") != "local":
        return
    for texts, values in zip(content.get("rows", ()), content.get("values", ()), strict=False):
        for text, value in zip(texts, values, strict=False):
            if text == MARK and value not in (None, MARK):
                raise shown.refuse(f"a cell that reads {MARK} has a value behind it")


def _local_figures(shown: _Shown) -> Iterator[dict[str, Any]]:
    bundle = shown.data.get(FIGURES_MIME)
    if bundle is None or sorted(bundle["columns"]) != sorted(FIGURE_COLUMNS):
        return  # other columns are refused where figures are gathered
    measure = bundle["columns"].index("measure")
    for cells in bundle["rows"]:
        if str(cells[measure]).startswith(LOCAL_MEASURE):
            yield dict(zip(bundle["columns"], cells, strict=True))


def _require_empty(shown: _Shown, row: Mapping[str, Any]) -> None:
    left = [name for name in EMPTY_IF_HIDDEN if row[name] is not None]
    if row["status"] == SUPPRESSED and left:
        raise shown.refuse(f"{_named(row)} is hidden, and has {', '.join(left)}")


def _named(row: Mapping[str, Any]) -> str:
    return ", ".join(str(row[name]) for name in FIGURE_KEYS)
