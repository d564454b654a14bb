"""What the chapters on resources and on commissioning hand to the summary."""

from sendlib.measures.commissioning.partnership import Partnership
from sendlib.measures.local.protected import ProtectedTables
from sendlib.views.key_points import KeyPoint
from sendlib.views.local_actions import actions_points
from sendlib.views.local_chain import chain_points
from sendlib.views.local_coverage import coverage_points
from sendlib.views.local_cycle import cycle_points
from sendlib.views.local_decisions import decision_points
from sendlib.views.local_engagement import engagement_points
from sendlib.views.local_equity import equity_points
from sendlib.views.local_pooled import pooled_points
from sendlib.views.local_spend import budget_points
from sendlib.views.local_workforce import workforce_points


def resource_points(partners: Partnership, tables: ProtectedTables) -> list[KeyPoint]:
    """Return the findings of the chapter on resources; none without its files."""
    return [
        *budget_points(partners), *pooled_points(partners), *workforce_points(partners),
        *equity_points(tables),
    ]  # fmt: skip


def commissioning_points(partners: Partnership) -> list[KeyPoint]:
    """Return the findings of the chapter on commissioning together; none without its files."""
    return [
        *cycle_points(partners), *chain_points(partners), *coverage_points(partners),
        *decision_points(partners), *engagement_points(partners), *actions_points(partners),
    ]  # fmt: skip
