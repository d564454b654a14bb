import io
import xml.etree.ElementTree as ET

import matplotlib.image
import pytest

from sendlib.report.charts import render_charts
from sendlib.report.document import read_document

SVG = "{http://www.w3.org/2000/svg}"
NASTY = "a & b <script>x</script> \" ' {title}"


def charts_of(views, *cells, **cover):
    return render_charts(read_document(views.notebook(views.cover(**cover), *cells)))


def pixels(png):
    return matplotlib.image.imread(io.BytesIO(png))


def test_each_chart_is_a_file_by_its_label_in_both_formats(views):
    files = charts_of(views, views.figure("fig-a"), views.table(), views.figure("fig-b"))
    assert list(files) == [
        "charts/fig-a.svg", "charts/fig-a.png", "charts/fig-b.svg", "charts/fig-b.png",
    ]  # fmt: skip


def test_the_svg_tells_caption_alt_text_and_marks(views):
    files = charts_of(views, views.figure("f", caption=NASTY, alt=NASTY), status_mark=NASTY)
    root = ET.fromstring(files["charts/f.svg"])
    assert [root.find(f"{SVG}{name}").text for name in ("title", "desc")] == [NASTY, NASTY]
    assert root.find(f"{SVG}text").text == f"{NASTY} · OFFICIAL"


@pytest.mark.parametrize(("mark", "height"), [("Draft", 218), ("", 200)])
def test_marks_stand_above_the_chart_and_take_room_only_if_there_are_any(views, mark, height):
    files = charts_of(views, views.figure("f"), status_mark=mark, protective_mark="")
    root = ET.fromstring(files["charts/f.svg"])
    assert root.get("viewBox") == f"0 0 400.0 {height}.0"
    assert (root.find(f"{SVG}text") is not None) == bool(mark)
    found = pixels(files["charts/f.png"])
    assert found.shape[:2] == (round(height / 72 * 300), round(400 / 72 * 300))


def test_a_chart_sized_in_points_fills_its_frame(views):
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="400pt" height="200pt" '
        'viewBox="0 0 400 200"><rect width="400" height="200" fill="#0000ff"/></svg>'
    )
    files = charts_of(views, views.figure("f", svg=svg), status_mark="", protective_mark="")
    found = pixels(files["charts/f.png"])
    assert found[-4, -4, :3].tolist() == found[4, 4, :3].tolist() == [0, 0, 1]


def test_a_report_without_charts_has_no_files(views):
    assert charts_of(views, "Words.") == {}
