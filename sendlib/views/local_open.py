"""What views of a council's open files share: tables, figures, and what stands in for a file."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from sendlib.contracts.local_files import code_sets, local_files
from sendlib.contracts.tables import FIGURE_COLUMNS
from sendlib.measures.commissioning.partnership import Partnership
from sendlib.views.blocks import Callout, Column, Evidence, Origin, Table, nothing
from sendlib.views.formats import MONTHS, listed, money, number, small

MISSING = "[x]"
SOURCE = "Source: the council's own files."
SOURCE_OF_SEVERAL = "Source: the councils' own files."
_NOT_DIVIDING = str.maketrans({";": ",", "=": "-"})


@dataclass(frozen=True)
class Shown:
    """One figure that a block shows, for figures.csv; measure without `local_`."""

    measure: str
    period: str
    breakdown: str
    value: float
    unit: str
    lower: float = float("nan")
    upper: float = float("nan")
    count: float = float("nan")
    denominator: float = float("nan")


def origin_of(partners: Partnership) -> Origin:
    """Return where blocks of open files come from."""
    return Origin(**partners.files.origin)


def lacking(names: Sequence[str], shows: str, label: str) -> Callout:
    """Return the box of a section without its files: what to give, and what that would show.

    Args:
        names: local files, by name.
        shows: what the section would show, as it follows “to see”.
        label: of the block.
    """
    titles = [f"“{local_files()[name].title}”" for name in names]
    return nothing(
        f"Not given: {listed([small(local_files()[name].title) for name in names])}",
        f"To see {shows}, give {listed(titles)} (named {listed(names)}): “sendlib template” writes "
        "a workbook to fill in.",
        label,
    )


def open_table(
    partners: Partnership, *, caption: str, label: str, columns: Sequence[Column],
    rows: Sequence[tuple[str, ...]], when: str = "", notes: Sequence[str] = (),
    shown: Sequence[Shown] = (), files: Sequence[str] = (),
) -> Table:  # fmt: skip
    """Return a table of open files, with notes on what is missing and where it comes from."""
    found = list(notes)
    if any(MISSING in cell for row in rows for cell in row):
        found.append(
            f"{MISSING} not given in the files, or kept back because it rests on fewer than "
            f"{partners.threshold} children and young people."
        )
    return Table(
        caption=", ".join(filter(None, (caption, partners.place.name, when))),
        label=label,
        columns=tuple(columns),
        rows=tuple(rows),
        notes=(*found, SOURCE if partners.place.is_council else SOURCE_OF_SEVERAL),
        evidence=evidence(partners, shown, files),
        origin=origin_of(partners),
    )


# files of a figure by how its measure begins: every block that shows it names the same ones
_OWN_FILES = {
    "service_": ("services", "outcomes"),
    "priorities_count": ("priorities",),
    "intention": ("intentions",),
    "contract_lots": ("contracts",),
}


def evidence(partners: Partnership, shown: Sequence[Shown], files: Sequence[str]) -> Evidence:
    """Return figures that a block shows, those that are missing marked as not available."""
    rows = [
        {
            "measure": f"local_{one.measure}",
            "area_code": partners.place.area_code,
            "area_name": partners.place.name,
            "period": one.period,
            "breakdown": one.breakdown,
            "value": one.value,
            "unit": one.unit,
            "lower": one.lower,
            "upper": one.upper,
            "confidence": float("nan") if pd.isna(one.lower) else 95.0,
            "count": one.count,
            "denominator": one.denominator,
            "status": "not_available" if pd.isna(one.value) else "derived",
            "source": "; ".join(f"local/{name}" for name in _files_of(one.measure, files)),
        }
        for one in shown
    ]
    return Evidence(figures=pd.DataFrame(rows, columns=FIGURE_COLUMNS) if rows else None)


def _files_of(measure: str, files: Sequence[str]) -> Sequence[str]:
    found = [own for start, own in _OWN_FILES.items() if measure.startswith(start)]
    return found[0] if found else files


def breakdown(**categories: str) -> str:
    """Return categories as figures.csv has them: `agency=health;level=individual`."""
    return ";".join(f"{key}={text.translate(_NOT_DIVIDING)}" for key, text in categories.items())


def named(codes: str, code: object, unknown: str = "Not given") -> str:
    """Return what a code stands for; without a comment after a comma."""
    if not isinstance(code, str) or not code:
        return unknown
    return code_sets()[codes].get(code, code)


def need_words(need: str) -> str:
    """Return a need as it stands in a sentence; names keep their capitals."""
    name = named("need_types", need)
    return name if name.startswith("Down") else small(name)


def pounds(value: float) -> str:
    """Return whole pounds for the cell of a table."""
    return MISSING if pd.isna(value) else money(float(value), places=0)


def whole(value: float) -> str:
    """Return a whole number for the cell of a table."""
    return MISSING if pd.isna(value) else number(float(value), unit="count")


def tenths(value: float, unit: str = "index") -> str:
    """Return a number with one decimal, or a percentage, for the cell of a table."""
    return MISSING if pd.isna(value) else number(float(value), unit=unit)


def text_of(value: object, otherwise: str = "") -> str:
    """Return text as given, or what stands for a blank."""
    return str(value) if isinstance(value, str) and value.strip() else otherwise


def dated(day: pd.Timestamp | None) -> str:
    """Return a day as 31 March 2026, or not given."""
    return MISSING if pd.isna(day) else f"{day.day} {month(day)}"


def month(day: pd.Timestamp | None) -> str:
    """Return the month of a day as March 2026, or not given."""
    return MISSING if pd.isna(day) else f"{MONTHS[day.month - 1]} {day.year}"


def year_words(financial_year: str) -> str:
    """Return a financial year with a dash between its years."""
    return financial_year.replace("-", "\N{EN DASH}")
