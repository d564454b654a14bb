"""Who has a plan: one box says what to give."""

from sendlib.measures.local.protected import Given, ProtectedTables
from sendlib.views.blocks import Absent, Callout
from sendlib.views.local_plans import missing

FILES = ("sen2_persons", "sen2_named_plans", "sen2_placement_detail")


def own(*names):
    return ProtectedTables(given=tuple(Given(name, name, "10", "none") for name in names))


def test_one_box_names_the_files_that_are_not_there():
    box = missing(own("sen2_persons"))
    assert isinstance(box, Callout)
    assert "sen2_named_plans" in box.text
    assert "sen2_persons" not in box.text


def test_there_is_no_box_where_all_are_there():
    assert isinstance(missing(own(*FILES)), Absent)
