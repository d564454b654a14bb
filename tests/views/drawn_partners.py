"""The open files of York and Leeds, as a partnership that views read."""

from functools import cache

from sendlib.measures.commissioning.members import MemberFiles
from sendlib.measures.commissioning.partnership import partnership_of_region
from sendlib.measures.place import region_place
from tests.measures.commissioning.drawn_members import NOBODY, files_of, members
from tests.views.drawn_region import region


@cache
def partners():
    """Return the partnership of all files that are drawn."""
    return partners_of(members())


def partners_of(files):
    """Return the partnership of some files."""
    params = region()
    return partnership_of_region(params, files, region_place(params))


def changed(**texts):
    """Return the partnership where York alone gives files, some of them drawn otherwise."""
    return partners_of(MemberFiles(("816",), {"816": files_of("816", **texts)}))


NOTHING = partners_of(NOBODY)
