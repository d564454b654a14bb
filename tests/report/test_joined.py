import pytest

from sendlib.errors import RenderError
from sendlib.report.joined import Joined, join_cells
from sendlib.report.markdown import parse


def test_each_piece_knows_its_cell_and_output(views):
    joined = join_cells(views.notebook("# A\n\nB", views.figure(), "C"))
    pieces = parse(joined.text).children
    assert [joined.cell_of(piece) for piece in pieces] == [1, 1, 2, 3]
    assert [joined.output_at(piece) is None for piece in pieces] == [True, True, False, True]


def test_an_empty_cell_is_no_piece(views):
    assert parse(join_cells(views.notebook("", "B")).text).children[0].map == (1, 2)


def test_a_place_cannot_be_forged():
    with pytest.raises(RenderError, match="the private sign"):
        Joined().add_markdown(1, "\ue0000\ue000")
