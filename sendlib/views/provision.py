"""Inspection and provision: the area's SEND inspection, and the special schools that are there."""

import pandas as pd

from sendlib.contracts.areas import area_name, is_demo
from sendlib.data.tables import Tables
from sendlib.measures.place import Place
from sendlib.views.blocks import Callout, Column, Statement, Table, nothing
from sendlib.views.formats import day, listed, number

GRADES = {
    1.0: "typically positive experiences and outcomes",
    2.0: "inconsistent experiences and outcomes",
    3.0: "widespread or systemic failings",
}
MAX_ROWS = 60


def inspection_statement(tables: Tables, place: Place) -> Statement:
    """Say how the local area's SEND arrangements were judged, and when the next inspection is."""
    row = _inspection(tables, place)
    if row is None:
        return Statement(
            f"The inspection file holds no area SEND inspection of {place.inside} under the "
            "framework of 2023. Older inspections were not graded.",
            "st-inspection",
            tone="missing",
        )
    dates = [day(str(row[name])) for name in ("inspection_start", "inspection_end")]
    known = dict.fromkeys(date for date in dates if date)
    span = f" ({' to '.join(known)})" if known else ""
    published = day(str(row["published"]))
    text = (
        "Ofsted and the Care Quality Commission inspected the SEND arrangements of "
        f"{place.name}{span}: {_grade(row)}{f', published on {published}' if published else ''}."
    )
    due = day(str(row["next_inspection_by"]))
    if due and "month" in str(row["next_inspection"]):
        text += f" A monitoring inspection is due by {due}, before the next full one."
    elif due:
        text += f" The next full inspection is due by {due}."
    return Statement(text, "st-inspection")


def inspections_table(tables: Tables, place: Place) -> Table | Callout:
    """Return the inspection outcomes of the council and its statistical neighbours."""
    inspections = tables.table("inspections")
    codes = [place.area_code, *place.neighbours]
    near = inspections[inspections["area_code"].isin(codes)] if len(inspections) else inspections
    if near.empty:
        text = f"The inspection file holds nothing on {place.name} or its statistical neighbours."
        return nothing("No table: inspection outcomes", text, "tab-inspections")
    by_code = {str(row["area_code"]): row for _, row in near.iterrows()}
    rows = tuple(
        (
            area_name(code),
            _grade(by_code[code]),
            day(str(by_code[code]["inspection_start"])) or "not given",
        )
        for code in codes
        if code in by_code
    )
    missing = [area_name(code) for code in codes if code not in by_code]
    notes = [f"No inspection in the file: {listed(missing)}."] if missing else []
    return Table(
        caption=f"Area SEND inspections, {place.name} and its statistical neighbours",
        label="tab-inspections",
        columns=(Column("Area"), Column("Outcome"), Column("Inspection began")),
        rows=rows,
        notes=(*notes, f"Source: {_file(tables, 'inspections')}."),
    )


def providers_statement(tables: Tables, place: Place) -> Statement:
    """Say how many independent and non-maintained special providers lie in the area."""
    found = _providers(tables, place)
    if found.empty:
        return Statement(
            f"The lists of independent and non-maintained special schools and special post-16 "
            f"institutions name none in {place.inside}.",
            "st-providers",
            tone="missing",
        )
    approved = int((found["section41"] == "yes").sum())
    listed_here = (
        "One independent or non-maintained special school or special post-16 institution is"
        if len(found) == 1
        else f"{number(len(found), unit='count')} independent or non-maintained special schools "
        "and special post-16 institutions are"
    )
    text = f"{listed_here} listed in {place.inside}; {_approved(approved, of=len(found))}."
    if not is_demo(place.area_code):
        text += " The lists are those of March 2022."
    return Statement(text, "st-providers")


def _approved(count: int, *, of: int) -> str:
    """Say how many providers a family can ask for by name."""
    right = "approved under section 41, so that a family can ask for {} by name in an EHC plan"
    if of == 1:
        return f"it is {'' if count else 'not '}{right.format('it')}"
    if count == 0:
        return f"none of them is {right.format('one')}"
    many = "is" if count == 1 else "are"
    return (
        f"{number(count, unit='count')} of them {many} "
        f"{right.format('it' if count == 1 else 'them')}"
    )


def providers_table(tables: Tables, place: Place) -> Table | Callout:
    """Return the independent and non-maintained special providers listed in the area."""
    found = _providers(tables, place)
    if found.empty:
        text = (
            f"The lists name no independent or non-maintained special provider in {place.inside}."
        )
        return nothing("No table: special providers", text, "tab-providers")
    rows = tuple(
        (str(row["name"]), str(row["type"]), str(row["proprietor"]) or "not given",
         str(row["section41"]))
        for _, row in found.head(MAX_ROWS).iterrows()
    )  # fmt: skip
    more = len(found) - len(rows)
    return Table(
        caption=f"Independent and non-maintained special providers listed in {place.inside}",
        label="tab-providers",
        columns=(Column("Name"), Column("Type"), Column("Proprietor"), Column("Section 41")),
        rows=rows,
        notes=(
            *([f"Not shown: {number(more, unit='count')} more."] if more else []),
            f"Source: {_file(tables, 'providers')}.",
        ),
    )


def _grade(row: pd.Series) -> str:
    return GRADES.get(row["outcome_grade"], "no graded outcome")


def _inspection(tables: Tables, place: Place) -> pd.Series | None:
    inspections = tables.table("inspections")
    if inspections.empty:
        return None
    rows = inspections[inspections["area_code"] == place.area_code]
    return rows.iloc[0] if len(rows) else None


def _providers(tables: Tables, place: Place) -> pd.DataFrame:
    providers = tables.table("providers")
    if providers.empty:
        return providers
    own = providers[
        (providers["area_code"] == place.area_code) & (providers["section41"] != "removed")
    ]
    return own.sort_values(["type", "name"]).drop_duplicates(["name", "type"])


def _file(tables: Tables, dataset: str) -> str:
    return "; ".join(sorted(tables.files_of(dataset)["source"]))
