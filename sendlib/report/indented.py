"""JSON with an indent of one space, as notebooks have it, written several times as fast.

Python's own encoder is quick without an indent only; so each flat list, and each table of them, is
written by that, with line breaks as separators, and what is around them here.
"""

import json
import math
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from json.encoder import encode_basestring
from typing import Any

SIMPLE = {str, int, float, bool, type(None)}


def indented_json(value: Any, *, level: int = 0) -> str:
    """Return a value as `json.dumps` does with indent 1 and keys in order.

    Numbers that JSON has no word for become null.

    Args:
        value: dictionaries with text as keys, lists, tuples, text, numbers, true, false and null.
        level: spaces before the line in which the value begins.
    """
    parts: list[str] = []  # joined once: a notebook has megabytes, and is several levels deep
    _write(value, level, parts.append)
    return "".join(parts)


def _write(value: Any, level: int, add: Callable[[str], None]) -> None:
    inner, outer = "\n" + " " * (level + 1), "\n" + " " * level
    match value:
        case dict() if value:
            before = f"{{{inner}"
            for key in sorted(value):
                add(f"{before}{encode_basestring(key)}: ")
                _write(value[key], level + 1, add)
                before = f",{inner}"
            add(f"{outer}}}")
        case list() | tuple() if value:
            if _is_simple(value):
                add(f"[{inner}{_flat(value, level=level)[1:-1]}{outer}]")
            elif all(isinstance(row, list | tuple) and row and _is_simple(row) for row in value):
                add(f"[{inner}{_rows(value, level=level)}{outer}]")
            else:
                before = f"[{inner}"
                for part in value:
                    add(before)
                    _write(part, level + 1, add)
                    before = f",{inner}"
                add(f"{outer}]")
        case str():
            add(encode_basestring(value))
        case _:
            add(_flat(value, level=level))


def _is_simple(value: Iterable[Any]) -> bool:
    """Say whether a list holds nothing that has parts."""
    return SIMPLE.issuperset(map(type, value))


def _rows(value: Sequence[Sequence[Any]], *, level: int) -> str:
    """Return the rows of a table; a line break in a cell is written in another way than these."""
    row, cell = "\n" + " " * (level + 1), "\n" + " " * (level + 2)
    text = _flat(value, level=level + 1)[2:-2].replace(f"],{cell}[", f"{row}],{row}[{cell}")
    return f"[{cell}{text}{row}]"


def _flat(value: Any, *, level: int) -> str:
    try:
        return _encoder(level).encode(value)
    except ValueError:
        return _encoder(level).encode(_finite(value))


def _finite(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return [_finite(part) for part in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value


@cache
def _encoder(level: int) -> json.JSONEncoder:
    lines = (",\n" + " " * (level + 1), ": ")
    return json.JSONEncoder(ensure_ascii=False, separators=lines, allow_nan=False)
