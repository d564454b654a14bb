"""Random tables of counts by seed: two and three ways, with levels, and linked to one another."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

TOTAL = "Total"


@dataclass
class Case:
    """Tables of one population with totals, the first printed with all others."""

    tables: list[tuple[pd.DataFrame, list[str]]]
    parents: dict[str, dict[str, str]] = field(default_factory=dict)


def crossed(
    people: np.ndarray, names: Sequence[str], parents: Mapping[str, Mapping[str, str]]
) -> pd.DataFrame:
    """Return the full cross of an array of counts, with totals and the levels of hierarchies."""
    table = pd.DataFrame(
        [
            (*(f"{name}{at}" for name, at in zip(names, place, strict=True)), int(people[place]))
            for place in np.ndindex(people.shape)
        ],
        columns=[*names, "count"],
    )
    for name in names:
        levels, above = [table], table
        while not above.empty:
            parent = {one: parents.get(name, {}).get(one, TOTAL) for one in above[name].unique()}
            lifted = above.assign(**{name: above[name].map(parent)})
            lifted = lifted.groupby([*names], as_index=False)["count"].sum()
            levels.append(lifted)
            above = lifted[lifted[name] != TOTAL]
        table = pd.concat(levels).groupby([*names], as_index=False)["count"].sum()
    return table


def sparse_counts(generator: np.random.Generator, shape: Sequence[int]) -> np.ndarray:
    mean = generator.choice([3, 6, 12])
    return generator.poisson(generator.gamma(0.8, mean, size=tuple(shape)))


def random_case(seed: int) -> Case:
    """Return a case by seed, in turn two-way, three-way, with levels and linked."""
    generator = np.random.default_rng(seed)
    kind = seed % 4
    if kind == 0:
        people = sparse_counts(generator, generator.integers(2, 6, size=2))
        return Case([(crossed(people, ["a", "b"], {}), ["a", "b"])])
    if kind == 1:
        people = sparse_counts(generator, generator.integers(2, 4, size=3))
        return Case([(crossed(people, ["a", "b", "c"], {}), ["a", "b", "c"])])
    if kind == 2:
        people = sparse_counts(generator, [5, int(generator.integers(2, 4))])
        parents = {"a": {"a0": "p", "a1": "p", "a2": "q", "a3": "q"}}
        if seed % 8 == 2:
            parents["a"] |= {"p": "r", "q": "r"}
        return Case([(crossed(people, ["a", "b"], parents), ["a", "b"])], parents)
    people = sparse_counts(generator, [*generator.integers(2, 4, size=2), 2])
    return Case(
        [
            (crossed(people.sum(axis=2), ["a", "b"], {}), ["a", "b"]),
            (crossed(people.sum(axis=1), ["a", "c"], {}), ["a", "c"]),
        ]
    )
