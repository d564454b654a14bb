from sendlib.contracts.local_files import local_files
from sendlib.data.demo.local.here import here
from sendlib.data.demo.local.records import records
from tests.data.demo.local.conftest import Records


def test_every_local_file_is_drawn_with_every_required_column_filled(drawn: Records) -> None:
    assert list(drawn) == list(local_files())
    for name, table in drawn.items():
        assert len(table) > 0, name
        assert table[list(local_files()[name].required)].notna().all(axis=None), name


def test_no_key_stands_twice(drawn: Records) -> None:
    for name, table in drawn.items():
        key = [column for column in local_files()[name].key if column in table]
        assert not table.duplicated(key).any(), name


def test_a_large_council_has_the_size_of_a_real_one() -> None:
    large = records(here("101"))
    sizes = {name: len(table) for name, table in large.items()}
    assert sizes["sen2_active_plans"] > 4_000
    assert sizes["packages"] > 900
    assert 150 <= sizes["joint_funding"] <= 210
