"""Services of a region's councils beside needs, levels and outcomes: alike, twice, or not there."""

from collections.abc import Sequence

import pandas as pd

from sendlib.contracts.areas import area_name
from sendlib.contracts.local_files import code_sets, local_files
from sendlib.measures.commissioning.members import MemberFiles
from sendlib.measures.commissioning.partnership import Partnership
from sendlib.measures.commissioning.regional_map import (
    GAP,
    MATCH,
    PART,
    levels_covered,
    members_of,
    outcomes_sought,
    overlaps_within,
)
from sendlib.views.blocks import (
    Absent,
    Callout,
    Column,
    Statement,
    Table,
    nothing,
)
from sendlib.views.formats import capital, counted, small
from sendlib.views.local_open import (
    Shown,
    breakdown,
    evidence,
    named,
    open_table,
    origin_of,
)
from sendlib.views.working_together import some

FILES = ("services",)
LEVELS = tuple(code_sets()["levels"])
NEEDS = tuple(code_sets()["need_types"])
# files that the chapter reads, and what each adds
ADDED = {
    "services": "which needs have a service where, and what councils could share",
    "outcomes": "whether services meet their outcomes, for a decision on each",
    "intentions": "what the councils mean to buy, by theme",
    "contracts": "when contracts end, and by when notice is due",
    "places": "places by need and year",
}
MOST_OUTCOMES = 6


def map_wanted(files: MemberFiles) -> Callout | Absent:
    """Say what to give where no council gave a file that the chapter reads."""
    if any(files.with_file(name) for name in ADDED):
        return Absent("box-map-files")
    what = "; ".join(f"“{local_files()[name].title}” (named {name}): {words}"
                     for name, words in ADDED.items())  # fmt: skip
    return nothing(
        "Not given: services, places and intentions of the councils",
        "This chapter reads files of the councils that tell of no persons. Put them into a folder "
        f"and name it under the council (members: local: folder). {what}.",
        "box-map-files",
    )


def map_statement(partners: Partnership) -> Statement | Absent:
    """Say in how many fields of need and level all, some or no councils have a service."""
    services = partners.files.table("services")
    if services.empty:
        return Absent("st-regional-map")
    found = levels_covered(services, needs=NEEDS, levels=LEVELS)
    counts = {one: int((found["status"] == one).sum()) for one in (MATCH, PART, GAP)}
    pairs = overlaps_within(services)
    text = (
        f"Of {len(found)} fields of need and level of help, all of "
        f"{counted(len(members_of(services)), 'council', 'councils')} have a service in "
        f"{counts[MATCH]}, some in {counts[PART]}, and no council in {counts[GAP]}."
    )
    text += (
        f" {capital(counted(len(pairs), 'pair', 'pairs'))} of services within one council seek the "
        "same outcome for the same children apart from each other."
    )
    return Statement(
        text, "st-regional-map", evidence=evidence(partners, _figures(found, partners), FILES),
        origin=origin_of(partners),
    )  # fmt: skip


def levels_table(partners: Partnership) -> Table | Absent:
    """Return in how many councils each need has a service at each level."""
    services = partners.files.table("services")
    if services.empty:
        return Absent("tab-regional-levels")
    found = levels_covered(services, needs=NEEDS, levels=LEVELS)
    total = len(members_of(services))
    cells = {(row["need"], row["level"]): _cell(row, total) for _, row in found.iterrows()}
    return open_table(
        partners,
        caption="Councils that have a service, by need and level of help",
        label="tab-regional-levels",
        columns=(Column("Need"), *(Column(named("levels", one)) for one in LEVELS)),
        rows=[(named("need_types", need), *(cells[need, one] for one in LEVELS)) for need in NEEDS],
        notes=(
            f"Of {counted(total, 'council', 'councils')} that give services. A service that names "
            "no need is for any need. Where one council alone is without, it is named.",
        ),
        shown=_figures(found, partners),
        files=FILES,
    )


def outcomes_table(partners: Partnership) -> Table | Absent:
    """Return by need which outcomes services seek in every council, and which in some only."""
    services = partners.files.table("services")
    found = outcomes_sought(services, needs=NEEDS)
    if found.empty:
        return Absent("tab-regional-outcomes")
    pairs = overlaps_within(services)
    doubled = [need for needs in pairs["needs"] for need in needs] if len(pairs) else []
    rows = []
    for need in NEEDS:
        own = found[found["need"] == need]
        both, part = own[own["status"] == MATCH], own[own["status"] == PART]
        rows.append(
            (named("need_types", need), _outcomes(both["outcome"]) or "none",
             _outcomes(_lacking(part)) or "none", str(doubled.count(need)))
        )  # fmt: skip
    return open_table(
        partners,
        caption="Outcomes that services seek for each need: match, gap and overlap",
        label="tab-regional-outcomes",
        columns=(
            Column("Need"), Column("Sought in every council"),
            Column("In some only, and which lack it"), Column("Overlaps", numeric=True),
        ),
        rows=rows,
        notes=(
            "Outcomes as the files name them; the same outcome in other words counts as another. "
            "Overlaps: pairs of services of one council, of different agencies, that seek the same "
            "for the same children apart.",
        ),
        files=FILES,
    )  # fmt: skip


def _cell(row: pd.Series, total: int) -> str:
    count = len(row["with_service"])
    if count == 0:
        return "Gap: none"
    if count == total:
        return f"All {total}"
    without = row["without"]
    return f"{count} of {total}" + (f", not {area_name(without[0])}" if len(without) == 1 else "")


def _outcomes(outcomes: Sequence[str] | pd.Series) -> str:
    words = list(outcomes)
    shown = [small(one) for one in words[:MOST_OUTCOMES]]
    more = len(words) - len(shown)
    return capital("; ".join([*shown, f"{more} more"] if more else shown))


def _lacking(part: pd.DataFrame) -> list[str]:
    return [
        f"{row['outcome']} (not in {some([area_name(code) for code in row['without']])})"
        for _, row in part.iterrows()
    ]


def _figures(found: pd.DataFrame, partners: Partnership) -> list[Shown]:
    period = str(partners.as_of.year)
    return [
        Shown("councils_with_service_count", period,
              breakdown(need=str(row["need"]), level=str(row["level"])),
              float(len(row["with_service"])), "count")
        for _, row in found.iterrows()
    ]  # fmt: skip
