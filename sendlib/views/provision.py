"""Inspection and provision: the area's SEND inspection, and the special schools that are there."""

import pandas as pd

from sendlib.contracts.areas import area_name
from sendlib.data.tables import Tables
from sendlib.measures.place import Place
from sendlib.views.blocks import Callout, Column, Statement, Table
from sendlib.views.formats import number

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
            f"The inspection file holds no area SEND inspection of {place.name} under the "
            "framework of 2023. Older inspections were not graded.",
            "st-inspection",
            tone="missing",
        )
    grade = GRADES.get(row["outcome_grade"], "no graded outcome")
    text = (
        f"Ofsted and the Care Quality Commission inspected the SEND arrangements of {place.name} "
        f"from {row['inspection_start']} to {row['inspection_end']}: {grade}"
    )
    text += f" (published {row['published']})." if row["published"] else "."
    if row["next_inspection_by"]:
        text += f" The next full inspection is due by {row['next_inspection_by']}."
    return Statement(text, "st-inspection")


def inspections_table(tables: Tables, place: Place) -> Table | Callout:
    """Return the inspection outcomes of the council and its statistical neighbours."""
    inspections = tables.table("inspections")
    codes = [place.area_code, *place.neighbours]
    near = inspections[inspections["area_code"].isin(codes)] if len(inspections) else inspections
    if near.empty:
        return Callout(
            "No table: inspection outcomes",
            f"The inspection file holds nothing on {place.name} or its statistical neighbours.",
            "tab-inspections",
            "missing",
        )
    by_code = near.set_index("area_code")
    rows = tuple(
        (
            area_name(code),
            GRADES.get(by_code.loc[code, "outcome_grade"], "no graded outcome"),
            str(by_code.loc[code, "inspection_start"]) or "not given",
        )
        for code in codes
        if code in by_code.index
    )
    missing = [area_name(code) for code in codes if code not in by_code.index]
    notes = [f"No inspection in the file: {', '.join(missing)}."] if missing else []
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
            f"institutions name none in {place.name}.",
            "st-providers",
            tone="missing",
        )
    approved = found[found["section41"] == "yes"]
    text = (
        f"{number(len(found), unit='count')} independent or non-maintained special schools and "
        f"special post-16 institutions are listed in {place.name}; "
        f"{number(len(approved), unit='count')} of them are approved under section 41, so that a "
        "family can ask for them by name in an EHC plan. The lists are those of March 2022."
    )
    if len(found) == 1:
        text = text.replace("1 independent or non-maintained special schools and special post-16 "
                            "institutions are listed", "One independent or non-maintained special "
                            "school or special post-16 institution is listed")  # fmt: skip
    return Statement(text, "st-providers")


def providers_table(tables: Tables, place: Place) -> Table | Callout:
    """Return the independent and non-maintained special providers listed in the area."""
    found = _providers(tables, place)
    if found.empty:
        return Callout(
            "No table: special providers",
            f"The lists name no independent or non-maintained special provider in {place.name}.",
            "tab-providers",
            "missing",
        )
    rows = tuple(
        (
            str(row.name_shown), str(row.type), str(row.proprietor) or "not given",
            str(row.section41),
        )
        for row in found.rename(columns={"name": "name_shown"}).head(MAX_ROWS).itertuples()
    )  # fmt: skip
    more = len(found) - len(rows)
    return Table(
        caption=f"Independent and non-maintained special providers listed in {place.name}",
        label="tab-providers",
        columns=(Column("Name"), Column("Type"), Column("Proprietor"), Column("Section 41")),
        rows=rows,
        notes=(
            *([f"{more} further providers are not shown."] if more else []),
            f"Source: {_file(tables, 'providers')}.",
        ),
    )


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
