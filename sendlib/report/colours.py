"""Colours of a council, checked and adapted so that text set in or on them can be read."""

import re

from sendlib.params.colours import (
    TEXT_CONTRAST,
    WHITE,
    channels,
    contrast_ratio,
    relative_luminance,
)

INK = "#16191d"


def checked_colour(colour: str) -> str:
    """Return a `#rrggbb` colour in lower case; refuse anything else."""
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", colour):
        raise ValueError(f"{colour!r} is no colour such as #1d4e89")
    return colour.lower()


def mixed(colour: str, other: str, share: float) -> str:
    """Return `colour` with a share (0 to 1) of `other` in it."""
    pairs = zip(channels(colour), channels(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def text_on(background: str) -> str:
    """Return white or ink, whichever reads better on the background."""
    return max((WHITE, INK), key=lambda colour: contrast_ratio(colour, background))


def readable(colour: str, *, on: str, ratio: float = TEXT_CONTRAST) -> str:
    """Return the colour, moved as little towards black or white as reading it on `on` needs."""
    goal = "#000000" if relative_luminance(on) > 0.18 else WHITE
    steps = (mixed(colour, goal, step / 20) for step in range(20))
    return next((step for step in steps if contrast_ratio(step, on) >= ratio), goal)
