"""The Local Authority Interactive Tool: its long table as Parquet, and its data dictionary."""

import numpy as np
import pandas as pd
import pyarrow as pa

from sendlib.contracts.areas import DEMO_COUNCILS, DEMO_REGIONS, ENGLAND
from sendlib.data.demo.containers import csv_bytes, number, parquet_bytes
from sendlib.data.demo.profiles import AREAS, area_label
from sendlib.data.demo.rates import Rates, lait_measures
from sendlib.data.demo.series import Series

LONG_PATH = "lait/bds_long_0.parquet"
DICTIONARY_PATH = "lait/lait_data_dictionary.csv"
# LAIT numbers its aggregates; those of the demo follow the real ones
AGGREGATES = {ENGLAND: 970, **dict(zip(DEMO_REGIONS, (991, 992, 993), strict=True))}
NOT_PUBLISHED = "-"
_SCHEMA = pa.schema(
    [
        ("Short Desc", pa.string()),
        ("Data item", pa.string()),
        ("Years", pa.string()),
        ("LA and Regions", pa.string()),
        ("Values", pa.string()),
        ("LA Number", pa.float64()),
        ("Region", pa.string()),
    ]
)
_DICTIONARY = (
    "Measure_code", "Topic", "Measure", "Chart_title", "Measure_short", "Polarity", "y_axis_name",
    "state_funded_flag", "Table_status", "Description", "Last Update", "Next Update",
    "Data Owner (DO) /Supplier and Contact Details", "Methodology", "Hyperlink(s)", "dps",
    "Year_Type", "No_Quartile",
)  # fmt: skip


def lait_files(series: dict[str, Series]) -> dict[str, bytes]:
    """Return the long table and the dictionary by their paths."""
    entries = lait_measures()
    rows = [_rows(entry, series[entry["measure"]]) for entry in entries]
    table = pd.concat(rows, ignore_index=True)
    return {
        LONG_PATH: parquet_bytes(table, _SCHEMA),
        DICTIONARY_PATH: csv_bytes(_DICTIONARY, [_described(entry) for entry in entries]),
    }


def places_of(entry: Rates) -> int:
    """Return to how many decimals a measure is published, as England's values are."""
    texts = [repr(float(value)) for value in entry["england"] if value is not None]
    found = max(len(text.partition(".")[2].rstrip("0")) for text in texts)
    return min(found, int(entry["dps"]) if entry["dps"].isdigit() else 2)


def _rows(entry: Rates, series: Series) -> pd.DataFrame:
    values = series.values(places_of(entry))
    texts = [number(value, NOT_PUBLISHED) for value in values.T.ravel()]
    names = [area_label(area) for area in AREAS]
    numbers = [float(AGGREGATES.get(area, 0) or int(area)) for area in AREAS]
    regions = [_region(area) for area in AREAS]
    count = len(series.years)
    return pd.DataFrame(
        {
            "Short Desc": entry["measure"],
            "Data item": None,
            "Years": np.repeat(series.years, len(AREAS)),
            "LA and Regions": names * count,
            "Values": texts,
            "LA Number": numbers * count,
            "Region": regions * count,
        }
    )


def _region(area: str) -> str:
    council = DEMO_COUNCILS.get(area)
    return DEMO_REGIONS[council.region] if council else "NA"


def _described(entry: Rates) -> list[str]:
    cells = {
        "Measure_code": "NA",
        "Topic": entry["topic"],
        "Measure": entry["title"],
        "Chart_title": entry["title"],
        "Measure_short": entry["measure"],
        "Polarity": entry["polarity"],
        "y_axis_name": entry["axis"],
        "Table_status": entry["table"],
        "Description": f"Demonstration: invented figures. {entry['title']}",
        "Data Owner (DO) /Supplier and Contact Details": "DfE",
        "dps": entry["dps"],
        "Year_Type": entry["year_type"],
    }
    return [str(cells.get(column, "NA")) for column in _DICTIONARY]
