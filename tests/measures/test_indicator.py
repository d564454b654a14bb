from dataclasses import replace

import pytest

from sendlib.measures.indicator import Indicator, Selection
from sendlib.measures.indicators import number_of, published, share_of

NAMES = {"measure": "m", "title": "T", "subject": "the t", "topic": "plans"}


@pytest.mark.parametrize(
    ("kind", "unit", "per", "scale"),
    [
        ("proportion", "percent", 1.0, 100.0),
        ("rate", "per_1000", 1000.0, 1000.0),
        ("ratio", "gbp", 1.0, 1.0),
        ("value", "percent", 1.0, 1.0),
    ],
)
def test_a_share_is_shown_in_percent_and_a_rate_per_head(kind, unit, per, scale):
    one = Indicator(**NAMES, kind=kind, unit=unit, polarity=None, per=per,
                    count=Selection("caseload", ("ehcplans",)))  # fmt: skip
    assert one.scale == scale
    assert one.is_tested == (kind in ("proportion", "rate"))


def test_the_return_became_person_level_in_2023_with_the_year_2022():
    plans = number_of("caseload", ("ehcplans",), **NAMES)
    assert plans.collected_anew == "2023"
    assert replace(plans, count=Selection("requests", ("x",))).collected_anew == "2022"
    assert published("lait", ("x",), **NAMES).collected_anew == ""


def test_short_forms_say_what_is_counted_of_what():
    share = share_of("caseload", ("part",), ("whole",), **NAMES, polarity="low", breakdown="age=5")
    assert (share.kind, share.unit, share.breakdown) == ("proportion", "percent", "age=5")
    assert share.denominator == Selection("caseload", ("whole",))
    money = number_of("s251", ("x",), **NAMES, unit="gbp")
    assert (money.kind, money.unit, money.denominator) == ("count", "gbp", None)
    given = published("absence", ("Overall",), **NAMES, table_topic="kind", rows=("a",), places=2)
    assert given.count == Selection("absence", ("Overall",), "kind", ("a",))
    assert (given.kind, given.places) == ("value", 2)
