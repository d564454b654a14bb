"""Matplotlib's SVG, its texts written from what is kept of them.

Matplotlib asks the font anew for each text, several times a chart, and writes it letter by letter,
which is a third of the time that drawing takes. The picture is the same.
"""

from typing import IO, Any

from matplotlib import cbook
from matplotlib.backend_bases import GraphicsContextBase
from matplotlib.backends.backend_mixed import MixedModeRenderer
from matplotlib.backends.backend_svg import (
    FigureCanvasSVG,
    RendererSVG,
    _generate_transform,
    _short_float_fmt,
)
from matplotlib.colors import rgb2hex
from matplotlib.font_manager import FontProperties

from sendlib.views.lettering import Lettering

LETTERING = Lettering()
BLACK = "#000000"


class Pen(RendererSVG):
    """Matplotlib's pen, which writes a text in one go."""

    def __init__(self, width: float, height: float, file: IO[str], **as_matplotlib: Any) -> None:
        super().__init__(width, height, file, **as_matplotlib)  # type: ignore[no-untyped-call]
        self._file = file
        self._text2path = LETTERING

    def _get_font_height_metrics(self, prop: FontProperties) -> tuple[float, float, float]:
        """Tell matplotlib how far letters reach, which it asks a font of its own otherwise."""
        above, below, gap = LETTERING.reach(prop)
        size = prop.get_size_in_points()
        return above * size, below * size, gap * size

    def _draw_text_as_path(
        self, gc: GraphicsContextBase, x: float, y: float, s: str, prop: FontProperties,
        angle: float, ismath: Any, mtext: Any = None,
    ) -> None:  # fmt: skip
        """Write a text, and before it the outlines that no text has used before."""
        if ismath:
            super()._draw_text_as_path(gc, x, y, s, prop, angle, ismath, mtext)  # type: ignore[no-untyped-call]
            return
        self.writer.comment(s)  # type: ignore[no-untyped-call]  # closes the tag before
        word = LETTERING.word(s, prop)
        unknown = [glyph for glyph in word.glyphs if glyph not in self._glyph_map]
        new = {glyph: LETTERING.outlines[glyph] for glyph in unknown}
        self._glyph_map.update(new)
        outlines = f"<defs>{''.join(new.values())}</defs>" if new else ""
        scale = prop.get_size_in_points() / LETTERING.FONT_SCALE
        placed = _generate_transform(  # type: ignore[no-untyped-call]
            [("translate", (x, y)), ("rotate", (-angle,)), ("scale", (scale, -scale))]
        )
        self._file.write(f'<g{_style(gc)} transform="{placed}">{outlines}{word.svg}</g>\n')


def _style(gc: GraphicsContextBase) -> str:
    """Return the attribute that says colour and opacity of a text, if there is anything to say."""
    colour = gc.get_rgb()
    opacity = gc.get_alpha() if gc.get_forced_alpha() else colour[3]
    css = [f"fill: {rgb2hex(colour)}"] if rgb2hex(colour) != BLACK else []
    if opacity != 1:
        css.append(f"opacity: {_short_float_fmt(opacity)}")  # type: ignore[no-untyped-call]
    return f' style="{"; ".join(css)}"' if css else ""


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
            pen = Pen(width * 72, height * 72, file, image_dpi=pixels, metadata=metadata)
            renderer: Any = MixedModeRenderer(  # type: ignore[no-untyped-call]
                self.figure, width, height, pixels, pen, bbox_inches_restore=bbox_inches_restore
            )
            self.figure.draw(renderer)
            renderer.finalize()
