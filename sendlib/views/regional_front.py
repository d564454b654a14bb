"""What a regional report is about: its councils, those that are missing, and what it rests on."""

from sendlib.contracts.areas import area_name
from sendlib.measures.plans import PLANS
from sendlib.measures.population import CHILDREN_AND_YOUNG_PEOPLE
from sendlib.measures.region import Region
from sendlib.measures.regional import RegionalReview
from sendlib.params.region import RegionParams
from sendlib.views.blocks import Callout, Column, Prose, Table
from sendlib.views.formats import counted, listed, shorthand_notes, shown
from sendlib.views.front import DEMO
from sendlib.views.regional_evidence import left_out_words, regional_evidence
from sendlib.views.sources import source_note
from sendlib.views.statements import period_words, years_words

TITLE = "Regional commissioning for low-incidence needs"


def region_notice(params: RegionParams) -> Callout | Prose:
    """Say which figures come from where, or that the demo's are invented."""
    if not params.is_demo:
        return Prose(
            "notice",
            ("Published figures come from the files listed under “Where the figures come from”. "
             "What the councils give of their own records says so, and has its small numbers "
             "hidden.",),
        )  # fmt: skip
    return Callout(
        DEMO,
        "The councils and every figure are made up, to show what a report looks like. For real "
        "councils: run “sendlib fetch” for the published files, name the councils in a params file "
        "such as params/regions/south-east-seven.yml, and run “sendlib build” with that file.",
        "notice",
        "warning",
    )


def about_region(params: RegionParams, region: Region) -> Prose:
    """Say which councils the report is for and what it sets out."""
    items = [f"Years shown: {years_words(region.place.years)}, where the publications go that far."]
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


def members_table(review: RegionalReview) -> Table:
    """Return the councils with their residents and plans, and all of them together."""
    found = review.compare_all([CHILDREN_AND_YOUNG_PEOPLE, PLANS])
    region = review.region
    rows = [
        (area_name(code), *(shown(one.member(code), one.indicator) for one in found))
        for code in region.members
    ]
    rows.append(
        (
            f"All of {region.place.name}",
            *(shown(one.compared.own, one.indicator) for one in found),
        )
    )
    heads = ("Residents aged 0 to 25", "EHC plans")
    return Table(
        caption=f"The councils of {region.place.inside}",
        label="tab-members",
        columns=(
            Column("Council"),
            *(
                Column(f"{head}, {period_words(one.compared)}" if one.compared.latest else head,
                       numeric=True)
                for head, one in zip(heads, found, strict=True)
            ),
        ),
        rows=tuple(rows),
        notes=(
            *dict.fromkeys(
                f"{one.indicator.title}: {left_out_words(one)}" for one in found if one.missing
            ),
            *shorthand_notes(cell for row in rows for cell in row),
            *(source_note(one.members) for one in found if len(one.members)),
        ),
        evidence=regional_evidence(*found),
    )  # fmt: skip


def missing_members(region: Region) -> Callout | Prose:
    """Name the councils without published figures; the others go on without them."""
    if not region.absent:
        return Prose("missing-members", ("Published figures count every council of the list.",))
    names = listed([area_name(code) for code in region.absent])
    return Callout(
        "Councils without published figures",
        f"There are no published figures on plans for {names}. Every sum in this report is without "
        "them, and says so.",
        "missing-members",
        "warning",
    )
