"""What an attacker makes of hidden numbers, of people and of money, and of two builds together."""

import pandas as pd

from sendlib.data.local.tables import LocalTables
from sendlib.measures.local.auditing import audit_csv, audited, disclosed_together, shown_by
from sendlib.measures.local.protection import solve
from tests.measures.local.drawn_review import joint, packages, york


def solved(tables, files=None, **rules):
    return solve(york(**rules), LocalTables(files or packages()), tables())


def test_the_audit_tells_what_each_hidden_number_could_be(tables):
    found = audited(solved(tables), york().disclosure).set_index(["table", "cell"])
    need = found.loc[("packages-need, 2025", "packages in force, January 2025: need SENSORY")]
    assert (need["count"], need["primary"], need["safe"]) == (2, True, True)
    assert need["lower"] < 2 or need["upper"] > 2


def test_money_is_audited_in_pounds_and_by_how_far_off_it_can_be(tables):
    found = audited(solved(tables), york().disclosure)
    money = found[found["table"].str.startswith("spend-need")]
    assert money["safe"].all()
    hearing = money[money["cell"].str.endswith("2024-25: need SENSORY")].iloc[0]
    assert hearing["count"] == 2 * (1000 + 500) * 40
    assert hearing["lower"] <= 0.9 * hearing["count"] or hearing["upper"] >= 1.1 * hearing["count"]


def test_an_audit_without_money_holds_counts_alone(tables):
    text = audit_csv(solved(tables, joint()), york().disclosure)
    assert text.splitlines()[0] == "table,cell,count,primary,lower,upper,safe"
    assert "joint-outcome" in text


def test_the_same_build_twice_discloses_nothing_and_other_rules_do(tables):
    first, second = solved(tables, threshold=3), solved(tables, threshold=8)
    mild, strict = (shown_by(one, york(threshold=at).disclosure)
                    for one, at in ((first, 3), (second, 8)))  # fmt: skip
    assert disclosed_together(mild, mild) == []
    found = disclosed_together(mild, strict)
    # a cell that stands in several tables is told by one of them
    assert any(line.startswith("second ") and "packages in force" in line for line in found)
    assert any(line.startswith("second spend-") for line in found)
    other_way = {"first": "second", "second": "first"}
    turned = [f"{other_way[line.split()[0]]} {line.partition(' ')[2]}" for line in found]
    assert sorted(disclosed_together(strict, mild)) == sorted(turned)
    assert pd.Series(found).is_unique
