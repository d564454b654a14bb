"""Where figures come from, as notes under tables and as the report's list of sources."""

import pandas as pd

from sendlib.data.layouts import layouts
from sendlib.data.register import Register
from sendlib.data.tables import Tables
from sendlib.measures.indicator import Indicator
from sendlib.views.blocks import Column, Evidence, Prose, Table

# publications that are not laid out as plain CSV
OTHER_TITLES = {
    "lait": "Local Authority Interactive Tool, Department for Education",
    "tribunals_2025": "SEND Tribunal appeals, 2024 and 2025",
}


def source_note(*tables: pd.DataFrame) -> str:
    """Return one line that names the published files behind the values of some tables."""
    sources = {source for table in tables for source in table["source"].tolist()}
    known = (str(source) for source in sources if pd.notna(source))
    paths = sorted({part for source in known for part in source.split("; ") if part})
    return f"Source: {'; '.join(paths)}." if paths else "Source: none in the data folder."


def publication(indicator: Indicator) -> str:
    """Return what an indicator's publication is called, for a sentence."""
    titles = {layout.dataset: layout.title for layout in layouts()}
    title = titles.get(indicator.count.dataset, OTHER_TITLES.get(indicator.count.dataset, ""))
    return title or indicator.count.dataset


def sources_table(tables: Tables, register: Register) -> Table:
    """Return every file figures come from: what it is, its publisher, edition and periods.

    Beside it go all files that were read, those that a finding is about among them, and the
    datasets that were asked for.
    """
    files = _files(tables)
    rows = [_row(file, register) for _, file in files.iterrows()]
    inputs = tables.read().rename(columns={"file": "path"})
    return Table(
        caption="Published files read for this report",
        label="tab-sources",
        columns=(
            Column("File"), Column("Publication"), Column("Publisher"), Column("Edition"),
            Column("Content"),
        ),
        rows=tuple(rows),
        notes=("Checksums of every file are in manifest.json beside the report.",),
        evidence=Evidence(inputs=inputs, datasets=tables.asked()),
    )  # fmt: skip


def _row(file: pd.Series, register: Register) -> tuple[str, ...]:
    path, as_registered = str(file["file"]), register.by_sha256(str(file["sha256"]))
    entry = as_registered or register.find(path)
    return (
        path,
        entry.title if entry else str(file["title"]),
        entry.publisher if entry else "not in the register",
        entry.edition if entry else _span(str(file["first"]), str(file["last"])),
        "as registered" if as_registered else "differs from the register",
    )


def _span(first: str, last: str) -> str:
    """Return the periods of a file that the register does not know."""
    return " to ".join(dict.fromkeys(period for period in (first, last) if period)) or "unknown"


def _files(tables: Tables) -> pd.DataFrame:
    return tables.used().drop_duplicates("file").sort_values("file")


def attributions(tables: Tables, register: Register) -> Prose:
    """Return the attribution lines that the licences of the files ask for."""
    files = [str(path) for path in _files(tables)["file"]]
    lines = register.attributions([path for path in files if register.find(path) is not None])
    if not lines:
        return Prose("attributions", ("No file read is in the register, so no licence is known.",))
    return Prose("attributions", ("Attribution, as the licences ask:",), tuple(lines))
