"""Which needs and ages services are for: where none is, and where several agencies do the same."""

from collections.abc import Sequence
from itertools import combinations

import pandas as pd

YOUNGEST, OLDEST = 0, 25
GAP, ANY_NEED, ONE, SEVERAL, OVERLAP = "gap", "any_need", "one", "several", "overlap"
AGES = {"0 to 4": (0, 4), "5 to 10": (5, 10), "11 to 15": (11, 15), "16 to 18": (16, 18),
        "19 to 25": (19, 25)}  # fmt: skip


def parts(text: object) -> tuple[str, ...]:
    """Return the codes or words of a cell that holds several, semicolons between."""
    if not isinstance(text, str):
        return ()
    return tuple(word.strip() for word in text.split(";") if word.strip())


def coverage(
    services: pd.DataFrame, *, needs: Sequence[str], levels: Sequence[str]
) -> pd.DataFrame:
    """Return how many services each need has at each level, and what that means.

    A service that names no need is for any need: it keeps a level from being a gap, and is
    counted apart.

    Args:
        services: service_id, agency, level, needs, youngest_age, oldest_age, outcomes_sought,
            is_joint.
        needs: codes of the rows.
        levels: codes of the columns.

    Returns:
        A row per need and level, in order: need, level, service_count (that name the need),
        any_count (for any need), agency_count, status: `gap` (none), `any_need` (only services for
        any need), `one`, `several`, or `overlap` (see `overlaps`).
    """
    named = {index: parts(text) for index, text in services["needs"].items()}
    pairs = overlaps(services)
    doubled = {
        (need, str(level))
        for level, shared in zip(pairs["level"], pairs["needs"], strict=True)
        for need in shared
    }
    rows = []
    for need in needs:
        for level in levels:
            at_level = services[services["level"] == level]
            own = at_level.loc[[index for index in at_level.index if need in named[index]]]
            anyone = sum(not named[index] for index in at_level.index)
            rows.append(
                {
                    "need": need, "level": level, "service_count": len(own), "any_count": anyone,
                    "agency_count": own["agency"].nunique(),
                    "status": _status(len(own), anyone, (need, level) in doubled),
                }
            )  # fmt: skip
    return pd.DataFrame(rows)


def _status(own: int, anyone: int, is_doubled: bool) -> str:
    if own == 0:
        return ANY_NEED if anyone else GAP
    if is_doubled:
        return OVERLAP
    return ONE if own == 1 else SEVERAL


def age_coverage(services: pd.DataFrame, *, agencies: Sequence[str]) -> pd.DataFrame:
    """Return how many services of each agency take some age of each band.

    Args:
        services: agency, youngest_age, oldest_age (a blank age is no limit).
        agencies: codes of the columns.

    Returns:
        A row per band of age and agency, in order: age, agency, service_count.
    """
    youngest, oldest = _ages(services)
    return pd.DataFrame(
        [
            {
                "age": band,
                "agency": agency,
                "service_count": int(
                    ((services["agency"] == agency) & (youngest <= last) & (oldest >= first)).sum()
                ),
            }
            for band, (first, last) in AGES.items()
            for agency in agencies
        ]
    )


def overlaps(services: pd.DataFrame) -> pd.DataFrame:
    """Return pairs of services that seek the same outcome for the same children apart.

    Two services overlap where they have a need, a level, an age and an outcome in common, are of
    different agencies, and neither is commissioned jointly.

    Returns:
        A row per pair: first, second (service_id), level, needs and outcomes (tuples of what they
        have in common), cost_gbp (of both; missing where one is).
    """
    youngest, oldest = _ages(services)
    apart = services[~services["is_joint"].fillna(False).astype(bool)]
    rows = []
    for first, second in combinations(apart.index, 2):
        one, other = services.loc[first], services.loc[second]
        shared = _in_common(one["needs"], other["needs"])
        sought = _in_common(one["outcomes_sought"], other["outcomes_sought"])
        ages = max(youngest[first], youngest[second]) <= min(oldest[first], oldest[second])
        if (
            one["level"] == other["level"]
            and one["agency"] != other["agency"]
            and shared
            and sought
            and ages
        ):
            rows.append(
                (
                    str(one["service_id"]), str(other["service_id"]), str(one["level"]), shared,
                    sought, one["annual_cost_gbp"] + other["annual_cost_gbp"],
                )
            )  # fmt: skip
    columns = ["first", "second", "level", "needs", "outcomes", "cost_gbp"]
    return pd.DataFrame(rows, columns=columns)


def _in_common(one: object, other: object) -> tuple[str, ...]:
    there = {word.casefold() for word in parts(other)}
    return tuple(word for word in parts(one) if word.casefold() in there)


def _ages(services: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    return services["youngest_age"].fillna(YOUNGEST), services["oldest_age"].fillna(OLDEST)
