"""Leave the Quarto project of a built report, for the user to go on editing."""

from pathlib import Path

import nbformat

from sendlib.errors import ParamsError, RenderError
from sendlib.report.blocks import Document
from sendlib.report.document import read_document
from sendlib.report.edition import NOTEBOOK, read_manifest, report_folder
from sendlib.report.folders import replace_folder
from sendlib.report.quarto_project import quarto_project

PARAMS_SUFFIXES = (".yml", ".yaml")


def eject(source: Path, *, to: Path, reports: Path, report: str) -> Path:
    """Write the Quarto project of a built report to a folder, whole or not at all.

    Args:
        source: the report's folder, or the params file it was built from.
        to: where the project goes: a folder that is new or empty.
        reports: folder of reports, where that of a params file is looked for.
        report: which report of a params file.

    Returns:
        The folder of the report.

    Raises:
        ParamsError: the folder holds files, or the report of a params file is not built.
        RenderError: there is no report, or it cannot be read.
    """
    _require_free(to)
    folder = _built(source, reports, report) if source.suffix in PARAMS_SUFFIXES else source
    folder = report_folder(folder)
    params = read_manifest(folder).params
    replace_folder(to.resolve(), quarto_project(_document(folder / NOTEBOOK), params))
    return folder


def _document(path: Path) -> Document:
    try:
        notebook = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
        return read_document(notebook)
    except OSError as error:
        raise RenderError(
            f"{path.as_posix()}: cannot be read: {error.strerror}; build the report anew"
        ) from error
    except (RenderError, ValueError, nbformat.ValidationError) as error:
        line = str(error).splitlines()[0][:200]
        raise RenderError(
            f"{path.as_posix()}: not as this version of sendlib writes it: {line}; build the "
            "report anew"
        ) from error


def _require_free(to: Path) -> None:
    """Refuse a place that holds something: it would be lost."""
    if to.exists() and (not to.is_dir() or any(to.iterdir())):
        raise ParamsError(
            f"{to.as_posix()}: it holds files already; name a folder that is new or empty"
        )
    if to.resolve() == Path.cwd():
        raise ParamsError("--to: this is the folder you are in; name another, such as my-report")


def _built(source: Path, reports: Path, report: str) -> Path:
    folder = reports / source.stem / report
    if not folder.is_dir():
        raise ParamsError(
            f"{source.as_posix()}: its report is not in {folder.as_posix()}; build it first: "
            f"sendlib build {source.as_posix()}"
        )
    return folder
