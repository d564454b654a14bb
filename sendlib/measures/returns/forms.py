"""The forms of returns: tables, categories and how what is recorded maps to them.

Each form is one data file beside this module, since forms change.
"""

from functools import cache
from importlib.resources import files
from typing import Literal

import numpy as np
import yaml
from pydantic import Field

from sendlib.measures.local.demand_persons import NEEDS, PROVISIONS
from sendlib.measures.simulation_history import AGES
from sendlib.measures.simulation_rates import Numbers
from sendlib.params.block import Block
from sendlib.params.scenarios import ReturnsMapping

FORMS = ("reform_plan", "dsg_management_plan", "scap")
EVENTS = ("requests", "assessments", "issued")


class AgeGroup(Block):
    """An age group: both ends included, in years at 31 August."""

    key: str
    title: str
    first: int = Field(alias="from")
    last: int = Field(alias="to")


class Source(Block):
    """Part of what is recorded: a provision, at some ages, by a share of the params."""

    provision: str = Field(alias="from")
    ages: tuple[int, int] = (0, AGES - 1)
    percent: str = ""
    rest_of: str = ""

    def share(self, mapping: ReturnsMapping) -> float:
        """Return the share, 0 to 1, of the provision that it takes."""
        if self.percent:
            return float(getattr(mapping, self.percent)) / 100
        return 1 - float(getattr(mapping, self.rest_of)) / 100 if self.rest_of else 1.0


class Category(Block):
    """A category of the form, and what makes it up."""

    key: str
    title: str
    of: tuple[Source, ...]


class FormTable(Block):
    """A table of the form.

    by: what its rows are. across: what its columns are, years where blank. within: categories that
    it is about; blank for all plans. of: what it counts: plans, or a step on the way to one.
    """

    number: str
    title: str
    by: Literal["ages", "categories", "needs"]
    across: Literal["", "ages", "needs"] = ""
    within: tuple[str, ...] = ()
    of: Literal["plans", "requests", "assessments", "issued"] = "plans"


class Form(Block):
    """A return: how many years it tells, its age groups, categories and tables."""

    name: str
    title: str
    years: int
    ages: tuple[AgeGroup, ...]
    categories: tuple[Category, ...]
    tables: tuple[FormTable, ...]

    def weights(self, mapping: ReturnsMapping) -> Numbers:
        """Return the share of each cell that a category takes: (categories, ages, provisions).

        Args:
            mapping: what sources cannot tell apart.
        """
        keys = list(PROVISIONS)
        found = np.zeros((len(self.categories), AGES, len(keys)))
        for row, category in enumerate(self.categories):
            for source in category.of:
                first, last = source.ages
                at = keys.index(source.provision)
                found[row, first : last + 1, at] += source.share(mapping)
        return found

    def in_age_group(self) -> Numbers:
        """Return which ages an age group holds: (age groups, ages), 1 or 0."""
        ages = np.arange(AGES)
        groups = [(ages >= group.first) & (ages <= group.last) for group in self.ages]
        return np.array(groups, dtype=float)

    def titles(self, of: str) -> list[str]:
        """Return the titles of ages, categories or needs, in order."""
        if of == "needs":
            return [_need_title(code) for code in NEEDS]
        parts: tuple[AgeGroup, ...] | tuple[Category, ...]
        parts = self.ages if of == "ages" else self.categories
        return [part.title for part in parts]


@cache
def form(name: str) -> Form:
    """Return a form by the name of its file."""
    path = files("sendlib.measures.returns") / f"{name}.yml"
    return Form.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))


def _need_title(code: str) -> str:
    from sendlib.contracts.local_files import code_sets

    return code_sets()["need_types"].get(code, "Need not recorded")
