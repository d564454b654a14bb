"""Faults of params as sentences: where, what was found, what is allowed, the nearest spelling."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Annotated, Any, get_args, get_origin

from pydantic import BaseModel
from pydantic_core import ErrorDetails

Key = tuple[str | int, ...]

# The start of pydantic's name for a fault, and what is allowed instead
_ALLOWED = {
    "int": "a whole number",
    "bool": "true or false",
    "string_too_short": "text that is not blank",
    "string_too_long": "at most {max_length} characters",
    "string": "text",
    "greater_than_equal": "{ge} or more",
    "less_than_equal": "{le} or less",
    "dict": "a block of keys",
    "mapping": "a block of keys",
    "tuple": "a list, each line beginning with a dash",
}


class Refused(ValueError):
    """A value is not allowed: what is, and advice on putting it right.

    `at` leads from the value that was checked to the part of it at fault, and `found` is that part.
    """

    def __init__(
        self, allowed: str, advice: str = "", *, at: Key = (), found: str | None = None
    ) -> None:
        self.allowed = allowed
        self.advice = advice
        self.at = at
        self.found = found
        super().__init__(f"allowed: {allowed}; {advice}" if advice else f"allowed: {allowed}")


@dataclass(frozen=True, order=True)
class Fault:
    """One thing to put right; `line` counts from 1, and is 0 where there is no line to name."""

    line: int
    key: str
    text: str

    def sentence(self, where: str) -> str:
        """Return the fault as one line of a message about `where`, the file."""
        line = f"line {self.line}" if self.line else ""
        return ": ".join(part for part in (where, line, self.key, self.text) if part)


def dotted(key: Key) -> str:
    """Return a key as a message shows it: `comparators.own.councils[2]`."""
    parts = (f"[{part}]" if isinstance(part, int) else f".{part}" for part in key)
    return one_line("".join(parts).removeprefix("."))


def one_line(text: str, *, longest: int = 60) -> str:
    """Return text that fits one line of a message: control characters out, cut if long."""
    shown = "".join(letter if letter.isprintable() else " " for letter in text)
    return shown if len(shown) <= longest else f"{shown[:longest]}…"


def found_text(value: object) -> str:
    """Return a value as a message shows it: text in quotes, a block or a list by its kind."""
    if value is None or value == "":
        return "nothing"
    if isinstance(value, Mapping):
        return "a block of keys"
    if isinstance(value, list | tuple):
        return "a list"
    return f'"{one_line(value)}"' if isinstance(value, str) else one_line(str(value))


def sentence(found: str, allowed: str, advice: str = "") -> str:
    """Return `found ..., allowed: ...; advice`, where `found` is as `found_text` shows it."""
    text = f"found {found}, allowed: {allowed}"
    return f"{text}; {advice}" if advice else text


def did_you_mean(names: Iterable[str]) -> str:
    """Return the advice that offers names, blank where there are none."""
    offered = " or ".join(f'"{name}"' for name in names)
    return f"did you mean {offered}?" if offered else ""


def nearest(word: str, names: Iterable[str]) -> list[str]:
    """Return the one name that a misspelt word is nearest to, or none."""
    known = {name.casefold(): name for name in names}
    return [known[name] for name in get_close_matches(word.casefold(), known, n=1, cutoff=0.6)]


def explain(error: ErrorDetails, model: type[BaseModel]) -> tuple[Key, str]:
    """Return the key at fault and a sentence for one error of pydantic.

    Args:
        error: one of `ValidationError.errors()`.
        model: the model that refused the values.
    """
    key = error["loc"]
    if error["type"] == "extra_forbidden":
        return key, _unknown_key(key, model)
    if error["type"] == "missing":
        return key, sentence(found_text(None), _description(key, model))
    refused = error.get("ctx", {}).get("error")
    if isinstance(refused, Refused):
        found = found_text(error["input"]) if refused.found is None else refused.found
        return (*key, *refused.at), sentence(found, refused.allowed, refused.advice)
    return key, sentence(found_text(error["input"]), *_allowed(error, model))


def _allowed(error: ErrorDetails, model: type[BaseModel]) -> tuple[str, str]:
    context: dict[str, Any] = error.get("ctx", {})
    if error["type"] == "literal_error":
        choices = re.findall("'([^']*)'", context["expected"])
        advice = did_you_mean(nearest(str(error["input"]), filter(None, choices)))
        return ", ".join(choice or "blank" for choice in choices), advice
    if error["type"] == "model_type":
        return f"a block of keys: {', '.join(_block_at(error['loc'], model).model_fields)}", ""
    return next(
        (text.format_map(context) for kind, text in _ALLOWED.items() if _is(error, kind)),
        error["msg"],
    ), ""


def _is(error: ErrorDetails, kind: str) -> bool:
    return error["type"].startswith(kind)


def _unknown_key(key: Key, model: type[BaseModel]) -> str:
    word = str(key[-1])
    names = list(_block_at(key[:-1], model).model_fields)
    elsewhere = [path for path in _paths(model) if path.rpartition(".")[2] == word.casefold()]
    advice = did_you_mean(nearest(word, names) or elsewhere)
    return f"unknown key, {sentence(found_text(word), ', '.join(names), advice)}"


def _description(key: Key, model: type[BaseModel]) -> str:
    field = _block_at(key[:-1], model).model_fields[str(key[-1])]
    return field.description or "a value"


def _block_at(key: Key, model: type[BaseModel]) -> type[BaseModel]:
    """Return the model of the block that a key names; numbers count items of a list of blocks."""
    for part in key:
        if isinstance(part, str):
            model = _block(model.model_fields[part].annotation) or model
    return model


def _block(annotation: object) -> type[BaseModel] | None:
    for candidate in (annotation, *get_args(annotation)):
        plain = get_args(candidate)[0] if get_origin(candidate) is Annotated else candidate
        if isinstance(plain, type) and issubclass(plain, BaseModel):
            return plain
    return None


def _paths(model: type[BaseModel], prefix: str = "") -> Iterable[str]:
    for name, field in model.model_fields.items():
        yield prefix + name
        block = _block(field.annotation)
        if block is not None:
            yield from _paths(block, f"{prefix}{name}.")
