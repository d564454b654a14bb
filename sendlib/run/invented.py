"""Shares of demo councils, made side by side before the reports that take them are built."""

import os
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from multiprocessing import get_context

from sendlib.data.tables import Tables, open_tables
from sendlib.measures.local.share_making import invented_to_make, keep_invented
from sendlib.params.region import RegionParams


def keep_invented_shares(params: RegionParams, published: Tables) -> None:
    """Put the shares of demo councils into the store, as many at a time as there are cores.

    They take most of the time of a first build. One that is left, since a process came to nothing,
    is made when the report asks for it.

    Args:
        params: of the region.
        published: the published files, read before.
    """
    codes = invented_to_make(params, published)
    workers = min(len(codes), os.cpu_count() or 1)
    if workers < 2:
        return
    # a fork would have the locks of the threads that read Parquet files
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        made = [pool.submit(_keep, params, code) for code in codes]
        with suppress(BrokenProcessPool):
            for one in made:
                one.result()


def _keep(params: RegionParams, code: str) -> None:
    keep_invented(params, code, open_tables(params))
