"""The key points of every chapter of the review, gathered for its summary."""

from sendlib.measures.local.open_files import OpenFiles
from sendlib.measures.local.protected import ProtectedTables
from sendlib.measures.market import payments_of
from sendlib.measures.review import Review
from sendlib.params.model import ReportParams
from sendlib.views import market
from sendlib.views.key_points import KeyPoint
from sendlib.views.key_points_published import published_points
from sendlib.views.summary import in_order


def key_points(
    params: ReportParams, review: Review, own: ProtectedTables, files: OpenFiles
) -> list[KeyPoint]:
    """Return the key points of all chapters that are shown, the heaviest first.

    Args:
        params: which chapters are left out, and what the partners decided.
        review: the published tables seen from the council.
        own: the council's tables, protected.
        files: its files that are not personal.
    """
    place = review.place
    points = [
        *published_points(review),
        *market.key_points(payments_of(review.tables, place), place),
    ]
    return in_order(points, params)
