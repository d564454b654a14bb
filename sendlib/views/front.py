"""Cover, who stands behind the report, and its accessibility statement."""

from typing import Any

from sendlib.contracts.areas import area_name, council
from sendlib.measures.place import Place
from sendlib.params.model import ReportParams
from sendlib.params.region import AnyParams
from sendlib.views.blocks import Callout, CoverPage, Prose
from sendlib.views.formats import day, listed
from sendlib.views.statements import years_words

TITLE = "SEND evidence base"
NOT_GIVEN = "not given"
DEMO = "Demonstration: invented data"


def cover(params: AnyParams, place: Place, *, title: str = TITLE) -> CoverPage:
    """Return the cover: title, council, status, version, date, contact and branding.

    Args:
        params: what the report says about itself.
        place: the council.
        title: the report's own, where params give none.
    """
    document, branding = params.document, params.branding
    signed = document.sign_off
    content: dict[str, Any] = {
        "title": document.title or title,
        "subtitle": "Children and young people with special educational needs and disabilities",
        "area_name": place.name,
        "status_mark": "Draft" if document.status == "draft" else "",
        "protective_mark": document.protective_mark,
        "version": document.version,
        "date": document.date.isoformat() if document.date else "",
        "contact": contact_line(params),
        "signed_off_by": f"{signed.name}, {signed.role}, {day(signed.date.isoformat())}"
        if signed
        else "",
        "branding": {
            "name": branding.name or place.name,
            "primary": branding.primary,
            "accent": branding.accent,
            "logo": branding.logo,
        },
        "is_demo": params.is_demo,
        "keywords": list(
            dict.fromkeys(["SEND", "joint commissioning", place.name, place.label(place.region)])
        ),
    }
    return CoverPage(content)


def contact_line(params: AnyParams) -> str:
    """Return whom a reader can ask, on one line; `not given` where params name nobody."""
    contact = params.contact
    parts = (contact.name, contact.role, contact.email, contact.telephone)
    return ", ".join(part for part in parts if part) or NOT_GIVEN


def about(params: ReportParams, place: Place) -> Prose:
    """Say what the report covers, beside whom, and which partners stand behind it."""
    partners = params.partners
    beside = [place.phrase(code) for code in place.comparators]
    neighbours = listed([area_name(code) for code in place.neighbours])
    items = [
        f"Years shown: {years_words(place.years)}, where the publications go that far.",
        f"Compared with: {listed(beside) if beside else 'nobody, by choice in the params file'}.",
    ]
    before = [area_name(code) for code in council(place.area_code).predecessors]
    if before:
        items.append(
            f"The council was formed from the area of {listed(before)}. Figures from before it "
            "existed are those of its predecessors and are not shown, so series are short."
        )
    if neighbours:
        items.append(
            "Statistical neighbours (Department for Education, May 2025, closest first): "
            f"{neighbours}."
        )
    items += [
        f"Integrated care board: {partners.integrated_care_board or NOT_GIVEN}.",
        f"Parent carer forum: {partners.parent_carer_forum or NOT_GIVEN}.",
    ]
    if partners.others:
        items.append(f"Other partners: {listed(list(partners.others))}.")
    text = (
        f"This report sets out what published figures say about children and young people with "
        f"special educational needs and disabilities (SEND) in {place.inside}. It is the evidence "
        "on which joint commissioning by education, health and care can rest: it finds and "
        "compares, and leaves the judgement to the partnership."
    )
    return Prose("about", (text,), tuple(items))


def demo_notice(params: AnyParams, *, is_local: bool = False) -> Callout | Prose:
    """Warn that the demo's figures are invented and say how to get real ones.

    Args:
        params: which council.
        is_local: whether files of the council's own are read as well.
    """
    if not params.is_demo and is_local:
        return Prose(
            "notice",
            ("Published figures come from the files listed under “Where the figures come from”; "
             "those of the council's own files say so.",),
        )  # fmt: skip
    if not params.is_demo:
        return Prose(
            "notice",
            ("Every figure comes from the published files listed under “Where the figures come "
             "from”; nothing here rests on unpublished records.",),
        )  # fmt: skip
    return Callout(
        DEMO,
        "The council, its region and every figure are made up, to show what a report looks like. "
        "For a real council: run “sendlib fetch” for the published files, “sendlib new” with the "
        "council's name for its params file, and “sendlib build” with that file.",
        "notice",
        "warning",
    )


def accessibility(params: AnyParams) -> Prose:
    """Return the accessibility statement that public bodies publish with a document."""
    date = params.document.date
    prepared = (
        f"This statement was prepared on {day(date.isoformat())}"
        if date
        else "This statement was prepared with the report; its params file gives no date"
    )
    return Prose(
        "accessibility-statement",
        (
            "The web page and the PDF are made to meet the Web Content Accessibility Guidelines "
            "(WCAG) 2.2 at level AA. Charts have a text that tells what they show, and a table "
            "with the same figures; colour is never the only sign; the page works with a keyboard, "
            "a screen reader, and on a phone; the PDF is tagged (PDF/UA-1).",
            f"For another format, or to report a problem: {contact_line(params)}.",
            f"{prepared}, by checks made with the software that builds the report. Its status is "
            f"{params.document.status}, version {params.document.version}.",
        ),
    )
