"""What stands in the way of working together, with what the figures of the report say of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pandas as pd

from sendlib.contracts.local_files import code_sets
from sendlib.contracts.tables import FIGURE_COLUMNS
from sendlib.measures import placements, timeliness
from sendlib.measures.commissioning.barriers import Share, health_vacancies, taken_places
from sendlib.measures.commissioning.members import MemberFiles
from sendlib.measures.commissioning.regional_map import GAP, levels_covered
from sendlib.measures.commissioning.regional_offer import sharing
from sendlib.measures.indicator import Indicator
from sendlib.measures.local.open_files import OPEN_ORIGIN
from sendlib.measures.regional import RegionalReview
from sendlib.params.region import RegionParams
from sendlib.views.blocks import PUBLISHED, Absent, Column, Evidence, Origin, Table
from sendlib.views.formats import capital, counted, money, number, shown, when
from sendlib.views.local_open import need_words
from sendlib.views.regional_evidence import ends_words, regional_evidence
from sendlib.views.working_together import NOBODY

LEVELS = tuple(code_sets()["levels"])
NEEDS = tuple(code_sets()["need_types"])
# evidence that published figures give
PUBLISHED_BY: Mapping[str, Indicator] = {
    "appeals": timeliness.APPEALS, "independent": placements.INDEPENDENT,
    "residential": placements.RESIDENTIAL,
}  # fmt: skip
# local file that a figure comes from, where it comes from one
FILE_OF = {
    "full_schools": "places", "vacancies": "workforce", "unit_costs": "services",
    "gaps": "services",
}  # fmt: skip


@dataclass(frozen=True)
class Told:
    """What is said of a barrier: words, and the figures in them (measure, value, unit)."""

    words: str
    figures: tuple[tuple[str, float, str], ...] = ()


def barriers_table(
    params: RegionParams, review: RegionalReview, files: MemberFiles, given: int
) -> Table | Absent:
    """Return barriers with evidence, answer and owner.

    Args:
        params: of the region.
        review: its published figures.
        files: open files of its councils.
        given: number of councils that give figures of their own.
    """
    barriers = params.regional.working_together.barriers
    if not barriers:
        return Absent("tab-barriers")
    told: dict[str, Told] = {
        one.evidence: _told(one.evidence, params, review, files, given) for one in barriers
    }
    return Table(
        caption=f"Barriers, with what figures say of them, {params.region}",
        label="tab-barriers",
        columns=(Column("Barrier"), Column("What figures say"), Column("Answer"), Column("Owner")),
        rows=tuple(
            (
                one.barrier,
                told[one.evidence].words,
                one.answer or "Nothing yet",
                one.owner or NOBODY,
            )
            for one in barriers
        ),
        evidence=_evidence(told, params, review),
        origin=Origin(**OPEN_ORIGIN) if files.members else PUBLISHED,
    )  # fmt: skip


def _told(
    name: str, params: RegionParams, review: RegionalReview, files: MemberFiles, given: int
) -> Told:
    if not name:
        return Told("No figure of this report bears on it.")
    if name in PUBLISHED_BY:
        return Told(_published(review, PUBLISHED_BY[name]))
    if name == "shares":
        total = len(params.members)
        return Told(
            f"{given} of {total} councils give figures of their own to this report.",
            (("members_with_own_figures_count", given, "count"),),
        )
    found = _LOCAL[name](files)
    return found or Told(f"Not known: no council gives what it takes (local file {FILE_OF[name]}).")


def _published(review: RegionalReview, indicator: Indicator) -> str:
    found = review.compare(indicator)
    own = found.compared.own
    if own is None:
        return f"There is no published figure on {indicator.subject}."
    low, high = ends_words(found)
    spread = f"; among the councils {low} to {high}" if low else ""
    period = when(str(own["period"]), indicator)
    return f"{capital(indicator.subject)}: {shown(own, indicator)} in {period}{spread}."


def _full_schools(files: MemberFiles) -> Told | None:
    found = taken_places(files.table("places"))
    if found is None:
        return None
    return Told(
        f"{number(found.percent, unit='percent')} of specialist places are taken "
        f"({number(found.part, unit='count')} children on {number(found.whole, unit='count')} "
        f"places){_of(found)}.",
        (("local_places_taken_percent", found.percent, "percent"),),
    )


def _vacancies(files: MemberFiles) -> Told | None:
    found = health_vacancies(files.table("workforce"))
    if found is None:
        return None
    return Told(
        f"{number(found.percent, unit='percent')} of funded posts of health staff are not filled"
        f"{_of(found)}.",
        (("local_health_vacancies_percent", found.percent, "percent"),),
    )


def _unit_costs(files: MemberFiles) -> Told | None:
    found = sharing(files.table("services"))
    found = found[(found["lowest_gbp"] > 0) & (found["highest_gbp"] > found["lowest_gbp"])]
    if found.empty:
        return None
    ratio = found["highest_gbp"] / found["lowest_gbp"]
    row = found.iloc[int(ratio.argmax())]
    need = need_words(str(row["need"]))
    return Told(
        f"Widest for {need}: specialist services cost from {money(row['lowest_gbp'])} to "
        f"{money(row['highest_gbp'])} a year for each person they serve.",
        (("local_unit_cost_lowest_gbp", float(row["lowest_gbp"]), "gbp"),
         ("local_unit_cost_highest_gbp", float(row["highest_gbp"]), "gbp")),
    )  # fmt: skip


def _gaps(files: MemberFiles) -> Told | None:
    services = files.table("services")
    if services.empty:
        return None
    found = levels_covered(services, needs=NEEDS, levels=LEVELS)
    none = int((found["status"] == GAP).sum())
    some = int((found["status"] == "part").sum())
    return Told(
        f"Of {len(found)} fields of need and level of help, {none} have a service in no council "
        f"and {some} in some councils only.",
        (("local_service_gaps_count", none, "count"),),
    )


_LOCAL: Mapping[str, Callable[[MemberFiles], Told | None]] = {
    "full_schools": _full_schools, "vacancies": _vacancies, "unit_costs": _unit_costs,
    "gaps": _gaps,
}  # fmt: skip


def _of(found: Share) -> str:
    return f", by the files of {counted(len(found.members), 'council', 'councils')}"


def _evidence(
    told: Mapping[str, Told], params: RegionParams, review: RegionalReview
) -> Evidence:  # fmt: skip
    published = [review.compare(PUBLISHED_BY[name]) for name in told if name in PUBLISHED_BY]
    found = regional_evidence(*published)
    rows = [
        {
            "measure": measure, "area_code": params.area, "area_name": params.region,
            "period": str(params.years.last), "breakdown": "Total", "value": float(value),
            "unit": unit, "status": "derived",
            "source": f"local/{FILE_OF[name]}" if name in FILE_OF else "params, members",
        }
        for name, one in told.items()
        for measure, value, unit in one.figures
    ]  # fmt: skip
    own = pd.DataFrame(rows, columns=FIGURE_COLUMNS)
    parts = [part for part in (found.figures, own) if part is not None and len(part)]
    return Evidence(
        figures=pd.concat(parts, ignore_index=True) if parts else None,
        comparisons=found.comparisons,
    )
