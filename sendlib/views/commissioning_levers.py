"""Levers for joint commissioning at each level, with the duty or power behind them."""

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from sendlib.views.blocks import Column, Table
from sendlib.views.formats import small

LEVELS = {
    "strategic": "Strategic",
    "operational": "Operational",
    "individual": "Individual",
}


@cache
def levers() -> dict[str, Any]:
    """Return the levers by level, and the year as of which the law is told."""
    text = files("sendlib.views").joinpath("levers.yml").read_text(encoding="utf-8")
    found: dict[str, Any] = yaml.safe_load(text)
    return found


def levers_table(level: str) -> Table:
    """Return the levers of a level: what it is, the duty or power, and where it stands."""
    found = levers()
    return Table(
        caption=f"Levers for commissioning at {small(LEVELS[level])} level, law of England as in "
        f"{found['as_of']}",
        label=f"tab-levers-{level}",
        columns=(Column("Lever"), Column("Duty or power"), Column("Where it stands")),
        rows=tuple((one["lever"], one["duty"], one["law"]) for one in found["levels"][level]),
        notes=("A summary for orientation, and no legal advice. The Acts hold.",),
    )
