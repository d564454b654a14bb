from sendlib.views import theme
from sendlib.views.dots import dots, draw_dots, side_by_side


def scattered(axes):
    return [
        (collection.get_facecolor().shape[0] and collection.get_offsets().tolist())
        for collection in axes.collections
        if len(collection.get_offsets()) and hasattr(collection, "get_sizes")
    ]


def test_each_area_has_a_dot_the_council_first(course, axes):
    one = course()
    assert [code for code, _ in dots(one, "2025")] == ["885", "SN-885", "E12000005", "ENG"]
    draw_dots(axes, one, "2025")
    labels = [text.get_text() for text in axes.figure.texts][:4]
    assert labels == ["Worcestershire", "Statistical\nneighbours", "West Midlands", "England"] or (
        labels == ["Worcestershire", "Statistical neighbours", "West Midlands", "England"]
    )
    assert [text.get_text() for text in axes.texts] == ["40.0%", "27.0%", "25.0%", "25.0%"]
    assert axes.get_xlim()[0] == 0


def test_neighbours_are_grey_dots_beside_their_average(course, axes):
    draw_dots(axes, course({"933       | 2025   | 300": "933 | 2025 | 300?"}), "2025")
    faint = [c for c in axes.collections if c.get_offsets().tolist() == [[24.0, 1.0]]]
    assert len(faint) == 2  # the one neighbour left, and the average of that one
    assert theme.FAINT != theme.NEIGHBOURS


def test_a_questioned_figure_is_marked(course, axes):
    draw_dots(axes, course({"885       | 2025   | 400": "885 | 2025 | 400?"}), "2025")
    assert axes.texts[0].get_text() == "40.0% [q]"


def test_a_deficit_lies_left_of_the_zero_line(compared, axes):
    text = "area | period | count\n885 | 2025 | -5\nENG | 2025 | -3"
    draw_dots(axes, compared(text, kind="value"), "2025")
    low, high = axes.get_xlim()
    assert low < -5
    assert high >= 0
    assert any(set(line.get_xdata()) == {0} for line in axes.lines)


def test_the_chart_is_the_same_every_time(course):
    assert side_by_side(course(), "2025") == side_by_side(course(), "2025")
