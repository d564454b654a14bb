import os
import time

import pandas as pd
import pytest

from sendlib.data.clearing import MARK, clear_store
from sendlib.data.store import DAY, read_index, read_table, write_index, write_table

TABLE = pd.DataFrame({"area_code": ["885"], "value": [1.5]})


def put_back(path, *, days):
    past = time.time() - days * DAY
    os.utime(path, (past, past))


@pytest.fixture
def store(tmp_path):
    """A store that was last used 40 days ago: two files that were read, and a table kept."""
    for name in ("a", "b"):
        write_table(tmp_path, f"{name}-0", TABLE)
        write_table(tmp_path, f"{name}-0-names", TABLE)
        write_index(tmp_path, name, [{"key": f"{name}-0"}])
    write_table(tmp_path, "kept-1", TABLE)
    for path in tmp_path.glob("*/*"):
        put_back(path, days=40)
    return tmp_path


def names(store):
    return {path.stem for path in store.glob("*/*")}


def test_what_nobody_has_read_for_a_month_goes(store):
    clear_store(store)
    assert names(store) == set()


def test_what_was_read_stays_and_all_tables_of_a_file_that_was_asked_for(store):
    read_index(store, "a")
    read_table(store, "kept-1")
    clear_store(store)
    assert names(store) == {"a", "a-0", "a-0-names", "kept-1"}


def test_what_was_read_within_the_month_stays(store):
    for path in store.glob("*/*"):
        put_back(path, days=29)
    before = names(store)
    clear_store(store)
    assert names(store) == before


def test_it_looks_once_a_day(store):
    (store / MARK).touch()
    before = names(store)
    clear_store(store)
    assert names(store) == before
    put_back(store / MARK, days=2)
    clear_store(store)
    assert names(store) == set()


def test_a_damaged_list_and_a_store_that_is_not_there_stop_nothing(store, tmp_path):
    (store / "index" / "c.json").write_text("[{", encoding="utf-8")
    clear_store(store)
    assert names(store) == {"c"}
    clear_store(tmp_path / "gone")
    assert not (tmp_path / "gone").exists()
