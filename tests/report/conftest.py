"""Executed notebooks as views leave them: one of each kind of block, and a realistic report."""

import io
import zipfile
from collections.abc import Callable
from typing import Any

import docx
import matplotlib

matplotlib.use("Agg")

import matplotlib.pyplot as plt
import pytest
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from sendlib.report.cells import BLOCK_MIME, SVG_MIME
from sendlib.report.document import read_document
from sendlib.report.docx import render_docx
from sendlib.views.typeface import use_typeface

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 200"><path d="M0 0L9 9"/></svg>'
LOGO = (
    "data:image/svg+xml;base64,PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHZpZXdCb3g9IjAg"
    "MCAxNjAgNDAiPjxjaXJjbGUgY3g9IjIwIiBjeT0iMjAiIHI9IjE4IiBmaWxsPSIjMWQ0ZTg5Ii8+PHBhdGggZD0iTTQ4I"
    "DEwaDEwMHY4SDQ4em0wIDE0aDcwdjhINDh6IiBmaWxsPSIjMWQ0ZTg5Ii8+PC9zdmc+"
)
COVER: dict[str, Any] = {
    "title": "Special educational needs and disabilities in Worcestershire: evidence base",
    "subtitle": "What the published figures say about children and young people aged 0 to 25",
    "area_name": "Worcestershire",
    "status_mark": "Draft",
    "protective_mark": "OFFICIAL",
    "version": "0.3",
    "date": "2026-07-01",
    "contact": "send.strategy@example.gov.uk",
    "signed_off_by": "Director of Children's Services",
    "branding": {
        "name": "Worcestershire County Council",
        "primary": "#1d4e89",
        "accent": "#d98e04",
        "logo": LOGO,
    },
    "is_demo": False,
    "keywords": ["SEND", "evidence base"],
}
NEEDS = (
    "Autistic spectrum disorder", "Social, emotional and mental health",
    "Speech, language and communication needs", "Moderate learning difficulty",
    "Severe learning difficulty", "Specific learning difficulty", "Physical disability",
    "Hearing impairment", "Vision impairment", "Multi-sensory impairment",
)  # fmt: skip


def shown(kind: str, label: str, content: dict[str, Any], **more: Any) -> NotebookNode:
    """Return a code cell that showed one view."""
    meta = {"kind": kind, "label": label}
    meta |= {key: more.pop(key) for key in ("caption", "alt") if key in more}
    data = {"text/plain": meta.get("alt", label), BLOCK_MIME: content, **more.pop("data", {})}
    output = new_output("display_data", data=data, metadata={"report": meta})
    return new_code_cell("view", outputs=[output], **more)


def cover(**changes: Any) -> NotebookNode:
    return shown("cover", "cover", {**COVER, **changes})


def statement(label: str, text: str, **more: Any) -> NotebookNode:
    return shown("statement", label, {"text": text, "tone": "plain", "footnotes": [], **more})


def figure(label: str = "fig-plans", **changes: Any) -> NotebookNode:
    content = {
        "columns": [
            {"key": "year", "title": "Year", "format": "text"},
            {"key": "plans", "title": "Plans", "format": "number"},
        ],
        "rows": [["2024", 4100], ["2025", 4386.5], ["2026", None]],
        "notes": ["Source: Department for Education, Education, health and care plans, 2025."],
    }
    words = {"caption": "Plans at the January count", "alt": "Plans rose from 4,100 to 4,386."}
    words |= {key: changes.pop(key) for key in ("caption", "alt") if key in changes}
    drawn = {SVG_MIME: changes.pop("svg", SVG)}
    return shown("figure", label, {**content, **changes}, data=drawn, **words)


def table(label: str = "tab-plans", **changes: Any) -> NotebookNode:
    content = {
        "columns": [
            {"key": "area", "title": "Area", "align": "left", "format": "text"},
            {"key": "plans", "title": "Plans", "align": "right", "format": "number"},
        ],
        "rows": [["Worcestershire", "4,386"], ["England", "638,745"]],
        "row_header": 0,
        "values": [["Worcestershire", 4386], ["England", 638745.0]],
        "notes": [],
    }
    caption = changes.pop("caption", "Plans by area")
    return shown("table", label, {**content, **changes}, caption=caption)


def notebook(*cells: NotebookNode | str, **metadata: Any) -> NotebookNode:
    """Return a notebook of these cells, text standing for a Markdown cell."""
    made = [new_markdown_cell(cell) if isinstance(cell, str) else cell for cell in cells]
    sendlib = {"report": "evidence-base", "language": "en-GB", **metadata}
    return new_notebook(cells=made, metadata={"sendlib": sendlib})


class Views:
    """The functions above, for tests to reach through one fixture."""

    cover = staticmethod(cover)
    statement = staticmethod(statement)
    figure = staticmethod(figure)
    table = staticmethod(table)
    shown = staticmethod(shown)
    notebook = staticmethod(notebook)
    svg = SVG


@pytest.fixture(scope="session")
def views() -> type[Views]:
    return Views


def drawn(draw: Callable[[Any], None], *, height: float = 3.4) -> str:
    """Return a chart as the SVG a view gives."""
    use_typeface()
    with plt.rc_context({"svg.hashsalt": "x", "axes.spines.top": False, "font.size": 11}):
        made, axes = plt.subplots(figsize=(7, height), layout="constrained")
        draw(axes)
        axes.spines[["top", "right"]].set_visible(False)
        buffer = io.StringIO()
        made.savefig(buffer, format="svg", metadata={"Date": None})
        plt.close(made)
    return buffer.getvalue()


def bars(axes: Any) -> None:
    axes.barh(NEEDS[::-1], range(4, 34, 3), color="#12436D")
    axes.set_xlabel("Plans per 1,000 aged 0 to 25")


def lines(axes: Any) -> None:
    years = range(2019, 2026)
    for place, (name, colour) in enumerate(
        [
            ("Worcestershire", "#12436D"),
            ("England", "#F46A25"),
            ("Statistical neighbours", "#3D3D3D"),
        ]
    ):
        values = [3.0 + 0.3 * place + 0.31 * step * (1.2 - 0.2 * place) for step in range(7)]
        axes.plot(years, values, color=colour, marker="os^"[place], label=name)
    axes.legend(frameon=False)
    axes.set_ylabel("Pupils with a plan (%)")


def dots(axes: Any) -> None:
    axes.scatter([x * 61 % 100 for x in range(150)], [x * 37 % 83 for x in range(150)], s=14)
    axes.set_xlabel("Plans issued")
    axes.set_ylabel("Issued within 20 weeks (%)")


INTRO = """# Summary {#summary}

This evidence base brings together what is published about children and young people with special
educational needs and disabilities (SEND)[^send] in the area. It is meant for those who plan and
commission services; the figures are explained in [](#methods).

- **How many** children have a plan is in [](#how-many).
- *Which needs* they have is in [](#needs), and [Table 2](#tab-needs) gives every need.
- Where a figure is missing, the reason stands beside it.

[^send]: Children and Families Act 2014, section 20.
"""
HOW_MANY = """# How many children and young people have a plan? {#how-many}

The January count takes every plan in force on the school census day. Plans are counted for the
council that maintains them, wherever the child goes to school.

## Plans over time

Growth is shown against England and the ten statistical neighbours.[^neighbours]
"""
METHODS = """# Methods {#methods}

Percentages have 95% intervals by Wilson's method.[^neighbours] `confidence` is a column of
[the figures file](https://example.gov.uk/figures).

EHC plan
: Education, health and care plan: a legal document.

SEN support
: Help from a school without a plan.

> Local authorities must review arrangements.

1. Take the count.
2. Divide by the population.

[^neighbours]: The ten councils most alike, as the Department for Education lists them.
"""


@pytest.fixture(scope="session")
def sample() -> NotebookNode:
    """A report of 8 charts and 6 tables, one of 150 rows, one of 9 columns."""
    line, bar, dot = drawn(lines), drawn(bars, height=4.2), drawn(dots)
    areas = [[f"Council {n:03}", f"{n * 37:,}", f"{n / 3:.1f}%", "ABCD"[n % 4]] for n in range(150)]
    wide = [
        ["Indicator number " + str(n), "2024/25", "12.3%", "11.1 to 13.5", "14.0%", "13.2%",
         "57 of 151", "C", "Significantly higher, rising"] for n in range(24)
    ]  # fmt: skip
    heads = ("Indicator", "Period", "Value", "95% interval", "England", "Neighbours", "Rank",
             "Quartile", "Difference and trend")  # fmt: skip
    cells: list[NotebookNode | str] = [
        cover(),
        INTRO,
        statement("st-1", "4,386 children and young people had a plan in January 2025, 28.6 per "
                  "1,000 aged 0 to 25: higher than England, but near the statistical neighbours."),
        statement("st-2", "46.3% of new plans were issued within 20 weeks.", tone="questioned",
                  footnotes=["The published count and percentage disagree; both are shown."]),
        statement("st-3", "Premature births: no figure at council level is published by the Office "
                  "for National Statistics.", tone="missing"),
        shown("callout", "note-reading", {"title": "How to read this report", "tone": "info",
              "text": "“Higher” means that the difference is larger than chance would explain."}),
        HOW_MANY,
        statement("st-4", "The number of plans grew by 61% in six years, faster than in England."),
        figure("fig-trend", svg=line, caption="Pupils with a plan, 2019 to 2025",
               alt="The share of pupils with a plan rose every year in all three areas."),
        table("tab-areas", caption="Plans, share and quartile of every council", highlight=[84],
              columns=[{"key": "a", "title": "Council", "format": "text"},
                       {"key": "b", "title": "Plans", "format": "number"},
                       {"key": "c", "title": "Share of pupils", "format": "number"},
                       {"key": "d", "title": "Quartile", "format": "text"}],
              rows=areas, values=[], notes=["Quartile A holds the lowest quarter of councils."]),
        "# Which needs do they have? {#needs}\n\nPrimary need as recorded in the school census.",
        statement("st-5", "Autism is the most frequent primary need."),
        figure("fig-needs", svg=bar, caption="Primary need of pupils with a plan"),
        table("tab-needs", caption="Primary need", rows=[[n, "431"] for n in NEEDS], values=[]),
        shown("callout", "gap", {"title": "Low numbers", "text": "Fewer than six pupils.",
              "tone": "warning"}),
        "# Comparison at a glance",
        table("tab-glance", caption="All indicators beside England and neighbours", rows=wide,
              values=[], columns=[{"key": h, "title": h, "align": "left" if n in (0, 1, 7, 8) else
              "right", "format": "text"} for n, h in enumerate(heads)]),
    ]  # fmt: skip
    for step, svg in enumerate((line, dot, bar, line, dot)):
        cells += [
            f"# Section {step + 1} of the middle part\n\n## What stands out\n\nA line of method.",
            statement(f"st-m{step}", "Something is higher than in England, but falling."),
            figure(f"fig-m{step}", svg=svg, caption=f"Chart number {step} of the middle part"),
            table(f"tab-m{step}", caption="A short table"),
            "### A detail\n\nA remark that ends the section.",
        ]
    cells += [
        METHODS,
        shown("prose", "sources", {"paragraphs": ["All figures are published."], "list": [
            "Department for Education, https://explore-education-statistics.service.gov.uk/."],
            "terms": [{"term": "ŵ, ≥ and ●", "text": "Signs that fonts may lack."}]}),
    ]  # fmt: skip
    return notebook(*cells)


class Office:
    """How tests make Word documents and look into them."""

    @staticmethod
    def made(*cells: NotebookNode | str, **changes: Any) -> bytes:
        return render_docx(read_document(notebook(cover(**changes), *cells)))

    @staticmethod
    def opened(content: bytes) -> WordDocument:
        return docx.Document(io.BytesIO(content))

    @staticmethod
    def part(content: bytes, name: str) -> Any:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return docx.oxml.parse_xml(package.read(f"word/{name}.xml"))

    @staticmethod
    def words(element: Any) -> str:
        return "".join(text.text for text in element.iter(qn("w:t")))


@pytest.fixture(scope="session")
def office() -> type[Office]:
    return Office


@pytest.fixture(scope="session")
def sample_docx(sample: NotebookNode) -> bytes:
    return render_docx(read_document(sample))


@pytest.fixture(scope="session")
def sample_word(sample_docx: bytes) -> WordDocument:
    return Office.opened(sample_docx)
