"""The area a report is about, and the areas it is set beside."""

from dataclasses import dataclass

from sendlib.contracts.areas import (
    COUNCILS,
    DEMO_COUNCILS,
    ENGLAND,
    REGIONS,
    area_name,
    council,
    name_inside,
)
from sendlib.data.tables import Tables
from sendlib.params.model import ReportParams
from sendlib.params.region import RegionParams

# regions whose names stand in a sentence without an article
NO_ARTICLE = ("London", "Yorkshire and the Humber")


@dataclass(frozen=True)
class Place:
    """One council, or councils that work together, and those they are set beside.

    area_code: the council, or `E12...` or `OWN-...` of several. comparators: codes in the order
    shown (`SN-885`, region, `ENG`, `OWN-885`). neighbours: DfE codes of the ten statistical
    neighbours, closest first. own: codes of the user's list, or of the several; own_name what
    readers call it. years: first and last calendar year shown.
    """

    area_code: str
    comparators: tuple[str, ...]
    neighbours: tuple[str, ...]
    own: tuple[str, ...]
    own_name: str
    years: tuple[int, int]

    @property
    def is_council(self) -> bool:
        """Whether it is one council, and not several together."""
        return self.area_code in COUNCILS or self.area_code in DEMO_COUNCILS

    @property
    def name(self) -> str:
        """The name of the council, or of the councils together."""
        return self.label(self.area_code)

    @property
    def inside(self) -> str:
        """The name as it follows `in` or `of`: the Isle of Wight."""
        return name_inside(self.area_code) if self.is_council else self.phrase(self.area_code)

    @property
    def region(self) -> str:
        """The E12 code of the council's region; of several councils, their own code."""
        return council(self.area_code).region if self.is_council else self.area_code

    def label(self, code: str) -> str:
        """Return what readers call a comparator, or any area."""
        return self.own_name if code.startswith("OWN-") else area_name(code)

    def phrase(self, code: str) -> str:
        """Return a comparator's name for use inside a sentence."""
        if code.startswith("SN-"):
            return "the statistical neighbour average"
        if code == ENGLAND:
            return "England"
        if code in REGIONS:
            name = REGIONS[code]
            return name if name in NO_ARTICLE else f"the {name}"
        return self.label(code)


def place(params: ReportParams, tables: Tables) -> Place:
    """Return the place a params file names; neighbours are those of the list that was read.

    Where params switch the neighbours off, the place has none. A list
    of the user's own never names the council itself: params refuse that.
    """
    code = params.area
    neighbours = _neighbours(code, tables) if params.comparators.statistical_neighbours else ()
    own = params.comparators.own
    shown = {
        f"SN-{code}": bool(neighbours),
        council(code).region: params.comparators.region,
        ENGLAND: params.comparators.england,
        f"OWN-{code}": own is not None,
    }
    return Place(
        area_code=code,
        comparators=tuple(name for name, wanted in shown.items() if wanted),
        neighbours=neighbours,
        own=own.councils if own else (),
        own_name=own.name if own else "",
        years=(params.years.first, params.years.last),
    )


def place_alone(params: ReportParams) -> Place:
    """Return the place a params file names, beside nobody: for a report that compares nothing."""
    years = (params.years.first, params.years.last)
    return Place(params.area, comparators=(), neighbours=(), own=(), own_name="", years=years)


def region_place(params: RegionParams) -> Place:
    """Return the councils of a region as one place, set beside England; `own` are the members."""
    return Place(
        area_code=params.area,
        comparators=(ENGLAND,),
        neighbours=(),
        own=params.codes,
        own_name=params.region,
        years=(params.years.first, params.years.last),
    )


def _neighbours(code: str, tables: Tables) -> tuple[str, ...]:
    listed = tables.table("neighbours")
    if listed.empty:
        return ()
    rows = listed[listed["area_code"] == code].sort_values("position")
    return tuple(str(other) for other in rows["neighbour_code"])
