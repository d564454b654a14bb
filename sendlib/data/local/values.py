"""One cell of a local file, as people write it, to its value, or to what is wrong with it.

A cell that cannot be read is missing, never guessed; one that can be read in one way only, though
written oddly (a year of two digits, “March 2-21”), is read and remarked upon.
"""

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from sendlib.contracts.local_files import LocalColumn
from sendlib.data.local.dates import read_date, read_month

# stand for “not known”; the rest count as such only where no text is expected
ALWAYS_MISSING = frozenset({
    "n/a", "n.a.", "-", "--", "\u2013", "\u2014", "?", "tbc", "tba", "tbd", "#n/a", "#ref!",
    "#value!", "#div/0!", "#name?", "#null!", "#num!", "not known", "not applicable",
    "not available",
})  # fmt: skip
MISSING = ALWAYS_MISSING | {"na", "nan", "none", "null", "unknown", "nk", "blank"}

# beyond it whole numbers are no longer exact
LARGEST = 2.0**53

_BLANK = " \t\r\n\f\v\xa0\u200b\u2007\u202f\ufeff"
_UNREADABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufffd]")
_NUMBER = re.compile(r"(\d{1,3}(?:,\d{3})+|\d+)?(\.\d*)?(?:[eE]([+-]?\d{1,2}))?", re.ASCII)
_SCIENTIFIC = re.compile(r"\d(?:\.\d+)?[eE]\+\d+", re.ASCII)
_POSTCODE = re.compile(r"([A-Z]{1,2}\d[A-Z\d]?)(\d[A-Z]{2})", re.ASCII)
_FORMULA = re.compile(r'="([^"]*)"')
_YES = frozenset({"y", "yes", "true", "t", "1", "1.0"})
_NO = frozenset({"n", "no", "false", "f", "0", "0.0"})


class Cell(NamedTuple):
    """What one cell gives: a value (None is missing), and the rule it breaks, if any.

    kept: the value stands, and the fault is a remark. found: what the fault says instead of the
    value, free of it. valid: the value is of the column's kind.
    """

    value: object = None
    rule: str = ""
    kept: bool = False
    found: str = ""
    valid: bool = False


Reader = Callable[[str], Cell]
EMPTY = Cell()


def reader(column: LocalColumn, codes: Mapping[str, str] | None = None) -> Reader:
    """Return what reads the cells of a column: text in, value or fault out.

    Args:
        column: its contract.
        codes: its set of codes, code -> what it stands for.
    """
    read = _reader_of_kind(column, codes or {})
    missing = ALWAYS_MISSING if column.kind == "text" else MISSING

    def read_cell(raw: str) -> Cell:
        text = raw.strip(_BLANK)
        if not text:
            return EMPTY
        if _UNREADABLE.search(text):
            return Cell(rule="unreadable_bytes", found="characters that cannot be read")
        cell = read(text.replace("\xa0", " "))
        if (cell.rule or column.kind in ("id", "text")) and text.casefold() in missing:
            return Cell(rule="missing_value", found=f"“{text}”")
        return cell

    return read_cell


def code_key(text: str) -> str:
    """Return what two spellings of a code or its label have in common."""
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def _reader_of_kind(column: LocalColumn, codes: Mapping[str, str]) -> Reader:
    if column.kind in ("code", "codes"):
        return _code_reader(codes, several=column.kind == "codes")
    if column.kind in ("whole", "number", "money", "percent"):
        return _number_reader(column)
    readers: Mapping[str, Reader] = {
        "id": _read_id,
        "text": Cell,
        "date": _read_date,
        "month": _read_month,
        "yes_no": _read_yes_no,
        "postcode": _read_postcode,
    }
    return readers[column.kind]


def _read_id(text: str) -> Cell:
    if _SCIENTIFIC.fullmatch(text):
        lost = "a number in scientific notation, which has lost digits"
        return Cell(rule="missing_value", found=lost)
    formula = _FORMULA.fullmatch(text)
    return Cell((formula[1] or None) if formula else text)


def _read_date(text: str) -> Cell:
    day, remark = read_date(text)
    return Cell(day, rule="not_a_date" if remark or day is None else "", kept=bool(remark),
                found=remark)  # fmt: skip


def _read_month(text: str) -> Cell:
    month, remark = read_month(text)
    return Cell(month, rule="not_a_date" if remark or month is None else "", kept=bool(remark),
                found=remark)  # fmt: skip


def _read_yes_no(text: str) -> Cell:
    word = text.casefold()
    if word in _YES or word in _NO:
        return Cell(word in _YES)
    return Cell(rule="not_yes_no")


def _read_postcode(text: str) -> Cell:
    match = _POSTCODE.fullmatch(re.sub(r"\s", "", text).upper())
    return Cell(f"{match[1]} {match[2]}") if match else Cell(rule="not_a_code")


def _code_reader(codes: Mapping[str, str], *, several: bool) -> Reader:
    # a code comes before a label that reads the same
    known = {code_key(label): code for code, label in codes.items()}
    known |= {code_key(code): code for code in codes}

    def read_code(text: str) -> Cell:
        code = known.get(code_key(text)) or known.get(code_key(text.removesuffix(".0")))
        return Cell(code) if code else Cell(rule="not_a_code")

    def read_codes(text: str) -> Cell:
        parts = [part.strip() for part in re.split(r"[;|\n]", text) if part.strip()]
        found = [known.get(code_key(part)) for part in parts]
        if None in found and ";" not in text:  # commas only where no label holds one
            found = [known.get(code_key(part)) for part in text.split(",")]
        if not found or None in found:
            return Cell(rule="not_a_code")
        return Cell("; ".join(dict.fromkeys(str(code) for code in found)))

    return read_codes if several else read_code


def _number_reader(column: LocalColumn) -> Reader:
    def read_number(text: str) -> Cell:
        number = plain_number(text, percent=column.kind == "percent")
        if number is None or (column.kind == "whole" and not number.is_integer()):
            return Cell(rule="not_a_number")
        below = column.lowest is not None and number < column.lowest
        above = column.highest is not None and number > column.highest
        if below or above:
            return Cell(rule="out_of_range", valid=True)
        return Cell(int(number) if column.kind == "whole" else number)

    return read_number


def plain_number(text: str, *, percent: bool = False) -> float | None:
    """Return a number as people write it: £1,250.00, (30), 1 200, 45%; None where it is none.

    Args:
        text: the cell.
        percent: whether a percent sign may follow.
    """
    body = text.removesuffix("%").rstrip() if percent else text
    negative = body.startswith("(") and body.endswith(")")
    body = body[1:-1].strip() if negative else body
    if body[:1] in "-\u2212" and not negative:
        negative, body = True, body[1:].strip()
    body = body.removeprefix("£").removeprefix("GBP").strip()
    if body[:1] in "-\u2212" and not negative:
        negative, body = True, body[1:].strip()
    if re.fullmatch(r"\d{1,3}(?:[ \u202f]\d{3})+(?:\.\d*)?", body, re.ASCII):
        body = re.sub(r"[ \u202f]", "", body)
    match = _NUMBER.fullmatch(body)
    if match is None or not re.search(r"\d", f"{match[1] or ''}{match[2] or ''}", re.ASCII):
        return None
    number = float(body.replace(",", ""))
    if number > LARGEST:
        return None
    return -number if negative else number
