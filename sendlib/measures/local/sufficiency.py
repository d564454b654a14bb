"""Who is in specialist places, and how many come and how long they stay: tables and results."""

from collections.abc import Sequence

import pandas as pd

from sendlib.contracts.local_files import code_sets
from sendlib.measures.local.activity import stays
from sendlib.measures.local.packages import reached
from sendlib.measures.local.people import DAYS_IN_YEAR, GROUP_OF
from sendlib.measures.local.result_rows import COLUMNS, row
from sendlib.measures.local.results import LocalResult
from sendlib.measures.local.table import PERSON, Field, LocalMeasure, Part, Records, cross, known

ROLL = "children on roll in specialist places, {year}"
NEED = Field("need", "Needs the places are for", code_sets()["need_groups"])
PHASES = {
    "primary": "Early years and primary", "secondary": "Secondary", "post_16": "Post-16",
    "all_through": "All-through",
}  # fmt: skip
PHASE = Field("phase", "Phase", PHASES)
KINDS = {
    "maintained_special": "State special schools, day", "residential": "State schools, residential",
    "resourced_provision": "Resourced provision", "sen_unit": "SEN units",
    "post_16": "Post-16 places", "other": "Other places",
}  # fmt: skip
KIND = Field("setting", "Kind of place", KINDS)
BOUGHT_KINDS = {
    "day": "Packages, day", "residential_38": "Packages, residential 38 weeks",
    "residential_52": "Packages, residential 52 weeks", "short_break": "Packages, short breaks",
}  # fmt: skip
ARRIVAL_YEARS = 3
_TRAVEL = (
    ("miles", "distance_miles", "ratio", 1.0), ("cost", "annual_cost_gbp", "gbp", 100.0),
)  # fmt: skip


class _Named(dict[str, str]):
    """Categories that are names in the council's file, each its own label."""

    def __missing__(self, name: str) -> str:
        return name


AREA = Field("area", "Planning area", _Named({"not_recorded": "Not recorded"}))


def latest_year(places: pd.DataFrame) -> str:
    """Return the latest school year for which anybody is on roll, "" where there is none."""
    known_rolls = places.loc[places["on_roll"].notna(), "school_year"].dropna()
    return str(known_rolls.max()) if len(known_rolls) else ""


def places_with_groups(places: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of the file of places with the categories that tables divide by."""
    phase = places["phase"].astype(object).replace({"early_years": "primary"})
    kind = (
        places["setting_type"]
        .astype(object)
        .where(places["setting_type"].isin(list(KINDS)), "other")
    )
    away = places["accommodation"].isin(["residential_38", "residential_52"])
    kind = kind.mask(away.fillna(False).to_numpy(dtype=bool), "residential")
    return places.assign(
        need=places["need_group"].astype(str), phase=phase.astype(str),
        area=known(places["planning_area"]),
        setting=kind.mask(phase == "post_16", "post_16").astype(str),
    )  # fmt: skip


def _on_roll(records: Records, fields: Sequence[str]) -> list[Part]:
    """Return those on roll by some fields; a row of the file stands for its children."""
    places = records.local.table("places")
    year = latest_year(places)
    if not year:
        return []
    rows = places_with_groups(places[(places["school_year"] == year) & places["on_roll"].notna()])
    each = rows.loc[rows.index.repeat(rows["on_roll"].astype(int))].reset_index(drop=True)
    if each.empty:
        return []
    each = each.assign(**{PERSON: [f"{number}" for number in range(len(each))]})
    return [Part(year, ROLL.format(year=year), cross(each, fields))]


def _by_need(records: Records) -> Sequence[Part]:
    return _on_roll(records, ["need", "phase"])


def _by_area(records: Records) -> Sequence[Part]:
    return _on_roll(records, ["area"])


def _by_kind(records: Records) -> Sequence[Part]:
    return _on_roll(records, ["setting"])


def _flows(records: Records) -> pd.DataFrame:
    """Return by accommodation how many come in a year, and how long they stay on average.

    Over the latest three years that the packages reach: arrivals a year, and years in place for
    each stay that ended. Both rest on the fewer of those who came and those who left.
    """
    packages = records.local.table("packages")
    now = reached(packages)
    if now is None:
        return pd.DataFrame(columns=COLUMNS)
    since = now - pd.DateOffset(years=ARRIVAL_YEARS)
    rows = []
    for kind, here in stays(packages).groupby("kind"):
        if str(kind) not in BOUGHT_KINDS:
            continue
        came = here[(here["start"] > since) & (here["start"] <= now)]
        left = here[(here["end"] > since) & (here["end"] <= now)]
        inside = here[(here["end"] > since) & (here["start"] <= now)]
        first = inside["start"].where(inside["start"] > since, since)
        last = inside["end"].where(inside["end"] <= now, now)
        years = float((last - first).dt.days.sum()) / DAYS_IN_YEAR
        persons = min(came["person_id"].nunique(), left["person_id"].nunique())
        if not persons:
            continue
        period, where = f"{since.year} to {now.year}", f"accommodation={kind}"
        rows += [
            row(period, where, "arrivals", len(came) / ARRIVAL_YEARS, unit="ratio",
                persons=persons),
            row(period, where, "stay", years / len(left), unit="years", persons=persons),
        ]  # fmt: skip
    return pd.DataFrame(rows, columns=COLUMNS)


def _travel(records: Records) -> pd.DataFrame:
    """Return by setting how far a child travels one way and what that costs in a year.

    Medians of the latest school year; they rest on those on one side of them.
    """
    file = records.local.table("transport")
    year = file["school_year"].dropna().max()
    rows = []
    here = file[file["school_year"] == year]
    setting = here["setting_type"].astype(object).map(GROUP_OF)
    for group, part in here.groupby(setting):
        for statistic, column, unit, base in _TRAVEL:
            values = part.dropna(subset=[column]).groupby(PERSON)[column].sum()
            if len(values):
                median = round(float(values.median()) / base) * base
                rows.append(row(str(year), f"setting={group}", statistic, median, unit=unit,
                                persons=max(len(values) // 2, 1)))  # fmt: skip
    return pd.DataFrame(rows, columns=COLUMNS)


_MEASURE = "local_specialist_roll_count"
_NOUN = "children and young people in specialist places"
ROLL_NEED = LocalMeasure(
    name="roll-need", title="On roll in specialist places by need and phase", files=("places",),
    fields=(NEED, PHASE), measure=_MEASURE, noun=_NOUN, count=_by_need,
)  # fmt: skip
ROLL_AREA = LocalMeasure(
    name="roll-area", title="On roll in specialist places by planning area", files=("places",),
    fields=(AREA,), measure=_MEASURE, noun=_NOUN, count=_by_area,
)  # fmt: skip
ROLL_KIND = LocalMeasure(
    name="roll-kind", title="On roll in specialist places by kind", files=("places",),
    fields=(KIND,), measure=_MEASURE, noun=_NOUN, count=_by_kind,
)  # fmt: skip
PLACE_FLOWS = LocalResult(
    name="place-flows", title="Arrivals and lengths of stay", files=("packages",), work_out=_flows,
    note="Over the latest three years; stays that follow each other within two months are one.",
)  # fmt: skip
TRAVEL = LocalResult(
    name="travel", title="Travel to education by setting", files=("transport",), work_out=_travel,
    note="Medians of those with travel arranged by the council; costs to the nearest £100.",
)  # fmt: skip
TABLES = (ROLL_NEED, ROLL_AREA, ROLL_KIND)
RESULTS = (PLACE_FLOWS, TRAVEL)
