"""Governance of a region: the partnership's own, and that of each of its councils."""

from collections.abc import Sequence

from sendlib.contracts.areas import area_name
from sendlib.measures.commissioning.members import MemberFiles
from sendlib.measures.commissioning.members_governance import members_governance
from sendlib.measures.governance import GAP, SINGLE, TWO, Governance
from sendlib.measures.place import Place
from sendlib.views.blocks import Absent, Callout, Column, Statement, Table, nothing
from sendlib.views.formats import counted
from sendlib.views.local_governance import OPEN, governance_statement
from sendlib.views.working_together import some


def partnership_statement(governed: Governance, place: Place) -> Statement | Callout:
    """Say what hangs on few groups of the partnership, or what to give to see it."""
    if len(governed.rows):
        return governance_statement(governed, place)
    return nothing(
        "Not given: governance of the partnership",
        "To see who answers for what, who reports to whom and which principles are assured, put "
        "“Governance” (named governance) and “Self-assessment” (named selfassessment) of the "
        "partnership into a folder, and name it in the params file (local: folder). Below stand "
        "the arrangements that the law asks for.",
        "st-governance",
    )


def members_statement(files: MemberFiles) -> Statement | Absent:
    """Say how many arrangements of the law some council's governance does not name."""
    given = files.with_file("governance")
    if not given:
        return Absent("st-members-governance")
    found = members_governance(files)
    gaps = found[found[GAP].map(len) > 0]
    everywhere = int((found[GAP].map(len) == len(given)).sum())
    text = (
        f"{counted(len(given), 'council gives', 'councils give')} its own governance. "
        f"{len(found) - len(gaps)} of {len(found)} arrangements that the law asks for are named in "
        f"{'it' if len(given) == 1 else 'all of them'}"
    ).replace("councils give its", "councils give their")
    text += f"; {everywhere} are named in none." if everywhere else "."
    return Statement(text, "st-members-governance", origin=OPEN)


def members_table(files: MemberFiles, place: Place) -> Table | Absent:
    """Return each statutory arrangement with the councils where few groups or none take part."""
    given = files.with_file("governance")
    if not given:
        return Absent("tab-members-governance")
    return Table(
        caption=f"Arrangements that the law asks for, in the councils' own governance, "
        f"{place.name}",
        label="tab-members-governance",
        columns=(Column("Arrangement"), Column("Named in", numeric=True), Column("Not named"),
                 Column("One group only"), Column("Two groups")),
        rows=tuple(
            (row["arrangement"], f"{len(given) - len(row[GAP])} of {len(given)}",
             _names(row[GAP]), _names(row[SINGLE]), _names(row[TWO]))
            for _, row in members_governance(files).iterrows()
        ),
        notes=(
            "A council that gives no governance is left out. “Not named”: no arrangement of the "
            "council is known to mean it; the words of its matrix may mean it all the same.",
        ),
        origin=OPEN,
    )  # fmt: skip


def _names(codes: Sequence[str]) -> str:
    return some([area_name(code) for code in codes]) or "none"
