"""What a reader is shown of an executed notebook: its sections but those left out, in its form."""

from nbformat import NotebookNode

from sendlib.params.model import ReportParams
from sendlib.params.region import AnyParams
from sendlib.run.jobs import STRATEGY
from sendlib.run.sections import empty_sections, left_out, without_sections
from sendlib.run.strategy import assembled


def shown_of(executed: NotebookNode, params: AnyParams, report: str) -> NotebookNode:
    """Return the notebook of a report as it is rendered.

    Args:
        executed: the notebook as it was run.
        params: what they leave out.
        report: what is to be rendered, such as commissioning-strategy.
    """
    gone = left_out(params, report) | empty_sections(executed)
    shown = without_sections(executed, gone)
    if report == STRATEGY and isinstance(params, ReportParams):
        return assembled(shown, params)
    return shown
