import re

import pytest

from sendlib.data.register import load_register
from sendlib.report.site_map import ATTRIBUTION, ENLARGED, TALL, england_map
from tests.report.made_reports import made_boundaries

SLUGS = {"885": "worcestershire", "420": "isles-of-scilly", "202": "camden", "101": "demo"}


@pytest.fixture
def drawing():
    return england_map(made_boundaries(), SLUGS)


def corners(path):
    """Return the corners of the first ring of a path."""
    x, y, steps = re.match(r"M(\d+) (\d+)l([^z]*)z", path).groups()
    found = [(int(x), int(y))]
    moves = list(map(int, steps.split()))
    for right, down in zip(moves[::2], moves[1::2], strict=True):
        found.append((found[-1][0] + right, found[-1][1] + down))
    return found


def test_every_council_is_drawn_and_those_with_a_report_lead_to_their_folder(drawing):
    assert [shape.area_code for shape in drawing.shapes] == ["202", "420", "885", "916", "929"]
    assert {shape.name: shape.slug for shape in drawing.shapes if shape.slug} == {
        "Camden": "camden",
        "Isles of Scilly": "isles-of-scilly",
        "Worcestershire": "worcestershire",
    }
    assert (drawing.shown, drawing.of) == (3, 5)


def test_north_is_up_and_the_drawing_holds_all_of_it(drawing):
    by_name = {
        shape.name: corners(shape.path) for shape in drawing.shapes if shape.area_code != "420"
    }
    top = min(y for _, y in by_name["Northumberland"])
    assert top == 0
    assert min(y for _, y in by_name["Worcestershire"]) > 500
    for outline in by_name.values():
        assert all(0 <= x <= drawing.width and 0 <= y <= TALL for x, y in outline)


def test_london_is_drawn_again_enlarged_inside_the_drawing(drawing):
    (camden,) = drawing.london
    small = corners(next(shape.path for shape in drawing.shapes if shape.in_london))
    large = corners(camden.path)
    assert large[1][0] - large[0][0] == pytest.approx(ENLARGED * (small[1][0] - small[0][0]), abs=3)
    assert all(x <= drawing.width for x, _ in large)
    assert drawing.london_title[0] == max(x for x, _ in large)


def test_a_council_too_small_to_draw_is_a_dot_with_a_ring_around_it(drawing):
    scilly = next(shape for shape in drawing.shapes if shape.area_code == "420")
    assert scilly.path == "M-2 998h4v4h-4z"
    assert scilly.ring is not None
    assert [shape.name for shape in drawing.shapes if shape.ring] == ["Isles of Scilly"]


def test_a_small_council_without_report_has_no_ring():
    assert not any(shape.ring for shape in england_map(made_boundaries(), {}).shapes)


def test_boundaries_without_london_have_no_inset():
    rest = made_boundaries().query("area_code != '202'")
    drawing = england_map(rest, SLUGS)
    assert drawing.london == ()
    assert max(x for shape in drawing.shapes[1:] for x, _ in corners(shape.path)) <= drawing.width


def test_the_licence_of_the_boundaries_gets_the_words_it_asks_for():
    entry = load_register().find("reference/ctyua_may2023_england_buc.geojson")
    statements = load_register().licences[entry.licence].statements
    assert all(line.removeprefix("Source: ").rstrip(".") in ATTRIBUTION for line in statements[1:])
