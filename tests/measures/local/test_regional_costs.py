"""What shares say that a year costs."""

import pandas as pd
import pytest

from sendlib.measures.local.all_in_cost import ALL_IN, PLACED
from sendlib.measures.local.regional_costs import local_costs
from sendlib.measures.local.results import LOCAL_ORIGIN
from sendlib.measures.local.share import Share, SharedTable, Shares

HIDDEN = "confidential"


def shared(measure, cells, period="2025"):
    """Return a table of cells: categories -> a number, or the range of one that is hidden."""
    rows = []
    for categories, value in cells.items():
        low, high = value if isinstance(value, tuple) else (value, value)
        number, reason = (None, HIDDEN) if isinstance(value, tuple) else (value, "")
        own = categories if isinstance(categories, tuple) else (categories,)
        fields = dict(zip(measure.field_names, own, strict=True))
        rows.append({"period": period, **fields, "value": number, "lower": low, "upper": high,
                     "reason": reason})  # fmt: skip
    return SharedTable(measure, pd.DataFrame(rows).astype({"value": float}))


def share(code, persons, cost, **periods):
    tables = [shared(PLACED, persons), shared(ALL_IN, cost, **periods)]
    return Share(code, {one.measure.name: one for one in tables})


YORK = share(
    "816", {"residential_38": 6, "residential_52": 4, "day": 20},
    {("residential_52", "education"): 500_000, ("residential_52", "care"): 700_000,
     ("residential_38", "travel"): 10_000, ("day", "education"): 600_000, ("day", "care"): 100_000,
     ("day", "travel"): 80_000},
)  # fmt: skip
LEEDS = share(
    "383", {"residential_52": (1, 4), "day": 10},
    {("residential_52", "education"): (100_000, 400_000), ("day", "education"): 300_000},
)  # fmt: skip


def costs(*shares):
    return local_costs(Shares(("816", "383"), {one.area_code: one for one in shares}))


def test_means_are_pooled_costs_over_pooled_persons():
    found = costs(YORK)
    assert found.out_of_area.low == found.out_of_area.high == 120_000
    assert found.education.middle == 35_000
    assert found.transport.middle == 4_000
    assert found.members == 1
    assert dict(found.origin) == dict(LOCAL_ORIGIN)


def test_what_is_hidden_makes_a_range_and_never_counts_as_nothing():
    found = costs(YORK, LEEDS)
    # least cost over most persons, and most over fewest
    assert found.out_of_area.low == pytest.approx(1_300_000 / 14)
    assert found.out_of_area.high == pytest.approx(1_600_000 / 11)
    assert found.education.middle == pytest.approx(1_000_000 / 30)
    assert found.members == 2
    # Leeds tells nothing of travel, and takes no part in it
    assert found.transport.middle == 4_000


def test_without_limits_persons_or_shares_there_is_no_amount():
    open_ended = share("383", {"day": 10, "residential_52": (0, 3)},
                       {("day", "education"): (0, float("nan"))})  # fmt: skip
    found = costs(open_ended)
    assert found.education is None
    assert found.out_of_area is None
    assert found.transport is None
    assert costs().members == 0
    assert costs(Share("816")).members == 0
    other_year = share("383", {"day": 10}, {("day", "education"): 5}, period="2024")
    assert costs(other_year).education is None
