"""What the template process has ready for the forks in which reports are made."""

import gc

import pytest

from sendlib.run import supervise
from tests.run import supervised

pytestmark = pytest.mark.skipif(
    not supervise.can_fork(), reason="there is no template without forks"
)


def test_a_fork_looks_for_garbage_rarely_and_not_among_what_it_was_given():
    (found,) = supervise.run([1], supervised.garbage, workers=1)
    is_enabled, threshold, frozen = found.result
    assert is_enabled
    assert threshold == 50_000 > gc.get_threshold()[0]
    assert frozen > 100_000


def test_a_fork_has_loaded_what_reads_tables_and_knows_their_layouts():
    (found,) = supervise.run(["pyarrow.parquet"], supervised.is_ready, workers=1)
    assert found.result == (True, 1)
