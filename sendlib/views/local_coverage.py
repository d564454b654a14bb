"""A map of services by need and by age: gaps, and services that do the same apart."""

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.patches import Rectangle

from sendlib.contracts.local_files import code_sets
from sendlib.measures.commissioning.coverage import (
    ANY_NEED,
    GAP,
    OVERLAP,
    age_coverage,
    coverage,
    overlaps,
)
from sendlib.measures.commissioning.partnership import Partnership
from sendlib.views import theme
from sendlib.views.blocks import Absent, Chart, Column, Statement, Table
from sendlib.views.formats import capital, counted, listed, number, small
from sendlib.views.key_points import KeyPoint
from sendlib.views.local_open import (
    Shown,
    breakdown,
    evidence,
    named,
    need_words,
    open_table,
    origin_of,
    pounds,
)

FILES = ("services",)
LEVELS = tuple(code_sets()["levels"])
NEEDS = tuple(code_sets()["need_types"])
WORDS = {GAP: "Gap", ANY_NEED: "Any need", OVERLAP: "overlap"}
# pale to dark with the number of services; words and hatches say the same
_FILLS = {0: "#FFFFFF", 1: "#DCE7F0", 2: "#BCD1E3", 3: "#93B4D1"}
_MOST_FILL = 3
MOST_PAIRS = 12


def found_coverage(partners: Partnership) -> pd.DataFrame:
    """Return how many services each need has at each level."""
    return coverage(partners.files.table("services"), needs=NEEDS, levels=LEVELS)


def coverage_statement(partners: Partnership) -> Statement | Absent:
    """Say how many needs have no service at a level, and how many services overlap."""
    label = "st-coverage"
    services = partners.files.table("services")
    if services.empty:
        return Absent(label)
    found = found_coverage(partners)
    gaps = found[found["status"] == GAP]
    pairs = overlaps(services)
    text = (
        f"{capital(counted(len(services), 'service is', 'services are'))} set beside "
        f"{len(NEEDS)} needs and {len(LEVELS)} levels. "
    )
    if gaps.empty:
        text += "At each level every need has a service of its own or one for any need."
    else:
        text += f"There is no service {_gap_words(gaps)}."
    if len(pairs):
        text += (
            f" {capital(counted(len(pairs), 'pair', 'pairs'))} of services of different agencies "
            "seek the same outcome for the same children apart from each other."
        )
    return Statement(
        text, label, evidence=evidence(partners, _shown(found, partners, len(pairs)), FILES),
        origin=origin_of(partners),
    )  # fmt: skip


def coverage_chart(partners: Partnership) -> Chart | None:
    """Draw needs by levels: each field says its number of services, or that there is a gap."""
    label = "fig-coverage"
    if partners.files.table("services").empty:
        return None
    found = found_coverage(partners)
    height = 0.7 + 0.36 * len(NEEDS)
    with theme.canvas(height, left=0.36, right=0.99, top=1 - 0.4 / height, bottom=0.05) as (
        figure,
        axes,
    ):
        for _, cell in found.iterrows():
            across, down = LEVELS.index(cell["level"]), NEEDS.index(cell["need"])
            is_gap = cell["status"] == GAP
            axes.add_patch(
                Rectangle(
                    (across, down), 0.96, 0.92,
                    facecolor=_FILLS[min(int(cell["service_count"]), _MOST_FILL)],
                    edgecolor=theme.PALE, linewidth=0.6, hatch="///" if is_gap else "",
                )
            )  # fmt: skip
            axes.text(
                across + 0.48, down + 0.46, cell_words(cell), ha="center", va="center",
                fontsize=9, color=theme.NATION,
                bbox={"facecolor": "white", "edgecolor": "none", "pad": 1.5} if is_gap else None,
            )  # fmt: skip
        axes.set_xlim(0, len(LEVELS))
        axes.set_ylim(len(NEEDS), 0)
        axes.set_xticks(np.arange(len(LEVELS)) + 0.48, [named("levels", one) for one in LEVELS])
        axes.xaxis.tick_top()
        axes.set_yticks(
            np.arange(len(NEEDS)) + 0.46, [named("need_types", one) for one in NEEDS], fontsize=9
        )
        axes.tick_params(length=0)
        axes.grid(visible=False)
        for side in axes.spines.values():
            side.set_visible(False)
        svg = theme.svg_of(figure)
    gaps = found[found["status"] == GAP]
    told = f"No service {_gap_words(gaps)}." if len(gaps) else "No field is a gap."
    return Chart(
        svg=svg,
        alt=f"Grid of needs by level of need with the number of services in each field. {told}",
        caption=f"Services by need and level, {partners.place.name}",
        label=label,
        columns=(
            ("need", "Need"), ("level", "Level"), ("services", "Services that name the need"),
            ("any", "Services for any need"), ("status", "Meaning"),
        ),
        rows=tuple(
            (
                named("need_types", cell["need"]), named("levels", cell["level"]),
                int(cell["service_count"]), int(cell["any_count"]), cell_words(cell),
            )
            for _, cell in found.iterrows()
        ),
        notes=(
            "Darker fields have more services; a gap has stripes. “Any need”: only services that "
            "name no need.",
        ),
        evidence=evidence(partners, _shown(found, partners, None), FILES),
        origin=origin_of(partners),
    )  # fmt: skip


def coverage_table(partners: Partnership) -> Table | None:
    """Return the map in words: a row per need, a column per level."""
    label = "tab-coverage-needs"
    if partners.files.table("services").empty:
        return None
    found = found_coverage(partners).set_index(["need", "level"])
    return open_table(
        partners,
        caption="Services by need and level of need",
        label=label,
        columns=(Column("Need"), *(Column(named("levels", one)) for one in LEVELS)),
        rows=[
            (
                named("need_types", need),
                *(cell_words(found.loc[(need, level)]) for level in LEVELS),
            )
            for need in NEEDS
        ],
        notes=(
            "A number counts services that name the need. “Any need”: none names it, and there is "
            "one for any need. “Gap”: there is none. “Overlap”: two of different agencies share "
            "level, an age and an outcome, and neither is commissioned jointly.",
        ),
        shown=_shown(found.reset_index(), partners, None),
        files=FILES,
    )


def ages_table(partners: Partnership) -> Table | None:
    """Return how many services of each agency take each age: where support stops."""
    label = "tab-coverage-ages"
    services = partners.files.table("services")
    if services.empty:
        return None
    agencies = [one for one in code_sets()["agencies"] if (services["agency"] == one).any()]
    found = age_coverage(services, agencies=agencies)
    counts = found.set_index(["age", "agency"])["service_count"]
    ages = list(dict.fromkeys(found["age"]))
    return open_table(
        partners,
        caption="Number of services by age and agency",
        label=label,
        columns=(
            Column("Age"), *(Column(named("agencies", one), numeric=True) for one in agencies)
        ),
        rows=[
            (age, *(number(float(counts[age, one]), unit="count") for one in agencies))
            for age in ages
        ],
        notes=("A service stands in each band of which it takes some age.",),
        shown=[
            Shown("services_count", str(partners.as_of.year),
                  breakdown(age=str(row["age"]), agency=str(row["agency"])),
                  float(row["service_count"]), "count")
            for _, row in found.iterrows()
        ],
        files=FILES,
    )  # fmt: skip


def overlaps_table(partners: Partnership) -> Table | None:
    """Return pairs of services that seek the same for the same children apart."""
    label = "tab-overlaps"
    services = partners.files.table("services")
    pairs = overlaps(services) if len(services) else pd.DataFrame()
    if pairs.empty:
        return None
    known = services.set_index(services["service_id"].astype(str))
    order = pairs.sort_values("cost_gbp", ascending=False, kind="stable").head(MOST_PAIRS)
    rows, shown = [], []
    for _, pair in order.iterrows():
        both = [known.loc[pair[one]] for one in ("first", "second")]
        rows.append(
            (
                " and ".join(
                    f"{one['service']} ({small(named('agencies', one['agency']))})" for one in both
                ),
                capital(listed(need_words(need) for need in pair["needs"])),
                listed(pair["outcomes"]),
                pounds(pair["cost_gbp"]),
            )
        )
        key = breakdown(services=f"{pair['first']} {pair['second']}")
        shown.append(
            Shown("overlap_cost_gbp", str(partners.as_of.year), key, pair["cost_gbp"], "gbp")
        )
    more = len(pairs) - len(order)
    return open_table(
        partners,
        caption="Services that seek the same for the same children apart",
        label=label,
        columns=(
            Column("Services"), Column("Needs in common"), Column("Outcomes in common"),
            Column("Cost of both", numeric=True),
        ),
        rows=rows,
        notes=(
            "An overlap asks for a look, and is no proof of waste: the two may do different work.",
            *([f"{counted(more, 'further pair', 'further pairs')} cost less."] if more else []),
        ),
        shown=shown,
        files=FILES,
    )  # fmt: skip


def coverage_points(partners: Partnership) -> list[KeyPoint]:
    """Return what gaps and overlaps say to those who decide."""
    services = partners.files.table("services")
    if services.empty:
        return []
    found = found_coverage(partners)
    gaps, pairs = found[found["status"] == GAP], overlaps(services)
    points = []
    if len(gaps):
        points.append(
            KeyPoint(
                "commissioning",
                f"There is no service {_gap_words(gaps)}.",
                "Decide for each gap whether to commission, to widen a service that is there, or "
                "to say why none is needed.",
                ("tab-coverage-needs", "fig-coverage"), 0.55, origin_of(partners),
            )
        )  # fmt: skip
    if len(pairs):
        points.append(
            KeyPoint(
                "commissioning",
                f"{capital(counted(len(pairs), 'pair', 'pairs'))} of services of different "
                "agencies seek the same outcome for the same children apart from each other.",
                "Look at each pair together, and join those that do the same work.",
                ("tab-overlaps", "tab-coverage-needs"), 0.45, origin_of(partners),
            )
        )  # fmt: skip
    return points


def cell_words(cell: Any) -> str:
    """Return what a field of the map says: a number, and what it means."""
    count = int(cell["service_count"])
    if cell["status"] in (GAP, ANY_NEED):
        return WORDS[str(cell["status"])]
    return f"{count}, {WORDS[OVERLAP]}" if cell["status"] == OVERLAP else str(count)


def _gap_words(gaps: pd.DataFrame) -> str:
    """Return gaps by level, in the order of levels."""
    words = []
    for level in LEVELS:
        part = gaps[gaps["level"] == level]
        if len(part):
            needs = listed(need_words(need) for need in part["need"])
            words.append(f"at {small(named('levels', level))} level for {needs}")
    return "; ".join(words)


def _shown(found: pd.DataFrame, partners: Partnership, pairs: int | None) -> list[Shown]:
    period = str(partners.as_of.year)
    rows = [
        Shown("services_count", period, breakdown(need=str(row["need"]), level=str(row["level"])),
              float(row["service_count"]), "count")
        for _, row in found.iterrows()
    ]  # fmt: skip
    gaps = float((found["status"] == GAP).sum())
    rows.append(Shown("service_gaps_count", period, "Total", gaps, "count"))
    if pairs is not None:
        rows.append(Shown("service_overlaps_count", period, "Total", float(pairs), "count"))
    return rows
