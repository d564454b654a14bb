"""Where figures come from, as notes under tables and as the report's list of sources."""

import pandas as pd


def source_note(values: pd.DataFrame) -> str:
    """Return one line that names the published files behind some values."""
    paths = sorted(
        {part for source in values["source"].dropna() for part in str(source).split("; ") if part}
    )
    return f"Source: {'; '.join(paths)}." if paths else "Source: none."
