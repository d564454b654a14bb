"""Who leads an action: agencies and roles apart from the initials of persons."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from sendlib.data.local.values import code_key

# S.D, S.DV, PC, J. Smith: of a person; anything else in brackets belongs to the role
_OF_A_PERSON = re.compile(
    r"(?:[A-Z]\.?\s?){1,4}|(?:[A-Z]\.?){1,2}\s?[A-Z][a-z'\u2019-]+|"
    r"(?:[A-Z]\.\s?[A-Z]{1,3}\.?)|(?:[A-Z]{1,3}\.[A-Z]{1,3}\.?)"
)
_BRACKETS = re.compile(r"\(([^()]*)\)")
_APART = re.compile(r"[;/\n]|\s{3,}")
# these stand within titles as well, so they part short names of agencies alone
_LISTED = re.compile(r",|&|\band\b")
_SHORT = re.compile(r"[A-Z]{2,6}", re.ASCII)


class Leads(NamedTuple):
    """Who leads: agencies and roles, and initials, each after its agency where one is named."""

    agencies: tuple[str, ...]
    initials: tuple[str, ...]


def split_leads(text: str) -> Leads:
    """Return who leads an action: “CYC (S.D) CCG (S.DV) (P.C)” is CYC and CCG, with initials.

    Args:
        text: the cell, in which initials stand in brackets.
    """
    agencies: list[str] = []
    initials: dict[str, list[str]] = {}
    at, before = 0, ""
    for match in _BRACKETS.finditer(text):
        inner = match[1].strip()
        if not _OF_A_PERSON.fullmatch(inner):
            continue
        before += text[at : match.start()]
        at = match.end()
        agencies += _names(before)
        before = ""
        initials.setdefault(agencies[-1] if agencies else "", []).append(inner)
    agencies += _names(before + text[at:])
    told = [f"{name}: {', '.join(some)}" if name else ", ".join(some)
            for name, some in initials.items()]  # fmt: skip
    return Leads(tuple(dict.fromkeys(agencies)), tuple(told))


def agency_of(names: tuple[str, ...], known: Mapping[str, str]) -> str:
    """Return the agency that all names stand for; "" where they stand for several or for none.

    Args:
        names: agencies and roles.
        known: name -> code of its agency.
    """
    codes = {code_key(name): code for name, code in known.items()}
    found = {codes.get(code_key(name), "") for name in names}
    return next(iter(found)) if len(found) == 1 else ""


def _names(text: str) -> list[str]:
    names: list[str] = []
    for part in map(_name, _APART.split(text)):
        listed = [name for name in map(_name, _LISTED.split(part)) if name]
        names += listed if all(map(_SHORT.fullmatch, listed)) else [part]
    return [name for name in names if name]


def _name(text: str) -> str:
    return " ".join(text.split()).strip(" -\u2013\u2014:.,")
