"""What a build keeps to itself where it reads a council's own files.

Where they lie stands neither in the report's notebook nor in its manifest, and what a failure says
of their content is not written down.
"""

from nbformat import NotebookNode
from papermill.exceptions import PapermillExecutionError
from papermill.translators import papermill_translators

from sendlib.params.region import AnyParams
from sendlib.run.own import local_blocks, public_params, reads_own_files
from sendlib.run.track import INJECTED

# these tell what is wrong with a file by row and column, never by a value
TELLABLE = ("SourceError", "ParamsError")


def without_folders(executed: NotebookNode, params: AnyParams) -> NotebookNode:
    """Return an executed notebook whose values name neither folders nor files of the council."""
    translator = papermill_translators.find_translator("python3", "python")
    kept: NotebookNode = NotebookNode(executed)  # type: ignore[no-untyped-call]
    kept.cells = [
        NotebookNode(  # type: ignore[no-untyped-call]
            {**cell, "source": translator.codify(public_params(params))}
        )
        if INJECTED in cell.metadata.get("tags", ())
        else cell
        for cell in executed.cells
    ]
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
    blocks = local_blocks(params)
    for folder in [name for one in blocks for name in (one.folder, one.private)]:
        text = text.replace(folder, "the folder of the council's own files") if folder else text
    return text
