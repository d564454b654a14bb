"""Twelve features and ten principles of good commissioning, as partners rate themselves on them."""

from functools import cache
from importlib.resources import files as package_files

import pandas as pd
import yaml

from sendlib.contracts.local_files import code_sets
from sendlib.measures.commissioning.cycle import MOST
from sendlib.measures.commissioning.partnership import Partnership
from sendlib.views.blocks import Absent, Column, Statement, Table
from sendlib.views.formats import capital, counted, number, small
from sendlib.views.local_cycle import (
    SCALE,
    apart_words,
    lowest,
    rating_figures,
    rating_words,
)
from sendlib.views.local_open import Shown, evidence, named, open_table, origin_of, tenths

FILES = ("selfassessment",)
FEATURES, PRINCIPLES = "F", "P"
KINDS = {FEATURES: "features", PRINCIPLES: "principles"}
_SLUG = {FEATURES: "features", PRINCIPLES: "principles"}


@cache
def look_for() -> dict[str, str]:
    """Return what to look for behind each feature and principle."""
    text = package_files("sendlib.views").joinpath("good_commissioning.yml").read_text("utf-8")
    found: dict[str, str] = yaml.safe_load(text)["look_for"]
    return found


def assurance_statement(partners: Partnership, kind: str) -> Statement | Absent:
    """Say how many features or principles partners rate as in place, and the lowest.

    Args:
        partners: the council's files.
        kind: `F` for features, `P` for principles.
    """
    label = f"st-{_SLUG[kind]}"
    found = rated(partners, kind)
    every = [code for code in code_sets()["standards"] if code.startswith(kind)]
    if found.empty:
        return Absent(label)
    good = found[found["lowest"] >= 4]
    low = lowest(found)
    all_say = (
        f"For {counted(len(good), 'one', 'of them')}, every partner says established or embedded."
        if len(good) > 1
        else f"Every partner says established or embedded for {'one' if len(good) else 'none'}."
    )
    text = (
        f"Partners rated {number(float(len(found)), unit='count')} of "
        f"{number(float(len(every)), unit='count')} {KINDS[kind]} of good commissioning. {all_say} "
        f"The lowest is “{named('standards', low['reference'])}” "
        f"({tenths(low['mean'])} of {MOST})."
    )
    return Statement(
        text, label, evidence=evidence(partners, _shown(partners, found), FILES),
        origin=origin_of(partners),
    )  # fmt: skip


def assurance_table(partners: Partnership, kind: str) -> Table:
    """Return each feature or principle with what to look for, ratings, evidence and next step.

    Without ratings it is the list to assess by.
    """
    label = f"tab-{_SLUG[kind]}"
    found = rated(partners, kind)
    by_code = {str(row["reference"]): row for _, row in found.iterrows()}
    every = [code for code in code_sets()["standards"] if code.startswith(kind)]
    head = "Feature" if kind == FEATURES else "Principle"
    if found.empty:
        return Table(
            caption=f"{capital(KINDS[kind])} of good commissioning, to assess by",
            label=label,
            columns=(Column(head), Column("What to look for")),
            rows=tuple((f"{code}. {named('standards', code)}", look_for()[code]) for code in every),
            notes=("In the words of this review.",),
        )
    return open_table(
        partners,
        caption=f"{capital(KINDS[kind])} of good commissioning as partners rate them",
        label=label,
        columns=(
            Column(head), Column("What to look for"), Column("Ratings"), Column("Partners"),
            Column("Evidence and next step"),
        ),
        rows=[_row(code, by_code.get(code)) for code in every],
        notes=(SCALE,),
        shown=_shown(partners, found),
        files=FILES,
    )  # fmt: skip


def rated(partners: Partnership, kind: str) -> pd.DataFrame:
    """Return the ratings of features or principles, those of one reference once."""
    if partners.files.table("selfassessment").empty:
        return pd.DataFrame(columns=["reference"])
    own = partners.ratings[partners.ratings["reference"].str.startswith(kind)]
    return own.drop_duplicates("reference")


def _row(code: str, row: pd.Series | None) -> tuple[str, ...]:
    first = (f"{code}. {named('standards', code)}", look_for()[code])
    if row is None:
        return (*first, "Not rated", "No difference", "Not given")
    told = "; ".join(filter(None, (str(row["evidence"]), _next(row))))
    return (*first, rating_words(row["ratings"]), apart_words(row), told or "Not given")


def _next(row: pd.Series) -> str:
    return f"next: {small(str(row['next_step']))}" if row["next_step"] else ""


def _shown(partners: Partnership, found: pd.DataFrame) -> list[Shown]:
    return rating_figures(partners, found)
