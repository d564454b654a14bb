"""What a build tells while it is at work, for whoever wants to show it."""

from sendlib.run.jobs import Job
from sendlib.run.plan import Plan
from sendlib.run.record import Outcome


class Watcher:
    """Is told how a build gets on; this one says nothing."""

    def at(self, job: Job, cell: int, cells: int) -> None:
        """Take in that a report is at one of its cells; 0 of 0 as it begins."""

    def again(self, job: Job, why: str) -> None:
        """Take in that a report is built a second time, once the others are done."""

    def ended(self, outcome: Outcome) -> None:
        """Take in that a report is built, or failed."""

    def overtaken(self, planned: Plan) -> None:
        """Take in which reports are not up to date though they are built, if any."""

    def unrecorded(self, why: str) -> None:
        """Take in that what became of the reports could not be written down."""
