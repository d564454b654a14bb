"""From people to the blocks of a table: counts by breakdown, then what follows from the counts."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np
import pandas as pd

from sendlib.data.demo.breakdowns import PLACEMENT, Breakdown, total_members
from sendlib.data.demo.containers import Flags, Floats, Ints
from sendlib.data.demo.ees import Block, area_counts
from sendlib.data.demo.profiles import summed

# the names of the kinds that are counted, and which of them each person is; -1 for none
Kinds = tuple[Sequence[str], Ints]
Derive = Callable[[dict[str, Floats]], dict[str, Floats]]


def unchanged(fields: dict[str, Floats]) -> dict[str, Floats]:
    """Derive nothing."""
    return fields


def flags(**masks: Flags) -> list[Kinds]:
    """Return fields that count the people for whom something holds."""
    return [((name,), np.where(mask, 0, -1)) for name, mask in masks.items()]


def tabulated(
    period: str,
    people: pd.DataFrame,
    breakdowns: Sequence[Breakdown],
    kinds: Sequence[Kinds],
    *,
    everybody: str,
    derive: Derive = unchanged,
) -> list[Block]:
    """Count people of one period by each breakdown.

    Args:
        period: what the file writes in time_period.
        people: a row per person, with `council`.
        breakdowns: the topics.
        kinds: the fields that count part of the people.
        everybody: the field that counts all of them.
        derive: adds the fields that follow from the counts.
    """
    return [
        _block(period, people["council"].to_numpy(), breakdown, kinds, everybody, derive)
        for breakdown in breakdowns
    ]


def _block(
    period: str,
    council: Ints,
    breakdown: Breakdown,
    kinds: Sequence[Kinds],
    everybody: str,
    derive: Derive,
) -> Block:
    codes, size = breakdown.codes, len(breakdown.labels)
    fields = {everybody: area_counts(council, (codes, size))}
    for names, values in kinds:
        held = values >= 0
        counts = area_counts(council[held], (codes[held], size), (values[held], len(names)))
        fields |= {name: counts[:, :, at] for at, name in enumerate(names)}
    labels = list(breakdown.labels)
    if breakdown.topic == PLACEMENT:
        for label, members in total_members().items():
            labels.append(label)
            fields = {
                name: np.column_stack([table, table[:, members].sum(axis=1)])
                for name, table in fields.items()
            }
    return Block(period, breakdown.topic, labels, derive(fields), fields[everybody])


def totals_block(
    period: str, label: str, counts: Mapping[str, Ints], derive: Derive = unchanged
) -> Block:
    """Return the block of everybody from counts by council, as years without breakdowns have it.

    The first field is the one that counts everybody.
    """
    fields = {name: summed(values)[:, None] for name, values in counts.items()}
    everybody = next(iter(fields.values()))
    return Block(period, label, [label], derive(fields), everybody)
