"""What tests share: where the real data lie, and tables drawn in the test."""

import os
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pandas as pd
import pytest

from sendlib.contracts.tables import FACT_COLUMNS, FINDING_COLUMNS
from sendlib.data.tables import Tables, load_tables
from sendlib.measures.compared import Compared, compare
from sendlib.measures.indicator import Indicator, Selection
from sendlib.measures.place import Place
from sendlib.measures.region import region
from sendlib.measures.regional import RegionalReview
from sendlib.params.region import RegionParams

ROOT = Path(__file__).parents[1]


def real_data_folder() -> Path | None:
    """Return the folder of published files, from SENDLIB_DATA_RAW or beside the checkout."""
    given = os.environ.get("SENDLIB_DATA_RAW")
    folder = Path(given) if given else ROOT.parent / "shared" / "data_raw"
    return folder if (folder / "ehcp").is_dir() else None


def pytest_report_header() -> str:
    folder = real_data_folder()
    return f"published data: {folder or 'not found, tests that need them are skipped'}"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put slow tests first: of several processes, none is to begin a long file at the end."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


@pytest.fixture(scope="session")
def data_raw() -> Path:
    folder = real_data_folder()
    if folder is None:
        pytest.skip("published data not found: set SENDLIB_DATA_RAW to their folder")
    return folder


@pytest.fixture(scope="session")
def published(data_raw: Path) -> Tables:
    """The tables of the published files, read once for all tests."""
    return load_tables(data_raw)


def drawn_rows(text: str) -> list[dict[str, str]]:
    """Return the rows of a table drawn with bars, its first line being the heads."""
    heads, *rows = [
        [cell.strip() for cell in line.split("|")] for line in text.splitlines() if line.strip()
    ]
    return [dict(zip(heads, row, strict=True)) for row in rows]


@pytest.fixture(scope="session")
def drawn() -> Callable[[str], pd.DataFrame]:
    """Make a table of text from one that is drawn with bars."""
    return lambda text: pd.DataFrame(drawn_rows(text))


@pytest.fixture(scope="session")
def facts() -> Callable[..., pd.DataFrame]:
    """Make facts from a drawn table; a value that is no number is the reason it is missing."""

    def made(text: str, **others: str) -> pd.DataFrame:
        usual = {"breakdown_topic": "Total", "breakdown": "Total", "source": "drawn.csv"}
        rows = [usual | others | row for row in drawn_rows(text)]
        table = pd.DataFrame(rows, columns=[*FACT_COLUMNS]).astype(object)
        number = pd.to_numeric(table["value"], errors="coerce")
        reason = table["value"].where(number.isna(), "")
        return table.assign(value=number.astype(float), reason=reason)[FACT_COLUMNS]

    return made


@pytest.fixture(scope="session")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Tables]:
    """Make tables of datasets in memory, some of their figures questioned by findings."""
    stores, folder = count(), tmp_path_factory.mktemp("stores")

    def made(questioned: tuple[dict[str, str], ...] = (), **datasets: pd.DataFrame) -> Tables:
        usual = dict.fromkeys(FINDING_COLUMNS, "") | {"source": "drawn.csv", "rule": "jump"}
        findings = [usual | {"effect": "questioned"} | finding for finding in questioned]
        heads = ["file", "sha256", "source", "dataset", "key", "first", "last", "publication"]
        return Tables(
            found=pd.DataFrame(columns=[*heads, "title"], dtype=object),
            store=folder / str(next(stores)),
            _loaded=dict(datasets),
            _findings=pd.DataFrame(findings, columns=FINDING_COLUMNS, dtype=object),
        )

    return made


WORCESTERSHIRE = Place(
    area_code="885",
    comparators=("SN-885", "E12000005", "ENG"),
    neighbours=("933", "916"),
    own=(),
    own_name="",
    years=(2019, 2025),
)


@pytest.fixture(scope="session")
def worcestershire() -> Place:
    """A place with two neighbours, Somerset and Gloucestershire."""
    return WORCESTERSHIRE


@pytest.fixture
def compared(facts, tables) -> Callable[..., Compared]:
    """Compare an indicator drawn as `area | period | count | whole`, `whole` where it has one.

    A cell that is no number is a reason; one with a `?` behind it is questioned.
    """

    def made(
        text: str,
        *,
        kind: str = "proportion",
        place: Place = WORCESTERSHIRE,
        dataset: str = "drawn",
        **changes: object,
    ) -> Compared:
        rows = drawn_rows(text)
        cells = [
            {"area_code": row["area"], "period": row["period"], "field": name, "value": row[name]}
            for row in rows
            for name in ("count", "whole")
            if row.get(name)
        ]
        questioned = tuple(
            {name: cell[name] for name in ("area_code", "period", "field")}
            for cell in cells
            if cell["value"].endswith("?")
        )
        lines = [f"{' | '.join(cells[0])}"] if cells else ["area_code"]
        lines += [" | ".join(cell.values()).replace("?", "") for cell in cells]
        has_whole = kind in ("proportion", "rate", "ratio")
        settings = {
            "measure": "drawn_percent",
            "title": "Plans in time",
            "subject": "the share of plans in time",
            "topic": "timeliness",
            "unit": {"proportion": "percent", "rate": "per_1000", "count": "count",
                     "value": "percent", "ratio": "gbp"}[kind],
            "polarity": "high",
            "per": 1000.0 if kind == "rate" else 1.0,
            "count": Selection(dataset, ("count",)),
            "denominator": Selection(dataset, ("whole",)) if has_whole else None,
        }  # fmt: skip
        indicator = Indicator(kind=kind, **(settings | changes))
        made_tables = tables(questioned, **{dataset: facts("\n".join(lines))})
        return compare(indicator, made_tables, place)

    return made


@pytest.fixture(scope="session")
def regional(facts, tables) -> Callable[..., RegionalReview]:
    """See a region of Kent, Medway and Surrey from figures drawn as `area | need | plans`.

    A cell that is no number is a reason; one with a `?` behind it is questioned. Every area has
    100,000 residents aged 0 to 25, an age each of them.
    """

    def made(text: str, **datasets: pd.DataFrame) -> RegionalReview:
        rows = drawn_rows(text)
        cells = [
            {"area_code": row["area"], "period": "2025", "field": f"number_{row['need']}",
             "value": row["plans"]}
            for row in rows
        ]  # fmt: skip
        questioned = tuple(
            {name: cell[name] for name in ("area_code", "period", "field")}
            for cell in cells
            if cell["value"].endswith("?")
        )
        lines = ["area_code | period | field | value"]
        lines += [" | ".join(cell.values()).replace("?", "") for cell in cells]
        people = ["area_code | period | field | breakdown | value"]
        for area in dict.fromkeys(row["area"] for row in rows):
            people += [f"{area} | 2023 | population | {age} | 0" for age in range(1, 26)]
            people += [f"{area} | 2023 | population | 0 | 100000"]
        given = {
            "needs": facts("\n".join(lines)),
            "population_ages": facts("\n".join(people), breakdown_topic="age"),
        }
        params = RegionParams(region="Garden Three", members=("Surrey", "Kent", "Medway"))
        return RegionalReview(region(params, tables(questioned, **(given | datasets))))

    return made
