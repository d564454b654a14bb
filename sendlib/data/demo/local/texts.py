"""The words of local files that are the same for each demo council, read from the package."""

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

Texts = dict[str, Any]


@cache
def texts(name: str) -> Texts:
    """Return one of the files of words beside this module, by its stem."""
    text = files("sendlib.data.demo.local").joinpath(f"{name}.yml").read_text(encoding="utf-8")
    found: Texts = yaml.load(text, Loader=yaml.CSafeLoader)
    return found
