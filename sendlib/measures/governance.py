"""Who answers for what: arrangements against groups, what hangs on few, and who reports to whom."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

import pandas as pd

from sendlib.contracts.arrangements import arrangement_of, arrangements
from sendlib.contracts.tables import require_columns

GAP, SINGLE, TWO, SEVERAL = "gap", "single", "two", "several"
ACCOUNTABLE = "accountable"
# of one arrangement in which two groups take part, beyond which they do the same work
ALIKE = 0.8
FEWEST_SHARED = 3


@dataclass(frozen=True)
class Governance:
    """The arrangements of a partnership, its groups, and their part in each.

    rows: of the local file `governance`: arrangement, group, role, reports_to, meets.
    """

    rows: pd.DataFrame

    def __post_init__(self) -> None:
        """Refuse a table without the columns needed."""
        require_columns(self.rows, "arrangement", "group", "role", "reports_to")

    @cached_property
    def groups(self) -> tuple[str, ...]:
        """The groups, in the order of the file."""
        return tuple(dict.fromkeys(self.rows["group"].astype(str)))

    @cached_property
    def matrix(self) -> pd.DataFrame:
        """The role of each group (columns) in each arrangement (rows), missing where none."""
        order = list(dict.fromkeys(self.rows["arrangement"].astype(str)))
        roles = self.rows.astype(object).drop_duplicates(["arrangement", "group"])
        table = roles.pivot_table(
            index="arrangement", columns="group", values="role", aggfunc="first"
        )
        return table.reindex(index=order, columns=list(self.groups))

    @cached_property
    def coverage(self) -> pd.DataFrame:
        """One row per arrangement: its own ones first, then statutory ones that are not named.

        Columns: arrangement, law ("" where none is known), group_count, accountable_count,
        status: `gap` (no group), `single`, `two`, `several`; groups (names).
        """
        rows, named = [], set()
        for name, roles in self.matrix.iterrows():
            taking = roles.dropna()
            known = arrangement_of(str(name))
            named.add(known)
            rows.append((str(name), known.law if known else "", len(taking),
                         int((taking == ACCOUNTABLE).sum()), _status(len(taking)),
                         tuple(map(str, taking.index))))  # fmt: skip
        rows += [(one.name, one.law, 0, 0, GAP, ()) for one in arrangements() if one not in named]
        columns = ["arrangement", "law", "group_count", "accountable_count", "status", "groups"]
        return pd.DataFrame(rows, columns=columns)

    @cached_property
    def dependence(self) -> pd.DataFrame:
        """One row per group: how many arrangements it has a part in, and how many hang on it.

        Columns: group, arrangement_count, accountable_count, sole_count (it alone takes part),
        one_of_two_count (without it one group is left), share_percent (of all arrangements).
        """
        taking = self.matrix.notna()
        sizes = taking.sum(axis=1)
        total = len(self.matrix)
        rows = [
            (
                group, int(taking[group].sum()), int((self.matrix[group] == ACCOUNTABLE).sum()),
                int((taking[group] & (sizes == 1)).sum()),
                int((taking[group] & (sizes == 2)).sum()),
                100 * float(taking[group].sum()) / total,
            )
            for group in self.groups
        ]  # fmt: skip
        columns = ["group", "arrangement_count", "accountable_count", "sole_count",
                   "one_of_two_count", "share_percent"]  # fmt: skip
        return pd.DataFrame(rows, columns=columns)

    @cached_property
    def overlap(self) -> pd.DataFrame:
        """Pairs of groups whose arrangements are nearly the same: at least three, four in five.

        Columns: group, other, shared_count, share_percent (of the arrangements of either).
        """
        taking = {group: set(self.matrix.index[self.matrix[group].notna()])
                  for group in self.groups}  # fmt: skip
        rows = []
        for group, other in combinations(self.groups, 2):
            shared = taking[group] & taking[other]
            share = len(shared) / len(taking[group] | taking[other])
            if len(shared) >= FEWEST_SHARED and share >= ALIKE:
                rows.append((group, other, len(shared), 100 * share))
        return pd.DataFrame(rows, columns=["group", "other", "shared_count", "share_percent"])

    @cached_property
    def reporting(self) -> "Reporting":
        """Who reports to whom."""
        given = self.rows[self.rows["reports_to"].notna()]
        pairs = dict.fromkeys(
            zip(given["group"].astype(str), given["reports_to"].astype(str), strict=True)
        )
        return reporting(self.groups, pairs)


@dataclass(frozen=True)
class Reporting:
    """The graph of groups and those they report to.

    lines: group and whom it reports to. tops: those that report to nobody, and are reported to.
    orphans: groups that neither report to anybody nor are reported to. loops: groups that report
    to each other in a ring, each ring once. split: groups that report to several. level: steps
    below a top, of every group from which one is reached.
    """

    lines: tuple[tuple[str, str], ...]
    tops: tuple[str, ...]
    orphans: tuple[str, ...]
    loops: tuple[tuple[str, ...], ...]
    split: tuple[str, ...]
    level: Mapping[str, int]


def reporting(groups: Iterable[str], pairs: Iterable[tuple[str, str]]) -> Reporting:
    """Return the graph that pairs of a group and whom it reports to make.

    Args:
        groups: all groups, those that report to nobody among them.
        pairs: group and whom it reports to; who is reported to may be outside of `groups`.
    """
    lines = tuple(dict.fromkeys(pairs))
    above: dict[str, list[str]] = {}
    for group, other in lines:
        above.setdefault(group, []).append(other)
    below = {other for _, other in lines}
    everyone = tuple(dict.fromkeys([*groups, *(name for line in lines for name in line)]))
    return Reporting(
        lines=lines,
        tops=tuple(one for one in everyone if one not in above and one in below),
        orphans=tuple(one for one in everyone if one not in above and one not in below),
        loops=_loops(above),
        split=tuple(one for one in everyone if len(above.get(one, ())) > 1),
        level=_levels(everyone, above, below),
    )


def _loops(above: Mapping[str, list[str]]) -> tuple[tuple[str, ...], ...]:
    found: dict[frozenset[str], tuple[str, ...]] = {}

    def follow(path: tuple[str, ...]) -> None:
        for other in above.get(path[-1], ()):
            if other in path:
                ring = path[path.index(other) :]
                found.setdefault(frozenset(ring), ring)
            else:
                follow((*path, other))

    for start in above:
        follow((start,))
    return tuple(found.values())


def _levels(
    everyone: Iterable[str], above: Mapping[str, list[str]], below: set[str]
) -> Mapping[str, int]:
    level = {one: 0 for one in everyone if one not in above and one in below}
    found = True
    while found:
        found = False
        for group, others in above.items():
            known = [level[other] for other in others if other in level]
            if group not in level and known:
                level[group] = min(known) + 1
                found = True
    return level


def _status(count: int) -> str:
    return {0: GAP, 1: SINGLE, 2: TWO}.get(count, SEVERAL)
