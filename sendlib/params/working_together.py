"""How councils of a region agree to work together: what they sign, who does what, by when.

Nothing here has a default of its own: a report shows what the partnership gives.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, Self, get_args

from pydantic import Field, model_validator

from sendlib.params.block import Block
from sendlib.params.faults import Refused, did_you_mean, found_text, nearest
from sendlib.params.progress import Month
from sendlib.params.theory_of_change import TheoryOfChange
from sendlib.params.values import Date, GivenLine, Line, Text

Theme = Literal["families", "commissioning", "provision"]
THEMES = get_args(Theme)
Evidence = Literal[
    "", "appeals", "independent", "residential", "full_schools", "vacancies", "unit_costs", "gaps",
    "shares",
]  # fmt: skip
KINDS: Mapping[str, str] = {"V": "Vision", "I": "Intent", "P": "Principle"}


class Signature(Block):
    """One partner's agreement to the vision, the intent and the principles."""

    partner: GivenLine = Field(description="the council or other partner that signs")
    name: Line = Field(default="", description="who signed for it; blank is shown as not given")
    role: Line = Field(default="", description="role of who signed")
    date: Date | None = Field(default=None, description="when, such as 2026-03-31; blank: not yet")
    apart_from: tuple[GivenLine, ...] = Field(
        default=(), description="a list of numbers it does not agree yet, such as P4"
    )


class Step(Block):
    """One step of a phase."""

    step: GivenLine = Field(description="what is done")
    start: Month = Field(description="month it starts, such as 2026-04")
    end: Month = Field(description="month it is to be done")
    lead: Line = Field(default="", description="who leads it; blank is shown as nobody")
    done: Month | None = Field(default=None, description="month it was done; blank: not yet")

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> Self:
        _in_order(self.start, self.end)
        return self


class Phase(Block):
    """One phase of the work, with its steps."""

    name: GivenLine = Field(description="what readers call it, such as Set up")
    start: Month = Field(description="month it starts, such as 2026-04")
    end: Month = Field(description="month it ends")
    steps: tuple[Step, ...] = Field(default=(), description="a list of its steps")

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> Self:
        _in_order(self.start, self.end)
        return self


class Activity(Block):
    """One activity of a workstream."""

    activity: GivenLine = Field(description="what is done")
    owner: Line = Field(default="", description="who answers for it; blank is shown as nobody")
    due: Month | None = Field(default=None, description="month it is due, such as 2026-09")
    done: Month | None = Field(default=None, description="month it was done; blank: not yet")


class Workstream(Block):
    """A strand of work with its own lead."""

    name: GivenLine = Field(description="what readers call it")
    lead: Line = Field(default="", description="who leads it; blank is shown as nobody")
    activities: tuple[Activity, ...] = Field(default=(), description="a list of its activities")


class Method(Block):
    """One way by which progress is judged, and what it has brought."""

    phase: GivenLine = Field(description="the name of a phase")
    theme: Theme = Field(description=f"what it judges: {', '.join(THEMES)}")
    method: GivenLine = Field(description="how, such as Interviews with parent carers")
    collected: Line = Field(default="", description="what has been collected; blank: nothing yet")
    date: Month | None = Field(default=None, description="month of what was collected last")


class Barrier(Block):
    """What stands in the way, with what the data say of it."""

    barrier: GivenLine = Field(description="what stands in the way")
    evidence: Evidence = Field(
        default="", description="figure of this report that bears on it, or blank for none"
    )
    answer: Line = Field(default="", description="what the partners do about it")
    owner: Line = Field(default="", description="who answers for that")


class WorkingTogether(Block):
    """What the partnership has agreed on working together; every key may be left out."""

    vision: tuple[Text, ...] = Field(default=(), description="a list of statements of the vision")
    intent: tuple[Text, ...] = Field(default=(), description="a list of statements of intent")
    principles: tuple[Text, ...] = Field(default=(), description="a list of principles")
    signatures: tuple[Signature, ...] = Field(
        default=(), description="a list of partners that signed, or are asked to"
    )
    phases: tuple[Phase, ...] = Field(default=(), description="a list of phases, the first on top")
    workstreams: tuple[Workstream, ...] = Field(default=(), description="a list of workstreams")
    theory_of_change: TheoryOfChange = Field(
        default=TheoryOfChange(), description="what leads to what, from inputs to impact"
    )
    evaluation: tuple[Method, ...] = Field(
        default=(), description="a list of methods by which phases are judged"
    )
    barriers: tuple[Barrier, ...] = Field(
        default=(), description="a list of what stands in the way"
    )

    @property
    def statements(self) -> Mapping[str, str]:
        """The statements to sign by their number: V1, I1, P1 and so on."""
        parts = zip(KINDS, (self.vision, self.intent, self.principles), strict=True)
        return {
            f"{kind}{number}": text
            for kind, texts in parts
            for number, text in enumerate(texts, start=1)
        }

    @model_validator(mode="after")
    def _fit_together(self) -> Self:
        _are_known(
            ((one.apart_from, ("signatures", at, "apart_from"))
             for at, one in enumerate(self.signatures)), list(self.statements),
        )  # fmt: skip
        _are_known(
            (((one.phase,), ("evaluation", at, "phase")) for at, one in enumerate(self.evaluation)),
            [phase.name for phase in self.phases],
        )
        names = [one.partner for one in self.signatures]
        for at, name in enumerate(names):
            if name in names[:at]:
                raise Refused("each partner once", at=("signatures", at), found=found_text(name))
        return self


def _are_known(
    given: Iterable[tuple[Iterable[str], tuple[str | int, ...]]], known: Sequence[str]
) -> None:
    for names, at in given:
        for name in names:
            if name not in known:
                allowed = ", ".join(known) or "none, since none is given"
                raise Refused(
                    allowed, did_you_mean(nearest(name, known)), at=at, found=found_text(name)
                )


def _in_order(start: object, end: object) -> None:
    if str(end) < str(start):
        raise Refused("an end that is not before the start", at=("end",), found=str(end)[:7])
