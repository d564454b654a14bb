"""What changed between two builds of a report: what went in, the figures, the words.

Pure: two editions in, the differences out. The page and the text of them are written elsewhere.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sendlib.report.blocks import Document, Table
from sendlib.report.difference_figures import FigureDifferences, Surroundings, compare_figures
from sendlib.report.difference_words import WordDifferences, compare_words
from sendlib.report.edition import Edition, Row
from sendlib.report.manifest import sha256

# params that say who publishes and how it looks: no figure follows from them
NOT_OF_FIGURES = ("branding", "contact", "document", "partners", "report")
SOURCES_TABLE = "tab-sources"
LONGEST = 160  # signs of a value that is shown whole


@dataclass(frozen=True)
class Change:
    """A value before and after, as text; "" where there is none."""

    name: str
    before: str
    after: str


@dataclass(frozen=True)
class InputChange:
    """An input that came, went or has another content, with its editions where they are known."""

    path: str
    what: str
    before: str
    after: str


@dataclass(frozen=True)
class Differences:
    """Everything that changed; `notes` say what could not be compared."""

    params: tuple[Change, ...]
    inputs: tuple[InputChange, ...]
    code: tuple[Change, ...]
    packages: tuple[Change, ...]
    figures: FigureDifferences
    words: WordDifferences
    findings_added: tuple[Row, ...]
    findings_removed: tuple[Row, ...]
    notes: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether the two builds are the same in everything that was compared."""
        return self == Differences(
            (), (), (), (), FigureDifferences(), WordDifferences(), (), (), self.notes
        )


def compare(before: Edition, after: Edition) -> Differences:
    """Return what changed from one edition of a report to another."""
    old, new = before.manifest, after.manifest
    params = tuple(_changes(_flat(old.params), _flat(new.params)))
    inputs = tuple(_inputs(before, after))
    code = tuple(_changes(_code(before), _code(after)))
    packages = tuple(_changes(old.packages, new.packages))
    bearing = [change.name for change in params if _bears_on_figures(change.name)]
    surroundings = Surroundings(
        inputs=[change.path for change in inputs],
        params=", ".join(bearing),
        code=f"{old.code} to {new.code}" if old.code != new.code else "",
        packages=", ".join(f"{one.name} {one.before} to {one.after}" for one in packages),
    )
    old_findings, new_findings = before.findings, after.findings
    return Differences(
        params=params,
        inputs=inputs,
        code=code,
        packages=packages,
        figures=compare_figures(
            (before.figures, before.comparisons),
            (after.figures, after.comparisons),
            surroundings,
        ),
        words=_words(before.document, after.document),
        findings_added=tuple(row for key, row in new_findings.items() if key not in old_findings),
        findings_removed=tuple(row for key, row in old_findings.items() if key not in new_findings),
        notes=tuple(_notes(before, after)),
    )


def _words(before: Document | None, after: Document | None) -> WordDifferences:
    return compare_words(before, after) if before and after else WordDifferences()


def _notes(before: Edition, after: Edition) -> Iterator[str]:
    old, new = before.manifest, after.manifest
    if old.report != new.report:
        yield f"These are two reports of different kinds: {old.report} and {new.report}."
    if old.params.get("area") != new.params.get("area"):
        yield (
            "These are reports on two areas, not two builds of one: "
            f"{old.params.get('area')} and {new.params.get('area')}."
        )
    for edition in (before, after):
        if edition.fault:
            yield f"Words were not compared. {edition.fault}."


def _changes(old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[Change]:
    for name in sorted({**old, **new}):
        if old.get(name, "") != new.get(name, ""):
            yield Change(name, old.get(name, ""), new.get(name, ""))


def _flat(value: Any, path: str = "") -> dict[str, str]:
    """Return nested params by dotted path, each value as short text."""
    if not isinstance(value, dict):
        return {path: _short(value)}
    return {
        key: text
        for name, inner in value.items()
        for key, text in _flat(inner, f"{path}.{name}" if path else str(name)).items()
    }


def _short(value: Any) -> str:
    if value is None or value in ("", []):
        return "blank"
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    if len(text) <= LONGEST:
        return text
    return f"{text[:40]}… (sha256 {sha256(text.encode())[:8]})"


def _bears_on_figures(name: str) -> bool:
    return name.split(".")[0] not in NOT_OF_FIGURES


def _code(edition: Edition) -> dict[str, str]:
    code, engine = edition.manifest.code, " ".join(edition.manifest.engine.values())
    return {"version": code.version, "sha256 of the code": code.sha256[:16], "engine": engine}


def _inputs(before: Edition, after: Edition) -> Iterator[InputChange]:
    old, new = before.manifest.inputs, after.manifest.inputs
    was, now = _published(before.document), _published(after.document)
    for path in sorted({**old, **new}):
        if path not in old:
            yield InputChange(path, "added", "", _edition(path, new, now))
        elif path not in new:
            yield InputChange(path, "removed", _edition(path, old, was), "")
        elif old[path] != new[path]:
            yield InputChange(path, "changed", _edition(path, old, was), _edition(path, new, now))


def _edition(path: str, hashes: Mapping[str, str], published: Mapping[str, str]) -> str:
    digest = f"sha256 {hashes[path][:8]}"
    return f"{published[path]} ({digest})" if path in published else digest


def _published(document: Document | None) -> dict[str, str]:
    """Return the edition of every file that the report's own table of sources names."""
    for block in document.blocks if document else ():
        if isinstance(block, Table) and block.label == SOURCES_TABLE:
            titles = [column.title for column in block.columns]
            if {"File", "Edition"} <= set(titles):
                file, edition = titles.index("File"), titles.index("Edition")
                return {row[file]: row[edition] for row in block.rows}
    return {}
