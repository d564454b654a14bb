"""Differences of two builds -> a document, which is set as HTML like a report, or as plain text."""

from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from sendlib.errors import RenderError
from sendlib.report.blocks import Branding, Callout, Cover, Document, Prose
from sendlib.report.difference_blocks import Page
from sendlib.report.difference_figures import ComparisonChange, FigureChange, Group
from sendlib.report.difference_words import Mark, Worded
from sendlib.report.differences import Differences
from sendlib.report.edition import Edition, Row
from sendlib.report.html import render_html
from sendlib.report.words import Inline, LineBreak, Paragraph, Styled, Text

Cells = tuple[str, ...]
PLAIN_BRANDING = Branding(name="sendlib", primary="#12436d", accent="#28a197")
HOW_TO_READ = (
    "A figure is listed if it reads otherwise at the decimals the report shows it with; the "
    "furthest moved comes first, measured by half its interval, or by its value where it has no "
    "interval. Each has the number of its likely cause, which follows from the two manifests: it "
    "is where to look first, not proof."
)
SIGNS: dict[Mark, tuple[str, str]] = {
    "same": ("", ""),
    "removed": ("[\N{MINUS SIGN}", "\N{MINUS SIGN}]"),
    "added": ("[+", "+]"),
}
HOW_TO_READ_WORDS = (
    f"Words that are gone stand as {'old'.join(SIGNS['removed'])}, words that are new as "
    f"{'new'.join(SIGNS['added'])}."
)
NUMBERS = ("Before", "After", "Change", "Value", "Figures", "Areas")
KEY_HEADS = ("Measure", "Area", "Period")
CAUSE_HEADS = ("Cause", "In words", "Figures")
MOVED_HEADS = (*KEY_HEADS, "Before", "After", "Change", "Cause", "Breakdown", "Status", "Source")
RESTATED_HEADS = (*KEY_HEADS, "Value", "Cause", "Status", "Breakdown", "Source")
GROUP_HEADS = ("Measure", "Figures", "Areas", "Periods")
COMPARISON_HEADS = ("Measure", "Area", "Period", "Beside", "What", "Before", "After")
FINDING_HEADS = (
    ("Area", "area_code"), ("Period", "period"), ("Field", "field"), ("Rule", "rule"),
    ("Found", "found"), ("Expected", "expected"), ("Effect", "effect"), ("File", "source"),
)  # fmt: skip


def difference_document(found: Differences, before: Edition, after: Edition) -> Document:
    """Return the differences of two builds as a document."""
    page = Page()
    page.heading("Summary", 1)
    page.prose(HOW_TO_READ)
    page.listed(summary(found))
    for number, note in enumerate(found.notes, start=1):
        page.blocks.append(
            Callout(label=f"note-{number}", title="Please note", text=note, tone="warning")
        )
    _what_went_in(page, found)
    _figures(page, found)
    _words(page, found)
    _findings(page, found)
    cover = _cover(before, after)
    return Document(cover=cover, blocks=tuple(page.blocks), footnotes=(), language="en-GB")


def write_page(document: Document, path: Path) -> None:
    """Write the differences as a page, whole or not at all.

    Raises:
        RenderError: it cannot be written there.
    """
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_text(render_html(document), encoding="utf-8", newline="\n")
        part.replace(path)
    except OSError as error:
        with suppress(OSError):
            part.unlink()
        raise RenderError(
            f"{path}: cannot be written: {error.strerror}; name another file with --html"
        ) from error


def summary(found: Differences) -> list[str]:
    """Return what changed as counts, one line each, and what did not."""
    figures, words = found.figures, found.words
    kinds = [one.kind for one in (*words.added, *words.removed)]
    lines = [
        _count(len(found.params), "key of the params", "keys of the params"),
        _count(len(found.inputs), "input file", "input files"),
        _count(len(found.code) + len(found.packages), "version of code and packages",
               "versions of code and packages"),
        _count(len(figures.moved), "figure moved", "figures moved", verb=""),
        _count(len(figures.restated), "figure has another status", "figures have another status",
               verb=""),
        _count(sum(group.count for group in figures.added), "figure is new", "figures are new",
               verb=""),
        _count(sum(group.count for group in figures.removed), "figure is gone",
               "figures are gone", verb=""),
        _count(figures.intervals, "figure has another interval alone",
               "figures have another interval alone", verb=""),
        _count(figures.within_rounding, "figure changed within rounding",
               "figures changed within rounding", verb=""),
        _count(len(figures.comparisons), "result of a comparison", "results of comparisons"),
        _count(figures.comparisons_added, "comparison is new", "comparisons are new", verb=""),
        _count(figures.comparisons_removed, "comparison is gone", "comparisons are gone", verb=""),
        _count(len(words.changed), "text reads otherwise", "texts read otherwise", verb=""),
        _count(len(kinds), "section, statement, chart or table is new or gone",
               "sections, statements, charts or tables are new or gone", verb=""),
        _count(len(found.findings_added), "finding on the data is new",
               "findings on the data are new", verb=""),
        _count(len(found.findings_removed), "finding on the data is gone",
               "findings on the data are gone", verb=""),
    ]  # fmt: skip
    if found.is_empty:
        return ["No changes: params, inputs, code, figures, comparisons, words and findings are "
                "the same."]  # fmt: skip
    return [line for line in lines if line] + _unchanged(found)


def _count(number: int, one: str, many: str, *, verb: str = " changed") -> str:
    return f"{number:,} {one if number == 1 else many}{verb}." if number else ""


def _unchanged(found: Differences) -> list[str]:
    same = [
        name
        for name, changed in (
            ("params", found.params),
            ("input files", found.inputs),
            ("code", found.code),
            ("packages", found.packages),
        )
        if not changed
    ]
    return [f"Without change: {', '.join(same)}."] if same else []


def _what_went_in(page: Page, found: Differences) -> None:
    if not (found.params or found.inputs or found.code or found.packages):
        return
    page.heading("What went in", 1)
    heads = ("Name", "Before", "After")
    for words, changes in (
        ("Params", found.params),
        ("Code", found.code),
        ("Packages", found.packages),
    ):
        if changes:
            page.heading(words, 2)
            rows = [(one.name, one.before or "none", one.after or "none") for one in changes]
            page.table(f"{words} that changed", heads, rows)
    if found.inputs:
        page.heading("Input files", 2)
        files = [(one.path, one.what, one.before, one.after) for one in found.inputs]
        page.table("Input files that changed", ("File", "What", *heads[1:]), files)


def _figures(page: Page, found: Differences) -> None:
    figures = found.figures
    if figures.moved or figures.restated or figures.added or figures.removed:
        page.heading("Figures", 1)
    numbers = _causes(page, found)
    if figures.moved:
        page.heading("Figures that moved", 2)
        rows: list[Cells] = [_moved_row(change, numbers[change.cause]) for change in figures.moved]
        page.table("Figures that moved", MOVED_HEADS, rows, numbers=NUMBERS)
    if figures.restated:
        page.heading("Figures with another status", 2)
        rows = [_restated_row(change, numbers[change.cause]) for change in figures.restated]
        page.table("Figures with another status", RESTATED_HEADS, rows, numbers=NUMBERS)
    for words, groups in (("New figures", figures.added), ("Figures gone", figures.removed)):
        if groups:
            page.heading(words, 2)
            rows = [_group_row(group) for group in groups]
            page.table(f"{words}, by measure", GROUP_HEADS, rows, numbers=NUMBERS)
    if figures.comparisons:
        page.heading("Comparisons", 1)
        rows = [_comparison_row(change) for change in figures.comparisons]
        page.table("Comparisons with another result", COMPARISON_HEADS, rows)


def _causes(page: Page, found: Differences) -> dict[str, str]:
    """Add a table of likely causes, and return the number of each."""
    changes = (*found.figures.moved, *found.figures.restated)
    causes = Counter(change.cause for change in changes)
    numbers = {cause: str(number) for number, cause in enumerate(causes, start=1)}
    if causes:
        page.heading("Likely causes", 2)
        rows = [(numbers[cause], cause, f"{count:,}") for cause, count in causes.items()]
        page.table("Likely causes of what moved", CAUSE_HEADS, rows, numbers=NUMBERS)
    return numbers


def _moved_row(change: FigureChange, cause: str) -> Cells:
    return (
        change.measure, change.area, change.period, change.before, change.after, change.change,
        cause, change.breakdown, change.status, change.source,
    )  # fmt: skip


def _restated_row(change: FigureChange, cause: str) -> Cells:
    return (
        change.measure, change.area, change.period, change.after, cause, change.status,
        change.breakdown, change.source,
    )  # fmt: skip


def _comparison_row(change: ComparisonChange) -> Cells:
    return (
        change.measure, change.area, change.period, change.comparator, change.what, change.before,
        change.after,
    )  # fmt: skip


def _group_row(group: Group) -> Cells:
    return (group.measure, f"{group.count:,}", f"{group.areas:,}", ", ".join(group.periods))


def _words(page: Page, found: Differences) -> None:
    words = found.words
    if words.changed:
        page.heading("Words", 1)
        page.prose(HOW_TO_READ_WORDS)
    for change in words.changed:
        page.heading(_name(change.kind, change.title, change.label), 2)
        pieces: list[Inline] = []
        for mark, text in change.pieces:
            before, after = SIGNS[mark]
            content = tuple(_lines(f"{before}{text}{after}"))
            pieces += content if mark == "same" else [Styled(mark, content)]
        page.blocks.append(Prose("", (Paragraph(tuple(pieces)),)))
    blocks = [("new", one) for one in words.added] + [("gone", one) for one in words.removed]
    if blocks:
        page.heading("Sections, statements, charts and tables", 1)
        rows = [(one.kind, one.label, what, _title(one)) for what, one in blocks]
        page.table("Parts of the report that are new or gone",
                   ("Kind", "Label", "What", "Words"), rows)  # fmt: skip


def _name(kind: str, title: str, label: str) -> str:
    if kind in ("cover", "footnotes"):
        return title
    if kind in ("text", "statement"):
        return (
            f"{kind.capitalize()} {label} in “{title}”" if title else f"{kind.capitalize()} {label}"
        )
    return f"{kind.capitalize()} “{title}”"


def _title(one: Worded) -> str:
    return one.text if one.kind == "statement" else one.title


def _lines(text: str) -> Iterator[Inline]:
    for number, line in enumerate(text.split("\n")):
        if number:
            yield LineBreak()
        yield Text(line)


def _findings(page: Page, found: Differences) -> None:
    if not (found.findings_added or found.findings_removed):
        return
    page.heading("Findings on the data", 1)
    for caption, rows in (("New findings", found.findings_added),
                          ("Findings that are gone", found.findings_removed)):  # fmt: skip
        heads = [head for head, _ in FINDING_HEADS]
        page.table(caption, heads, (_finding_row(row) for row in rows))


def _finding_row(row: Row) -> Cells:
    return tuple(row[column] for _, column in FINDING_HEADS)


def _cover(before: Edition, after: Edition) -> Cover:
    """Return a cover that carries every mark of either report."""
    covers = [one.document.cover for one in (after, before) if one.document]
    protective = [str((one.manifest.params.get("document") or {}).get("protective_mark") or "")
                  for one in (after, before)]  # fmt: skip
    area = covers[0].area_name if covers else str(after.manifest.params.get("area", ""))
    return Cover(
        title=f"What changed: {area}, {after.manifest.report.replace('-', ' ')}",
        subtitle=f"Before: {before.folder.as_posix()}. After: {after.folder.as_posix()}.",
        area_name=area,
        status_mark="",
        protective_mark=" · ".join(dict.fromkeys(filter(None, protective))),
        version="",
        date=covers[0].date if covers else "",
        contact="",
        signed_off_by="",
        branding=covers[0].branding if covers else PLAIN_BRANDING,
        is_demo=any(cover.is_demo for cover in covers),
    )
