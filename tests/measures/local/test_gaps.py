"""Places against demand, from what may be shown."""

from fractions import Fraction

import pandas as pd
import pytest

from sendlib.measures.demand import Demand
from sendlib.measures.local.gaps import gaps
from sendlib.measures.local.packages import PACKAGES_ACCOMMODATION
from sendlib.measures.local.protected import ProtectedTables
from sendlib.measures.local.sufficiency import RESULTS, TABLES
from sendlib.params.sufficiency import Sufficiency
from tests.conftest import WORCESTERSHIRE
from tests.measures.local.drawn_market import opened, packages, places, protected

TERMS = Sufficiency()
MEASURES = (*TABLES, PACKAGES_ACCOMMODATION)


def coming(value=1200.0, *, first="2026", years=6):
    """Return a projection from 1,000 plans in January 2025 to `value` two years later."""
    factor = (value / 1000) ** 0.5
    rows = pd.DataFrame({
        "period": [str(int(first) + step) for step in range(years)],
        "value": [1000 * factor ** (step + 1) for step in range(years)],
    })  # fmt: skip
    rows = rows.assign(lower=rows["value"] * 0.95, upper=rows["value"] * 1.05)
    past = pd.DataFrame({"period": ["2024", "2025"], "value": [950.0, 1000.0]})
    none = pd.DataFrame()
    return Demand(WORCESTERSHIRE, past, rows, none, none, questioned=False, source="drawn.csv")


@pytest.fixture(scope="module")
def found():
    return gaps(protected(MEASURES, RESULTS), opened(), coming(), TERMS)


def test_the_gap_is_places_at_target_occupancy_less_those_on_roll(found):
    table = found.tables["need"].set_index("group")
    assert (found.now, found.then, found.planned) == ("2024/25", "2026/27", True)
    autism = table.loc["ASD"]
    assert autism["gap_now"] == pytest.approx(100 * 0.95 - 91)
    # two years of growth: 1,200 plans for 1,000
    assert autism["demand_then"] == pytest.approx(91 * 1.2)
    assert autism["gap_then"] == pytest.approx(60 * 0.95 - 91 * 1.2)
    assert found.growth.factor == Fraction(12, 10)


@pytest.mark.parametrize("by", ["need", "phase", "area"])
def test_gaps_add_up_to_the_total(found, by):
    table = found.tables[by]
    parts, whole = table.iloc[:-1], table.iloc[-1]
    for name in ("places_now", "on_roll_now", "gap_now", "places_then", "demand_then", "gap_then"):
        assert parts[name].sum() == pytest.approx(whole[name])
    assert whole["group"] == "Total"
    assert whole["places_now"] == 160


def test_a_shortfall_is_sure_where_places_are_far_too_few_and_unlikely_where_they_are_many(found):
    table = found.tables["need"].set_index("group")
    assert table.loc["ASD", "shortfall_percent"] == 100
    assert table.loc["SEMH", "shortfall_percent"] < 50
    assert table.loc["ASD", "needed_then"] > 91 * 1.2 / 0.95


def test_needs_that_lack_places_are_counted_in_whole_places(found):
    short = found.short.set_index("group")
    assert "Total" not in short.index
    assert "SEMH" not in short.index
    assert short.loc["ASD", "places_short"] == 53  # 52.2, rounded up


def test_kinds_of_schools_grow_and_packages_follow_arrivals_and_stays(found):
    kinds = found.kinds.set_index("group")
    assert kinds.loc["maintained_special", "expected"] == pytest.approx(121 * 1.2)
    assert kinds.loc["maintained_special", "high"] > 121 * 1.2
    assert kinds.loc["day", "now"] == 83
    # one package has ended, and so how long they stay is hidden
    assert kinds.loc["day", ["stay_years", "expected", "high"]].isna().all()
    assert kinds.loc["residential_52", "now"] == 11 + 9


def test_packages_of_which_enough_ended_are_expected_by_stay():
    ended = packages()
    ended.rows.loc[ended.rows.index[:20], "end_date"] = pd.Timestamp("2025-02-20")
    own = protected(MEASURES, RESULTS, packages=ended)
    day = gaps(own, opened(), coming(), TERMS).kinds.set_index("group").loc["day"]
    assert day["expected"] > 0
    assert day["high"] > day["expected"]


def test_what_is_hidden_has_no_gap_and_the_total_stays():
    def hide(row):
        return "need" in row and row["need"] == "LD"

    found = gaps(protected(MEASURES, RESULTS, hidden=hide), opened(), coming(), TERMS)
    table = found.tables["need"].set_index("group")
    assert table.loc["LD", ["on_roll_now", "gap_now", "gap_then"]].isna().all()
    assert table.loc["LD", "places_now"] == 8
    assert table.loc["Total", "on_roll_now"] == 145
    cells = found.cells.set_index(["need", "phase"])
    assert pd.isna(cells.loc[("LD", "all_through"), "gap_then"])
    assert cells.loc[("ASD", "primary"), "gap_then"] == pytest.approx(60 * 0.95 - 51 * 1.2)


def test_without_a_projection_there_is_the_gap_of_now_alone():
    nothing = coming()
    nothing = Demand(**{**vars(nothing), "rows": nothing.rows.head(0)})
    found = gaps(protected(MEASURES, RESULTS), opened(), nothing, TERMS)
    assert found.growth is None
    assert found.tables["need"]["gap_now"].notna().all()
    assert found.tables["need"]["gap_then"].isna().all()
    assert found.short.empty
    assert found.kinds.set_index("group").loc["maintained_special", "now"] == 121


def test_a_file_without_years_to_come_keeps_the_places_of_now():
    today = places()
    kept = today.rows[today.rows["on_roll"].notna()]
    today = type(today)(today.name, today.contract, kept, len(kept))
    found = gaps(protected(MEASURES, RESULTS, places=today), opened(places=today), coming(), TERMS)
    assert (found.then, found.planned) == ("2027/28", False)
    whole = found.tables["need"].iloc[-1]
    assert whole["places_then"] == whole["places_now"] == 160


def test_without_anybody_on_roll_there_are_no_gaps():
    assert gaps(ProtectedTables(), opened(), coming(), TERMS) is None
    bare = gaps(protected(TABLES[:1]), opened(), coming(), TERMS)
    assert bare.kinds.empty
    assert bare.tables["area"].iloc[-1][["on_roll_now"]].isna().all()
