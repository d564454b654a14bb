"""Which of the council's own files would add to a chapter, in one table at its head."""

from collections.abc import Mapping

from sendlib.contracts.local_files import local_files
from sendlib.measures.local.protected import ProtectedTables
from sendlib.views.blocks import Absent, Column, Table

# by chapter: each file, and what the chapter shows of it
ADDED: Mapping[str, Mapping[str, str]] = {
    "resource": {
        "budgets": "What each agency budgets and spends on SEND, by category and level",
        "services": "What each service costs for each person",
        "outcomes": "What services achieve, and what an outcome costs",
        "packages": "What a place costs in a year with education, care, health and travel in",
        "pooled_funds": "Pooled and section 75 schemes: who gives to them, and who bears the risk",
        "workforce": "Posts, vacancies, turnover and caseloads by agency and role",
        "personal_budgets": "How personal budgets are taken; with the points of each assessment, "
        "whether they go with need alike in each group",
    },
    "commissioning": {
        "selfassessment": "How the partners rate the stages of the commissioning cycle, and the "
        "features and principles of good commissioning",
        "services": "Which needs and ages services are for, with gaps and overlaps; with outcomes, "
        "which of them to keep, change or stop",
        "outcomes": "What services achieve, for the decision on each",
        "priorities": "Objectives and priorities, each with its figure",
        "intentions": "The register of intentions, and how each priority is followed down to what "
        "is bought for one person",
        "contracts": "When contracts end, for providers",
        "engagement": "Whom the partners asked, about what, and what was done about it",
        "governance": "Which group answers for which arrangement",
        "actions": "The action plan, with owner, date and measure",
    },
}


def wanted_table(own: ProtectedTables, chapter: str) -> Table | Absent:
    """Return the files that were not given, and what each would add; nothing if all were.

    Args:
        own: the protected tables, which know what was given.
        chapter: label of a chapter in `ADDED`.
    """
    label = f"tab-{chapter}-wanted"
    rows = [
        (local_files()[name].title, name, adds)
        for name, adds in ADDED[chapter].items()
        if not own.has(name)
    ]
    if not rows:
        return Absent(label)
    return Table(
        caption="Files of the council that would add to this chapter",
        label=label,
        columns=(Column("File"), Column("Its name"), Column("What it adds")),
        rows=tuple(rows),
        notes=(
            "Sections that rest on these files alone are left out. “sendlib template” writes a "
            "workbook with all of them to fill in.",
        ),
    )
