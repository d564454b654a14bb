"""Cells hidden in random tables: how many, against the fewest there can be, and the time it takes.

    python benchmarks/disclosure.py

For 200 tables by seed, the number of hidden cells over the optimum that one integer program of
another make finds, where it can; then larger tables with the bound, the gap and CPU time.
"""

import sys
import time
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from sendlib.measures.disclosure import protect_together
from sendlib.measures.disclosure_audit import audit
from sendlib.measures.disclosure_tables import CountTable
from tests.independent.disclosure_attacker import People
from tests.independent.disclosure_tables import crossed, random_case

SOLVED = 200  # small cells times people's combinations up to which the program is short
LARGE = [  # shape, and mean of the counts
    ((6, 8), 12), ((20, 20), 12), ((6, 6, 5), 12), ((14, 10, 6), 12), ((10, 10, 10), 24),
    ((10, 10, 10), 12),
]  # fmt: skip


def ratios() -> list[float]:
    """Return hidden cells over the optimum, for the random tables with a known one."""
    found = []
    for seed in range(200):
        case = random_case(seed)
        people = People(case.tables, case.parents)
        small = int(((people.true > 0) & (people.true < 5)).sum())
        best = people.fewest(5) if small * len(people.leaves) < SOLVED else None
        if best:
            tables = [
                CountTable(
                    str(at), frame, names,
                    hierarchies={one: case.parents.get(one, {}) for one in names},
                )
                for at, (frame, names) in enumerate(case.tables)
            ]  # fmt: skip
            found.append(protect_together(tables).hidden_count / best)
    return found


def main() -> None:
    """Print both tables."""
    found = ratios()
    print(
        f"{len(found)} of 200 tables with a known optimum: hidden cells {np.mean(found):.3f} times "
        f"the fewest on average, {max(found):.3f} at most\n"
    )
    print("table         cells  primary  hidden  bound   gap  protect, s  ms a cell  audit, s")
    for shape, mean in LARGE:
        generator = np.random.default_rng(0)
        names = list("abc")[: len(shape)]
        people = generator.poisson(generator.gamma(1.2, mean, size=shape))
        table = CountTable("t", crossed(people, names, {}), names)
        counts = table.counts["count"]
        before = time.process_time()
        done = protect_together([table])
        seconds = time.process_time() - before
        looked = audit([table], {"t": done.tables["t"]["hidden"]})
        audited = time.process_time() - before - seconds
        safe = "" if looked["safe"].all() else "  NOT SAFE"
        print(
            f"{' x '.join(map(str, shape)):12} {len(counts):6} {counts.between(1, 4).sum():8} "
            f"{done.hidden_count:7} {done.fewest_count:6} {done.gap:5.0%} {seconds:11.1f} "
            f"{1000 * seconds / len(counts):10.1f} {audited:9.1f}{safe}",
            flush=True,
        )


if __name__ == "__main__":
    main()
