"""Published figures read anew with csv, zipfile and pyarrow into plain dictionaries."""

import csv
import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import pyarrow.parquet as pq

from tests.independent.measures import EHCP, LAIT, MEASURES, NEET, TOTALS, Part

Key = tuple[str, str]
Cells = dict[Key, float | None]

LAIT_REGIONS = {
    970: "ENG", 980: "E12000001", 981: "E12000002", 982: "E12000003", 983: "E12000004",
    984: "E12000005", 985: "E12000006", 986: "E12000007", 989: "E12000008", 990: "E12000009",
}  # fmt: skip


def number(text: object) -> float | None:
    """Return a published number, None for any symbol."""
    try:
        return float(str(text))
    except ValueError:
        return None


def plain(name: str) -> str:
    """Return a name by which spellings of one council are equal."""
    words = re.sub(r"[^a-z ]", " ", name.lower().replace("&", " and ")).split()
    dropped = {"city", "county", "of", "upon", "the", "and", "borough", "unitary", "authority"}
    return " ".join(sorted(word for word in words if word not in dropped))


@dataclass
class Folder:
    """The folder of published files."""

    root: Path
    _parts: dict[Part, Cells] = field(default_factory=dict)
    _rows: dict[str, list[dict[str, str]]] = field(default_factory=dict)

    def rows(self, path: str) -> list[dict[str, str]]:
        """Return the rows of a CSV file or of a member of a zip."""
        if path not in self._rows:
            archive, _, member = path.partition(".zip/")
            if member:
                with zipfile.ZipFile(self.root / f"{archive}.zip") as opened:
                    text = opened.read(member).decode("utf-8-sig")
            else:
                text = (self.root / path).read_text(encoding="utf-8-sig")
            rows = list(csv.DictReader(io.StringIO(text)))
            if rows and "appeals_2025" in rows[0]:  # a column per year
                rows = [
                    {**row, "year": year, "appeals_registered": row[f"appeals_{year}"],
                     "appealable_decisions": row[f"decisions_{year}"]}
                    for row in rows for year in ("2024", "2025")
                ]  # fmt: skip
            self._rows[path] = rows
        return self._rows[path]

    @cached_property
    def lait(self) -> dict[str, list[tuple[int, str, str]]]:
        """LAIT by measure: area number, year and value as published."""
        table = pq.read_table(
            self.root / LAIT, columns=["Short Desc", "LA Number", "Years", "Values"]
        )
        wanted = {code for one in MEASURES.values() if one.count.file == LAIT
                  for code in one.count.columns}  # fmt: skip
        found: dict[str, list[tuple[int, str, str]]] = {}
        for name, area, year, value in zip(
            *(table.column(column).to_pylist() for column in table.column_names), strict=True
        ):
            if name in wanted and area is not None:
                found.setdefault(name, []).append((int(area), year, value))
        return found

    @cached_property
    def dictionary(self) -> dict[str, dict[str, str]]:
        """The LAIT dictionary by short name."""
        return {row["Measure_short"]: row for row in self.rows("lait/lait_data_dictionary.csv")}

    @cached_property
    def councils(self) -> dict[str, str]:
        """Region of every council that the caseload names, abolished ones too."""
        return {
            row["old_la_code"]: row["region_code"]
            for row in self.rows(f"{EHCP}/data/caseload.csv")
            if row["geographic_level"] == "Local authority"
        }

    @cached_property
    def codes(self) -> dict[str, str]:
        """Area codes by name (plain), by ONS code and by itself."""
        found = {"england": "ENG", "E92000001": "ENG"}
        for row in self.rows(f"{EHCP}/data/caseload.csv"):
            if row["geographic_level"] == "Local authority":
                found |= {
                    plain(row["la_name"]): row["old_la_code"],
                    row["new_la_code"]: row["old_la_code"],
                }
            elif row["geographic_level"] == "Regional":
                found |= {
                    f"region {plain(row['region_name'])}": row["region_code"],
                    row["region_code"]: row["region_code"],
                }
        for row in self.rows("reference/code_changes.csv"):
            for column in row:
                if column.endswith("new_la_code"):
                    found[row[column]] = row["old_la_code"]
        return found

    @cached_property
    def neighbours(self) -> dict[str, list[str]]:
        """The ten statistical neighbours of each council."""
        return {
            row["old_la_code"]: [row[f"SN_{place}"] for place in range(1, 11)]
            for row in self.rows("reference/dfe_statistical_neighbours_2025_wide.csv")
        }

    def area(self, row: Mapping[str, str]) -> str | None:
        """Return the code of the area a row is about."""
        level = row.get("geographic_level") or "Local authority"
        if level == "National":
            return "ENG"
        if level == "Regional":
            return self.codes.get(f"region {plain(row['region_name'])}")
        if row.get("old_la_code"):
            return row["old_la_code"]
        name = row.get("la_name") or row.get("name") or ""
        return self.codes.get(row.get("new_la_code") or "") or self.codes.get(plain(name))

    def cells(self, part: Part) -> Cells:
        """Return the sum of a part's cells by area and period; None where one is missing."""
        if part not in self._parts:
            found = self._lait(part) if part.file == LAIT else self._table(part)
            self._parts[part] = {
                (area, moved(period, part)): value for (area, period), value in found.items()
            }
        return self._parts[part]

    def _lait(self, part: Part) -> Cells:
        found: dict[Key, list[float | None]] = {}
        for code in part.columns:
            form = self.dictionary[code]["Year_Type"]
            for area, year, value in self.lait[code]:
                if area in (987, 988):
                    continue
                key = (LAIT_REGIONS.get(area, str(area)), _lait_period(year, form))
                found.setdefault(key, []).append(number(value))
        return {key: _sum(values, len(part.columns)) for key, values in found.items()}

    def _table(self, part: Part) -> Cells:
        found: dict[Key, list[float | None]] = {}
        paths = NEET if part.file == "neet" else (part.path,)
        columns = ("Percentage",) if part.file.endswith("absence.csv") else part.columns
        nobody: dict[Key, float | None] = {}
        for row in (row for path in paths for row in self.rows(path)):
            if not _wanted(row, part):
                area = self.area(row)
                # the plan file has no row for an age at which an area has nobody
                if part.file == "caseload" and part.topic and row["breakdown_topic"] == part.topic:
                    known = area is not None and number(row[columns[0]]) is not None
                    nobody |= {(str(area), _period(row, part)): 0.0} if known else {}
                continue
            area = self.area(row)
            if area is not None:
                values = [number(row[column]) for column in columns]
                found.setdefault((area, _period(row, part)), []).extend(values)
        return nobody | {key: _sum(values, len(columns)) for key, values in found.items()}


def _wanted(row: Mapping[str, str], part: Part) -> bool:
    if part.file in TOTALS and not part.topic:
        return row["breakdown_topic"] == TOTALS[part.file]
    if part.file in TOTALS:
        return row["breakdown_topic"] == part.topic and row["breakdown"] in part.rows
    if part.file.endswith("absence.csv") and row["Absence measure"] not in part.columns:
        return False
    if part.file.endswith("ap_counts.csv") and row["setting_type"] != "Total":
        return False
    return not part.topic or row[part.topic] in part.rows


def _period(row: Mapping[str, str], part: Part) -> str:
    """Return a row's period: a January count carries the year of the January."""
    for column in ("financial_year", "mid_year", "year"):
        if column in row:
            return row[column]
    time = row["time_period"].removesuffix(".0")
    if len(time) == 4:
        return time
    january = part.file in TOTALS or part.file.endswith("ap_counts.csv")
    return str(int(time[:4]) + 1) if january else f"{time[:4]}/{time[4:]}"


def _lait_period(year: str, form: str) -> str:
    if len(year) != 4:
        return year
    if form == "Calendar Year":
        return year
    return f"{int(year) - 1}{'/' if form == 'Academic Year' else '-'}{year[2:]}"


def moved(period: str, part: Part) -> str:
    if len(period) != 4:
        return period
    year = int(period) + part.shift
    return f"{year}-{(year + 1) % 100:02d}" if part.financial else str(year)


def _sum(values: Sequence[float | None], fewest: int) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) if len(known) == len(values) >= fewest else None


def end_year(period: str) -> int:
    """Return the calendar year in which a period ends."""
    return int(period[:4]) + (len(period) > 4)
