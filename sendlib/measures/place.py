"""The area a report is about, and the areas it is set beside."""

from dataclasses import dataclass

from sendlib.contracts.areas import ENGLAND, area_name, council
from sendlib.data.tables import Tables
from sendlib.params.model import ReportParams


@dataclass(frozen=True)
class Place:
    """One council and its comparators.

    area_code: the council. comparators: codes in the order shown (`SN-885`, region, `ENG`,
    `OWN-885`). neighbours: DfE codes of the ten statistical neighbours, closest first. own: codes
    of the user's list; own_name what readers call it. years: first and last calendar year shown.
    """

    area_code: str
    comparators: tuple[str, ...]
    neighbours: tuple[str, ...]
    own: tuple[str, ...]
    own_name: str
    years: tuple[int, int]

    @property
    def name(self) -> str:
        """The council's name."""
        return area_name(self.area_code)

    @property
    def region(self) -> str:
        """The E12 code of the council's region."""
        return council(self.area_code).region

    def label(self, code: str) -> str:
        """Return what readers call a comparator, or any area."""
        return self.own_name if code.startswith("OWN-") else area_name(code)

    def phrase(self, code: str) -> str:
        """Return a comparator's name for use inside a sentence."""
        if code.startswith("SN-"):
            return "the statistical neighbour average"
        if code == ENGLAND:
            return "England"
        if code.startswith("E12"):
            name = area_name(code)
            return name if name == "London" else f"the {name}"
        return self.label(code)


def place(params: ReportParams, tables: Tables) -> Place:
    """Return the place a params file names; neighbours are those of the list that was read."""
    code = params.area
    listed = tables.table("neighbours")
    rows = listed[listed["area_code"] == code] if len(listed) else listed
    neighbours = tuple(rows.sort_values("position")["neighbour_code"]) if len(rows) else ()
    own = params.comparators.own
    shown = {
        f"SN-{code}": params.comparators.statistical_neighbours and bool(neighbours),
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
