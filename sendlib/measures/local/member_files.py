"""Opens the files of a region that are not personal, of each council and of the partnership."""

from sendlib.contracts.areas import area_name
from sendlib.data.local.invented import read_demo_region
from sendlib.data.local.tables import open_local
from sendlib.measures.commissioning.members import MemberFiles
from sendlib.measures.local.open_files import OpenFiles, open_files
from sendlib.params.region import RegionParams


def member_files(params: RegionParams) -> MemberFiles:
    """Return the open files that a region's params name; a demo region has invented ones.

    A council that gives a share beside its folder is read for its open files alone.

    Raises:
        SourceError: a folder or a named file is absent, or a file is damaged.
    """
    members = {}
    for member in params.members:
        if member.local.folder or params.is_demo:
            own = params.of_member(member)
            members[member.area] = open_files(own, open_local(own))
    codes = tuple(sorted(params.codes, key=area_name))
    return MemberFiles(codes, members, _of_partnership(params))


def _of_partnership(params: RegionParams) -> OpenFiles:
    own = params.of_its_own
    if params.local.folder:
        return open_files(own, open_local(own))
    return open_files(own, read_demo_region()) if params.is_demo else OpenFiles({})
