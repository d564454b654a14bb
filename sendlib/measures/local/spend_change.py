"""What the change in spend on packages is made of: volume, mix, price, lines begun and ended.

A line is a group of needs in a kind of accommodation. A line of few persons is taken together with
the next larger ones, so that no part of the change rests on few.
"""

import itertools

import pandas as pd

from sendlib.measures.deflator import deflator, rise
from sendlib.measures.local.packages import NEEDED
from sendlib.measures.local.result_rows import COLUMNS, row
from sendlib.measures.local.results import LocalResult
from sendlib.measures.local.spend import PARTS_OF_WEEK, spending
from sendlib.measures.local.table import PENCE, PERSON, Records
from sendlib.measures.price_volume_mix import LINE_COLUMNS, inflation_part, price_volume_mix

FEWEST = 10  # persons of a line in each year in which it is bought
PARTS = ("volume", "mix", "price", "started", "ended")
LINE = ["need", "accommodation"]
YEARS = ("old", "new")


def _changes(records: Records) -> pd.DataFrame:
    spent = spending(records)
    names = [name for name, rows in spent.items() if len(rows)]
    pairs = list(itertools.pairwise(names))
    if len(names) > 2:
        pairs.append((names[0], names[-1]))
    index = deflator(records.published)
    found = []
    for old, new in pairs:
        lines = lines_of(spent[old], spent[new])
        persons = len(set(spent[old][PERSON]) | set(spent[new][PERSON]))
        parts = price_volume_mix(lines)
        period = f"{old} to {new}"
        amounts = {name: getattr(parts, name) for name in PARTS}
        rose = rise(index, old, new)
        if rose is not None:
            amounts["inflation"] = inflation_part(lines, rise=rose)
        found += [
            row(period, "Total", name, pence / 100, unit="gbp", persons=persons)
            for name, pence in amounts.items()
        ]
    return pd.DataFrame(found, columns=COLUMNS)


def lines_of(old: pd.DataFrame, new: pd.DataFrame) -> pd.DataFrame:
    """Return spend and quantity of two years by line, lines of few persons taken together.

    Args:
        old: rows of the earlier year, as `spend.spending` gives them.
        new: rows of the later year.

    Returns:
        A row per line: `old_pence`, `new_pence`, `old_quantity` and `new_quantity` (hundredths of a
        week).
    """
    sides = [_by_line(old).add_prefix("old_"), _by_line(new).add_prefix("new_")]
    lines = pd.concat(sides, axis=1).fillna(0)
    return _joined(lines.astype("int64"))[list(LINE_COLUMNS)]


def _by_line(spent: pd.DataFrame) -> pd.DataFrame:
    packages = spent.drop_duplicates("package_id")
    weeks = (packages["weeks"] * PARTS_OF_WEEK).round().clip(lower=1)
    quantity = weeks.groupby([packages[name] for name in LINE]).sum()
    each = spent.groupby([*LINE, PERSON])[PENCE].sum().groupby(level=LINE)
    return pd.DataFrame(
        {"pence": each.sum(), "quantity": quantity, "persons": each.size(), "largest": each.max()}
    )


def _joined(lines: pd.DataFrame) -> pd.DataFrame:
    """Add up lines of few persons, and the next larger ones until no line has few."""
    order = lines[[f"{side}_persons" for side in YEARS]].max(axis=1).sort_values(kind="stable")
    lines = lines.loc[order.index].reset_index(drop=True)
    few = _is_few(lines)
    rest, kept = lines[few], lines[~few]
    while len(rest) and len(kept) and _is_few(rest.sum().to_frame().T).any():
        rest, kept = pd.concat([rest, kept.iloc[:1]]), kept.iloc[1:]
    if rest.empty:
        return kept
    return pd.concat([kept, rest.sum().to_frame().T], ignore_index=True)


def _is_few(lines: pd.DataFrame) -> pd.Series:
    """Say which lines are of 1 to 9 persons in a year, or begin or end and are mostly of one."""
    found = pd.Series(False, index=lines.index)
    for side, other in (YEARS, YEARS[::-1]):
        persons, alone = lines[f"{side}_persons"], lines[f"{other}_persons"] == 0
        found |= (persons > 0) & (persons < FEWEST)
        found |= alone & (2 * lines[f"{side}_largest"] > lines[f"{side}_pence"])
    return found


SPEND_CHANGE = LocalResult(
    name="spend-change", title="What the change in spend on packages is made of", files=NEEDED,
    work_out=_changes,
    note=(
        "Lines are groups of needs by accommodation, those of few children and young people taken "
        "together. Quantity is paid weeks."
    ),
)  # fmt: skip
RESULTS = (SPEND_CHANGE,)
