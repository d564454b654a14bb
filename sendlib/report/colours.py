"""Colours of a council, checked and adapted so that text set in or on them can be read.

Method: relative luminance and contrast ratio as WCAG 2.2 defines them.
"""

import re

AA_TEXT = 4.5
WHITE, INK = "#ffffff", "#16191d"


def checked_colour(colour: str) -> str:
    """Return a `#rrggbb` colour in lower case; refuse anything else."""
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", colour):
        raise ValueError(f"{colour!r} is no colour such as #1d4e89")
    return colour.lower()


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def luminance(colour: str) -> float:
    """Return the relative luminance, 0 (black) to 1 (white)."""
    shares = [channel / 255 for channel in _channels(colour)]
    red, green, blue = (
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def mixed(colour: str, other: str, share: float) -> str:
    """Return `colour` with a share (0 to 1) of `other` in it."""
    pairs = zip(_channels(colour), _channels(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def text_on(background: str) -> str:
    """Return white or ink, whichever reads better on the background."""
    return max((WHITE, INK), key=lambda colour: contrast(colour, background))


def readable(colour: str, *, on: str, ratio: float = AA_TEXT) -> str:
    """Return the colour, moved as little towards black or white as reading it on `on` needs."""
    goal = "#000000" if luminance(on) > 0.18 else WHITE
    steps = (mixed(colour, goal, step / 20) for step in range(20))
    return next((step for step in steps if contrast(step, on) >= ratio), goal)
