"""The pairings of codes and names that files publish, for the check of codes against names."""

import pandas as pd

from sendlib.data.areas import present

NAME_COLUMNS = [
    "area_code", "period", "published_code", "published_ons", "published_name", "source",
]  # fmt: skip


def name_pairs(
    area_code: pd.Series,
    *,
    source: str,
    period: pd.Series | str = "",
    code: pd.Series | None = None,
    ons: pd.Series | None = None,
    name: pd.Series | None = None,
) -> pd.DataFrame:
    """Return every distinct pairing of an area with the codes and name published for it.

    Args:
        area_code: the area each row was read as; rows without one are left out.
        source: path of the file inside data_raw.
        period: the time of each row, "" for a file without time.
        code: three-digit codes as published.
        ons: nine-character codes as published.
        name: names as published.

    Returns:
        One row per distinct pairing: NAME_COLUMNS; what the file lacks is missing.
    """
    pairs = pd.DataFrame({"area_code": area_code.astype(object), "period": period})
    for column, given in (
        ("published_code", code), ("published_ons", ons), ("published_name", name),
    ):  # fmt: skip
        cells = pd.Series(None, index=pairs.index, dtype=object) if given is None else given
        pairs[column] = cells.astype(object).where(cells.map(present), None)
    pairs = pairs[pairs["area_code"].notna()].drop_duplicates()
    return pairs.assign(source=source)[NAME_COLUMNS].reset_index(drop=True)
