"""Texts that the charts of nearly every report show, laid out before there is a report to make.

Four of five are met in an evidence base, where they are more than half of all its charts' texts.
"""

from matplotlib.font_manager import FontProperties

from sendlib.contracts.areas import ENGLAND_NAME
from sendlib.data.neighbours import TITLE
from sendlib.measures.ages import BANDS
from sendlib.measures.needs import NEEDS
from sendlib.measures.placements import MIX_NAMES
from sendlib.views import theme
from sendlib.views.formats import tick
from sendlib.views.horizontal_bars import NAME_WIDTH, wrapped_names
from sendlib.views.money import CASH, REAL
from sendlib.views.svg_canvas import LETTERING

YEARS = range(2018, 2026)
STEPS = {  # from one amount of an axis to the next
    "percent": (0.5, 1, 2, 2.5, 4, 5, 8, 10, 15, 20, 25),
    "count": (1, 2, 3, 10, 15, 500, 1_000, 5_000),
    "gbp": (250, 5_000, 5e6, 20e6),
}
MOST = 5  # steps of an axis


def lay_out() -> None:
    """Lay out usual texts in the charts' typeface; no file but the font is read."""
    theme.use_style()
    plain = FontProperties()
    LETTERING.reach(plain)
    for text in usual_texts():
        LETTERING.word(text, plain)


def usual_texts() -> set[str]:
    """Return periods, round amounts of each unit, and names of groups, line by line."""
    names = [ENGLAND_NAME, TITLE, CASH, REAL, *NEEDS.values(), *MIX_NAMES, *BANDS]
    lines = {line for name in wrapped_names(names, NAME_WIDTH) for line in name.split("\n")}
    periods = {f"{year}{end}" for year in YEARS for end in ("", *_ends(year + 1))}
    amounts = {
        tick(unit)(step * number, 0)
        for unit, steps in STEPS.items()
        for step in steps
        for number in range(MOST + 1)
    }
    return lines | periods | amounts


def _ends(year: int) -> tuple[str, str]:
    """Return how a financial and an academic year end."""
    return f"-{year % 100:02}", f"/{year % 100:02}"
