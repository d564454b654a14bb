"""The symbols that stand for a missing figure in published files, and the reason each one gives.

Sources: DfE Explore Education Statistics conventions; LAIT, whose `-` and `..` are unexplained
there and are read as not published.
"""

import pandas as pd

SYMBOLS = {
    "z": "not_applicable",
    "x": "unavailable",
    "c": "confidential",
    "~": "confidential",
    "k": "rounds_to_zero",
    "low": "rounds_to_zero",
    "u": "low_reliability",
    "-": "not_published",
    "..": "not_published",
    ":": "not_published",
    "": "not_published",
    "na": "not_applicable",
    "n/a": "not_applicable",
    "nan": "not_published",
    "#n/a": "not_published",
    "not returned": "unavailable",
}
# a post that is being recruited to is not filled
YES_NO = {"yes": 1.0, "y": 1.0, "no": 0.0, "n": 0.0, "recruiting": 0.0, "r": 0.0}


def parsed_values(text: pd.Series) -> pd.DataFrame:
    """Split published cells into numbers and reasons.

    Args:
        text: cells as published, one per row; missing cells count as not published.

    Returns:
        `value` (float64, NaN where there is none), `reason` ("" where there is a value, None
        where the cell is neither a number nor a known symbol), on the index of `text`.
        Thousands separators, percent and pound signs are read through; yes and no are 1 and 0.
    """
    distinct = pd.Series(text.unique(), dtype=object)
    cleaned = distinct.where(distinct.notna(), "").astype(str).str.strip()
    lowered = cleaned.str.lower()
    numbers = pd.to_numeric(cleaned.str.replace(r"[,%£]", "", regex=True), errors="coerce")
    numbers = numbers.astype(float).fillna(lowered.map(YES_NO).astype(float))
    reasons = lowered.map(SYMBOLS).astype(object)
    reasons = reasons.where(numbers.isna(), "").where(lambda found: found.notna(), None)
    return pd.DataFrame(
        {
            "value": text.map(dict(zip(distinct, numbers, strict=True))).astype(float),
            "reason": text.map(dict(zip(distinct, reasons, strict=True))),
        },
        index=text.index,
    )
