"""The executed notebook as it is kept beside the report: without times, paths and random ids."""

import math
from collections.abc import Mapping
from copy import deepcopy
from typing import Any

import nbformat
from nbformat import NotebookNode

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
        kept = deepcopy(cell)
        kept.id = f"cell-{number:03}"
        kept.metadata = {key: cell.metadata[key] for key in KEPT_METADATA if key in cell.metadata}
        for words, name in hidden.items():
            kept.source = kept.source.replace(words, name)
        if "outputs" in kept:
            kept.outputs = [_finite(_lean(output)) for output in kept.outputs if "data" in output]
        cells.append(kept)
    stable = nbformat.from_dict(  # type: ignore[no-untyped-call]
        {
            "cells": cells,
            "metadata": {**LANGUAGE, "sendlib": notebook.metadata.get("sendlib", {})},
            "nbformat": 4,
            "nbformat_minor": 5,
        }
    )
    return str(nbformat.writes(stable)) + "\n"  # type: ignore[no-untyped-call]


def _lean(output: NotebookNode) -> NotebookNode:
    """Return an output with nothing that the report does not show."""
    output.data = {
        media: content
        for media, content in output.data.items()
        if media in KEPT_MEDIA or media.startswith(OWN_MEDIA)
    }
    output.metadata = {key: part for key, part in output.metadata.items() if key == "report"}
    return output


def _finite(value: Any) -> Any:
    """Return JSON content with null for numbers that JSON has no word for."""
    match value:
        case dict():
            return {key: _finite(inner) for key, inner in value.items()}
        case list() | tuple():
            return [_finite(inner) for inner in value]
        case float() if not math.isfinite(value):
            return None
        case _:
            return value
