"""Councils that commission together, and the published tables seen from all of them."""

from dataclasses import dataclass

from sendlib.contracts.areas import area_name
from sendlib.data.tables import Tables
from sendlib.measures.place import Place, region_place
from sendlib.params.region import RegionParams

# a council that none of these counts anybody of is not in the published figures at all
PUBLISHED = ("caseload", "needs")


@dataclass(frozen=True)
class Region:
    """The councils of a region.

    place: all of them as one, set beside England. members: their three-digit codes, by name.
    absent: those of them that publish no figures on plans. tables: what was read.
    """

    place: Place
    members: tuple[str, ...]
    absent: tuple[str, ...]
    tables: Tables

    @property
    def counted(self) -> tuple[str, ...]:
        """The members that published figures count."""
        return tuple(code for code in self.members if code not in self.absent)


def region(params: RegionParams, tables: Tables) -> Region:
    """Return the region that a params file names, and which members have no published figures."""
    members = tuple(sorted(params.codes, key=area_name))
    known = {str(code) for name in PUBLISHED for code in _areas(tables, name)}
    return Region(
        place=region_place(params),
        members=members,
        absent=tuple(code for code in members if code not in known),
        tables=tables,
    )


def _areas(tables: Tables, dataset: str) -> list[str]:
    facts = tables.facts(dataset)
    if facts.empty:
        return []
    known = facts.loc[facts["value"].notna(), "area_code"]
    return [str(code) for code in known.unique()]
