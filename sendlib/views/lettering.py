"""Texts of charts as outlines: each is laid out once in a process, or in the one it is a fork of.

A report's charts share most of their texts: years, numbers, names of comparators. What is kept of
them is sizes and SVG, and no font: a fork would read its open file at the place its parent is at.
"""

from typing import Any, NamedTuple

from matplotlib import _path
from matplotlib.backends.backend_svg import _generate_transform
from matplotlib.font_manager import FontProperties
from matplotlib.path import Path
from matplotlib.textpath import TextToPath

UNITS = 64  # in which FreeType has a point, and matplotlib writes outlines
COMMANDS = [b"M", b"L", b"Q", b"C", b"z"]
DECIMALS = 6
Face = tuple[Any, ...]


class Word(NamedTuple):
    """A text of one line: its sizes at `Lettering.FONT_SCALE` points, its SVG, its glyphs."""

    width: float
    height: float
    descent: float
    svg: str
    glyphs: tuple[str, ...]


class Reach(NamedTuple):
    """How far a face reaches above and below the line, and from line to line, in its size."""

    above: float
    below: float
    gap: float


class Lettering(TextToPath):
    """What is known of texts, by face and letters."""

    def __init__(self) -> None:
        super().__init__()
        self.outlines: dict[str, str] = {}  # SVG of each glyph
        self._words: dict[tuple[Face, str], Word] = {}
        self._reaches: dict[Face, Reach] = {}

    def word(self, text: str, prop: FontProperties) -> Word:
        """Return a text that is no formula."""
        key = (_face(prop), text)
        if key not in self._words:
            self._words[key] = self._laid_out(text, prop)
        return self._words[key]

    def reach(self, prop: FontProperties) -> Reach:
        """Return how far a face reaches: as its file says, whatever the letters."""
        face = _face(prop)
        if face not in self._reaches:
            font = self._font(prop)
            says, whole = font.get_sfnt_table("OS/2"), font.get_sfnt_table("head")["unitsPerEm"]
            self._reaches[face] = Reach(
                says["sTypoAscender"] / whole,
                -says["sTypoDescender"] / whole,
                says["sTypoLineGap"] / whole,
            )
        return self._reaches[face]

    def get_text_width_height_descent(
        self, s: str, prop: FontProperties, ismath: Any
    ) -> tuple[float, float, float]:
        """Return width, height and descent of a text in points."""
        if ismath:
            return super().get_text_width_height_descent(s, prop, ismath)
        word = self.word(s, prop)
        scale = prop.get_size_in_points() / self.FONT_SCALE
        return word.width * scale, word.height * scale, word.descent * scale

    def _font(self, prop: FontProperties) -> Any:
        return self._get_font(prop)  # type: ignore[attr-defined]

    def _laid_out(self, text: str, prop: FontProperties) -> Word:
        plain = prop.copy()
        plain.set_size(self.FONT_SCALE)
        sizes = super().get_text_width_height_descent(text, plain, False)
        places, outlines, _ = self.get_glyphs_with_font(self._font(plain), text)
        for glyph, (vertices, codes) in outlines.items():
            if glyph not in self.outlines:
                self.outlines[glyph] = _outline(glyph, Path(vertices * UNITS, codes))
        return Word(*sizes, "".join(map(_placed, places)), tuple(outlines))


def _face(prop: FontProperties) -> Face:
    """Return all that tells one font from another but for its size."""
    return (
        *prop.get_family(), prop.get_style(), prop.get_variant(), prop.get_weight(),
        prop.get_stretch(), prop.get_file(),
    )  # fmt: skip


def _outline(glyph: str, path: Path) -> str:
    """Return a glyph's outline under its name, for places to refer to."""
    written: bytes = _path.convert_to_string(  # type: ignore[attr-defined]
        path, None, None, False, None, DECIMALS, COMMANDS, False
    )
    drawn = f' d="{written.decode("ascii")}"' if written else ""  # a space has none
    return f'<path id="{glyph}"{drawn} transform="scale({1 / UNITS})"/>'


def _placed(place: tuple[str, float, float, float]) -> str:
    """Return a reference to a glyph at a place."""
    glyph, x, y, scale = place
    moved = _generate_transform([("translate", (x, y)), ("scale", (scale,))])  # type: ignore[no-untyped-call]
    transform = f' transform="{moved}"' if moved else ""
    return f'<use xlink:href="#{glyph}"{transform}/>'
