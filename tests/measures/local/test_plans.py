"""Tables of plans: in force, started and ended."""

from sendlib.data.local.tables import LocalTables
from sendlib.measures.local.catalogue import LOCAL_TABLES, declared
from sendlib.measures.local.plans import (
    PLANS_BY_NEED,
    PLANS_ENDED,
    PLANS_NEED_SETTING,
    PLANS_STARTED,
    unprinted,
)
from sendlib.measures.local.table import Records
from sendlib.params.disclosure import FIELDS
from tests.measures.local.drawn_review import everything, table

RECORDS = Records(everything(), 2019, 2025)


def test_plans_by_need_have_a_part_for_each_january_and_other_tables_the_latest():
    assert [part.period for part in PLANS_BY_NEED.count(RECORDS)] == ["2023", "2024", "2025"]
    assert [part.period for part in PLANS_NEED_SETTING.count(RECORDS)] == ["2025"]
    (beside,) = unprinted(RECORDS)
    assert not beside.printed
    assert set(beside.counts) == {"need", "setting", "age", "count", "persons"}


def test_starts_and_ends_are_those_of_whole_years_that_the_files_cover():
    assert [part.period for part in PLANS_STARTED.count(RECORDS)] == ["2023"]
    ended = {part.period: part.counts for part in PLANS_ENDED.count(RECORDS)}
    assert list(ended) == ["2023", "2024"]
    assert dict(zip(ended["2024"]["cease_reason"], ended["2024"]["count"], strict=True)) == {
        "1": 1, "8": 1, "9": 1, "Total": 3,
    }  # fmt: skip


def test_without_files_no_table_has_a_part():
    empty = Records(LocalTables(), 2019, 2025)
    assert PLANS_BY_NEED.count(empty) == PLANS_STARTED.count(empty) == unprinted(empty) == []


def test_tables_are_declared_once_each_and_divided_by_fields_that_params_know():
    names = [one.name for one in LOCAL_TABLES]
    assert len(set(names)) == len(names)
    assert {name for one in LOCAL_TABLES for name in one.field_names} == set(FIELDS)
    assert declared("plans-need") is PLANS_BY_NEED


def test_plans_that_started_in_a_year_are_those_of_the_return_of_the_january_after():
    years = {year: persons_with_plans(year) for year in (2023, 2024, 2025)}
    local = LocalTables(years[2025].tables, snapshots=years)
    parts = PLANS_STARTED.count(Records(local, 2019, 2025))
    totals = {
        part.period: part.counts.set_index("age").loc["Total", "count"].item() for part in parts
    }
    assert totals == {"2023": 2024 - 2000, "2024": 2025 - 2000}


def persons_with_plans(year):
    """Return as many persons as the year of the century, whose plans began in the year before."""
    ids = [f"{year}-{number}" for number in range(year - 2000)]
    return LocalTables({
        "sen2_persons": table(
            "sen2_persons", person_id=ids, person_birth_date=["2012-01-01"] * len(ids)
        ),
        "sen2_named_plans": table(
            "sen2_named_plans", named_plan_id=ids, assessment_id=ids, person_id=ids,
            start_date=[f"{year - 1}-05-01"] * len(ids),
        ),
    })  # fmt: skip
