"""Headline figures of a council beside England, read back from the files of its report."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from sendlib.contracts.areas import ENGLAND
from sendlib.contracts.tables import COMPARISON_COLUMNS, FIGURE_COLUMNS
from sendlib.data.periods import end_year
from sendlib.errors import RenderError
from sendlib.measures.catalogue import INDICATORS
from sendlib.measures.comparisons import sure_difference
from sendlib.measures.indicator import Indicator
from sendlib.views.formats import number, when
from sendlib.views.sources import publication

# One list for every council, settled beforehand: a council's own figures do not decide what its
# page shows. Each measure is one of the catalogue's; a report without it shows that it is absent
HEADLINES: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "Plans and support",
        (
            "plans_count",
            "plans_under_18_per_1000",
            "pupils_with_plan_percent",
            "pupils_sen_support_percent",
            "new_plans_per_1000",
        ),
    ),
    (
        "Where they are educated",
        (
            "plans_mainstream_percent",
            "plans_special_percent",
            "plans_independent_special_percent",
            "plans_further_education_percent",
        ),
    ),
    (
        "Timeliness, reviews and appeals",
        (
            "plans_issued_in_20_weeks_percent",
            "annual_reviews_held_percent",
            "tribunal_appeals_new_basis_percent",
        ),
    ),
    (
        "Outcomes",
        (
            "ks2_expected_plan_percent",
            "attainment_8_plan_score",
            "absence_plan_percent",
            "suspensions_percent",
            "sustained_after_ks4_plan_percent",
            "age_16_17_plan_neet_or_unknown_percent",
        ),
    ),
    (
        "Social care",
        (
            "children_in_need_plan_percent",
            "looked_after_plan_percent",
        ),
    ),
    (
        "Money",
        (
            "high_needs_spend_per_child_gbp",
            "high_needs_spend_per_plan_gbp",
            "dsg_balance_percent",
        ),
    ),
)
EDITION = "plans_count"  # its latest period says how recent a report's data are
CATALOGUE = {indicator.measure: indicator for indicator in INDICATORS}
BESIDE = {"higher": "Higher", "lower": "Lower", "similar": "Similar"}
NOT_ASSESSED = "Not assessed"
MISSING = {"suppressed": "Kept confidential", "not_available": "Not available"}
NOT_SHOWN = "Not in this report"
GAPS = {
    "Not available": "there is no figure for this period; the report gives the reason.",
    "Kept confidential": "the publisher holds the figure back, to protect individuals.",
    NOT_SHOWN: "the section was left out, or the comparison with England was.",
}

Row = dict[str, str]


@dataclass(frozen=True)
class Amount:
    """A figure in words: the number, or why there is none."""

    text: str
    is_missing: bool = False
    is_questioned: bool = False


@dataclass(frozen=True)
class Headline:
    """One indicator of a council: when, how much, England's, and what a test says of the two."""

    title: str
    when: str
    own: Amount
    england: Amount
    beside: str


@dataclass(frozen=True)
class Headlines:
    """The headline figures of a report.

    groups: title and lines of each. publications: what their figures come from, in the order met.
    edition: the latest count of plans, such as January 2025; "" where the report has none.
    """

    groups: tuple[tuple[str, tuple[Headline, ...]], ...]
    publications: tuple[str, ...]
    edition: str

    @property
    def has_figures(self) -> bool:
        """Whether any of them has a figure of the council's own."""
        return any(not line.own.is_missing for _, lines in self.groups for line in lines)

    @property
    def has_questioned(self) -> bool:
        """Whether any figure is marked as questioned."""
        return any(amount.is_questioned for amount in self._amounts)

    @property
    def gaps(self) -> list[str]:
        """What each reason for a missing figure means, for those that were met."""
        met = {amount.text for amount in self._amounts if amount.is_missing}
        return [f"{reason}: {meaning}" for reason, meaning in GAPS.items() if reason in met]

    @property
    def _amounts(self) -> Iterator[Amount]:
        for _, lines in self.groups:
            for line in lines:
                yield from (line.own, line.england)


def read_headlines(folder: Path, area_code: str) -> Headlines:
    """Return the headline figures that figures.csv and comparisons.csv of a report hold.

    Raises:
        RenderError: a file is absent or damaged.
    """
    wanted = {measure for _, measures in HEADLINES for measure in measures}
    figures: dict[str, list[Row]] = {}
    for row in _rows(folder / "figures.csv", FIGURE_COLUMNS):
        if row["measure"] in wanted and row["area_code"] in (area_code, ENGLAND):
            figures.setdefault(row["measure"], []).append(row)
    tests = {
        (row["measure"], row["period"]): row
        for row in _rows(folder / "comparisons.csv", COMPARISON_COLUMNS)
        if row["area_code"] == area_code and row["comparator"] == ENGLAND
    }
    try:
        groups = tuple(
            (title, tuple(_headline(one, figures.get(one, []), tests, area_code) for one in group))
            for title, group in HEADLINES
        )
        latest = _latest(figures.get(EDITION, []))
    except (ValueError, KeyError) as error:
        raise RenderError(
            f"{folder / 'figures.csv'}: holds {error}, which no report writes; build it again"
        ) from error
    order = [CATALOGUE[one] for _, group in HEADLINES for one in group if one in figures]
    return Headlines(
        groups=groups,
        publications=tuple(dict.fromkeys(publication(indicator) for indicator in order)),
        edition=when(latest, CATALOGUE[EDITION]) if latest else "",
    )


def _rows(path: Path, columns: Sequence[str]) -> Iterator[Row]:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            if list(reader.fieldnames or ()) != list(columns):
                raise RenderError(
                    f"{path}: its columns are {', '.join(reader.fieldnames or ['none'])}; expected "
                    f"{', '.join(columns)}; build the report again"
                )
            for row in reader:
                if None in row or None in row.values():
                    raise RenderError(
                        f"{path}: line {reader.line_num} has more or fewer cells than "
                        f"{len(columns)}; build the report again"
                    )
                yield row
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise RenderError(f"{path}: cannot be read ({error}); build the report again") from error


def _latest(rows: Sequence[Row]) -> str:
    periods = {row["period"] for row in rows if row["value"]}
    return max(periods, key=lambda period: (end_year(period), period), default="")


def _headline(
    measure: str, rows: Sequence[Row], tests: dict[tuple[str, str], Row], area_code: str
) -> Headline:
    indicator = CATALOGUE[measure]
    period = _latest(rows)
    at_period = {row["area_code"]: row for row in rows if row["period"] == period}
    own = _amount(at_period.get(area_code), indicator, shown=bool(rows))
    return Headline(
        title=indicator.title,
        when=when(period, indicator) if period else "",
        own=own,
        england=_amount(at_period.get(ENGLAND), indicator, shown=False),
        beside=NOT_ASSESSED
        if own.is_missing or own.is_questioned
        else _beside(tests.get((measure, period))),
    )


def _amount(row: Row | None, indicator: Indicator, *, shown: bool) -> Amount:
    """Return a figure in words.

    Args:
        row: its row, None where the file has none.
        indicator: what it is of.
        shown: whether the report has other figures of it, so that only this one is missing.
    """
    if row is None:
        return Amount(MISSING["not_available"] if shown else NOT_SHOWN, is_missing=True)
    if not row["value"]:
        return Amount(MISSING.get(row["status"], MISSING["not_available"]), is_missing=True)
    return Amount(
        number(float(row["value"]), unit=row["unit"], places=indicator.places),
        is_questioned=row["status"] == "questioned",
    )


def _beside(test: Row | None) -> str:
    if test is None:
        return NOT_ASSESSED
    return BESIDE.get(sure_difference(pd.Series(test)), NOT_ASSESSED)
