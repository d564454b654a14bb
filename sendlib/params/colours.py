"""Colours of a council's brand: contrast as WCAG 2.2 measures it, and the nearest good shade.

Method: WCAG 2.2, definitions of relative luminance and contrast ratio.
"""

import re

WHITE = "#ffffff"

# WCAG 2.2, success criteria 1.4.3 (text) and 1.4.11 (parts of charts and controls)
TEXT_CONTRAST = 4.5
GRAPHIC_CONTRAST = 3.0

_HEX = re.compile(r"#?([0-9a-f]{3}|[0-9a-f]{6})", flags=re.ASCII)
_STEPS = 1000


def normal_hex(text: str) -> str | None:
    """Return a colour as `#rrggbb`, or None where the text is not a hexadecimal colour."""
    match = _HEX.fullmatch(text.strip().lower())
    if match is None:
        return None
    digits = match[1]
    return "#" + (digits if len(digits) == 6 else "".join(digit * 2 for digit in digits))


def relative_luminance(colour: str) -> float:
    """Return the relative luminance of a `#rrggbb` colour, 0 (black) to 1 (white)."""
    red, green, blue = (_linear(channel) for channel in channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast_ratio(colour: str, background: str = WHITE) -> float:
    """Return the contrast of two `#rrggbb` colours, 1 (none) to 21 (black on white)."""
    darker, lighter = sorted((relative_luminance(colour), relative_luminance(background)))
    return (lighter + 0.05) / (darker + 0.05)


def nearest_darker(colour: str, *, contrast: float) -> str:
    """Return the lightest shade of a colour that reaches a contrast with white.

    The shade keeps the hue: its channels are those of the colour, all darkened in proportion. A
    colour that passes comes back as it is.

    Args:
        colour: `#rrggbb`.
        contrast: the ratio to reach, at most 21.
    """
    shades = (_darkened(colour, step / _STEPS) for step in range(_STEPS, -1, -1))
    return next(shade for shade in shades if contrast_ratio(shade) >= contrast)


def channels(colour: str) -> tuple[int, int, int]:
    """Return red, green and blue of a `#rrggbb` colour, 0 to 255 each."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _linear(channel: int) -> float:
    share = channel / 255
    return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)


def _darkened(colour: str, factor: float) -> str:
    return "#" + "".join(f"{int(channel * factor):02x}" for channel in channels(colour))
