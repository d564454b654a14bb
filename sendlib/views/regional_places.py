"""Places apart and together: what planning as one saves at the same service level."""

import numpy as np
import pandas as pd
import seaborn as sns

from sendlib.contracts.areas import area_name
from sendlib.contracts.tables import FIGURE_COLUMNS
from sendlib.measures.place import Place
from sendlib.measures.regional_places import CategoryPlaces
from sendlib.views import theme
from sendlib.views.blocks import Callout, Chart, Column, Evidence, Statement, Table, nothing
from sendlib.views.formats import listed, number
from sendlib.views.sources import source_note

EACH = 0.5  # inches of height for a category
SETTING = "special schools, units and resourced provision"
LABEL = "regional-places"
HOW = (
    "Places needed: the fewest that hold all children in that share of years, if children come "
    "independently of one another. The interval allows for the expected numbers being uncertain. "
    "It says nothing of distance, phase or fit: places that are far away, or for another age, are "
    "not exchangeable."
)


def places_statement(found: list[CategoryPlaces], place: Place) -> Statement | Callout:
    """Say how many places planning together would save for each of the rare needs."""
    label = f"st-{LABEL}"
    if not found:
        return _nothing(place, label)
    level = number(100 * found[0].places.service_level, unit="percent", places=0)
    parts = [
        f"for {one.category.phrase} {number(one.places.together, unit='count')} places in place of "
        f"{number(one.places.apart_total, unit='count')} ({number(one.places.saved, unit='count')} "
        f"fewer, 95% interval {one.places.lower} to {one.places.upper})"
        for one in found
    ]
    text = (
        f"To have a place for every child in {level} of years, councils that plan alone need more "
        "places in all than the same councils together, since bad years seldom come to all at "
        f"once. In {SETTING}, planning together would need {'; '.join(parts)}."
    )
    text = " ".join([text, *_left_out(found)])
    return Statement(text, label, evidence=_evidence(found, place))


def places_chart(found: list[CategoryPlaces], place: Place) -> Chart | Callout:
    """Draw the spare places that councils need apart and together, by category."""
    label = f"fig-{LABEL}"
    if not found:
        return _nothing(place, label)
    names = [one.category.name for one in found]
    children = [int(one.children.sum()) for one in found]
    apart = [one.places.apart_total - count for one, count in zip(found, children, strict=True)]
    as_one = [one.places.together - count for one, count in zip(found, children, strict=True)]
    height = 0.75 + EACH * len(found)
    with theme.canvas(height, left=0.34, right=0.96, top=1 - 0.1 / height,
                      bottom=0.62 / height) as (figure, axes):  # fmt: skip
        at = np.arange(len(found))
        axes.barh(at - 0.19, apart, height=0.36, color=theme.AREA, label="each council alone")
        axes.barh(at + 0.19, as_one, height=0.36, color=theme.BAND, edgecolor=theme.AREA,
                  hatch="///", label="together")  # fmt: skip
        for values, shift in ((apart, -0.19), (as_one, 0.19)):
            for position, value in zip(at, values, strict=True):
                axes.annotate(str(value), (max(value, 0), position + shift), xytext=(4, 0),
                              textcoords="offset points", va="center", fontsize=9)  # fmt: skip
        axes.set_yticks(at, [name.replace(" and ", "\nand ") for name in names])
        axes.set_ylim(len(found) - 0.5, -0.5)
        axes.set_xlim(0, 1.12 * max([*apart, *as_one, 1]))
        figure.legend(loc="lower center", bbox_to_anchor=(0.62, 0.0), ncols=2, frameon=False)
        axes.grid(axis="y", visible=False)
        axes.grid(axis="x", visible=True)
        sns.despine(ax=axes, left=True, bottom=True)
        svg = theme.svg_of(figure)
    told = [
        f"{name} {alone} apart and {one} together"
        for name, alone, one in zip(names, apart, as_one, strict=True)
    ]
    return Chart(
        svg=svg,
        alt=f"Bar chart of spare places beyond the children of today: {listed(told)}.",
        caption=f"Spare places that councils need apart and together, {place.name}",
        label=label,
        columns=(("category", "Category"), ("children", "Children placed"),
                 ("apart", "Spare places, apart"), ("together", "Spare places, together")),
        rows=tuple(zip(names, children, apart, as_one, strict=True)),
        notes=("Spare places: those needed beyond the children placed in January.", HOW),
        evidence=_evidence(found, place),
    )  # fmt: skip


def places_table(found: list[CategoryPlaces], place: Place) -> Table | Callout:
    """Return children, places apart and together, and the saving with its interval."""
    label = f"tab-{LABEL}"
    if not found:
        return _nothing(place, label)
    rows = tuple(
        (
            one.category.name,
            number(float(one.children.sum()), unit="count"),
            number(one.places.apart_total, unit="count"),
            number(one.places.together, unit="count"),
            number(one.places.saved, unit="count"),
            f"{one.places.lower} to {one.places.upper}",
        )
        for one in found
    )
    sources = pd.DataFrame({"source": [one.source for one in found]})
    return Table(
        caption=f"Places in {SETTING}, apart and together, January {found[0].period}",
        label=label,
        columns=(
            Column("Category"),
            Column("Children placed", numeric=True),
            Column("Places, apart", numeric=True),
            Column("Places, together", numeric=True),
            Column("Fewer", numeric=True),
            Column("95% interval", numeric=True),
        ),
        rows=rows,
        notes=(
            HOW,
            *_left_out(found),
            source_note(sources),
        ),
        evidence=_evidence(found, place),
    )


def _left_out(found: list[CategoryPlaces]) -> list[str]:
    """Name the councils that take no part; needs that lack the same ones share a sentence."""
    by_council: dict[tuple[str, ...], list[str]] = {}
    for one in found:
        by_council.setdefault(one.missing, []).append(one.category.phrase)
    return [
        f"Without {listed([area_name(code) for code in codes])}, for want of figures by setting"
        f"{'' if len(needs) == len(found) else f', for {listed(needs)}'}."
        for codes, needs in by_council.items()
        if codes
    ]


def _nothing(place: Place, label: str) -> Callout:
    return nothing(
        "No places apart and together",
        f"Fewer than two councils of {place.inside} have published figures on needs by setting.",
        label,
    )


def _evidence(found: list[CategoryPlaces], place: Place) -> Evidence:
    rows = []
    for one in found:
        pooled = one.places
        for measure, value, low, high in (
            ("regional_places_apart_count", pooled.apart_total, np.nan, np.nan),
            ("regional_places_together_count", pooled.together, np.nan, np.nan),
            ("regional_places_saved_count", pooled.saved, pooled.lower, pooled.upper),
        ):
            rows.append({
                "measure": measure, "area_code": place.area_code, "area_name": place.name,
                "period": one.period, "value": float(value), "unit": "count",
                "breakdown": f"need={one.category.code.upper()};setting=specialist",
                "lower": low, "upper": high, "confidence": np.nan if np.isnan(low) else 95.0,
                "count": float(one.children.sum()), "denominator": np.nan,
                "status": "derived", "source": one.source,
            })  # fmt: skip
    return Evidence(figures=pd.DataFrame(rows, columns=FIGURE_COLUMNS))
