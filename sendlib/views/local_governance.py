"""Governance as read: arrangements against groups, and what hangs on few or on nobody."""

from sendlib.contracts.arrangements import arrangements
from sendlib.contracts.local_files import code_sets
from sendlib.measures.governance import ALIKE, GAP, SINGLE, TWO, Governance
from sendlib.measures.local.open_files import OPEN_ORIGIN
from sendlib.measures.place import Place
from sendlib.views.blocks import Absent, Callout, Column, Origin, Statement, Table, nothing
from sendlib.views.formats import counted, listed
from sendlib.views.key_points import KeyPoint

OPEN = Origin(**OPEN_ORIGIN)
MANY_GROUPS = 7  # columns of words that a page can take
STATUS = {GAP: "No group", SINGLE: "One group only", TWO: "Two groups", "several": "Three or more"}


def governance_statement(governance: Governance, place: Place) -> Statement | Callout:
    """Say how many arrangements have how many groups, and which hang on one or two."""
    if governance.rows.empty:
        return nothing(
            "No governance was given",
            "To set arrangements against groups, give “Governance” (named governance): one row for "
            "each group's part in an arrangement, or the matrix of a strategy as it is printed. "
            "“sendlib template” writes a workbook to fill in. Below stand the arrangements that "
            "the law asks for.",
            "st-governance",
        )
    own = governance.coverage[governance.coverage["group_count"] > 0]
    missing = governance.coverage[governance.coverage["status"] == GAP]
    parts = [_hanging(list(own.loc[own["status"] == status, "arrangement"]), word)
             for status, word in ((SINGLE, "one group"), (TWO, "two groups"))]  # fmt: skip
    text = (
        f"{counted(len(governance.groups), 'group', 'groups')} in {place.inside} share "
        f"{counted(len(own), 'arrangement', 'arrangements')}. {' '.join(filter(None, parts))}"
    ).strip()
    if len(missing):
        text += f" No group is named for: {_lists(list(missing['arrangement']))}."
    return Statement(text, "st-governance", origin=OPEN)


def _hanging(names: list[str], word: str) -> str:
    if not names:
        return ""
    verb = "hangs" if len(names) == 1 else "hang"
    return (
        f"{counted(len(names), 'arrangement', 'arrangements')} {verb} on {word}: {_lists(names)}."
    )


def _lists(names: list[str]) -> str:
    """Return names that may hold commas, apart from each other."""
    return "; ".join(names)


def governance_matrix(governance: Governance, place: Place) -> Table:
    """Return each group's part in each arrangement; without a file, what the law asks for."""
    if governance.rows.empty:
        return statutory_table()
    labels = code_sets()["governance_roles"]
    law = dict(zip(governance.coverage["arrangement"], governance.coverage["law"], strict=True))
    groups = governance.groups
    is_short = len(groups) > MANY_GROUPS
    roles = {code: label[0] if is_short else label for code, label in labels.items()}
    rows = []
    for name, given in governance.matrix.iterrows():
        cells = [roles.get(str(role), "") for role in given]
        rows.append((str(name), *cells, str(int(given.notna().sum()))))
    rows += [
        (f"{name} (not named)", *[""] * len(groups), "0")
        for name, status in zip(
            governance.coverage["arrangement"], governance.coverage["status"], strict=True
        )
        if status == GAP and name in law and name not in governance.matrix.index
    ]
    notes = (
        [f"{roles[code]}: {label.lower()}." for code, label in labels.items()] if is_short else []
    )
    return Table(
        caption=f"Arrangements and the part of each group, {place.name}",
        label="tab-governance",
        columns=(Column("Arrangement"), *(Column(group) for group in groups),
                 Column("Groups", numeric=True)),
        rows=tuple(rows),
        notes=(*notes, "“Not named” marks an arrangement that the law asks for and the matrix does "
               "not name; the words of the matrix may mean it all the same."),
        origin=OPEN,
    )  # fmt: skip


def statutory_table() -> Table:
    """Return the arrangements that the law asks for, with its sections."""
    return Table(
        caption="What joint commissioning arrangements have to hold",
        label="tab-governance",
        columns=(Column("Arrangement"), Column("Law")),
        rows=tuple((one.name, one.law) for one in arrangements()),
        notes=("In plain words; the law's own words hold.",),
    )


def coverage_table(governance: Governance) -> Table | Absent:
    """Return arrangements that no group, one or two take part in, or for which nobody answers."""
    rows = governance.coverage
    roles = set(governance.rows["role"].dropna())
    if governance.rows.empty:
        return Absent("tab-governance-coverage")
    weak = rows[rows["status"].isin([GAP, SINGLE, TWO])
                | ((rows["accountable_count"] != 1) & ("accountable" in roles))]  # fmt: skip
    if weak.empty:
        return Absent("tab-governance-coverage")
    return Table(
        caption="Arrangements that hang on few groups, or for which not exactly one is accountable",
        label="tab-governance-coverage",
        columns=(Column("Arrangement"), Column("Coverage"), Column("Groups"),
                 Column("Accountable", numeric=True), Column("Law")),
        rows=tuple(
            (row["arrangement"], STATUS[row["status"]], listed(row["groups"]) or "none",
             str(row["accountable_count"]), row["law"] or "none known")
            for _, row in weak.iterrows()
        ),
        notes=() if "accountable" in roles else (
            "The file tells who takes part, not who is accountable.",),
        origin=OPEN,
    )  # fmt: skip


def dependence_table(governance: Governance) -> Table | Absent:
    """Return how many arrangements each group has a part in, and how many would be left alone."""
    if governance.rows.empty:
        return Absent("tab-governance-groups")
    return Table(
        caption="What hangs on each group",
        label="tab-governance-groups",
        columns=(Column("Group"), Column("Arrangements", numeric=True),
                 Column("Share of all", numeric=True), Column("Accountable for", numeric=True),
                 Column("It alone", numeric=True), Column("One of two", numeric=True)),
        rows=tuple(
            (row["group"], str(row["arrangement_count"]), f"{row['share_percent']:.0f}%",
             str(row["accountable_count"]), str(row["sole_count"]), str(row["one_of_two_count"]))
            for _, row in governance.dependence.iterrows()
        ),
        notes=("“It alone” and “one of two” count arrangements in which nobody else, or one other "
               "group, takes part.",),
        origin=OPEN,
    )  # fmt: skip


def overlap_statement(governance: Governance) -> Statement | Absent:
    """Say which groups share nearly all their arrangements, and which one answers for most."""
    if governance.rows.empty:
        return Absent("st-governance-overlap")
    pairs = [f"{row['group']} and {row['other']} ({row['shared_count']} in common)"
             for _, row in governance.overlap.iterrows()]  # fmt: skip
    total = len(governance.matrix)
    over = governance.dependence
    most = over[over["accountable_count"] >= ALIKE * total]["group"]
    doubled = governance.coverage[governance.coverage["accountable_count"] > 1]["arrangement"]
    parts = [
        f"Groups with nearly the same arrangements: {listed(pairs)}." if pairs
        else "No two groups have nearly the same arrangements.",
        f"Accountable for nearly everything, and so a single point of dependence: {listed(most)}."
        if len(most) else "",
        f"More than one group is accountable for: {_lists(list(doubled))}." if len(doubled) else "",
    ]  # fmt: skip
    return Statement(" ".join(filter(None, parts)), "st-governance-overlap", origin=OPEN)


def statutory_names() -> tuple[str, ...]:
    """Return the names of the arrangements that the law asks for."""
    return tuple(one.name for one in arrangements())


def governance_points(governance: Governance) -> list[KeyPoint]:
    """Return what governance hands to a summary: arrangements in the hands of one group or none."""
    if governance.rows.empty:
        return []
    rows = governance.coverage
    single = list(rows.loc[rows["status"] == SINGLE, "arrangement"])
    missing = list(rows.loc[rows["status"] == GAP, "arrangement"])
    points = []
    if single:
        points.append(KeyPoint(
            "commissioning",
            _hanging(single, "one group"),
            "Decide which second group takes part in each arrangement that hangs on one.",
            ("tab-governance-coverage", "tab-governance"), 0.5, OPEN,
        ))  # fmt: skip
    if missing:
        points.append(KeyPoint(
            "commissioning",
            f"The matrix of governance names no group for {len(missing)} of the "
            f"{len(arrangements())} arrangements that the law asks for: {_lists(missing)}.",
            "Say which group answers for each arrangement that the matrix does not name.",
            ("tab-governance-coverage", "tab-governance"), 0.4, OPEN,
        ))  # fmt: skip
    return points
