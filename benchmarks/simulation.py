"""How often the simulation's 90% intervals hold what happens, and how long it takes.

    python benchmarks/simulation.py [number of councils]

Invented councils with known rates (tests/independent/councils.py) live some years; the model is
told the first of them. Then the time of 1,000 simulations of 5,000 plans for ten years.
"""

import multiprocessing
import os
import resource
import sys
import time
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")  # councils are spread over cores, not their algebra
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np
import pandas as pd

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from sendlib.measures.simulation import fit, simulate
from sendlib.measures.simulation_history import History, steady
from tests.independent.councils import chances, live

COUNCILS = 1_520
AHEAD = 10
SHOWN = (1, 3, 5, 10)
DRAWS = 300
SIZES = (500, 5_000)
JANUARIES = (3, 5)
UNEVEN = (0.0, 0.05, 0.1, 0.2)  # standard deviation between years of leaving, moving and joining


def main() -> None:
    """Print coverage and times."""
    councils = int(sys.argv[1]) if len(sys.argv) > 1 else COUNCILS
    started = time.process_time()
    parts = []
    with multiprocessing.Pool(2) as pool:
        for done, part in enumerate(pool.imap(coverage, range(councils), chunksize=4), start=1):
            parts.append(part)
            if done % 160 == 0:
                print(f"{done} of {councils} councils", file=sys.stderr, flush=True)
    used = time.process_time() - started + resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    inside = pd.concat(parts, ignore_index=True)
    print(f"{councils} councils, {used:.0f} s of CPU; percent of intervals that hold what came\n")
    split = inside["split"]
    _print("Pooled, by split", inside, "split")
    total = inside[split == "total"]
    _print("Total, by size", total, "plans")
    _print("Total, by Januaries told", total, "januaries")
    _print("Total, by variation between years", total, "uneven")
    rest = inside[split != "total"]
    _print("Splits, by variation between years", rest, "uneven")
    _print("Splits, by size", rest, "plans")
    _times()


def coverage(seed: int) -> pd.DataFrame:
    """Return for one council whether each interval holds what came."""
    plans = SIZES[seed % 2]
    januaries = JANUARIES[seed // 2 % 2]
    uneven = UNEVEN[seed // 4 % 4]
    random = np.random.default_rng([20250116, seed])
    known = chances(random, plans=plans, uneven=(uneven,) * 3)
    told = live(random, known, years=januaries - 1, ahead=AHEAD)
    found, groups = simulated(told, draws=DRAWS)
    rows = []
    for name, of in groups.items():
        for ahead in SHOWN:
            came = np.bincount(of, told.coming[ahead - 1].ravel(), minlength=of.max() + 1)
            lower, upper = np.quantile(found.draws[name][ahead - 1], [0.05, 0.95], axis=0)
            held = (came >= np.floor(lower)) & (came <= np.ceil(upper))
            rows += [(name, ahead, 100.0 * one) for one in held]
    table = pd.DataFrame(rows, columns=["split", "ahead", "held"])
    return table.assign(plans=plans, januaries=januaries, uneven=uneven)


def simulated(told, *, draws, ahead=AHEAD):
    """Return the simulation of one council, and the groups of cells that are looked at."""
    history = History(told.stock, told.left, told.watched, told.moved, told.joined, told.people)
    age, need, setting = np.indices(history.shape).reshape(3, -1)
    groups = {
        "total": np.zeros_like(age),
        "need": need,
        "setting": setting,
        "age": np.searchsorted([5, 11, 16, 20], age, side="right"),
        "need and setting": need * history.shape[2] + setting,
    }
    future = steady(told.people[-1], horizon=ahead, draws=draws)
    return simulate(fit(history), future, groups), groups


def _print(title: str, inside: pd.DataFrame, by: str) -> None:
    table = inside.pivot_table(index=by, columns="ahead", values="held", margins=True)
    print(f"{title}\n{table.round(1).to_string()}\n")


def _times() -> None:
    random = np.random.default_rng(1)
    told = live(random, chances(random, plans=5_000, uneven=(0.05,) * 3), years=4, ahead=1)
    print(f"{int(told.stock[-1].sum()):,} plans, {AHEAD} years")
    for draws in (250, 1_000, 4_000):
        started = time.process_time()
        simulated(told, draws=draws)
        used = time.process_time() - started
        print(f"{draws:,} simulations: {used:.1f} s of CPU, {1000 * used / draws:.1f} ms each")


if __name__ == "__main__":
    main()
