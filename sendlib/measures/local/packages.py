"""Tables of packages: those in force at the latest January, and what they cost each year."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from sendlib.contracts.local_files import code_sets
from sendlib.measures.local.people import census_day
from sendlib.measures.local.plans import NEED
from sendlib.measures.local.table import (
    PENCE,
    PERSON,
    Field,
    LocalMeasure,
    Part,
    Records,
    categories,
    cross,
    known,
)

NEEDED = ("packages",)
SPENDERS = ("education", "health", "social_care", "other")
SHORT = {
    "education": "Education", "health": "Health", "social_care": "Social care",
    "other": "Other",
}  # fmt: skip
NOT_COMPLETE, NOBODY = "not_complete", "nobody"
TYPE = Field("package_type", "Package", categories(code_sets()["package_types"], "Not recorded"))
ACCOMMODATION = Field(
    "accommodation", "Accommodation",
    categories({**code_sets()["accommodation"], "none": "No accommodation"}, "Not recorded"),
)  # fmt: skip
AGENCY = Field("agency", "Agency", SHORT)
FUNDING = Field(
    "funding",
    "Who pays",
    {
        "+".join(names): " and ".join([", ".join(words[:-1]), words[-1]])
        if len(words) > 1
        else f"{words[0]} only"
        for size in range(1, 16)
        if (names := [name for at, name in enumerate(SPENDERS) if size >> at & 1])
        and (words := [SHORT[names[0]], *(SHORT[name].lower() for name in names[1:])])
    }
    | {NOT_COMPLETE: "An agency's share is not recorded", NOBODY: "No cost recorded"},
)
IN_FORCE = "packages in force, January {year}"
SPEND = "spend on packages, {year}"
SPEND_YEARS = 3
# an export that ends this many days before the year does is taken to hold the year
DAYS_SHORT = 45
WEEKS_IN_YEAR = 52.0


def _in_force(records: Records) -> tuple[int, pd.DataFrame] | None:
    """Return the latest January that the packages reach, and those in force then."""
    packages = records.local.table("packages")
    reached = _reached(packages)
    if reached is None:
        return None
    year = min(records.last_year, (reached + pd.Timedelta(days=DAYS_SHORT)).year)
    day = census_day(year)
    open_then = (packages["start_date"] <= day) & ~(packages["end_date"] < day)
    return year, packages[open_then]


def _reached(packages: pd.DataFrame) -> pd.Timestamp | None:
    seen = [packages[name].max() for name in ("start_date", "end_date")]
    return max((day for day in seen if pd.notna(day)), default=None)


def _of_january(records: Records, *fields: str) -> list[Part]:
    found = _in_force(records)
    if found is None or found[1].empty:
        return []
    year, rows = found
    rows = rows.assign(
        need=known(rows["primary_need"]),
        package_type=known(rows["package_type"]),
        accommodation=known(rows["accommodation"]),
        funding=funding(rows),
    )
    return [Part(str(year), IN_FORCE.format(year=year), cross(rows, fields))]


def funding(packages: pd.DataFrame) -> pd.Series:
    """Return which agencies pay for each package, as a category of `FUNDING`."""
    costs = packages[[f"weekly_cost_{name}_gbp" for name in SPENDERS]]
    pays = (costs > 0).to_numpy()
    names = ["+".join(np.array(SPENDERS)[row]) or NOBODY for row in pays]
    # a blank for other payers is nobody; one for the three agencies may be anything
    blank = costs.iloc[:, :3].isna().any(axis=1)
    return pd.Series(names, index=packages.index, dtype=object).mask(blank, NOT_COMPLETE)


def _by_type(records: Records) -> Sequence[Part]:
    return _of_january(records, "package_type", "accommodation")


def _by_need(records: Records) -> Sequence[Part]:
    return _of_january(records, "need")


def _by_funding(records: Records) -> Sequence[Part]:
    return _of_january(records, "funding")


def spending(records: Records) -> dict[str, pd.DataFrame]:
    """Return by financial year a row per package and agency that pays: pence in that year.

    A package costs its weekly cost for its paid weeks a year (52 where none are given), by the
    share of the year's days on which it is in force.
    """
    packages = records.local.table("packages")
    reached = _reached(packages)
    if reached is None:
        return {}
    reaches = reached + pd.Timedelta(days=DAYS_SHORT)
    last = min(reaches.year - (reaches < _ends(reaches.year)), records.last_year + 1)
    began = packages["start_date"].min()
    return {
        f"{year - 1}-{year % 100:02}": _spent(packages, year)
        for year in range(last - SPEND_YEARS + 1, last + 1)
        if began <= _begins(year)
    }


def _ends(year: int) -> pd.Timestamp:
    return pd.Timestamp(year, 3, 31)


def _begins(year: int) -> pd.Timestamp:
    return pd.Timestamp(year - 1, 4, 1)


def _spent(packages: pd.DataFrame, year: int) -> pd.DataFrame:
    first, last = _begins(year), _ends(year)
    start = packages["start_date"].where(packages["start_date"] >= first, first)
    end = packages["end_date"].where(packages["end_date"] <= last, last)
    days = ((end - start).dt.days + 1).clip(lower=0)
    share = days / ((last - first).days + 1)
    weeks = packages["weeks_a_year"].fillna(WEEKS_IN_YEAR) * share
    parts = []
    for agency in SPENDERS:
        weekly = packages[f"weekly_cost_{agency}_gbp"].fillna(0.0)
        pence = (weekly * weeks * 100).round().astype("int64")
        parts.append(
            pd.DataFrame(
                {
                    PERSON: packages[PERSON].astype(str),
                    "need": known(packages["primary_need"]),
                    "agency": agency,
                    PENCE: pence,
                }
            )
        )
    spent = pd.concat(parts, ignore_index=True)
    return spent[spent[PENCE] > 0]


def _spend(records: Records, name: str) -> list[Part]:
    return [
        Part(year, SPEND.format(year=year), cross(rows, [name]))
        for year, rows in spending(records).items()
        if len(rows)
    ]


def _spend_by_agency(records: Records) -> Sequence[Part]:
    return _spend(records, "agency")


def _spend_by_need(records: Records) -> Sequence[Part]:
    return _spend(records, "need")


_PER_YEAR = (
    "Weekly cost, for the paid weeks of a year, by the share of the year in which a package ran."
)
PACKAGES_TYPE = LocalMeasure(
    name="packages-type", title="Packages by type and accommodation", files=NEEDED,
    fields=(TYPE, ACCOMMODATION), measure="local_packages_count", noun="packages", count=_by_type,
)  # fmt: skip
PACKAGES_NEED = LocalMeasure(
    name="packages-need", title="Packages by primary need", files=NEEDED, fields=(NEED,),
    measure="local_packages_count", noun="packages", count=_by_need,
)  # fmt: skip
PACKAGES_FUNDING = LocalMeasure(
    name="packages-funding", title="Packages by who pays", files=NEEDED, fields=(FUNDING,),
    measure="local_packages_count", noun="packages", count=_by_funding,
)  # fmt: skip
SPEND_AGENCY = LocalMeasure(
    name="spend-agency", title="Spend on packages by agency", files=NEEDED, fields=(AGENCY,),
    measure="local_packages_spend_gbp", noun="spend on packages", count=_spend_by_agency,
    unit="gbp", note=_PER_YEAR,
)  # fmt: skip
SPEND_NEED = LocalMeasure(
    name="spend-need", title="Spend on packages by primary need", files=NEEDED, fields=(NEED,),
    measure="local_packages_spend_gbp", noun="spend on packages", count=_spend_by_need,
    unit="gbp", note=_PER_YEAR,
)  # fmt: skip
TABLES = (PACKAGES_TYPE, PACKAGES_NEED, PACKAGES_FUNDING, SPEND_AGENCY, SPEND_NEED)
