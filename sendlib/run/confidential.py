"""What a build keeps to itself where it reads a council's own files.

Where they lie stands neither in the report's notebook nor in its manifest, and what a failure says
of their content is not written down.
"""

from copy import deepcopy
from typing import Any

from nbformat import NotebookNode
from papermill.exceptions import PapermillExecutionError
from papermill.translators import papermill_translators

from sendlib.params.load import to_notebook
from sendlib.params.local import LocalData
from sendlib.params.region import AnyParams, Member, RegionParams

INJECTED = "injected-parameters"
# these tell what is wrong with a file by row and column, never by a value
TELLABLE = ("SourceError", "ParamsError")


def reads_own_files(params: AnyParams) -> bool:
    """Say whether params name files of a council's own: such a report is built here only."""
    return any(local.folder for local in _local_blocks(params))


def _local_blocks(params: AnyParams) -> list[LocalData]:
    if isinstance(params, RegionParams):
        return [member.local for member in params.members]
    return [params.local]


def public_params(params: AnyParams) -> dict[str, Any]:
    """Return params as values, without where the council's own files lie and what they are."""
    if not isinstance(params, RegionParams):
        return {**to_notebook(params), "local": LocalData().model_dump(mode="json")}
    members = tuple(Member(area=member.area) for member in params.members)
    return to_notebook(params.model_copy(update={"members": members}))


def without_folders(executed: NotebookNode, params: AnyParams) -> NotebookNode:
    """Return an executed notebook whose values name neither folders nor files of the council."""
    kept = deepcopy(executed)
    translator = papermill_translators.find_translator("python3", "python")
    for cell in kept.cells:
        if INJECTED in cell.metadata.get("tags", ()):
            cell.source = translator.codify(public_params(params))
    return kept


def tellable(error: Exception, params: AnyParams) -> str:
    """Return the message of an error as it may be written down beside reports."""
    text = str(error)
    if not reads_own_files(params):
        return text
    cause = error.__cause__
    if isinstance(cause, PapermillExecutionError) and cause.ename not in TELLABLE:
        where = text.partition(": ")[0]
        return (
            f"{where}: {cause.ename}; what it says is left out, since it may hold values of the "
            "council's own files: run the notebook in JupyterLab to see it"
        )
    blocks = _local_blocks(params)
    for folder in [name for one in blocks for name in (one.folder, one.private)]:
        text = text.replace(folder, "the folder of the council's own files") if folder else text
    return text
