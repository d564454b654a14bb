"""Shares from a council's own records: what they hold, and what an attacker makes of them."""

import re
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from scipy.optimize import linprog

from sendlib.data.local.tables import LocalTables
from sendlib.data.shared import read_share, share_text
from sendlib.errors import ContractError
from sendlib.measures.disclosure_tables import TOTAL
from sendlib.measures.local import share_making
from sendlib.measures.local.auditing import audited
from sendlib.measures.local.packages import PACKAGES_TYPE
from sendlib.measures.local.protection import protected_with
from sendlib.measures.local.share import FILE, FOLDER, INVENTED, Shares, pool, share_from
from sendlib.measures.local.share_making import (
    invented_to_make,
    keep_invented,
    regional_shares,
    share_made,
    shared_of,
)
from sendlib.measures.local.share_persons import require_nobody
from sendlib.params.region import RegionParams
from tests.measures.local.drawn_review import packages, table, york
from tests.measures.local.drawn_shares import drawn_share


def places():
    """Return two provisions in one school year."""
    return table(
        "places", provision=["Oak", "Elm"], setting_type=["maintained_special"] * 2,
        need_group=["ASD", "ASD"], phase=["primary"] * 2, school_year=["2024/25"] * 2,
        places=["12", "8"], on_roll=["10", "9"],
    )  # fmt: skip


@pytest.fixture(scope="module")
def memory():
    return {}


@pytest.fixture
def given(tables, memory, monkeypatch):
    """Return params, records, published figures and what is shared of them, protected once."""
    if not memory:
        local = LocalTables({**packages(), "places": places()}, {"packages.csv": "1" * 64})
        memory["files"] = (york(), local, tables())
        memory["gate"] = protected_with(*memory["files"])
    monkeypatch.setattr(share_making, "protected_with", lambda *_: memory["gate"])
    return (*memory["files"], shared_of(*memory["files"]))


def test_a_share_holds_the_tables_and_results_of_the_council_s_own_reports_and_no_others(
    given, memory
):
    own, shared = memory["gate"][0], given[3]
    assert set(shared.tables) == set(own.tables)
    assert set(shared.results) == set(own.results)
    for name, found in own.tables.items():
        kept = [*found.rows.columns.drop("percent")]
        pd.testing.assert_frame_equal(shared.tables[name][kept], found.rows[kept])


def test_each_hidden_number_has_the_range_of_the_audit_and_the_true_one_lies_in_it(given, memory):
    params, _, _, shared = given
    audit = audited(memory["gate"][1], params.disclosure)
    wanted = audit[audit["table"] == "packages-type, 2025"]
    rows = shared.tables["packages-type"]
    hidden = rows[rows["reason"] != ""]
    assert len(hidden) == len(wanted) > 0
    assert hidden["lower"].tolist() == wanted["lower"].tolist()
    assert (wanted["count"].to_numpy() >= hidden["lower"].to_numpy()).all()
    assert (wanted["count"].to_numpy() <= hidden["upper"].fillna(np.inf).to_numpy()).all()


def test_what_is_made_of_a_folder_is_what_is_read_from_the_file_written_of_it(given, tmp_path):
    params, local, published, shared = given
    path = tmp_path / "york.json"
    path.write_text(share_text(shared), encoding="utf-8")
    read = share_from(read_share(path, area="816"))
    made = share_made(params, local, published)
    assert {*made.tables} == {*read.tables}
    for name, one in made.tables.items():
        pd.testing.assert_frame_equal(one.rows, read.tables[name].rows)
    for name, one in made.results.items():
        pd.testing.assert_frame_equal(one.rows, read.results[name].rows)
    pd.testing.assert_frame_equal(made.places, read.places)
    assert (made.comes_from, read.comes_from) == (FOLDER, FILE)
    assert made.digests == {"local/816/packages.csv": "1" * 64}


def test_places_are_added_up_by_need_and_phase(given):
    shared = given[3]
    assert shared.places.to_numpy().tolist() == [["2024/25", "ASD", "primary", 20.0]]


def test_a_share_names_no_person_and_no_file(given):
    text = share_text(given[3])
    local = given[1]
    persons = local.table("packages")["person_id"]
    assert not [one for one in persons if f'"{one}"' in text]
    assert not re.search(r"\d{4}-\d{2}-\d{2}", text)  # a date of birth, or of a package
    assert not re.search(r"[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}", text)  # a postcode
    assert "packages.csv" not in text


def test_a_share_in_which_somebody_is_named_is_not_made(given, monkeypatch):
    params, local, published, shared = given
    rows = shared.tables["roll-area"].assign(area="P001")
    monkeypatch.setattr(share_making, "_tables", lambda *_: {"roll-area": rows})
    with pytest.raises(ContractError, match="roll-area: area holds 1 of the numbers") as told:
        shared_of(params, local, published)
    assert "P001" not in str(told.value)
    whole = table("sen2_persons", person_id=["X"], surname=["North"], forename=["Ann"])
    require_nobody(shared, LocalTables({"sen2_persons": whole}))  # a surname alone may be a place
    rows = shared.tables["packages-need"].assign(need="Ann  north")
    with pytest.raises(ContractError, match="packages-need: need holds"):
        require_nobody(
            replace(shared, tables={"packages-need": rows}), LocalTables({"sen2_persons": whole})
        )


def test_an_owner_of_a_person_s_number_is_noticed_in_a_result(given):
    shared, local = given[3], given[1]
    owners = pd.DataFrame({"period": ["2025"], "owner_name": ["P001"], "reason": [""]})
    with pytest.raises(ContractError, match="market-owners: owner_name holds"):
        require_nobody(replace(shared, tables={}, results={"market-owners": owners}), local)


# an attacker who has the shares of two councils and all sums of the region


def system_of(tables):
    """Return sums over all cells of tables of one council, by cell, from what they show alone."""
    cells, sums = {}, []
    for found in tables:
        rows = found.rows[found.rows["period"] == "2025"]
        fields = list(found.measure.field_names)
        keys = [tuple(sorted((name, row[name]) for name in fields if row[name] != TOTAL))
                for _, row in rows.iterrows()]  # fmt: skip
        cells.update(zip(keys, rows["value"], strict=True))
        for at, name in enumerate(fields):
            others = [one for number, one in enumerate(fields) if number != at]
            for _, group in rows.groupby(others) if others else [((), rows)]:
                own = [keys[rows.index.get_loc(label)] for label in group.index]
                whole = [key for key in own if name not in dict(key)]
                sums.append((whole[0], [key for key in own if name in dict(key)]))
    return cells, sums


def worked_out(councils, pools=()):
    """Return the least and most of every hidden cell by linear programming."""
    names = [(code, key) for code, (cells, _) in councils.items() for key in cells]
    place = {name: at for at, name in enumerate(names)}
    equal, right = [], []
    for code, (_, sums) in councils.items():
        for whole, parts in sums:
            line = np.zeros(len(names))
            line[place[code, whole]] = -1
            line[[place[code, part] for part in parts]] = 1
            equal.append(line)
            right.append(0.0)
    values = {(code, key): value for code, (cells, _) in councils.items() for key, value in
              cells.items()}  # fmt: skip
    bounds = [(0, None) if pd.isna(values[name]) else (values[name],) * 2 for name in names]
    above, most = [], []
    for key, low, high in pools:
        line = np.zeros(len(names))
        line[[place[code, key] for code in councils if (code, key) in place]] = 1
        above += [-line] + ([line] if not pd.isna(high) else [])
        most += [-low] + ([high] if not pd.isna(high) else [])
    found = {}
    for name in names:
        if pd.isna(values[name]):
            aim = np.zeros(len(names))
            aim[place[name]] = 1
            ends = []
            for sign in (1, -1):
                solved = linprog(
                    sign * aim, A_eq=np.array(equal), b_eq=right, bounds=bounds,
                    A_ub=np.array(above) if above else None, b_ub=most or None,
                )  # fmt: skip
                ends.append(None if solved.fun is None else sign * solved.fun)
            found[name] = tuple(ends)
    return found


def test_an_attacker_with_the_region_s_sums_learns_no_more_than_from_each_share_alone(given):
    params, local, published, _ = given
    few = LocalTables(packages(20))
    shares = {
        code: share_made(params, one, published) for code, one in (("816", local), ("383", few))
    }
    measures = [
        one.measure for one in shares["383"].tables.values()
        if one.measure.measure == "local_packages_count"
    ]  # fmt: skip
    councils = {
        code: system_of([one.table(measure) for measure in measures])
        for code, one in shares.items()
    }
    alone = worked_out(councils)
    assert len(alone) > 8
    region = Shares(tuple(shares), shares)
    pools = [
        (tuple(sorted((name, row[name]) for name in one.field_names if row[name] != TOTAL)),
         row["lower"], row["upper"])
        for one in measures for _, row in pool(region, one).rows.iterrows()
    ]  # fmt: skip
    together = worked_out(councils, pools)
    for (code, key), (low, high) in alone.items():
        assert together[code, key] == pytest.approx((low, high), abs=1e-6)
        # a share tells of a hidden number what the attacker works out, and no more
        where = dict(key)
        measure = next(one for one in measures if {*where} <= {*one.field_names})
        cell = shares[code].table(measure).cell("2025", **where)
        assert (cell["lower"], cell["upper"]) == (np.ceil(low - 1e-6), np.floor(high + 1e-6))


# from the params of a region


def region(*members):
    return RegionParams(region="Test", members=members)


def test_members_give_a_file_or_a_folder_or_nothing(given, tmp_path, monkeypatch):
    _, local, published, shared = given
    path = tmp_path / "york.json"
    path.write_text(share_text(shared), encoding="utf-8")
    opened = []

    def made(own, *_, **__):
        opened.append((own.area, own.local.folder))
        return drawn_share(own.area)

    monkeypatch.setattr(share_making, "share_made", made)
    monkeypatch.setattr(share_making, "open_local", lambda _: local)
    found = regional_shares(
        region(
            {"area": "York", "shared": str(path)}, {"area": "Leeds", "local": {"folder": "leeds"}},
            "Barnsley",
        ),
        published,
    )  # fmt: skip
    assert list(found.shares) == ["816", "383"]
    assert found.missing == ("370",)
    assert opened == [("383", "leeds")]
    assert found.shares["816"].comes_from == FILE
    assert list(found.shares["816"].digests) == ["local/816/york.json"]


def test_the_share_of_a_demo_council_is_made_once_and_kept(given, tmp_path, monkeypatch):
    monkeypatch.setenv("SENDLIB_STORE", str(tmp_path))
    _, local, published, shared = given
    made = []

    def sharing(own, *_):
        made.append(own.area)
        return replace(shared, area_code=own.area)

    monkeypatch.setattr(share_making, "shared_of", sharing)
    monkeypatch.setattr(share_making, "open_local", lambda _: local)
    params = region("Demoshire", "Eskerby", {"area": "Harrowfen", "local": {"folder": "own"}})
    assert invented_to_make(params, published) == ["101", "106"]
    keep_invented(params, "106", published)
    assert invented_to_make(params, published) == ["101"]
    assert invented_to_make(region("York", "Leeds"), published) == []
    params = region("Demoshire", "Eskerby")
    first = regional_shares(params, published)
    again = regional_shares(params, published)
    assert made == ["106", "101"]
    assert again.shares["101"].comes_from == INVENTED
    assert again.shares["101"].digests == {"local/101/packages.csv": "1" * 64}
    pd.testing.assert_frame_equal(
        again.shares["106"].table(PACKAGES_TYPE).rows,
        first.shares["106"].table(PACKAGES_TYPE).rows,
    )
