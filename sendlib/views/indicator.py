"""The chart and the table of one indicator: the council, its comparators, its neighbours."""

import textwrap
from collections.abc import Callable

import numpy as np
import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.ticker import FuncFormatter, MaxNLocator

from sendlib.contracts.areas import ENGLAND
from sendlib.data.periods import end_year
from sendlib.measures.compared import Compared
from sendlib.views import theme
from sendlib.views.blocks import Callout, Chart, Column, Table
from sendlib.views.evidence import evidence_of, evidence_with_neighbours
from sendlib.views.formats import listed, number, shorthand_notes, shown
from sendlib.views.sources import source_note
from sendlib.views.statements import missing_sentence, period_words

STYLES = {
    "area": (theme.AREA, "-", "o", 2.4),
    "SN": (theme.NEIGHBOURS, ":", "s", 1.8),
    "region": (theme.REGION, "-.", "^", 1.8),
    "ENG": (theme.NATION, "--", "D", 1.8),
    "OWN": (theme.OWN_LIST, (0, (1, 1)), "v", 1.8),
}
MAX_TABLE_PERIODS = 7


def indicator_chart(compared: Compared) -> Chart | Callout:
    """Draw an indicator over time, or side by side where only one period is there."""
    measure = compared.indicator.measure.replace("_", "-")
    periods = known_periods(compared)
    if not periods:
        return Callout(
            title=f"No chart: {compared.indicator.title}",
            text=missing_sentence(compared),
            label=f"fig-{measure}",
            tone="missing",
        )
    svg = _over_time(compared, periods) if len(periods) > 1 else _side_by_side(compared)
    shown_values = compared.values[compared.values["period"].isin(periods)]
    return Chart(
        svg=svg,
        alt=alt_text(compared, periods),
        caption=_caption(compared, periods),
        label=f"fig-{measure}",
        columns=(
            ("area", "Area"),
            ("period", "Period"),
            ("value", compared.indicator.title),
            ("lower", "Lower 95% limit"),
            ("upper", "Upper 95% limit"),
        ),
        rows=tuple(
            (
                compared.place.label(str(row.area_code)),
                str(row.period),
                row.value,
                row.lower,
                row.upper,
            )
            for row in shown_values.itertuples()
        ),
        notes=(_key(compared), *_break_note(compared)),
        evidence=evidence_with_neighbours(compared),
    )


def known_periods(compared: Compared) -> list[str]:
    """Return the periods in which the area or a comparator has a value, oldest first."""
    shown_areas = [compared.place.area_code, *compared.place.comparators]
    known = compared.values[
        compared.values["area_code"].isin(shown_areas) & compared.values["value"].notna()
    ]
    return sorted(known["period"].unique(), key=lambda text: (end_year(text), text))


def alt_text(compared: Compared, periods: list[str]) -> str:
    """Tell what the chart shows: the council's course and where it stands at the end."""
    own = compared.values[
        (compared.values["area_code"] == compared.place.area_code)
        & compared.values["value"].notna()
    ]
    kind = "Line chart" if len(periods) > 1 else "Dot chart"
    text = f"{kind} of {compared.indicator.subject}."
    if own.empty:
        text += f" There is no figure for {compared.place.name}."
    elif len(own) == 1:
        row = own.iloc[0]
        text += f" {compared.place.name}: {_at(compared, row)}."
    else:
        first, last = own.iloc[0], own.iloc[-1]
        low, high = own.loc[own["value"].idxmin()], own.loc[own["value"].idxmax()]
        text += (
            f" {compared.place.name} went from {_at(compared, first)} to {_at(compared, last)}; "
            f"lowest {_at(compared, low)}, highest {_at(compared, high)}."
        )
    beside = [
        f"{compared.place.phrase(code)} {_number(compared, row)}"
        for code in compared.place.comparators
        if (row := compared.of(code)) is not None and pd.notna(row["value"])
    ]
    if beside and compared.indicator.kind != "count":
        text += f" In {period_words(compared)}: {listed(beside)}."
    return text


def indicator_table(compared: Compared) -> Table | Callout:
    """Return the figures behind the chart: a row per area, a column per period."""
    measure = compared.indicator.measure.replace("_", "-")
    periods = known_periods(compared)[-MAX_TABLE_PERIODS:]
    if not periods:
        return Callout(
            title=f"No table: {compared.indicator.title}",
            text=missing_sentence(compared),
            label=f"tab-{measure}",
            tone="missing",
        )
    areas = [compared.place.area_code, *compared.place.comparators]
    rows, values = [], []
    for code in areas:
        found = [compared.of(code, period) for period in periods]
        if all(row is None for row in found) and code != compared.place.area_code:
            continue
        rows.append(
            (compared.place.label(code), *(shown(row, compared.indicator) for row in found))
        )
        values.append(
            (compared.place.label(code), *(None if row is None else row["value"] for row in found))
        )
    cells = [cell for row in rows for cell in row]
    return Table(
        caption=f"{compared.indicator.title}, {period_words(compared, periods[0])}"
        + (f" to {period_words(compared, periods[-1])}" if len(periods) > 1 else ""),
        label=f"tab-{measure}",
        columns=(
            Column("Area"),
            *(Column(period_words(compared, period), numeric=True) for period in periods),
        ),
        rows=tuple(rows),
        values=tuple(values),
        notes=(
            *([compared.indicator.definition] if compared.indicator.definition else []),
            *shorthand_notes(cells),
            *_left_out_note(compared),
            source_note(compared.values),
        ),
        evidence=evidence_of(compared),
    )


def _at(compared: Compared, row: pd.Series) -> str:
    return f"{_number(compared, row)} in {period_words(compared, str(row['period']))}"


def _number(compared: Compared, row: pd.Series) -> str:
    indicator = compared.indicator
    return number(float(row["value"]), unit=indicator.unit, places=indicator.places)


def _caption(compared: Compared, periods: list[str]) -> str:
    span = period_words(compared, periods[0])
    if len(periods) > 1:
        span += f" to {period_words(compared, periods[-1])}"
    return f"{compared.indicator.title}, {span}"


def _key(compared: Compared) -> str:
    parts = [f"Thick line or top dot: {compared.place.name}"]
    if compared.indicator.kind in ("proportion", "rate"):
        parts.append("shaded band or bar: its 95% confidence interval")
    if len(compared.place.neighbours) and compared.indicator.kind != "count":
        parts.append("thin grey lines or dots: its ten statistical neighbours")
    return "; ".join(parts) + "."


def _break_note(compared: Compared) -> list[str]:
    if not compared.indicator.break_before:
        return []
    return [
        f"The series changes in {compared.indicator.break_before}: figures before and after are "
        "not alike, and no trend is drawn across the change."
    ]


def _left_out_note(compared: Compared) -> list[str]:
    names = [compared.place.label(code) for code in compared.left_out]
    if not names or compared.indicator.kind == "count":
        return []
    shown_names = listed(names) if len(names) <= 6 else f"{len(names)} councils"
    return [f"Left out of ranks and averages, their figure being questioned: {shown_names}."]


def style_of(code: str, area_code: str) -> tuple[str, object, str, float]:
    """Return colour, dash, marker and width of an area's line."""
    if code == area_code:
        return STYLES["area"]
    if code == ENGLAND:
        return STYLES["ENG"]
    return STYLES.get(code.split("-")[0], STYLES["region"])


def _over_time(compared: Compared, periods: list[str]) -> str:
    with theme.canvas(2.75, right=0.72, bottom=0.11, left=0.1) as (figure, axes):
        data = compared.values.assign(year=compared.values["period"].map(end_year).astype(float))
        data = data[data["period"].isin(periods)]
        years = [end_year(period) for period in periods]
        if compared.indicator.kind != "count":
            _thin_neighbours(axes, data, compared)
        own = data[data["area_code"] == compared.place.area_code].sort_values("year")
        own = own.set_index("year").reindex(years)
        if own["lower"].notna().any():
            axes.fill_between(
                years, own["lower"].astype(float), own["upper"].astype(float),
                color=theme.BAND, alpha=0.8, linewidth=0,
            )  # fmt: skip
        codes = [compared.place.area_code]
        if compared.indicator.kind != "count":
            codes = [*reversed(compared.place.comparators), compared.place.area_code]
        ends = []
        for code in codes:
            line = data[data["area_code"] == code].set_index("year")["value"].reindex(years)
            if line.notna().sum() == 0:
                continue
            colour, dash, marker, width = style_of(code, compared.place.area_code)
            axes.plot(
                years, line.astype(float), color=colour, linestyle=dash, marker=marker,
                linewidth=width, markersize=4.5, zorder=3,
            )  # fmt: skip
            ends.append((float(line.dropna().iloc[-1]), compared.place.label(code), colour))
        _finish(axes, compared, years, periods)
        _end_labels(axes, ends)
        return theme.svg_of(figure)


def _thin_neighbours(axes: Axes, data: pd.DataFrame, compared: Compared) -> None:
    near = data[data["area_code"].isin(compared.place.neighbours) & data["value"].notna()]
    segments = [
        rows.sort_values("year")[["year", "value"]].to_numpy(dtype=float)
        for _, rows in near.groupby("area_code")
        if len(rows) > 1
    ]
    if segments:
        axes.add_collection(LineCollection(segments, colors=theme.FAINT, linewidths=0.8, zorder=1))
        axes.autoscale_view()


def _finish(axes: Axes, compared: Compared, years: list[int], periods: list[str]) -> None:
    axes.set_xticks(years, periods)
    axes.set_xlim(years[0] - 0.15, years[-1] + 0.15)
    low, high = axes.get_ylim()
    if (
        compared.indicator.unit in ("percent", "per_1000", "count", "gbp", "ratio")
        and low >= -1e-9 - 0.06 * high
    ):
        axes.set_ylim(
            0, min(high * 1.06, 104) if compared.indicator.unit == "percent" else high * 1.06
        )
    if compared.indicator.break_before:
        axes.axvline(
            end_year(compared.indicator.break_before) - 0.5, color=theme.PALE, ls=":", lw=1.2
        )
    axes.yaxis.set_major_locator(MaxNLocator(5))
    axes.yaxis.set_major_formatter(FuncFormatter(_tick(compared)))
    sns.despine(ax=axes, left=True)


def _tick(compared: Compared) -> Callable[[float, int], str]:
    unit = compared.indicator.unit

    def text(value: float, _position: int) -> str:
        if unit == "gbp" and abs(value) >= 1e6:
            return f"£{value / 1e6:,.0f}m" if abs(value) >= 1e7 else f"£{value / 1e6:,.1f}m"
        places = 0 if float(value).is_integer() else 1
        sign = "\N{MINUS SIGN}" if value < 0 else ""
        body = f"{abs(value):,.{places}f}"
        return (
            f"{sign}£{body}" if unit == "gbp" else f"{sign}{body}{'%' if unit == 'percent' else ''}"
        )

    return text


def _end_labels(axes: Axes, ends: list[tuple[float, str, str]]) -> None:
    """Write each line's name at its end, pushed apart so that none overlaps."""
    low, high = axes.get_ylim()
    step = (high - low) * 0.1
    placed: list[float] = []
    for value, name, colour in sorted(ends):
        height = max(value, placed[-1] + step if placed else low)
        placed.append(height)
        _label(axes, height, name, colour)
    overflow = (placed[-1] - high) if placed else 0
    if overflow > 0:
        for text in axes.texts:
            x, y = text.get_position()
            text.set_position((x, y - overflow))


def _label(axes: Axes, height: float, name: str, colour: str) -> None:
    axes.text(
        1.015, height, "\n".join(_wrapped(name)), transform=axes.get_yaxis_transform(),
        color=colour, va="center", ha="left", fontsize=9.5, linespacing=0.95, clip_on=False,
    )  # fmt: skip


def _wrapped(name: str) -> list[str]:
    return textwrap.wrap(name, 24)


def _side_by_side(compared: Compared) -> str:
    codes = [compared.place.area_code, *compared.place.comparators]
    rows = [(code, compared.of(code)) for code in codes]
    rows = [(code, row) for code, row in rows if row is not None and pd.notna(row["value"])]
    height = 0.75 + 0.42 * len(rows)
    with theme.canvas(height, left=0.32, right=0.95, top=0.97, bottom=0.42 / height) as (
        figure,
        axes,
    ):
        near = compared.values[
            compared.values["area_code"].isin(compared.place.neighbours)
            & (compared.values["period"] == compared.latest)
            & compared.values["value"].notna()
        ]
        for position, (code, row) in enumerate(rows):
            colour, _, marker, _ = style_of(code, compared.place.area_code)
            if code.startswith("SN-"):
                axes.scatter(
                    near["value"], np.full(len(near), position), s=16, color=theme.FAINT, zorder=2
                )
            if pd.notna(row["lower"]) and code == compared.place.area_code:
                axes.hlines(position, row["lower"], row["upper"], color=colour, lw=6, alpha=0.25)
            axes.scatter([row["value"]], [position], s=52, color=colour, marker=marker, zorder=3)
            axes.annotate(
                _number(compared, row), (row["value"], position), xytext=(0, 7),
                textcoords="offset points", ha="center", fontsize=9, color=colour,
            )  # fmt: skip
        names = ["\n".join(_wrapped(compared.place.label(code))) for code, _ in rows]
        axes.set_yticks(range(len(rows)), names)
        axes.set_ylim(len(rows) - 0.5, -0.65)
        low, high = axes.get_xlim()
        if low > 0 and compared.indicator.unit != "index":
            axes.set_xlim(0, high * 1.05)
        axes.xaxis.set_major_formatter(FuncFormatter(_tick(compared)))
        axes.grid(axis="x", visible=True)
        axes.grid(axis="y", visible=False)
        sns.despine(ax=axes, left=True, bottom=True)
        return theme.svg_of(figure)
