"""The executed notebook as it is kept beside the report: without times, paths and random ids."""

import re
from collections.abc import Mapping
from typing import Any

import nbformat
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
# a sign of private use, which no text has, around a number
SEAT = re.compile(r'^( *)("[^"\n]+": )"\ue000(\d+)\ue000"', flags=re.MULTILINE)


def stable_notebook(notebook: NotebookNode, *, hidden: Mapping[str, str]) -> str:
    """Return the notebook as text that is the same for every run on the same inputs.

    Args:
        notebook: as papermill left it; it is not changed.
        hidden: words to replace in source text, such as this machine's folders by their names.
    """
    seated: list[Any] = []  # content of our own media: most of the text, and plain JSON
    cells = []
    for number, cell in enumerate(notebook.cells, start=1):
        kept = {**cell, "id": f"cell-{number:03}"}
        kept["metadata"] = {
            key: cell.metadata[key] for key in KEPT_METADATA if key in cell.metadata
        }
        for words, name in hidden.items():
            kept["source"] = kept["source"].replace(words, name)
        if "outputs" in cell:
            kept["outputs"] = [_lean(one, seated) for one in cell.outputs if "data" in one]
        cells.append(kept)
    stable = nbformat.from_dict(  # type: ignore[no-untyped-call]
        {
            "cells": cells,
            "metadata": {**LANGUAGE, "sendlib": notebook.metadata.get("sendlib", {})},
            "nbformat": 4,
            "nbformat_minor": 5,
        }
    )

    def content(seat: re.Match[str]) -> str:
        margin, key, number = seat.groups()
        return f"{margin}{key}{indented_json(seated[int(number)], level=len(margin))}"

    text = nbformat.writes(stable)  # type: ignore[no-untyped-call]
    return SEAT.sub(content, text) + "\n"


def _lean(output: NotebookNode, seated: list[Any]) -> dict[str, Any]:
    """Return an output with nothing that the report does not show, its own media put aside."""
    data: dict[str, Any] = {}
    for media, content in output.data.items():
        if media.startswith(OWN_MEDIA):
            data[media] = f"\ue000{len(seated)}\ue000"
            seated.append(content)
        elif media in KEPT_MEDIA:
            data[media] = content
    metadata = {key: part for key, part in output.metadata.items() if key == "report"}
    return {**output, "data": data, "metadata": metadata}
