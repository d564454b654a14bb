"""Tables of packages in force at a January: type, accommodation, need and who pays."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from sendlib.contracts.local_files import code_sets
from sendlib.data.periods import census_day
from sendlib.measures.local.need_groups import NEED_GROUP, need_groups
from sendlib.measures.local.people import MOST_YEARS
from sendlib.measures.local.table import (
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
# an export that ends this many days before the year does is taken to hold the year
DAYS_SHORT = 45


def reached(packages: pd.DataFrame) -> pd.Timestamp | None:
    """Return the last day on which a package starts or ends; None where there is none."""
    seen = [packages[name].max() for name in ("start_date", "end_date")]
    return max((day for day in seen if pd.notna(day)), default=None)


def januaries(records: Records) -> list[int]:
    """Return the years whose January can be counted, the latest one last.

    A file of today's packages alone says nothing of earlier ones: before the latest, a January
    counts where the file holds packages that ended within a year of it, or before.
    """
    packages = records.local.table("packages")
    last_day = reached(packages)
    if last_day is None:
        return []
    last = min(records.last_year, (last_day + pd.Timedelta(days=DAYS_SHORT)).year)
    years = range(max(records.first_year, last - MOST_YEARS + 1), last)
    ended = packages["end_date"].min()
    return [year for year in years if ended <= census_day(year + 1)] + [last]


def in_force(records: Records, year: int) -> pd.DataFrame:
    """Return the packages in force at a January, with the categories that tables divide by."""
    packages = records.local.table("packages")
    day = census_day(year)
    open_then = (packages["start_date"] <= day) & ~(packages["end_date"] < day)
    rows = packages[open_then]
    return rows.assign(
        need=need_groups(rows["primary_need"]),
        package_type=known(rows["package_type"]),
        accommodation=known(rows["accommodation"]),
        funding=funding(rows),
    )


def _counted(records: Records, years: Sequence[int], *fields: str) -> list[Part]:
    parts = []
    for year in years:
        rows = in_force(records, year)
        if len(rows):
            parts.append(Part(str(year), IN_FORCE.format(year=year), cross(rows, fields)))
    return parts


def funding(packages: pd.DataFrame) -> pd.Series:
    """Return which agencies pay for each package, as a category of `FUNDING`."""
    costs = packages[[f"weekly_cost_{name}_gbp" for name in SPENDERS]]
    pays = (costs > 0).to_numpy()
    names = ["+".join(np.array(SPENDERS)[row]) or NOBODY for row in pays]
    # a blank for other payers is nobody; one for the three agencies may be anything
    blank = costs.iloc[:, :3].isna().any(axis=1)
    return pd.Series(names, index=packages.index, dtype=object).mask(blank, NOT_COMPLETE)


def _by_type(records: Records) -> Sequence[Part]:
    return _counted(records, januaries(records)[-1:], "package_type", "accommodation")


def _by_accommodation(records: Records) -> Sequence[Part]:
    return _counted(records, januaries(records)[-1:], "accommodation")


def _by_need(records: Records) -> Sequence[Part]:
    return _counted(records, januaries(records), "need")


def _by_funding(records: Records) -> Sequence[Part]:
    return _counted(records, januaries(records)[-1:], "funding")


PACKAGES_TYPE = LocalMeasure(
    name="packages-type", title="Packages by type and accommodation", files=NEEDED,
    fields=(TYPE, ACCOMMODATION), measure="local_packages_count", noun="packages", count=_by_type,
)  # fmt: skip
PACKAGES_ACCOMMODATION = LocalMeasure(
    name="packages-accommodation", title="Packages in force by accommodation", files=NEEDED,
    fields=(ACCOMMODATION,), measure="local_packages_count", noun="packages",
    count=_by_accommodation,
)  # fmt: skip
PACKAGES_NEED = LocalMeasure(
    name="packages-need", title="Packages in force by need", files=NEEDED, fields=(NEED_GROUP,),
    measure="local_packages_count", noun="packages", count=_by_need,
)  # fmt: skip
PACKAGES_FUNDING = LocalMeasure(
    name="packages-funding", title="Packages by who pays", files=NEEDED, fields=(FUNDING,),
    measure="local_packages_count", noun="packages", count=_by_funding,
)  # fmt: skip
TABLES = (PACKAGES_TYPE, PACKAGES_ACCOMMODATION, PACKAGES_NEED, PACKAGES_FUNDING)
