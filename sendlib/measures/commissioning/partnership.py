"""A council's open files as the chapters on resources and on commissioning read them."""

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from sendlib.contracts.deflator import DEFLATOR_INDEX
from sendlib.measures.commissioning.budgets import years_of
from sendlib.measures.commissioning.cycle import latest_ratings
from sendlib.measures.commissioning.decisions import decided
from sendlib.measures.commissioning.members import MemberFiles
from sendlib.measures.commissioning.services import outcome_figures, service_figures
from sendlib.measures.local.open_files import OpenFiles
from sendlib.measures.place import Place
from sendlib.params.commissioning import DecisionRules
from sendlib.params.document import DocumentParams
from sendlib.params.model import ReportParams
from sendlib.params.region import RegionParams

# files and columns that tell how far the council's own files reach
_SEEN = (
    ("workforce", "date"), ("engagement", "date"), ("selfassessment", "date"),
    ("actions", "review_date"),
)  # fmt: skip


@dataclass(frozen=True)
class Partnership:
    """What a council and its partners gave of their services, money, staff and plans.

    files: the open files. place: the council. as_of: day from which ends of contracts and the like
    are counted. rules: limits for decisions. threshold: of persons, below which none are shown.
    deflator: price index by financial year.
    """

    files: OpenFiles
    place: Place
    as_of: pd.Timestamp
    rules: DecisionRules
    threshold: int
    deflator: pd.Series

    @cached_property
    def services(self) -> pd.DataFrame:
        """The services with their figures and what the rules say of them."""
        given = self.files.table("services")
        figures = service_figures(given, self.files.table("outcomes"))
        return decided(figures, self.rules, as_of=self.as_of)

    @cached_property
    def outcomes(self) -> pd.DataFrame:
        """The latest figures of each outcome of each service."""
        return outcome_figures(self.files.table("services"), self.files.table("outcomes"))

    @cached_property
    def ratings(self) -> pd.DataFrame:
        """The latest ratings of each standard of the self-assessment."""
        return latest_ratings(self.files.table("selfassessment"))

    @property
    def budget_year(self) -> str:
        """The latest financial year of the budgets."""
        return years_of(self.files.table("budgets"))[-1]


def partnership(params: ReportParams, files: OpenFiles, place: Place) -> Partnership:
    """Return a council's open files with the rules by which they are read.

    Dates are counted from that of the report; without one, from the last day on which the files
    tell of something done; without either, from the end of March after the last year shown.
    """
    return Partnership(
        files=files,
        place=place,
        as_of=_as_of(params, files),
        rules=params.commissioning.decisions,
        threshold=params.disclosure.threshold,
        deflator=pd.Series(DEFLATOR_INDEX),
    )


def partnership_of_region(params: RegionParams, members: MemberFiles, place: Place) -> Partnership:
    """Return the open files of a region's councils, the council named in every row, as one's.

    Args:
        params: of the region.
        members: its files.
        place: the region.
    """
    files = members.pooled()
    return Partnership(
        files=files,
        place=place,
        as_of=_as_of(params, files),
        rules=params.regional.decisions,
        threshold=params.disclosure.threshold,
        deflator=pd.Series(DEFLATOR_INDEX),
    )


def _as_of(params: DocumentParams, files: OpenFiles) -> pd.Timestamp:
    if params.document.date is not None:
        return pd.Timestamp(params.document.date)
    days = [files.table(name)[column].max() for name, column in _SEEN]
    seen = [day for day in days if pd.notna(day)]
    return max(seen) if seen else pd.Timestamp(params.years.last, 3, 31)
