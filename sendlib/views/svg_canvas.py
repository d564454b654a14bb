"""Matplotlib's SVG, with each text measured and laid out once in a process.

A report's charts share most of their texts: years, numbers, names of comparators. Matplotlib asks
the font anew for each of them, several times a chart, which is a fifth of the time that drawing
takes. What is drawn is the same to the byte.
"""

import os
from collections import OrderedDict
from typing import Any

from matplotlib import cbook
from matplotlib.backends.backend_mixed import MixedModeRenderer
from matplotlib.backends.backend_svg import FigureCanvasSVG, RendererSVG
from matplotlib.font_manager import FontProperties
from matplotlib.ft2font import FT2Font
from matplotlib.textpath import TextToPath

Glyphs = tuple[list[Any], dict[str, Any], list[Any]]


class Lettering(TextToPath):
    """Text as outlines; sizes and outlines are kept."""

    def __init__(self) -> None:
        super().__init__()
        self._sizes: dict[tuple[str, int], tuple[float, float, float]] = {}
        self._glyphs: dict[tuple[Any, ...], Glyphs] = {}
        self._fonts: dict[int, FT2Font] = {}

    def let_go(self) -> None:
        """Forget all fonts: a fork would read their files at the place its parent is at."""
        self._fonts.clear()
        self._glyphs.clear()

    def _get_font(self, prop: FontProperties) -> FT2Font:
        """Return the font of some properties, at the size outlines are taken at."""
        key = hash(prop)
        if key not in self._fonts:
            self._fonts[key] = super()._get_font(prop)  # type: ignore[misc]
        self._fonts[key].set_size(self.FONT_SCALE, self.DPI)
        return self._fonts[key]

    def get_text_width_height_descent(
        self, s: str, prop: FontProperties, ismath: Any
    ) -> tuple[float, float, float]:
        """Return width, height and descent of a text in points."""
        if ismath:
            return super().get_text_width_height_descent(s, prop, ismath)
        key = (s, hash(prop))
        if key not in self._sizes:
            self._sizes[key] = super().get_text_width_height_descent(s, prop, ismath)
        return self._sizes[key]

    def get_glyphs_with_font(
        self, font: FT2Font, s: str, glyph_map: Any = None, return_new_glyphs_only: bool = False,
        *, features: Any = None, language: Any = None,
    ) -> Glyphs:  # fmt: skip
        """Return where each glyph of a text stands, and outlines by glyph."""
        if not return_new_glyphs_only or features or not isinstance(language, str | None):
            return super().get_glyphs_with_font(
                font, s, glyph_map, return_new_glyphs_only, features=features, language=language
            )
        key = (font, s, language)
        if key not in self._glyphs:
            self._glyphs[key] = super().get_glyphs_with_font(font, s, language=language)
        places, outlines, lines = self._glyphs[key]
        known = glyph_map or {}
        new = OrderedDict((name, one) for name, one in outlines.items() if name not in known)
        return places, new, lines


_LETTERING = Lettering()
if hasattr(os, "register_at_fork"):  # matplotlib does the same with the fonts it keeps
    os.register_at_fork(after_in_child=_LETTERING.let_go)


class FigureCanvas(FigureCanvasSVG):
    """What `savefig(backend="module://sendlib.views.svg_canvas")` draws with."""

    def print_svg(
        self, filename: Any, *, bbox_inches_restore: Any = None, metadata: Any = None,
        **_of_figure: Any,
    ) -> None:  # fmt: skip
        """Write the figure as matplotlib does; what the figure knows itself is given as well."""
        with cbook.open_file_cm(filename, "w", encoding="utf-8") as file:
            pixels, self.figure.dpi = self.figure.dpi, 72
            width, height = self.figure.get_size_inches()
            pen = RendererSVG(  # type: ignore[no-untyped-call]
                width * 72, height * 72, file, image_dpi=pixels, metadata=metadata
            )
            pen._text2path = _LETTERING
            renderer: Any = MixedModeRenderer(  # type: ignore[no-untyped-call]
                self.figure, width, height, pixels, pen, bbox_inches_restore=bbox_inches_restore
            )
            self.figure.draw(renderer)
            renderer.finalize()
