"""The published national rates the demo is calibrated to, read from the package."""

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

Rates = dict[str, Any]


@cache
def rates() -> Rates:
    """Return the rates of `rates.yml`, section by section."""
    return _packaged("rates.yml")


@cache
def lait_measures() -> tuple[Rates, ...]:
    """Return the measures of `lait.yml`, each with England's published values."""
    return tuple(_packaged("lait.yml")["measures"])


def _packaged(name: str) -> Rates:
    text = files("sendlib.data.demo").joinpath(name).read_text(encoding="utf-8")
    found: Rates = yaml.load(text, Loader=yaml.CSafeLoader)
    return found


def by_year(section: str, field: str) -> dict[int, float]:
    """Return a yearly series of England, by calendar year."""
    return {int(year): float(value) for year, value in rates()[section][field].items()}


def england_plans() -> dict[int, float]:
    """Return plans in January in England since 2010, statements included to 2018."""
    before = {int(year): float(sum(row)) for year, row in rates()["age_profile"]["by_year"].items()}
    return before | by_year("caseload", "totals")
