"""How much CPU rendering takes, beside nbconvert's stock HTML of the same notebooks.

A notebook of nine charts and nine tables is executed, in several editions that differ in every
figure, so that nothing kept from one rendering helps the next. Each edition is rendered once by
nbconvert's `lab` template to HTML and once by sendlib to HTML and PDF, in this one warm process.
"""

import argparse
import resource
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import nbformat
from nbconvert.exporters import HTMLExporter
from nbconvert.preprocessors import ExecutePreprocessor
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from sendlib.report.document import read_document
from sendlib.report.html import render_html
from sendlib.report.pdf import render_pdf

ROOT = Path(__file__).parents[1]
SECTIONS, EDITIONS = 9, 7
TARGET = 3.0
SETUP = """
import random

from sendlib.views import theme
from sendlib.views.blocks import Chart, Column, CoverPage, Statement, Table

AREAS = ("Somewhere", "Statistical neighbours", "West Midlands", "England")
YEARS = range(2016, 2026)
theme.use_style()


def figures(edition, section):
    drawn = random.Random(100 * edition + section)
    return [[drawn.uniform(20, 60) for _ in YEARS] for _ in AREAS]


def chart(edition, section):
    values = figures(edition, section)
    with theme.canvas(3.2, right=0.72) as (drawing, axes):
        for place, (area, row) in enumerate(zip(AREAS, values)):
            axes.plot(YEARS, row, color=theme.SEQUENCE[place], marker="osD^"[place], label=area)
        axes.set_ylim(0, 70)
        axes.legend(loc="center left", bbox_to_anchor=(1.02, 0.5))
        svg = theme.svg_of(drawing)
    rows = tuple((year, *(row[n] for row in values)) for n, year in enumerate(YEARS))
    columns = (("year", "Year"), *((area.lower(), area) for area in AREAS))
    alt = f"Somewhere stood at {values[0][-1]:.1f} in 2025, England at {values[-1][-1]:.1f}."
    return Chart(svg, alt, f"Plans, edition {edition}", f"fig-{section}", columns, rows)


def table(edition, section):
    values = figures(edition, section)
    rows = tuple((area, *(f"{one:.1f}" for one in row)) for area, row in zip(AREAS, values))
    columns = (Column("Area"), *(Column(str(year), numeric=True) for year in YEARS))
    raw = tuple((area, *row) for area, row in zip(AREAS, values))
    return Table(f"Plans, edition {edition}", f"tab-{section}", columns, rows, raw)


def statement(edition, section):
    words = f"In 2025 the value was {figures(edition, section)[0][-1]:.2f}. England rose as well."
    return Statement(words, f"st-{section}")


def cover(edition):
    branding = {"name": "Somewhere", "primary": "#12436d", "accent": "#28a197", "logo": None}
    words = dict.fromkeys(("status_mark", "protective_mark", "contact", "signed_off_by"), "")
    words |= {"title": f"Benchmark, edition {edition}", "subtitle": "Nine charts, nine tables"}
    words |= {"area_name": "Somewhere", "version": "1", "date": "2026-07-01"}
    return CoverPage({**words, "branding": branding, "is_demo": False, "keywords": []})
""".strip()


def executed_editions(count: int) -> list[NotebookNode]:
    """Return so many editions of the notebook, executed in one kernel."""
    cells = [[*_edition(edition)] for edition in range(count)]
    flat = [cell for part in cells for cell in part]
    quiet = ["--log-level=CRITICAL"]
    executor = ExecutePreprocessor(timeout=600, kernel_name="python3", extra_arguments=quiet)
    executed, _ = executor.preprocess(new_notebook(cells=[new_code_cell(SETUP), *flat]))
    size = len(cells[0])
    return [
        new_notebook(
            cells=executed.cells[1 + edition * size : 1 + (edition + 1) * size],
            metadata={"sendlib": {"language": "en-GB"}},
        )
        for edition in range(count)
    ]


def _edition(edition: int) -> Iterator[NotebookNode]:
    yield new_code_cell(f"cover({edition})")
    for section in range(1, SECTIONS + 1):
        yield new_markdown_cell(f"# Section {section}\n\nWhat edition {edition} says of it.")
        for view in ("statement", "chart", "table"):
            yield new_code_cell(f"{view}({edition}, {section})")


def cpu_of(work: Callable[[], object]) -> float:
    """Return the seconds of CPU that a piece of work takes, threads and children included."""
    before = _cpu()
    work()
    return _cpu() - before


def _cpu() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def by_sendlib(notebook: NotebookNode) -> tuple[str, bytes]:
    """Return the notebook as HTML and PDF."""
    document = read_document(notebook)
    return render_html(document), render_pdf(document)


def compare(notebooks: list[NotebookNode]) -> tuple[list[float], list[float]]:
    """Return the CPU of each notebook by nbconvert, and by sendlib; the first only warms up."""
    exporter = HTMLExporter(template_name="lab")
    stock, ours = [], []
    for notebook in notebooks:
        stock.append(cpu_of(lambda given=notebook: exporter.from_notebook_node(given)))
        ours.append(cpu_of(lambda given=notebook: by_sendlib(given)))
    return stock[1:], ours[1:]


def line(name: str, stock: list[float], ours: list[float]) -> str:
    """Return one line of the result."""
    middle = statistics.median(ours) / statistics.median(stock)
    return (
        f"{name:32} {min(stock):8.3f} {statistics.median(stock):8.3f} {min(ours):8.3f} "
        f"{statistics.median(ours):8.3f} {min(ours) / min(stock):8.2f} {middle:8.2f}"
    )


def main() -> int:
    """Print the CPU of both, and their ratio; 1 if it is above the target."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("notebooks", nargs="*", type=Path, help="executed notebooks of reports")
    given = parser.parse_args().notebooks or sorted(ROOT.glob("reports/*/*/notebook.ipynb"))
    editions = executed_editions(EDITIONS)
    stock, ours = compare(editions)
    print("seconds of CPU                     nbconvert lab       sendlib HTML + PDF    ratio")
    print(f"{'':32} {'min':>8} {'median':>8} {'min':>8} {'median':>8} {'min':>8} {'median':>8}")
    print(line(f"9 charts, 9 tables ({len(ours)} editions)", stock, ours))
    for path in given:
        reports = [editions[0], nbformat.read(path, as_version=4)]  # type: ignore[no-untyped-call]
        print(line("/".join(path.parts[-3:-1]), *compare(reports)))
    if not given:
        print("no executed report in reports/: `make reports` builds the demo council's")
    ratio = min(ours) / min(stock)
    print(f"ratio {ratio:.2f}, target {TARGET:.1f}: {'kept' if ratio <= TARGET else 'missed'}")
    return int(ratio > TARGET)


if __name__ == "__main__":
    sys.exit(main())
