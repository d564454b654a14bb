"""Columns that several tables share: comparators, test, rank, trend; short cells, notes below."""

from sendlib.contracts.areas import ENGLAND, area_name
from sendlib.measures.compared import Compared
from sendlib.measures.comparisons import sure_difference
from sendlib.measures.place import Place

SIGNIFICANCE_CELLS = {
    "higher": "higher",
    "lower": "lower",
    "similar": "similar",
    "not_assessed": "not tested",
}
TREND_CELLS = {
    "increasing": "increasing",
    "decreasing": "decreasing",
    "no significant change": "no change",
    "not assessed": "not assessed",
}
TEST_NOTE = (
    "Test: the council beside England at 95%, allowing for the usual spread among councils; "
    "similar is no significant difference, not tested is a publication without counts."
)
RANK_NOTE = (
    "Rank: 1 is the highest, or the lowest where low is good; = is a rank shared with another."
)
TREND_NOTE = (
    "Trend: the latest five years, tested at 99.8%; no change is no significant change, not "
    "assessed is fewer years in a row, or no counts."
)


def comparator_titles(place: Place) -> list[str]:
    """Return short heads for the columns of a place's comparators."""
    return [_title(code) for code in place.comparators]


def _title(code: str) -> str:
    if code == ENGLAND:
        return "England"
    return {"SN": "Neighbours", "OWN": "Own list"}.get(code.split("-")[0], "Region")


def comparator_notes(place: Place) -> list[str]:
    """Say who stands behind the short heads."""
    names = {
        "Neighbours": "mean of the statistical neighbours",
        "Region": area_name(place.region),
        "Own list": place.own_name,
    }
    titles = [title for title in comparator_titles(place) if title in names]
    behind = "; ".join(f"{title}: {names[title]}" for title in titles)
    return [f"Council: {place.name}{'; ' if behind else ''}{behind}."]


def difference_cell(one: Compared) -> str:
    """Return how the council differs from England, in a word."""
    row = one.at_latest(ENGLAND)
    return "[x]" if row is None else SIGNIFICANCE_CELLS[sure_difference(row)]


def rank_cell(one: Compared) -> str:
    """Return `104 of 152`, with = where the rank is shared."""
    position = one.standing
    if position is None:
        return "[x]"
    return f"{position.rank}{'=' if position.shared else ''} of {position.of}"


def quartile_cell(one: Compared) -> str:
    """Return A to D; [z] where neither end is better, [x] without a figure."""
    if one.standing is None:
        return "[x]"
    return one.standing.quartile or "[z]"


def trend_cell(one: Compared) -> str:
    """Return the trend in a word or two."""
    return TREND_CELLS[one.trend.direction]
