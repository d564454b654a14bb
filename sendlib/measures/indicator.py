"""What an indicator is: which published cells make it, in which unit, and how readers call it."""

from dataclasses import dataclass
from typing import Literal

from sendlib.measures.comparison import Polarity

# proportion: part of a whole. rate: events per head. count: a number. value: as published, with
# no counts behind it, so neither interval nor test. ratio: money per head, no interval either
Kind = Literal["proportion", "rate", "count", "value", "ratio"]
TESTED = ("proportion", "rate")
# SEN2 became person-level with the return of January 2023: the first period of each table whose
# figures come from records of persons. Source: DfE, Education, health and care plans, June 2025,
# data guidance, "The time series"
PERSON_LEVEL = {
    "caseload": "2023",
    "residential": "2023",
    "personal_budgets": "2023",
    "new_plans": "2022",
    "requests": "2022",
    "assessments": "2022",
    "timeliness": "2022",
}
Unit = Literal["count", "percent", "per_1000", "gbp", "weeks", "ratio", "index"]


@dataclass(frozen=True)
class Selection:
    """Published cells that are added up.

    dataset: the facts table. fields: columns as published, summed. topic and breakdowns: which
    rows, summed too. years_before: 1 takes the cells of the year before the indicator's period,
    as a January count is set against the mid-year population before it. period_form: financial
    writes the year 2024 as 2024-25, to stand beside money.
    """

    dataset: str
    fields: tuple[str, ...]
    topic: str = "Total"
    breakdowns: tuple[str, ...] = ("Total",)
    years_before: int = 0
    period_form: Literal["", "financial"] = ""


@dataclass(frozen=True)
class Indicator:
    """One measure of the report.

    measure: its name in figures.csv. title: heading of its chart and table. subject: how a
    sentence calls it, lower case, singular. topic: its section. count and denominator: the cells
    behind it; `value` indicators have no denominator and `count` holds the published value.
    polarity: "high" where high is good, "low" where low is good, None where neither. break_before:
    the first period of figures that are unlike earlier ones: no line or trend crosses to it.
    """

    measure: str
    title: str
    subject: str
    topic: str
    kind: Kind
    unit: Unit
    polarity: Polarity
    count: Selection
    denominator: Selection | None = None
    per: float = 1.0
    definition: str = ""
    break_before: str | None = None
    places: int | None = None
    breakdown: str = "Total"

    @property
    def is_tested(self) -> bool:
        """Whether counts stand behind it, so that differences can be tested."""
        return self.kind in TESTED

    @property
    def collected_anew(self) -> str:
        """The first period collected in another way, "" where there was no such change.

        The publisher gives one series across the change; what spans it has to say so.
        """
        return PERSON_LEVEL.get(self.count.dataset, "")

    @property
    def scale(self) -> float:
        """What a share or rate is multiplied by to be in its unit."""
        return 100.0 if self.unit == "percent" and self.kind == "proportion" else self.per
