"""How wide words are in the typeface of the PDF, in ems: what layout on paper goes by."""

from functools import cache

from matplotlib.ft2font import FT2Font, LoadFlags

from sendlib.views.typeface import font_files

REGULAR, BOLD = "SourceSansPro-Regular", "SourceSansPro-Bold"
# a sign the typeface lacks is set in another, which is wider
SPARE_WIDTH = 0.8


class Widths(dict[str, float]):
    """Widths of a font's signs, each looked up in the font once."""

    def __init__(self, style: str) -> None:
        """Open the font."""
        super().__init__()
        self._font = FT2Font(str(next(path for path in font_files() if path.stem == style)))

    def __missing__(self, sign: str) -> float:
        """Return the width of a sign that is met for the first time."""
        width = SPARE_WIDTH
        if self._font.get_char_index(ord(sign)):
            advance = self._font.load_char(ord(sign), flags=LoadFlags.NO_SCALE).horiAdvance
            width = float(advance) / self._font.units_per_EM
        self[sign] = width
        return width


def width_of(text: str, *, bold: bool = False) -> float:
    """Return how wide a text is on one line, as a multiple of the size of type."""
    return sum(map(_widths(BOLD if bold else REGULAR).__getitem__, text))


@cache
def _widths(style: str) -> Widths:
    return Widths(style)
