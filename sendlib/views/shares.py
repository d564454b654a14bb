"""How plans are divided: by placement, need or age, as bars beside England's, and a table."""

import textwrap
from collections.abc import Sequence

import pandas as pd
import seaborn as sns
from matplotlib.ticker import FuncFormatter

from sendlib.contracts.areas import ENGLAND
from sendlib.measures.compared import Compared
from sendlib.views import theme
from sendlib.views.blocks import Callout, Chart, Column, Evidence, Statement, Table
from sendlib.views.evidence import evidence_of
from sendlib.views.formats import interval, listed, number, shorthand_notes, shown
from sendlib.views.sources import source_note
from sendlib.views.statements import ordinal, period_words

SIGNIFICANCE_WORDS = {
    "higher": "higher",
    "lower": "lower",
    "similar": "no significant difference",
    "not_assessed": "not tested",
}


def shares_statement(
    parts: Sequence[Compared], *, names: Sequence[str], whole: str, label: str
) -> Statement:
    """Say which parts are largest, and which differ from England, in one paragraph.

    Args:
        parts: the shares that make up a whole, or some of them.
        names: what each is called, in the middle of a sentence.
        whole: what they are shares of, such as “EHC plans”.
        label: of the block.
    """
    known = [(one, name) for one, name in zip(parts, names, strict=True) if _trusted(one)]
    place = parts[0].place
    if not known:
        text = f"There are no figures on this for {place.name} in the years shown."
        return Statement(text, label, tone="missing", evidence=together(parts))
    ranked = sorted(known, key=lambda pair: -float(_own(pair[0])["value"]))
    top = [f"{name} ({shown(_own(one), one.indicator)})" for one, name in ranked[:3]]
    first = known[0][0]
    when = period_words(first)
    text = f"In {when}, the largest shares of {whole} in {place.name} were {listed(top)}."
    for word in ("higher", "lower"):
        differing = [
            f"{name} ({shown(_own(one), one.indicator)} against "
            f"{shown(one.of(ENGLAND), one.indicator)})"
            for one, name in known
            if (row := one.at_latest(ENGLAND)) is not None and row["significance"] == word
        ]
        if differing:
            text += (
                f" Significantly {word} than in England, allowing for the usual spread among "
                f"councils: {listed(differing)}."
            )
    if "Significantly" not in text and any(one.at_latest(ENGLAND) is not None for one, _ in known):
        text += (
            " No share differs significantly from England, allowing for the usual spread among "
            "councils."
        )
    return Statement(text, label, evidence=together(parts))


def shares_chart(
    parts: Sequence[Compared], *, names: Sequence[str], title: str, label: str
) -> Chart | Callout:
    """Draw the council's shares beside England's, one pair of bars per part."""
    known = [(one, name) for one, name in zip(parts, names, strict=True) if _trusted(one)]
    place = parts[0].place
    if not known:
        return Callout(
            f"No chart: {title}",
            f"There are no figures on this for {place.name}.",
            label,
            "missing",
        )
    rows = []
    for one, name in known:
        for code in (place.area_code, ENGLAND):
            row = one.of(code)
            if row is not None and pd.notna(row["value"]):
                rows.append((name, place.label(code), float(row["value"])))
    data = pd.DataFrame(rows, columns=["part", "area", "value"])
    names_there = list(data["area"].unique())
    colours = {place.name: theme.AREA, place.label(ENGLAND): theme.REGION}
    height = 0.9 + 0.42 * len(known)
    with theme.canvas(
        height, left=0.36, right=0.95, top=1 - 0.42 / height, bottom=0.32 / height
    ) as (
        figure,
        axes,
    ):
        sns.barplot(
            data=data, x="value", y="part", hue="area", hue_order=names_there, errorbar=None,
            palette=[colours[name] for name in names_there], saturation=1, ax=axes, legend=False,
        )  # fmt: skip
        for container, hatch in zip(axes.containers, ("", "///"), strict=False):
            for bar in container:
                bar.set_hatch(hatch)
                bar.set_edgecolor("white")
            axes.bar_label(
                container, fmt=lambda value: number(value, unit="percent"), fontsize=8.5, padding=2
            )
        axes.legend(
            handles=list(axes.containers), labels=names_there, loc="lower left",
            bbox_to_anchor=(0, 1.0), ncols=2, frameon=False, borderaxespad=0.2,
        )  # fmt: skip
        axes.set(xlabel="", ylabel="")
        labels = [textwrap.fill(name, 34) for _, name in known]
        axes.set_yticks(range(len(known)), labels, linespacing=0.95)
        axes.set_xlim(0, float(data["value"].max()) * 1.14)
        axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:.0f}%"))
        axes.grid(axis="y", visible=False)
        axes.grid(axis="x", visible=True)
        sns.despine(ax=axes, left=True, bottom=True)
        svg = theme.svg_of(figure)
    own = sorted(
        ((name, float(_own(one)["value"])) for one, name in known), key=lambda pair: -pair[1]
    )
    largest = listed([f"{name} {number(value, unit='percent')}" for name, value in own[:4]])
    when = period_words(known[0][0])
    return Chart(
        svg=svg,
        alt=f"Bar chart of {place.name} beside England, {when}. Largest here: {largest}.",
        caption=f"{title}, {place.name} and England, {when}",
        label=label,
        columns=(("part", "Part"), ("area", "Area"), ("value", "Percent")),
        rows=tuple(rows),
        notes=("Bars with stripes are England.",),
        evidence=together(parts),
    )


def shares_table(
    parts: Sequence[Compared], *, names: Sequence[str], title: str, label: str
) -> Table | Callout:
    """Return a row per part: number, share with interval, comparators, difference, rank."""
    place = parts[0].place
    if not any(one.latest for one in parts):
        return Callout(
            f"No table: {title}",
            f"There are no figures on this for {place.name}.",
            label,
            "missing",
        )
    counted = parts[0].indicator.unit == "percent" and parts[0].indicator.kind == "proportion"
    columns = [Column("Indicator"), Column(place.name, numeric=True)]
    if counted:
        columns += [Column("Number", numeric=True), Column("95% confidence interval")]
    columns += [Column(place.label(code), numeric=True) for code in place.comparators]
    columns += [Column("Beside England"), Column("Rank", numeric=True)]
    rows = [_row(one, name, counted=counted) for one, name in zip(parts, names, strict=True)]
    cells = [cell for row in rows for cell in row]
    periods = sorted({period_words(one) for one in parts if one.latest})
    sources = pd.concat([one.values[["source"]] for one in parts], ignore_index=True)
    definitions = [one.indicator.definition for one in parts if one.indicator.definition]
    return Table(
        caption=f"{title}, {listed(periods)}",
        label=label,
        columns=tuple(columns),
        rows=tuple(rows),
        notes=(
            *dict.fromkeys(definitions),
            "Beside England: by the test that allows for the usual spread among councils. "
            "Rank: 1st is the highest, or the lowest where low is good.",
            *shorthand_notes(cells),
            source_note(sources),
        ),
        evidence=together(parts),
    )


def _row(one: Compared, name: str, *, counted: bool) -> tuple[str, ...]:
    own = one.own
    cells = [name, shown(own, one.indicator)]
    if counted:
        known = own is not None and pd.notna(own["count"])
        cells.append(number(float(own["count"]), unit="count") if known else "[x]")  # type: ignore[index]
        cells.append((interval(own, one.indicator) if own is not None else "") or "[x]")
    cells += [shown(one.of(code), one.indicator) for code in one.place.comparators]
    row = one.at_latest(ENGLAND)
    cells.append("not compared" if row is None else SIGNIFICANCE_WORDS[str(row["significance"])])
    ranked = row is not None and pd.notna(row["rank"])
    cells.append(f"{ordinal(int(row['rank']))} of {int(row['of'])}" if ranked else "[x]")  # type: ignore[index]
    return tuple(cells)


def _percent(value: float) -> str:
    return number(value, unit="percent")


def _trusted(one: Compared) -> bool:
    return one.is_known and one.own is not None and one.own["status"] != "questioned"


def _own(one: Compared) -> pd.Series:
    row = one.own
    return pd.Series(dtype=object) if row is None else row


def together(parts: Sequence[Compared]) -> Evidence:
    """Return the evidence of several indicators as one."""
    found = [evidence_of(one) for one in parts]
    return Evidence(
        figures=_stacked([one.figures for one in found]),
        comparisons=_stacked([one.comparisons for one in found]),
    )


def _stacked(tables: Sequence[pd.DataFrame | None]) -> pd.DataFrame | None:
    there = [table for table in tables if table is not None and len(table)]
    return pd.concat(there, ignore_index=True) if there else None
