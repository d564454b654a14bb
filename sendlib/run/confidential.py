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
from sendlib.params.model import ReportParams

INJECTED = "injected-parameters"
# these tell what is wrong with a file by row and column, never by a value
TELLABLE = ("SourceError", "ParamsError")


def reads_own_files(params: ReportParams) -> bool:
    """Say whether params name files of a council's own: such a report is built here only."""
    return bool(params.local.folder)


def public_params(params: ReportParams) -> dict[str, Any]:
    """Return params as values, without where the council's own files lie and what they are."""
    return {**to_notebook(params), "local": LocalData().model_dump(mode="json")}


def without_folders(executed: NotebookNode, params: ReportParams) -> NotebookNode:
    """Return an executed notebook whose values name neither folders nor files of the council."""
    kept = deepcopy(executed)
    translator = papermill_translators.find_translator("python3", "python")
    for cell in kept.cells:
        if INJECTED in cell.metadata.get("tags", ()):
            cell.source = translator.codify(public_params(params))
    return kept


def tellable(error: Exception, params: ReportParams) -> str:
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
    for folder in (params.local.folder, params.local.private):
        text = text.replace(folder, "the folder of the council's own files") if folder else text
    return text
