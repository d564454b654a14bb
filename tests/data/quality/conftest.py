"""Tables drawn in a test, and the parts of published files that hold a known fault."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from sendlib.contracts.areas import COUNCILS
from sendlib.contracts.tables import FACT_COLUMNS
from sendlib.data.lait import read_measures
from sendlib.data.layouts import layouts
from sendlib.data.published import facts_from

Drawn = Callable[..., pd.DataFrame]
NORTH_EAST = sorted(code for code, c in COUNCILS.items() if c.region == "E12000001")
ZIP_2025 = "ehcp/education-health-and-care-plans_2025.zip"
ZIP_2022 = "ehcp/education-health-and-care-plans_2022.zip"
MEMBERS = {
    "caseload": "caseload", "new_plans": "newplans", "ceased": "ceased_plans",
    "needs": "sen_needs_all_plans", "needs_new_plans": "sen_need_newplans",
    "residential": "residential_settings", "annual_reviews": "annual_reviews",
    "requests": "requests", "assessments": "assessments", "timeliness": "timeliness_20_week",
    "personal_budgets": "personal_budgets",
}  # fmt: skip
KEPT = ("All ", "New EHC plans", "Years EHC plan in place")
MEASURES = ("SEN_CASES_DUR_YEAR", "SEN_CASES_JAN", "Stability_School", "TotalLACFinance",
            "C&YPExpenditure", "15_ICPC", "SEN_TOT_CEASED_EHC_PLAN", "Work_Force_NoSW",
            "SEN_EHC_All_20wks")  # fmt: skip


@pytest.fixture(scope="session")
def north_east() -> list[str]:
    """The codes of a small region's twelve councils."""
    return NORTH_EAST


@pytest.fixture(scope="session")
def drawn() -> Drawn:
    """Return facts from a drawn table: area_code, period, topic and breakdown if any, fields."""

    def facts(text: str, *, source: str = "a.csv") -> pd.DataFrame:
        lines = [line.strip() for line in text.strip().splitlines()]
        rows = [[cell.strip() for cell in line.split("|")] for line in lines]
        table = pd.DataFrame(rows[1:], columns=rows[0])
        table = table.rename(columns={"topic": "breakdown_topic"})
        for column in ("breakdown_topic", "breakdown"):
            if column not in table:
                table[column] = "Total"
        keys = ["area_code", "period", "breakdown_topic", "breakdown"]
        long = table.melt(keys, var_name="field", value_name="cell")
        long["value"] = pd.to_numeric(long["cell"].where(long["cell"] != "x"))
        long["reason"] = long["value"].isna().map({True: "unavailable", False: ""})
        return long.assign(source=source)[FACT_COLUMNS]

    return facts


@pytest.fixture(scope="session")
def published(data_raw: Path) -> dict[str, pd.DataFrame]:
    """Facts straight from the files: totals, two breakdowns and a few measures of LAIT."""
    facts = {}
    known = {layout.dataset: layout for layout in layouts()}
    with zipfile.ZipFile(data_raw / ZIP_2025) as archive:
        for dataset, member in MEMBERS.items():
            name = f"data/{member}.csv"
            frame = pd.read_csv(
                io.BytesIO(archive.read(name)), dtype=str, encoding="utf-8-sig",
                keep_default_na=False,
            )  # fmt: skip
            topics = (*KEPT, "Type of placement") if dataset == "ceased" else KEPT
            kept = frame[frame["breakdown_topic"].str.startswith(topics)]
            source = f"{ZIP_2025}/{name}"
            facts[dataset] = facts_from(kept, known[dataset], source=source)
    with zipfile.ZipFile(data_raw / ZIP_2022) as archive:
        name = "data/sen2_mi.csv"
        frame = pd.read_csv(io.BytesIO(archive.read(name)), dtype=str, keep_default_na=False)
        source = f"{ZIP_2022}/{name}"
        facts["management"] = facts_from(frame, known["management"], source=source)
    long = pd.read_parquet(data_raw / "lait" / "bds_long_0.parquet")
    chosen = long[long["Short Desc"].isin(MEASURES)]
    reads = read_measures(chosen, "lait/bds_long_0.parquet") or []
    facts["lait"] = reads[0].table
    return facts
