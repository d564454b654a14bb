"""Links between local files: what is not found, and how much is."""

from sendlib.contracts.local_files import local_files
from sendlib.data.local.linkage import Link, linkage, links_of
from tests.data.local.drawn_local import checked, told, words

PERSONS = "person_id | person_birth_date\nP1 | 2012-01-01\nP2 | 2013-01-01\n"
PACKAGES = """
package_id | person_id | provider_id | package_type | start_date | weekly_cost_health_gbp
PK1        | P1        | R1          | therapy      | 2023-09-01 |
PK2        | P2        | R9          | therapy      | 2023-09-01 |
PK3        | P9        |             | therapy      | 2023-09-01 | 20
"""
PROVIDERS = "provider_id | provider_name\nR1 | Oak\n"
JOINT = "request_id | person_id | package_id | request_date\n"


def test_a_number_the_other_file_does_not_hold_is_told_by_its_row():
    assert told(packages=PACKAGES, providers=PROVIDERS, sen2_persons=PERSONS) == [
        ("packages", 3, "provider_id", "unlinked", "warning"),
        ("packages", 4, "provider_id", "cost_without_placement", "warning"),
        ("packages", 4, "person_id", "unlinked", "warning"),
    ]


def test_only_a_number_that_says_nothing_of_a_person_is_printed():
    found = [one[0] for one in words(packages=PACKAGES, providers=PROVIDERS, sen2_persons=PERSONS)]
    assert found == ["“R9”", "a weekly cost, and no provider", "a number or name"]


def test_without_the_other_file_nothing_is_unlinked():
    assert {one[3] for one in told(packages=PACKAGES)} == {"cost_without_placement"}


def test_joint_funding_of_a_package_that_is_not_there_is_a_cost_without_placement():
    assert told(packages=PACKAGES, joint_funding=JOINT + "J1 | P1 | PK9 | 2024-01-01")[-1:] == [
        ("joint_funding", 2, "package_id", "cost_without_placement", "warning")
    ]


def test_joint_funding_of_a_package_of_another_person_is_told():
    found = told(packages=PACKAGES, joint_funding=JOINT + "J1 | P2 | PK1 | 2024-01-01\n"
                 "J2 | P1 | PK1 | 2024-01-01\nJ3 | P1 | | 2024-01-01")  # fmt: skip
    assert found[1:] == [("joint_funding", 2, "package_id", "unlinked", "warning")]


def test_every_file_of_persons_is_linked_to_the_return_and_its_modules_by_their_records():
    to_persons = {
        name for name, contract in local_files().items()
        if Link(name, "person_id", "sen2_persons", "person_id") in links_of(contract)
    }  # fmt: skip
    assert to_persons == {
        "packages", "joint_funding", "personal_budgets", "transport", "sen2_requests"
    }  # fmt: skip


def test_linkage_counts_rows_that_find_their_counterpart():
    tables = checked(
        packages=PACKAGES, providers=PROVIDERS, sen2_persons=PERSONS,
        joint_funding=JOINT + "J1 | P1 | PK9 | 2024-01-01\nJ2 | P1 | PK1 | 2024-01-01",
    )  # fmt: skip
    found = linkage(tables).set_index(["file", "column"])
    assert found.loc[("packages", "provider_id")].tolist() == ["providers", 3, 1, 1, 1]
    assert found.loc[("packages", "person_id")].tolist() == ["sen2_persons", 3, 0, 2, 1]
    assert found.loc[("joint_funding", "package_id")].tolist() == ["packages", 2, 0, 1, 1]
    assert len(found) == 4


def test_with_one_file_there_are_no_links():
    assert linkage(checked(packages=PACKAGES)).empty
