"""Two small finance files: the GDP deflator, and a council's payments to providers."""

import re
from pathlib import PurePosixPath

import pandas as pd

from sendlib.contracts.published import DEFLATOR, PROVIDER_PAYMENTS
from sendlib.contracts.tables import checked
from sendlib.data.areas import from_name
from sendlib.data.layouts import same_kind
from sendlib.data.periods import financial
from sendlib.data.published import csv_columns, csv_frame
from sendlib.data.read import Read
from sendlib.errors import SourceError

_DEFLATOR_COLUMNS = ("financial_year", "index_2024_25_100", "status")
_PAYMENT_COLUMNS = ("month", "cost_centre", "supplier", "amount_gbp")


def read_deflator(text: str, source: str) -> list[Read] | None:
    """Read the GDP deflator as the table `deflator`; its note is the comment above the header."""
    comments = [line for line in text.splitlines() if line.startswith("#")]
    body = "\n".join(line for line in text.splitlines() if not line.startswith("#"))
    title = "GDP deflator"
    if not same_kind(csv_columns(body, name=source), _DEFLATOR_COLUMNS, title=title, name=source):
        return None
    frame = csv_frame(body, name=source)
    try:
        years = frame["financial_year"].map(financial)
    except ValueError as error:
        raise SourceError(f"{source}: column financial_year: {error}") from error
    table = pd.DataFrame(
        {
            "financial_year": years,
            "index": _numbers(frame["index_2024_25_100"], source=source),
            "status": frame["status"].str.strip(),
            "note": " ".join(line.lstrip("# ").strip() for line in comments),
        }
    )
    return [Read("deflator", "deflator", title, source, checked(table, DEFLATOR, name=source))]


def read_payments(text: str, source: str) -> list[Read] | None:
    """Read payments to providers as the table `provider_payments`.

    The file does not say whose payments they are, so its name has to begin with the council's,
    as `worcestershire_2023_24_provider_payments.csv` does.
    """
    title = "Payments to providers"
    if not same_kind(csv_columns(text, name=source), _PAYMENT_COLUMNS, title=title, name=source):
        return None
    frame = csv_frame(text, name=source)
    table = frame.assign(
        area_code=_payer(source),
        amount_gbp=_numbers(frame["amount_gbp"], source=source),
        line=range(2, len(frame) + 2),
        source=source,
    )[["area_code", *_PAYMENT_COLUMNS, "line", "source"]]
    checked_table = checked(table, PROVIDER_PAYMENTS, name=source)
    return [Read("provider_payments", "provider_payments", title, source, checked_table)]


def _payer(source: str) -> str:
    """Return the council whose name a file's name begins with, the longest that fits."""
    words = re.split(r"[^A-Za-z]+", PurePosixPath(source).stem)
    for length in range(len(words), 0, -1):
        code = from_name(" ".join(words[:length]))
        if code:
            return code
    raise SourceError(
        f"{source}: payments to providers, but whose? The file does not say; begin its name with "
        "the council's, such as worcestershire_2023_24_provider_payments.csv"
    )


def _numbers(cells: pd.Series, *, source: str) -> pd.Series:
    numbers = pd.to_numeric(cells.str.replace(",", ""), errors="coerce").astype(float)
    if numbers.isna().any():
        found = cells[numbers.isna()].head(3).tolist()
        raise SourceError(f"{source}: column {cells.name}: not a number: {found}")
    return numbers
