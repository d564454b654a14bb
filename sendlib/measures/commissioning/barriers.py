"""Figures of members' open files that bear on what stands in the way of working together."""

from dataclasses import dataclass

import pandas as pd

from sendlib.measures.commissioning.members import MEMBER

HEALTH = "health"


@dataclass(frozen=True)
class Share:
    """A part of a whole, from the files of some councils: part, whole, and their codes."""

    part: float
    whole: float
    members: tuple[str, ...]

    @property
    def percent(self) -> float:
        """The part in percent of the whole."""
        return 100 * self.part / self.whole


def taken_places(places: pd.DataFrame) -> Share | None:
    """Return children on roll of specialist places, each council's latest year with both known.

    Args:
        places: the local file's columns and `member`.
    """
    known = places.dropna(subset=["places", "on_roll", "school_year"])
    latest = known.groupby(MEMBER)["school_year"].transform("max")
    rows = known[known["school_year"] == latest]
    return _share(rows, rows["on_roll"], rows["places"])


def health_vacancies(workforce: pd.DataFrame) -> Share | None:
    """Return posts of health staff that are not filled, at each council's latest count.

    Args:
        workforce: the local file's columns and `member`.
    """
    known = workforce.dropna(subset=["established_fte", "in_post_fte"])
    known = known[known["agency"] == HEALTH]
    latest = known.groupby(MEMBER)["date"].transform("max")
    rows = known[known["date"] == latest]
    return _share(rows, rows["established_fte"] - rows["in_post_fte"], rows["established_fte"])


def _share(rows: pd.DataFrame, part: pd.Series, whole: pd.Series) -> Share | None:
    total = float(whole.sum())
    if total <= 0:
        return None
    return Share(float(part.sum()), total, tuple(dict.fromkeys(rows[MEMBER].astype(str))))
