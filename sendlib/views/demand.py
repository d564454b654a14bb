"""Demand: the projection of plans as a sentence, a chart and tables, with its back-test."""

import pandas as pd
import seaborn as sns
from matplotlib.ticker import FuncFormatter, MaxNLocator

from sendlib.measures.back_test import OURS
from sendlib.measures.demand import Demand
from sendlib.views import theme
from sendlib.views.blocks import Callout, Chart, Column, Evidence, Statement, Table, nothing
from sendlib.views.formats import number, tick

LABEL = "demand"
HEIGHT = 3.0
METHODS = {
    "projection": "This projection",
    "england_last_growth": "England's growth of the last year",
    "england_growth": "England's growth of three years",
    "own_growth": "The council's own growth of three years",
    "holt": "Exponential smoothing (Holt)",
    "damped_holt": "Damped exponential smoothing",
    "drift": "The mean yearly change goes on",
    "linear": "A straight line through all years",
    "naive": "Nothing changes",
}
ASSUMPTION = (
    "The projection carries on what was published; it knows nothing of decisions to come, such as "
    "a change of law, of funding or of local practice."
)


def demand_statement(demand: Demand) -> Statement:
    """Say how many plans there may be next January and at the last January projected."""
    if demand.rows.empty:
        return Statement(
            f"The number of EHC plans of {demand.place.inside} cannot be projected: too few years "
            "of plans are published.",
            f"st-{LABEL}",
            tone="missing",
        )
    first, last, latest = demand.rows.iloc[0], demand.rows.iloc[-1], demand.latest
    text = (
        f"On published counts alone, the number of EHC plans of {demand.place.inside}, "
        f"{_whole(latest['value'])} in January {latest['period']}, may be about "
        f"{_whole(first['value'])} in January {first['period']} (80% interval {_range(first)}) and "
        f"about {_whole(last['value'])} in January {last['period']} ({_range(last)})."
    )
    ours = demand.tested[demand.tested["method"] == OURS]
    if len(ours):
        year = ours.iloc[0]
        text += (
            f" Made again from earlier Januaries for all councils with an unbroken series, half of "
            f"the forecasts for one year ahead were wrong by no more than "
            f"{number(year['median_ape'], unit='percent')}, and "
            f"{number(year['in_80'], unit='percent', places=0)} of the numbers that came lay in "
            "the 80% interval."
        )
    text += f" {ASSUMPTION}"
    if not demand.questioned:
        return Statement(text, f"st-{LABEL}", evidence=_evidence(demand))
    text += " A check of the published data questions the number it starts from."
    return Statement(text, f"st-{LABEL}", tone="questioned", evidence=_evidence(demand))


def demand_chart(demand: Demand) -> Chart | Callout:
    """Draw the plans up to now and those expected, with the 80% and 95% intervals."""
    if demand.rows.empty:
        return nothing(
            "No chart: plans expected",
            f"Too few years of plans are published for {demand.place.name}.",
            f"fig-{LABEL}",
        )
    first, last = demand.rows.iloc[0], demand.rows.iloc[-1]
    alt = (
        f"Line chart of EHC plans of {demand.place.inside}: from "
        f"{_whole(demand.past.iloc[0]['value'])} in January {demand.past.iloc[0]['period']} to "
        f"{_whole(demand.latest['value'])} in January {demand.latest['period']}, and on to about "
        f"{_whole(last['value'])} in January {last['period']}, within a range that widens from "
        f"{_range(first)} to {_range(last)}."
    )
    past = [(row["period"], row["value"], None, None, None, None) for _, row in _rows(demand.past)]
    coming = [
        tuple(row[name] for name in ("period", "value", *LIMITS)) for _, row in _rows(demand.rows)
    ]
    return Chart(
        svg=_draw(demand),
        alt=alt,
        caption=f"EHC plans at the January count, published and projected, {demand.place.name}",
        label=f"fig-{LABEL}",
        columns=(
            ("period", "January"),
            ("plans", "Plans"),
            ("lower", "80% interval, from"),
            ("upper", "80% interval, to"),
            ("lower_95", "95% interval, from"),
            ("upper_95", "95% interval, to"),
        ),
        rows=(*past, *coming),
        notes=(
            "Solid line: published. Dashed line: projected, with the 80% interval (dark band) and "
            "the 95% interval (light band).",
            f"Source: {demand.source}.",
        ),
        evidence=_evidence(demand),
    )


def demand_table(demand: Demand) -> Table | Callout:
    """Return the plans expected at each January with both intervals."""
    if demand.rows.empty:
        return nothing(
            "No table: plans expected",
            f"Too few years of plans are published for {demand.place.name}.",
            f"tab-{LABEL}",
        )
    rows = tuple(
        (
            f"January {row['period']}",
            _whole(row["value"]),
            _range(row),
            f"{_whole(row['lower_95'])} to {_whole(row['upper_95'])}",
        )
        for _, row in _rows(demand.rows)
    )
    return Table(
        caption=f"EHC plans expected, {demand.place.name}",
        label=f"tab-{LABEL}",
        columns=(
            Column("When"),
            Column("Plans expected", numeric=True),
            Column("80% interval", numeric=True),
            Column("95% interval", numeric=True),
        ),
        rows=rows,
        notes=(ASSUMPTION, f"Source: {demand.source}."),
        evidence=_evidence(demand),
    )


def back_test_table(demand: Demand) -> Table | Callout:
    """Return the errors of the projection and of simple forecasts, by years ahead."""
    if demand.tested.empty:
        return nothing(
            "No table: errors of the projection",
            "Too few years of plans are published to make earlier forecasts again.",
            "tab-back-test",
        )
    horizons = sorted(demand.tested["ahead"].unique())
    errors = demand.tested.set_index(["method", "ahead"])
    rows = tuple(
        (
            METHODS[method],
            *(
                number(errors.loc[(method, ahead), name], unit="percent")
                for name in ("median_ape", "mean_ape")
                for ahead in horizons
            ),
            number(errors.loc[(method, horizons[0]), "mase"], unit="ratio", places=2),
        )
        for method in METHODS
        if (method, horizons[0]) in errors.index
    )
    return Table(
        caption="Forecasts made again from earlier Januaries: how wrong they were",
        label="tab-back-test",
        columns=(
            Column("Forecast"),
            *(
                Column(f"{title} error, {ahead} {'year' if ahead == 1 else 'years'}", numeric=True)
                for title in ("Median", "Mean")
                for ahead in horizons
            ),
            Column("Scaled error, 1 year", numeric=True),
        ),
        rows=rows,
        notes=(
            "Absolute error in percent of the number that came, over all councils with an unbroken "
            "series and every January since 2019. Each forecast used only what was published then.",
            "Scaled error: mean absolute error, divided by that of assuming no change up to the "
            "January the forecast was made.",
            f"Source: {demand.source}.",
        ),
    )


def coverage_table(demand: Demand) -> Table | Callout:
    """Return how often the number that came lay in the intervals, by January of the forecast."""
    if demand.by_origin.empty:
        return nothing(
            "No table: how often the intervals held",
            "Too few years of plans are published to make earlier forecasts again.",
            "tab-coverage",
        )
    ours = demand.tested[demand.tested["method"] == OURS]
    rows = [
        (f"Made in January {int(row['origin'])}", _percent(row["in_80"]), _percent(row["in_95"]))
        for _, row in _rows(demand.by_origin)
    ]
    rows += [
        (
            f"All, {int(row['ahead'])} {'year' if row['ahead'] == 1 else 'years'} ahead",
            _percent(row["in_80"]),
            _percent(row["in_95"]),
        )
        for _, row in _rows(ours)
    ]
    return Table(
        caption="How many of the numbers that came lay in the projection's intervals",
        label="tab-coverage",
        columns=(
            Column("Forecasts"),
            Column("In the 80% interval", numeric=True),
            Column("In the 95% interval", numeric=True),
        ),
        rows=tuple(rows),
        notes=(
            "Each interval was made from errors known at its January. Right on the whole are 80% "
            "and 95%; one January's forecasts share that year's surprises, so single rows differ.",
            f"Source: {demand.source}.",
        ),
    )


LIMITS = ("lower", "upper", "lower_95", "upper_95")


def _rows(table: pd.DataFrame) -> list[tuple[object, pd.Series]]:
    return list(table.iterrows())


def _whole(value: float) -> str:
    return number(value, unit="count")


def _range(row: pd.Series) -> str:
    return f"{_whole(row['lower'])} to {_whole(row['upper'])}"


def _percent(value: float) -> str:
    return number(value, unit="percent", places=0)


def _draw(demand: Demand) -> str:
    years = demand.past["period"].astype(int)
    coming = pd.concat([demand.past.tail(1), demand.rows], ignore_index=True)
    ahead = coming["period"].astype(int)
    with theme.canvas(HEIGHT, left=0.1) as (figure, axes):
        for lower, upper, alpha in (("lower_95", "upper_95", 0.45), ("lower", "upper", 0.9)):
            low, high = (coming[name].fillna(coming["value"]) for name in (lower, upper))
            axes.fill_between(ahead, low, high, color=theme.BAND, alpha=alpha, linewidth=0)
        axes.plot(years, demand.past["value"], color=theme.AREA, marker="o", markersize=4.5)
        axes.plot(
            ahead, coming["value"], color=theme.AREA, linestyle="--", marker="D", markersize=4
        )
        axes.set_ylim(bottom=0)
        axes.xaxis.set_major_locator(MaxNLocator(8, integer=True))
        axes.yaxis.set_major_locator(MaxNLocator(5))
        axes.yaxis.set_major_formatter(FuncFormatter(tick("count")))
        sns.despine(ax=axes, left=True)
        return theme.svg_of(figure)


def _evidence(demand: Demand) -> Evidence:
    figures = demand.rows[["period", "value", "lower", "upper"]].assign(
        measure="plans_projected_count",
        area_code=demand.place.area_code,
        area_name=demand.place.name,
        breakdown="Total",
        unit="count",
        confidence=80.0,
        count=float("nan"),
        denominator=float("nan"),
        status="projected",
        source=demand.source,
    )
    return Evidence(figures=figures)
