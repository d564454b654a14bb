"""What two chapters hand to the summary."""

from sendlib.measures.local.protected import ProtectedTables
from sendlib.views.local_commissioning import commissioning_points, resource_points
from tests.measures.commissioning.drawn_files import nothing_given, partners


def test_points_name_their_chapter_and_the_blocks_that_show_them():
    given = partners()
    resource = resource_points(given, ProtectedTables())
    together = commissioning_points(given)
    assert {one.chapter for one in resource} == {"resource"}
    assert {one.chapter for one in together} == {"commissioning"}
    assert all(one.figures for one in [*resource, *together])
    assert len(resource) == 4
    assert len(together) == 9


def test_without_files_there_are_none():
    assert resource_points(nothing_given(), ProtectedTables()) == []
    assert commissioning_points(nothing_given()) == []
