"""Folders of reports made up in a test: what a build leaves, without building."""

import json
from pathlib import Path
from typing import Any

import pandas as pd

from sendlib.contracts.areas import area_name
from sendlib.contracts.tables import COMPARISON_COLUMNS, FIGURE_COLUMNS
from sendlib.report.grids import csv_text
from tests.conftest import drawn_rows

FIGURES = """
measure                          | area | period  | value | unit    | status
plans_count                      | own  | 2024    | 4100  | count   | published
plans_count                      | own  | 2025    | 4386  | count   | published
plans_count                      | ENG  | 2025    | 638745| count   | published
plans_count                      | 300  | 2026    | 9     | count   | published
plans_residual_count             | own  | 2026    | 2     | count   | derived
plans_mainstream_percent         | own  | 2025    | 40.25 | percent | derived
plans_mainstream_percent         | ENG  | 2025    | 43.61 | percent | derived
plans_issued_in_20_weeks_percent | own  | 2024    | 12.5  | percent | questioned
plans_issued_in_20_weeks_percent | ENG  | 2024    | 46.4  | percent | derived
attainment_8_plan_score          | own  | 2023/24 | 11.5  | index   | published
attainment_8_plan_score          | own  | 2024/25 |       | index   | not_available
attainment_8_plan_score          | ENG  | 2024/25 | 14.8  | index   | published
looked_after_plan_percent        | own  | 2024/25 |       | percent | suppressed
looked_after_plan_percent        | ENG  | 2024/25 | 33.9  | percent | published
dsg_balance_percent              | own  | 2021-22 | -6.1  | percent | published
"""
COMPARISONS = """
measure                          | period | comparator | significance | significance_plain
plans_mainstream_percent         | 2024   | ENG        | higher       | higher
plans_mainstream_percent         | 2025   | ENG        | lower        | lower
plans_mainstream_percent         | 2025   | E12000005  | higher       | higher
plans_issued_in_20_weeks_percent | 2024   | ENG        | lower        | lower
"""
SQUARES = {
    "885": (-2.5, 52.0, 0.6),
    "916": (-2.4, 51.4, 0.5),
    "202": (-0.2, 51.5, 0.1),
    "420": (-6.3, 49.9, 0.002),
    "929": (-2.5, 55.0, 0.7),
}


def made_report(
    out: Path,
    slug: str,
    area: str,
    *,
    report: str = "evidence-base",
    figures: str = FIGURES,
    comparisons: str = COMPARISONS,
    files: tuple[str, ...] = ("report.html", "report.pdf", "tables.xlsx"),
    branding: dict[str, Any] | None = None,
    **document: Any,
) -> Path:
    """Leave what a build leaves of one report; `own` in its figures is the area."""
    folder = out / slug / report
    folder.mkdir(parents=True)
    rows = [{"breakdown": "Total", "area_code": row["area"], **row} for row in drawn_rows(figures)]
    _write_csv(folder / "figures.csv", FIGURE_COLUMNS, rows, area)
    tests = [{"area_code": area, **row} for row in drawn_rows(comparisons)]
    _write_csv(folder / "comparisons.csv", COMPARISON_COLUMNS, tests, area)
    for name in files:
        (folder / name).write_text(f"<title>{name}</title>" * 40, encoding="utf-8")
    params: dict[str, Any] = {"area": area, "document": {"status": "draft", "date": None}}
    params["document"] |= document
    if branding:
        params["branding"] = branding
    manifest = {"report": report, "params": params, "inputs": {"ehcp/a.zip": "0", "b.csv": "1"}}
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    return folder


def _write_csv(path: Path, columns: list[str], rows: list[dict[str, str]], area: str) -> None:
    cells = [
        [area if row.get(name) == "own" else row.get(name, "") for name in columns] for row in rows
    ]
    path.write_text(csv_text(columns, cells), encoding="utf-8")


def made_boundaries() -> pd.DataFrame:
    """Return a table of boundaries: five councils as squares, one of them tiny."""
    rows = []
    for code, (west, south, size) in SQUARES.items():
        ring = [[west, south], [west + size, south], [west + size, south + size],
                [west, south + size], [west, south]]  # fmt: skip
        speck = [[west - 0.001, south], [west, south], [west, south + 0.001], [west - 0.001, south]]
        polygons = json.dumps([[ring], [speck]])
        rows.append({"area_code": code, "name": area_name(code), "polygons": polygons})
    return pd.DataFrame(rows)


def made_portal(out: Path) -> Path:
    """Leave reports of a few councils, of every standing a portal has to show."""
    made_report(
        out, "worcestershire", "885", status="final", date="2026-07-01", version="1.0",
        protective_mark="OFFICIAL", files=("report.html", "report.pdf", "report.docx"),
        branding={"name": "W", "primary": "#7a1f5c", "accent": "#d98e04", "logo": None},
    )  # fmt: skip
    made_report(out, "worcestershire", "885", report="commissioning-review", date="2026-06-01")
    made_report(out, "gloucestershire", "916", files=("report.pdf",))
    made_report(out, "camden", "202", date="2025-12-31")
    made_report(out, "isles-of-scilly", "420", figures="measure | area", comparisons="measure | a")
    made_report(out, "demo", "101")
    return out
