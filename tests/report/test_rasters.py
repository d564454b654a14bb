import base64
import io

import matplotlib.image
import pytest

from sendlib.errors import RenderError
from sendlib.report.rasters import charts_png, logo_png

SQUARE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 72 36">'
    '<rect width="36" height="36" fill="#ff0000"/></svg>'
)


def pixels(png):
    return matplotlib.image.imread(io.BytesIO(png))


def test_a_chart_keeps_its_size_and_stands_on_white():
    (png,) = charts_png([SQUARE], ppi=144)
    found = pixels(png)
    assert found.shape[:2] == (72, 144)
    assert found[36, 36, :3].tolist() == [1, 0, 0]
    assert found[36, 108, :3].tolist() == [1, 1, 1]


def test_charts_come_in_order_and_none_gives_none():
    wide = SQUARE.replace("0 0 72 36", "0 0 144 36")
    assert [pixels(png).shape[1] for png in charts_png([SQUARE, wide], ppi=72)] == [72, 144]
    assert charts_png([], ppi=72) == []


def test_same_chart_same_bytes():
    assert charts_png([SQUARE], ppi=72) == charts_png([SQUARE], ppi=72)


def test_a_logo_is_as_high_as_asked_and_as_wide_as_it_is():
    uri = "data:image/svg+xml;base64," + base64.b64encode(SQUARE.encode()).decode()
    assert pixels(logo_png(uri, height=40, ppi=72)).shape[:2] == (40, 80)


def test_a_damaged_picture_is_refused():
    with pytest.raises(RenderError, match="a picture cannot be made into PNG"):
        logo_png("data:image/png;base64,AAAA", height=40, ppi=72)
