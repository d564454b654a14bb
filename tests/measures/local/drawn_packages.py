"""Packages drawn in a few words, for tests of what is made of them."""

from sendlib.data.local.tables import LocalTables
from sendlib.measures.local.table import Records
from sendlib.params.review import ReviewOptions
from tests.measures.local.drawn_review import table

# what a package is unless a test says otherwise
USUAL = {
    "person_id": "P0", "package_type": "education", "setting_type": "independent_special",
    "accommodation": "day", "primary_need": "ASD", "start_date": "2019-04-01", "end_date": None,
    "weeks_a_year": "52", "residential_nights": "0", "weekly_cost_education_gbp": "100",
    "weekly_cost_health_gbp": "0", "weekly_cost_social_care_gbp": "0",
    "weekly_cost_other_gbp": "0", "looked_after": False, "continuing_care": False,
    "health_severity": "low",
}  # fmt: skip


def records(*rows, beside=(), **options):
    """Return records of packages, each told by what is not usual of it.

    Args:
        rows: columns of a package that are not usual.
        beside: other local files.
        options: of the review.
    """
    whole = [{**USUAL, "package_id": f"K{at}", **row} for at, row in enumerate(rows)]
    columns = {name: [row[name] for row in whole] for name in [*USUAL, "package_id"]}
    files = {"packages": table("packages", **columns), **dict(beside)}
    return Records(LocalTables(files), 2019, 2025, ReviewOptions(**options))


def several(count, prefix="P", **row):
    """Return rows of packages alike, one for each of some persons."""
    return [{"person_id": f"{prefix}{at}", **row} for at in range(count)]


# what makes a file reach back to 2019 and on to the end of March 2025, at no cost
SPAN = (
    {"person_id": "OLD", "start_date": "2018-04-01", "end_date": "2019-12-01",
     "weekly_cost_education_gbp": "0"},
    {"person_id": "NEW", "start_date": "2025-03-25", "weekly_cost_education_gbp": "0"},
)  # fmt: skip
