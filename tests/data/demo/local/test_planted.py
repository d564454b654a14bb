"""End to end: what is planted is found, once each, and nothing where nothing was planted."""

from collections import Counter

from sendlib.contracts.local_files import local_files
from sendlib.data.local.rules_severity import RULES
from tests.data.demo.local.conftest import Written

Fault = tuple[str, int | None, str, str, str]


def faults(written: Written) -> Counter[Fault]:
    return Counter(
        (fault.file, fault.row, fault.column, fault.rule, fault.severity)
        for table in written.read.tables.values()
        for fault in table.faults
    )


def test_every_planted_fault_is_found_none_twice_and_none_that_was_not_planted(
    faulty: Written,
) -> None:
    planted = Counter(
        (one.file, one.row, one.column, one.rule, one.severity) for one in faulty.planted
    )
    assert faults(faulty) == planted
    assert max(planted.values()) == 1


def test_without_faults_nothing_is_found(clean: Written) -> None:
    assert clean.planted == ()
    assert faults(clean) == Counter()


def test_faults_of_every_rule_are_planted_more_than_once(faulty: Written) -> None:
    rules = Counter(one.rule for one in faulty.planted)
    assert set(rules) == set(RULES)
    assert min(rules.values()) >= 2


def test_both_folders_hold_every_local_file_and_nothing_unknown(
    clean: Written, faulty: Written
) -> None:
    for written in (clean, faulty):
        assert set(written.read.tables) == set(local_files())
        assert written.read.unknown == ()


def test_rows_are_kept_but_for_those_with_an_error(clean: Written, faulty: Written) -> None:
    for table in clean.read.tables.values():
        assert len(table.rows) == table.rows_in
    for table in faulty.read.tables.values():
        assert len(table.rows) + len(table.left_out) == table.rows_in


def test_what_is_read_is_what_was_drawn(clean: Written, drawn: dict) -> None:
    read = clean.read.table("packages")
    packages = drawn["packages"]
    assert read["package_id"].tolist() == packages["package_id"].tolist()
    assert read["weekly_cost_education_gbp"].sum() == packages["weekly_cost_education_gbp"].sum()
    assert read["start_date"].tolist() == packages["start_date"].tolist()
    assert read["looked_after"].tolist() == packages["looked_after"].tolist()
    shares = clean.read.table("joint_funding")["health_share_percent"]
    assert shares.sum() == drawn["joint_funding"]["health_share_percent"].sum()
