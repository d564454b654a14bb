"""Improvement plans of a council's folder to the table of actions.

Sheets of one workbook that each hold a part of the plan are read together.
"""

from collections.abc import Mapping
from dataclasses import replace

from sendlib.contracts.local_files import local_files
from sendlib.data.local.actions import ACTIONS, layout, long_grid, tidy_grid
from sendlib.data.local.grids import Grid
from sendlib.data.local.reading import Options, read_grid
from sendlib.data.local.sources import Named
from sendlib.data.local.tables import LocalTable
from sendlib.data.local.wording import Wording
from sendlib.params.progress import Progress

_FIRST_ROW = 2  # of the long grid below its header


class Plans:
    """The plans met while a folder is read, and the table that they become."""

    def __init__(self, own: Mapping[str, str], progress: Progress) -> None:
        """Take how they are read.

        Args:
            own: headers of the user's own -> the contract's column.
            progress: words for ratings, agencies and reviews, as params give them.
        """
        self.own = own
        self.progress = progress
        self.given: list[tuple[Grid, str]] = []
        self.aside: list[str] = []

    def take(self, named: Named) -> bool:
        """Keep a grid that is a plan with one column per review; say whether it is one."""
        if layout(named.grid, self.own, self.progress) is None:
            return False
        if self.given and self.given[0][1] != named.source:
            self.aside.append(named.source)
        else:
            self.given.append((named.grid, named.source))
        return True

    def tidy(self, grid: Grid) -> Grid:
        """Return a grid of one row per review with ratings and leads as the contract has them."""
        return tidy_grid(grid, self.own, self.progress)

    def add_to(self, tables: dict[str, LocalTable]) -> None:
        """Put the plans' table among local tables; a tidy file beside them is left aside."""
        if not self.given:
            return
        grid, places = long_grid(self.given, self.own, self.progress)
        contract = local_files()[ACTIONS]
        source = self.given[0][1]
        table = read_grid(grid, contract, source=source, options=Options())
        where = tuple(dict.fromkeys(place.source for place in places)) or (source,)
        rows = {
            number: (place.row, place.source) for number, place in enumerate(places, _FIRST_ROW)
        }
        table = replace(table, sources=where, places=rows)
        beside = tables.get(ACTIONS)
        others = [*self.aside, *(beside.sources if beside else ())]
        say = Wording(contract, "; ".join(where))
        aside = tuple(say.left_aside(name) for name in dict.fromkeys(others))
        broken = [say.broken_row(number, place.broken)
                  for number, place in enumerate(places, _FIRST_ROW) if place.broken]  # fmt: skip
        tables[ACTIONS] = replace(table, faults=(*aside, *table.faults, *broken))
