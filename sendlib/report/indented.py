"""JSON with an indent of one space, as notebooks have it, written several times as fast.

Python's own encoder is quick without an indent only; so each flat list is written by that, with
line breaks as separators, and what is around them here.
"""

import json
import math
from functools import cache
from typing import Any


def indented_json(value: Any, *, level: int = 0) -> str:
    """Return a value as `json.dumps` does with indent 1 and keys in order.

    Numbers that JSON has no word for become null.

    Args:
        value: dictionaries with text as keys, lists, tuples, text, numbers, true, false and null.
        level: spaces before the line in which the value begins.
    """
    inner, outer = "\n" + " " * (level + 1), "\n" + " " * level
    match value:
        case dict() if value:
            keys = sorted(value)
            parts = [
                f"{_encoder(level).encode(key)}: {indented_json(value[key], level=level + 1)}"
                for key in keys
            ]
            return f"{{{inner}{f',{inner}'.join(parts)}{outer}}}"
        case list() | tuple() if value:
            if any(isinstance(part, dict | list | tuple) for part in value):
                text = f",{inner}".join(indented_json(part, level=level + 1) for part in value)
            else:
                text = _flat(value, level=level)[1:-1]
            return f"[{inner}{text}{outer}]"
        case _:
            return _flat(value, level=level)


def _flat(value: Any, *, level: int) -> str:
    try:
        return _encoder(level).encode(value)
    except ValueError:
        whole = isinstance(value, list | tuple)
        return _encoder(level).encode([*map(_finite, value)] if whole else _finite(value))


def _finite(value: Any) -> Any:
    return None if isinstance(value, float) and not math.isfinite(value) else value


@cache
def _encoder(level: int) -> json.JSONEncoder:
    lines = (",\n" + " " * (level + 1), ": ")
    return json.JSONEncoder(ensure_ascii=False, separators=lines, allow_nan=False)
