"""The pages for families in a review: short words, the same figures, readability measured."""

import pandas as pd

from sendlib.measures.local.joint import JOINT_OUTCOME
from sendlib.measures.local.open_files import OpenFiles
from sendlib.measures.local.packages import PACKAGES_TYPE
from sendlib.measures.local.protected import Protected, ProtectedTables
from sendlib.measures.local.table import LocalMeasure
from sendlib.measures.review import Review
from sendlib.params.model import ReportParams
from sendlib.views.blocks import PUBLISHED, Callout, Origin, Prose, nothing
from sendlib.views.formats import MONTHS, number
from sendlib.views.front import contact_line
from sendlib.views.local_basis import LOCAL
from sendlib.views.plain import plain_evidence, plain_opening, plain_sentences, reading_age

# those whose words families most want to read, the latest first
HEARD = ("parent_carers", "children_young_people")
MOST_HEARD, MOST_PLANNED = 4, 8
OPENING = (
    "The council and its partners have looked at the help that children with extra needs get. "
    "They asked three things. Who needs help? What help do they get, and what does it cost? What "
    "has to change? These pages give the answers in short. All the rest of this report is there "
    "for you to read as well."
)
NEXT = (
    "The partners will now choose what to do first. They will say who does it and by when. You can "
    "ask them how it is going.",
    "These numbers count children. They do not say how good the help is. Tell us what it is like "
    "for you: that counts as much.",
)
WORDS = (
    ("EHC plan", "A paper that says by law what help a child or young person must get."),
    ("Health partners", "The part of the NHS that plans and pays for care in this area."),
    ("Joint", "Paid for, or run, by more than one of school, health and care."),
    ("Package", "A place or care that is bought for one child."),
)


def families_intro(review: Review) -> Prose:
    """Say for whom the pages are and what was looked at."""
    return Prose("plain-intro", (plain_opening(review.place), OPENING))


def families_found(review: Review, own: ProtectedTables) -> Prose:
    """Return what was found, in short words, from published figures and the council's own."""
    added = _own_sentences(own)
    return Prose(
        "plain-found",
        (),
        (*plain_sentences(review), *added),
        evidence=plain_evidence(review),
        origin=LOCAL if added else PUBLISHED,
    )


def families_heard(files: OpenFiles) -> Prose | Callout:
    """Return what families and young people said, and what was done about it."""
    label = "plain-heard"
    items = _heard(files)
    if not items:
        return nothing(
            "What you told us",
            "Nothing yet: give the file engagement, with what was said and what was done.",
            label,
        )
    return Prose(label, (), tuple(items), origin=Origin(**files.origin))


def families_planned(files: OpenFiles) -> Prose | Callout:
    """Return what the partners want and what they plan to do, in their own words."""
    label = "plain-planned"
    wanted, planned = _wanted(files), _planned(files)
    if not wanted and not planned:
        return nothing(
            "What we plan",
            "Nothing yet: give the files priorities and intentions, with what the partners want "
            "and plan to do.",
            label,
        )
    lead = (f"We want: {'; '.join(wanted)}.",) if wanted else ()
    more = ("We plan to do this:",) if planned else ()
    return Prose(label, (*lead, *more), tuple(planned), origin=Origin(**files.origin))


def families_next(params: ReportParams, review: Review, own: ProtectedTables) -> Prose:
    """Say what happens next and whom to ask, explain words, and give the measured reading age."""
    forum = params.partners.parent_carer_forum
    ask = [f"To ask a question: {contact_line(params)}."]
    ask += [f"You can also talk to {forum}."] if forum else []
    words = [f"{term}: {text}" for term, text in WORDS]
    # names and addresses are no prose, and the council's own words are not ours to measure
    ours = [plain_opening(review.place), OPENING, *plain_sentences(review), *_own_sentences(own)]
    ours += [*NEXT, *(text for _, text in WORDS)]
    measured = reading_age(ours, what="these pages, without the words of others")
    return Prose("plain-next", (*NEXT, " ".join(ask), measured), tuple(words), origin=_origin(own))


def _origin(own: ProtectedTables) -> Origin:
    return LOCAL if _own_sentences(own) else PUBLISHED


def _own_sentences(own: ProtectedTables) -> list[str]:
    packages, waiting = _total(own, PACKAGES_TYPE), _pending(own.table(JOINT_OUTCOME))
    found = []
    if packages is not None:
        found.append(
            f"The council and its partners buy {_count(packages)} places or packages of care for "
            "children and young people."
        )
    if waiting is not None:
        found.append(f"{_count(waiting)} joint packages wait for the partners to say who pays.")
    return found


def _total(own: ProtectedTables, measure: LocalMeasure) -> float | None:
    table = own.table(measure)
    return None if table is None else _shown(table.total(table.periods[-1])["value"])


def _pending(table: Protected | None) -> float | None:
    if table is None:
        return None
    rows = table.latest
    values = rows.loc[rows[table.measure.field_names[0]] == "pending", "value"]
    return _shown(values.iloc[0]) if len(values) else None


def _shown(value: float) -> float | None:
    return None if pd.isna(value) or value == 0 else float(value)


def _count(value: float) -> str:
    return number(value, unit="count")


def _heard(files: OpenFiles) -> list[str]:
    rows = files.table("engagement")
    rows = rows[rows["participants"].isin(HEARD) & rows["finding"].notna()]
    latest = rows.sort_values("date", ascending=False, kind="stable").head(MOST_HEARD)
    return [
        f"You said: {_ended(row['finding'])}"
        + ("" if pd.isna(row["response"]) else f" What was done: {_ended(row['response'])}")
        for _, row in latest.iterrows()
    ]


def _wanted(files: OpenFiles) -> list[str]:
    return [str(text).rstrip(".") for text in files.table("priorities")["priority"].dropna()]


def _planned(files: OpenFiles) -> list[str]:
    rows = files.table("intentions")
    ordered = rows.sort_values("end_date", kind="stable", na_position="last").head(MOST_PLANNED)
    return [
        f"{row['theme']}: {_ended(row['intention'])}{_by(row['end_date'])}"
        for _, row in ordered.iterrows()
    ]


def _by(date: pd.Timestamp) -> str:
    return "" if pd.isna(date) else f" By {MONTHS[date.month - 1]} {date.year}."


def _ended(text: object) -> str:
    words = str(text).strip()
    return words if words.endswith((".", "!", "?")) else f"{words}."
