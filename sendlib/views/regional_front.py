"""What a regional report is about: its councils, those that are missing, and what it rests on."""

from sendlib.contracts.areas import area_name
from sendlib.measures.region import Region
from sendlib.params.region import RegionParams
from sendlib.views.blocks import Callout, Column, Prose, Table
from sendlib.views.formats import counted, listed
from sendlib.views.statements import years_words

TITLE = "Regional commissioning for low-incidence needs"


def about_region(params: RegionParams, region: Region) -> Prose:
    """Say which councils the report is for and what it sets out."""
    names = listed([area_name(code) for code in region.members])
    items = [
        f"Councils: {names}.",
        f"Years shown: {years_words(region.place.years)}, where the publications go that far.",
    ]
    if params.partners:
        items.append(f"Partners: {listed(list(params.partners))}.")
    return Prose(
        "about",
        (
            f"This report is for the {counted(len(region.members), 'council', 'councils')} of "
            f"{region.place.inside} and their partners in health and care. It sets out how many "
            "children and young people have needs that are rare, what they would need if the "
            "councils planned together, and how the councils could work as one. It finds and "
            "compares; the decisions are the partners'.",
        ),
        tuple(items),
    )


def members_table(params: RegionParams, region: Region) -> Table:
    """Return the councils, and what each gives beside published figures."""
    given = {member.area: _given(member.local.folder, member.shared) for member in params.members}
    rows = tuple(
        (
            area_name(code),
            "no figures published" if code in region.absent else "yes",
            given[code],
        )
        for code in region.members
    )
    return Table(
        caption=f"The councils of {region.place.inside}",
        label="tab-members",
        columns=(Column("Council"), Column("In published figures"), Column("Own figures given")),
        rows=rows,
    )


def _given(folder: str, shared: str) -> str:
    if shared:
        return "protected figures"
    return "files, protected here" if folder else "none"


def missing_members(region: Region) -> Callout | Prose:
    """Name the councils without published figures; the others go on without them."""
    if not region.absent:
        return Prose("missing-members", ("Published figures count every council of the list.",))
    names = listed([area_name(code) for code in region.absent])
    return Callout(
        "Councils without published figures",
        f"There are no published figures on plans for {names}. Every sum in this report leaves "
        "them out, and says of how many councils it is.",
        "missing-members",
        "warning",
    )
