"""What every reader returns."""

from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True)
class Read:
    """One table read from one file.

    dataset: the name by which measures ask for it. publication: its pin in params. source: the
    path inside data_raw, zip members as `x.zip/data/y.csv`. table: facts, or a table of its own
    contract. names: every pairing of area code and name published in it, None where it has none.
    repeated_columns: column names that stand more than once in the file.
    """

    dataset: str
    publication: str
    title: str
    source: str
    table: pd.DataFrame
    names: pd.DataFrame | None = None
    repeated_columns: tuple[str, ...] = ()
