"""The executed notebook as it is kept beside the report: without times, paths and random ids.

nbformat writes the same text, and takes several times as long.
"""

from collections.abc import Mapping
from typing import Any

from nbformat import NotebookNode

from sendlib.report.indented import indented_json

KEPT_METADATA = ("tags",)
# what an output may hold beside the blocks of the report, the rows behind them, and their words
KEPT_MEDIA = ("text/plain", "image/svg+xml")
OWN_MEDIA = "application/vnd.sendlib."
LANGUAGE = {
    "kernelspec": {"name": "python3", "language": "python", "display_name": "Python 3"},
    "language_info": {"name": "python"},
}


def stable_notebook(notebook: NotebookNode, *, hidden: Mapping[str, str]) -> str:
    """Return the notebook as text that is the same for every run on the same inputs.

    Args:
        notebook: as papermill left it; it is not changed.
        hidden: words to replace in source text, such as this machine's folders by their names.
    """
    cells = []
    for number, cell in enumerate(notebook.cells, start=1):
        source = cell.source
        for words, name in hidden.items():
            source = source.replace(words, name)
        kept = {**cell, "id": f"cell-{number:03}", "source": source.splitlines(keepends=True)}
        kept["metadata"] = {
            key: cell.metadata[key] for key in KEPT_METADATA if key in cell.metadata
        }
        if "outputs" in cell:
            kept["outputs"] = [_lean(one) for one in cell.outputs if "data" in one]
        cells.append(kept)
    stable = {
        "cells": cells,
        "metadata": {**LANGUAGE, "sendlib": notebook.metadata.get("sendlib", {})},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return indented_json(stable) + "\n"


def _lean(output: NotebookNode) -> dict[str, Any]:
    """Return an output with nothing that the report does not show, text as lists of lines."""
    data: dict[str, Any] = {}
    for media, content in output.data.items():
        if media.startswith(OWN_MEDIA):
            data[media] = content
        elif media in KEPT_MEDIA:
            data[media] = content.splitlines(keepends=True)
    metadata = {key: part for key, part in output.metadata.items() if key == "report"}
    return {**output, "data": data, "metadata": metadata}
