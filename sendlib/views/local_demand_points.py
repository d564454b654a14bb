"""What the chapter on plans to come hands to the summary."""

from sendlib.measures.demand import Demand
from sendlib.measures.disclosure_tables import TOTAL
from sendlib.measures.local.demand import PROJECTION, SETTINGS
from sendlib.measures.local.protected import ProtectedTables
from sendlib.measures.local.results import ProtectedResult
from sendlib.views.blocks import Origin
from sendlib.views.formats import number
from sendlib.views.key_points import KeyPoint
from sendlib.views.local_demand_rows import CHAPTER, course_rows, span, whole

PLENTY = 0.25  # growth from which a decision is asked for
LIVELY = 1.1  # factor beyond all plans at which a setting grows faster


def key_points(own: ProtectedTables, demand: Demand) -> list[KeyPoint]:
    """Return what the chapter hands to the summary.

    A decision on places is asked for where plans are expected to grow by a quarter or more from
    the latest January to the last; on a setting where it grows a tenth faster than all plans.
    """
    found = own.result(PROJECTION)
    total = course_rows(found, TOTAL)
    if found is None or total["value"].isna().any():
        return _published_point(demand)
    first, last = total.iloc[0], total.iloc[-1]
    grown = float(last["value"] / first["value"]) - 1
    text = (
        f"From the council's own records, EHC plans may grow from about {whole(first['value'])} "
        f"in January {first['period']} to about {whole(last['value'])} in January "
        f"{last['period']} (80% interval {span(last)})."
    )
    origin = Origin(**found.origin)
    decision = "Agree where the places for this growth will be, and by when." * (grown >= PLENTY)
    figures = ("tab-demand-scenarios", "fig-demand-scenarios")
    points = [KeyPoint(CHAPTER, text, decision, figures, 0.7 if decision else 0.5, origin)]
    quickest = _quickest(found)
    if quickest is not None and quickest[1] > LIVELY * (1 + grown):
        title, ratio, value = quickest
        words = (
            f"The setting expected to grow fastest is “{title}”, to about {whole(value)} plans "
            f"in January {last['period']}, {number(100 * (ratio - 1), unit='percent', places=0)} "
            f"more than in January {first['period']}."
        )
        decide = f"Say whether that growth in “{title}” is wanted, and what would change it."
        points.append(
            KeyPoint(CHAPTER, words, decide, ("tab-demand-setting", "fig-demand-setting"), 0.5,
                     origin)
        )  # fmt: skip
    return points


def _published_point(demand: Demand) -> list[KeyPoint]:
    if demand.rows.empty:
        return []
    now, last = demand.latest, demand.rows.iloc[-1]
    grown = float(last["value"] / now["value"]) - 1
    text = (
        f"On published counts alone, EHC plans may grow from {whole(now['value'])} in January "
        f"{now['period']} to about {whole(last['value'])} in January {last['period']} (80% "
        f"interval {span(last)})."
    )
    decision = "Agree where the places for this growth will be, and by when." * (grown >= PLENTY)
    return [KeyPoint(CHAPTER, text, decision, ("fig-demand", "tab-demand"), 0.5)]


def _quickest(found: ProtectedResult) -> tuple[str, float, float] | None:
    """Return the setting of 50 plans or more that grows fastest, its ratio and last number."""
    ratios = []
    for key, title in SETTINGS.items():
        part = course_rows(found, f"setting={key}")
        if len(part) and part["value"].notna().all() and part["value"].iloc[0] >= 50:
            first, last = (float(part["value"].iloc[at]) for at in (0, -1))
            ratios.append((title, last / first, last))
    return max(ratios, key=lambda one: one[1]) if ratios else None
