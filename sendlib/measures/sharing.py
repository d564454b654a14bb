"""Dividing a whole among parts so that what is shown adds up to it exactly."""

import math
from collections.abc import Sequence
from fractions import Fraction

from sendlib.errors import ContractError

TENTHS_OF_A_PERCENT = 1000


def apportioned(parts: Sequence[Fraction], *, total: int) -> list[int]:
    """Return parts as whole numbers with the same total, each less than 1 from its own.

    Parts are rounded down, and what that leaves goes to those that lost most, the first of equals.

    Args:
        parts: numbers that add up to `total` exactly; some may be below 0.
        total: a whole number.

    Raises:
        ContractError: the parts do not add up.

    Method: largest remainder (Hamilton 1792; Balinski and Young 1982).
    """
    if sum(parts, Fraction(0)) != total:
        raise ContractError(f"parts add up to {float(sum(parts, Fraction(0)))}, expected {total}")
    whole = [math.floor(part) for part in parts]
    lost = [part - down for part, down in zip(parts, whole, strict=True)]
    order = sorted(range(len(parts)), key=lambda at: (-lost[at], at))
    for at in order[: total - sum(whole)]:
        whole[at] += 1
    return whole


def percentages(pence: Sequence[int]) -> list[float]:
    """Return the percentages that amounts are of their sum, to one decimal; they add up to 100.

    Args:
        pence: whole amounts of 0 or more, not all of them 0.

    Raises:
        ContractError: an amount below 0, or nothing to share.
    """
    whole = sum(pence)
    if whole <= 0 or min(pence) < 0:
        raise ContractError(f"amounts {list(pence)} have no shares, expected 0 or more and some")
    parts = [Fraction(one * TENTHS_OF_A_PERCENT, whole) for one in pence]
    return [tenths / 10 for tenths in apportioned(parts, total=TENTHS_OF_A_PERCENT)]
