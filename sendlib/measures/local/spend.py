"""Spend on packages by financial year: by agency and need, and what a year's change is made of."""

from collections.abc import Sequence

import pandas as pd

from sendlib.measures.local.need_groups import NEED_GROUP, need_groups
from sendlib.measures.local.packages import AGENCY, DAYS_SHORT, NEEDED, SPENDERS, reached
from sendlib.measures.local.table import PENCE, PERSON, LocalMeasure, Part, Records, cross, known

SPEND = "spend on packages, {year}"
SPEND_YEARS = 5
WEEKS_IN_YEAR = 52.0
PARTS_OF_WEEK = 100  # quantities are whole hundredths of a week


def years(records: Records) -> list[int]:
    """Return the financial years, by the year they end in, whose spend the packages tell.

    The latest is the last that the file reaches the end of. Years go back as far as packages that
    ended are in it: a file of today's packages alone would make spend look as if it had grown.
    """
    packages = records.local.table("packages")
    last_day = reached(packages)
    if last_day is None:
        return []
    reaches = last_day + pd.Timedelta(days=DAYS_SHORT)
    last = min(reaches.year - (reaches < end_of(reaches.year)), records.last_year + 1)
    began, ended = packages["start_date"].min(), packages["end_date"].min()
    return [
        year
        for year in range(last - SPEND_YEARS + 1, last + 1)
        if began <= begin_of(year) and (year == last or ended <= end_of(year))
    ]


def begin_of(year: int) -> pd.Timestamp:
    """Return the first day of the financial year that ends in a year."""
    return pd.Timestamp(year - 1, 4, 1)


def end_of(year: int) -> pd.Timestamp:
    """Return the last day of the financial year that ends in a year."""
    return pd.Timestamp(year, 3, 31)


def named(year: int) -> str:
    """Return a financial year by the year it ends in as `2024-25`."""
    return f"{year - 1}-{year % 100:02}"


def weeks_in(packages: pd.DataFrame, year: int) -> pd.Series:
    """Return the paid weeks of each package in a financial year.

    Its paid weeks a year (52 where none are given) by the share of the year's days on which it ran.
    """
    first, last = begin_of(year), end_of(year)
    start = packages["start_date"].where(packages["start_date"] >= first, first)
    end = packages["end_date"].where(packages["end_date"] <= last, last)
    days = ((end - start).dt.days + 1).clip(lower=0)
    share = days / ((last - first).days + 1)
    return packages["weeks_a_year"].fillna(WEEKS_IN_YEAR) * share


def spending(records: Records) -> dict[str, pd.DataFrame]:
    """Return by financial year a row per package and agency that pays: pence in that year."""
    return records.once("packages: spending", _spending)


def _spending(records: Records) -> dict[str, pd.DataFrame]:
    packages = records.local.table("packages")
    return {named(year): _spent(packages, year) for year in years(records)}


def _spent(packages: pd.DataFrame, year: int) -> pd.DataFrame:
    weeks = weeks_in(packages, year)
    base = pd.DataFrame(
        {
            "package_id": packages["package_id"].astype(str),
            PERSON: packages[PERSON].astype(str),
            "need": need_groups(packages["primary_need"]),
            "accommodation": known(packages["accommodation"]),
            "weeks": weeks,
        }
    )
    parts = []
    for agency in SPENDERS:
        weekly = packages[f"weekly_cost_{agency}_gbp"].fillna(0.0)
        pence = (weekly * weeks * 100).round().astype("int64")
        parts.append(base.assign(agency=agency, **{PENCE: pence}))
    spent = pd.concat(parts, ignore_index=True)
    return spent[spent[PENCE] > 0].reset_index(drop=True)


def _divided(records: Records, names: Sequence[str], *, latest: bool = False) -> list[Part]:
    found = [(year, rows) for year, rows in spending(records).items() if len(rows)]
    return [
        Part(year, SPEND.format(year=year), cross(rows, names))
        for year, rows in (found[-1:] if latest else found)
    ]


def _by_agency(records: Records) -> Sequence[Part]:
    return _divided(records, ["agency"])


def _by_need(records: Records) -> Sequence[Part]:
    return _divided(records, ["need"])


def _by_need_and_agency(records: Records) -> Sequence[Part]:
    return _divided(records, ["need", "agency"], latest=True)


PER_YEAR = (
    "Weekly cost, for the paid weeks of a year, by the share of the year in which a package ran."
)
SPEND_AGENCY = LocalMeasure(
    name="spend-agency", title="Spend on packages by agency", files=NEEDED, fields=(AGENCY,),
    measure="local_packages_spend_gbp", noun="spend on packages", count=_by_agency,
    unit="gbp", note=PER_YEAR,
)  # fmt: skip
SPEND_NEED = LocalMeasure(
    name="spend-need", title="Spend on packages by need", files=NEEDED, fields=(NEED_GROUP,),
    measure="local_packages_spend_gbp", noun="spend on packages", count=_by_need,
    unit="gbp", note=PER_YEAR,
)  # fmt: skip
SPEND_NEED_AGENCY = LocalMeasure(
    name="spend-need-agency", title="Spend on packages by need and agency", files=NEEDED,
    fields=(NEED_GROUP, AGENCY), measure="local_packages_spend_gbp", noun="spend on packages",
    count=_by_need_and_agency, unit="gbp", note=PER_YEAR,
)  # fmt: skip
TABLES = (SPEND_AGENCY, SPEND_NEED, SPEND_NEED_AGENCY)
