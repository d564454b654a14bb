"""The key points of every chapter of the review, gathered for its summary."""

from sendlib.measures.commissioning.partnership import Partnership
from sendlib.measures.demand import demand
from sendlib.measures.local.gaps import gaps
from sendlib.measures.local.open_files import OpenFiles
from sendlib.measures.local.protected import ProtectedTables
from sendlib.measures.market import payments_of
from sendlib.measures.review import Review
from sendlib.measures.sufficiency_public import settings_ahead
from sendlib.params.model import ReportParams
from sendlib.views import (
    local_activity,
    local_cohort,
    local_demand_points,
    local_joint,
    local_spend_change,
)
from sendlib.views.key_points import KeyPoint
from sendlib.views.key_points_published import published_points
from sendlib.views.local_commissioning import commissioning_points, resource_points
from sendlib.views.local_market_points import market_points, sufficiency_points
from sendlib.views.summary import in_order


def key_points(
    params: ReportParams,
    review: Review,
    own: ProtectedTables,
    files: OpenFiles,
    partners: Partnership,
) -> list[KeyPoint]:
    """Return the key points of all chapters that are shown, the heaviest first.

    Args:
        params: which chapters are left out, and on what terms places are counted.
        review: the published tables seen from the council.
        own: the council's tables, protected.
        files: its files that are not personal.
        partners: the same, seen together.
    """
    place, coming = review.place, demand(review)
    gap = gaps(own, files, coming, params.commissioning.sufficiency)
    points = [
        *published_points(review),
        *local_demand_points.key_points(own, coming),
        *local_cohort.key_points(own),
        *local_activity.key_points(own),
        *local_joint.key_points(own),
        *local_spend_change.key_points(own),
        *market_points(payments_of(review.tables, place), own, files, place),
        *sufficiency_points(settings_ahead(review, coming), gap, place),
        *resource_points(partners, own),
        *commissioning_points(partners),
    ]
    return in_order(points, params)
