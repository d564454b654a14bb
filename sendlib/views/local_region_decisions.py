"""What the rules point to for services of a region's councils, and how a service is ended well."""

import pandas as pd

from sendlib.contracts.areas import area_name
from sendlib.measures.commissioning import decisions
from sendlib.measures.commissioning.decommissioning import to_end
from sendlib.measures.commissioning.members import MEMBER
from sendlib.measures.commissioning.partnership import Partnership
from sendlib.views.blocks import Absent, Column, Table
from sendlib.views.formats import capital, counted, listed
from sendlib.views.local_decisions import WORDS, figure_words
from sendlib.views.local_open import (
    Shown,
    breakdown,
    dated,
    month,
    open_table,
    whole,
)

FILES = ("services", "outcomes")
ENDING_FILES = ("services", "outcomes", "intentions", "contracts")
CHANGES = (decisions.DECOMMISSION, decisions.DIFFERENTLY, decisions.COMMISSION)
MOST_EACH = 10
# what is to be settled before a service ends, and what each rests on
CHECKLIST = (
    ("Families and young people who use it were asked, and what they said is on record",
     "Children and Families Act 2014, section 19"),
    ("Every plan that names it was looked at, and what plans say is still secured",
     "Children and Families Act 2014, sections 42 to 44"),
    ("What comes after it has begun, and each child's move is agreed with the family",
     "The partners' own principles"),
    ("Effects on disabled children and other groups were weighed before the decision",
     "Equality Act 2010, section 149"),
    ("The group that answers for it took the decision, with health and care at the table",
     "Children and Families Act 2014, section 26"),
    ("Other councils that use it, or could, were asked", "The partners' own principles"),
    ("Notice was given in time, and the provider knows what is wanted instead",
     "The contract's own terms"),
    ("Rights of staff to transfer were checked",
     "Transfer of Undertakings (Protection of Employment) Regulations 2006"),
    ("Records move with the child, and only what may be shared is shared",
     "UK General Data Protection Regulation; Data Protection Act 2018"),
    ("Where the money goes is agreed, and written down", "The partners' own principles"),
    ("The local offer says what is there instead", "Children and Families Act 2014, section 30"),
    ("After six months somebody asks how the children fare", "The partners' own principles"),
)  # fmt: skip


def councils_table(partners: Partnership) -> Table | Absent:
    """Return how many services of each council the rules point to for each decision."""
    services = partners.services
    if services.empty:
        return Absent("tab-region-decisions")
    counts = pd.crosstab(services[MEMBER].astype(str), services["decision"])
    kinds = [one for one in decisions.ORDER if one in counts]
    sums = counts.sum()
    rows = sorted((_name(code), *(str(int(row[one])) for one in kinds), str(int(row.sum())))
                  for code, row in counts.iterrows())  # fmt: skip
    rows.append(("All", *(str(int(sums[one])) for one in kinds), str(int(sums.sum()))))
    period = str(partners.as_of.year)
    return open_table(
        partners,
        caption="What the rules point to, by council",
        label="tab-region-decisions",
        columns=(Column("Council"), *(Column(WORDS[one], numeric=True) for one in kinds),
                 Column("Services", numeric=True)),
        rows=rows,
        shown=[Shown("services_count", period, breakdown(council=str(code), decision=one),
                     float(row[one]), "count")
               for code, row in counts.iterrows() for one in kinds],
        files=FILES,
    )  # fmt: skip


def changes_table(partners: Partnership) -> Table | Absent:
    """Return the services that the rules would change, the costliest of each kind."""
    services = partners.services
    changed = services[services["decision"].isin(CHANGES)]
    if changed.empty:
        return Absent("tab-region-changes")
    rows, more = [], []
    for kind in CHANGES:
        own = changed[changed["decision"] == kind]
        order = own.sort_values("annual_cost_gbp", ascending=False, kind="stable")
        rows += [
            (str(row["service"]), WORDS[kind], figure_words(row), month(row["contract_end"]))
            for _, row in order.head(MOST_EACH).iterrows()
        ]
        if len(own) > MOST_EACH:
            more.append(f"{WORDS[kind]}: {len(own) - MOST_EACH} further services cost less.")
    return open_table(
        partners,
        caption="Services that the rules would change, the costliest first",
        label="tab-region-changes",
        columns=(Column("Service"), Column("The rules point to"), Column("Figures"),
                 Column("Contract ends")),
        rows=rows,
        notes=more,
        files=FILES,
    )  # fmt: skip


def ending_table(partners: Partnership) -> Table | Absent:
    """Return services that rules or intentions would end, with what has to be known of each."""
    files = partners.files
    found = to_end(partners.services, files.table("intentions"), files.table("contracts"))
    if found.empty:
        return Absent("tab-region-ending")
    return open_table(
        partners,
        caption="Services that may end: who is left, what else there is, and by when",
        label="tab-region-ending",
        columns=(
            Column("Service"), Column("Named by"), Column("Served now", numeric=True),
            Column("Others for the same needs: here", numeric=True),
            Column("In other councils", numeric=True), Column("Contract ends"),
            Column("Notice by"),
        ),
        rows=[
            (str(row["service"]), _named_by(row), whole(row["served"]), str(row["others_here"]),
             str(row["others_elsewhere"]), month(row["end"]), _notice(row, partners))
            for _, row in found.iterrows()
        ],
        notes=(
            "Others: services at the same level of help that name one of its needs. Notice by: the "
            "longest notice of the provider's contracts before the contract ends.",
        ),
        files=ENDING_FILES,
    )  # fmt: skip


def checklist_table(partners: Partnership) -> Table | Absent:
    """Return what is to be settled before a service ends; where services are given."""
    if partners.services.empty:
        return Absent("tab-region-checklist")
    return Table(
        caption="Before a service ends",
        label="tab-region-checklist",
        columns=(Column("To be settled, for each service"), Column("Rests on")),
        rows=CHECKLIST,
        notes=("A summary for orientation, and no legal advice. The Acts hold.",),
    )


def _name(code: object) -> str:
    return area_name(str(code)) if code else "The partnership"


def _named_by(row: pd.Series) -> str:
    reasons = ["the rules"] if row["by_rules"] else []
    if row["by_intention"]:
        what = counted(len(row["by_intention"]), "intention", "intentions")
        reasons.append(f"{what} ({listed(row['by_intention'])})")
    return capital(listed(reasons))


def _notice(row: pd.Series, partners: Partnership) -> str:
    if pd.isna(row["notice_by"]):
        return "[x]"
    words = dated(row["notice_by"])
    return f"{words}: has passed" if row["notice_by"] < partners.as_of else words
