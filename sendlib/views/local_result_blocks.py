"""Sentences and tables of protected results, with the notes that their marks need."""

from collections.abc import Sequence

from sendlib.measures.local.protected import ProtectedTables
from sendlib.measures.local.results import ProtectedResult
from sendlib.measures.place import Place
from sendlib.views.blocks import Column, Evidence, Origin, Statement, Table
from sendlib.views.local_result_figures import result_figures
from sendlib.views.local_shown import HIDDEN

SOURCE = "Source: the council's own records."
NOT_KNOWN = "[x]"


def said(found: ProtectedResult, place: Place, *, label: str, text: str) -> Statement:
    """Return a sentence on a protected result."""
    return Statement(
        text, label, evidence=Evidence(figures=result_figures(found, place)),
        origin=Origin(**found.origin),
    )  # fmt: skip


def result_table(
    own: ProtectedTables, found: ProtectedResult, place: Place, *, label: str, caption: str,
    columns: Sequence[Column], rows: Sequence[tuple[str, ...]], notes: Sequence[str] = (),
    not_known: str = "", values: Sequence[tuple[object, ...]] = (),
) -> Table:  # fmt: skip
    """Return a table of a protected result.

    Args:
        own: the protected tables, for their threshold.
        found: the result.
        place: the council.
        label: of the block.
        caption: of the table.
        columns: its heads.
        rows: its cells, hidden ones as `[c]`, those that are not known as `[x]`.
        notes: what stands under it beside the result's own note.
        not_known: why a cell is not known, as it follows the mark.
        values: the raw values behind the rows.
    """
    cells = [text for row in rows for text in row]
    marks = []
    if HIDDEN in cells:
        marks.append(
            f"{HIDDEN} hidden so that nobody can be recognised: it rests on fewer than "
            f"{own.threshold} children and young people, or on one for the most part."
        )
    if NOT_KNOWN in cells:
        marks.append(f"{NOT_KNOWN} {not_known}.")
    return Table(
        caption=caption, label=label, columns=tuple(columns), rows=tuple(rows),
        values=tuple(values), notes=(*notes, found.result.note, *marks, SOURCE),
        evidence=Evidence(figures=result_figures(found, place)), origin=Origin(**found.origin),
    )  # fmt: skip
