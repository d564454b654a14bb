"""Where figures come from, as notes under tables and as the report's list of sources."""

import pandas as pd

from sendlib.data.register import Register
from sendlib.data.tables import Tables
from sendlib.views.blocks import Column, Evidence, Prose, Table


def source_note(values: pd.DataFrame) -> str:
    """Return one line that names the published files behind some values."""
    paths = sorted(
        {part for source in values["source"].dropna() for part in str(source).split("; ") if part}
    )
    return f"Source: {'; '.join(paths)}." if paths else "Source: none in the data folder."


def sources_table(tables: Tables, register: Register) -> Table:
    """Return every file that was read: what it is, who publishes it, its edition and periods."""
    files = tables.used().drop_duplicates("file").sort_values("file")
    rows = []
    for row in files.itertuples():
        entry = register.by_sha256(row.sha256) or register.find(row.file)
        rows.append(
            (
                str(row.file),
                entry.title if entry else str(row.title),
                entry.publisher if entry else "not in the register",
                entry.edition if entry else f"{row.first} to {row.last}".strip(" to") or "unknown",
                "as registered" if register.by_sha256(row.sha256) else "differs from the register",
            )
        )
    inputs = files[["file", "sha256"]].rename(columns={"file": "path"})
    return Table(
        caption="Published files read for this report",
        label="tab-sources",
        columns=(
            Column("File"), Column("Publication"), Column("Publisher"), Column("Edition"),
            Column("Content"),
        ),
        rows=tuple(rows),
        notes=("Checksums of every file are in manifest.json beside the report.",),
        evidence=Evidence(inputs=inputs),
    )  # fmt: skip


def attributions(tables: Tables, register: Register) -> Prose:
    """Return the attribution lines that the licences of the files ask for."""
    found = [
        row.file
        for row in tables.used().drop_duplicates("file").itertuples()
        if register.find(row.file) is not None
    ]
    lines = register.attributions(found)
    if not lines:
        return Prose("attributions", ("No file read is in the register, so no licence is known.",))
    return Prose("attributions", ("Attribution, as the licences ask:",), tuple(lines))
