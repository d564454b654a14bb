"""Everything a demo council's local files hold, drawn together so that it agrees."""

import pandas as pd

from sendlib.contracts.local_files import local_files
from sendlib.data.demo.local.before import before
from sendlib.data.demo.local.here import Here
from sendlib.data.demo.local.improvement import (
    actions,
    engagement,
    governance,
    intentions,
    priorities,
    selfassessment,
)
from sendlib.data.demo.local.joint import joint_funding
from sendlib.data.demo.local.market import providers, with_capacity
from sendlib.data.demo.local.money import budgets, by_provider, pooled_funds
from sendlib.data.demo.local.packages import busiest, packages, with_marks
from sendlib.data.demo.local.placements import placements
from sendlib.data.demo.local.places import places
from sendlib.data.demo.local.roll import roll
from sendlib.data.demo.local.schooling import attended, pupils_by_kind
from sendlib.data.demo.local.sen2 import modules
from sendlib.data.demo.local.services import contracts, outcomes, services, workforce
from sendlib.data.demo.local.travel import personal_budgets, transport


def records(here: Here) -> dict[str, pd.DataFrame]:
    """Return every local file of a council by its name, in the columns of its contract."""
    persons = with_marks(here, roll(here))
    sellers = providers(here, pupils=pupils_by_kind(persons))
    bought = packages(here, persons, placements(here, persons), sellers)
    joint = joint_funding(here, bought)
    where = attended(here, persons, sellers, bought)
    budget = personal_budgets(here, persons)
    offered = services(here, sellers)
    found = {
        "packages": joint.packages,
        "joint_funding": joint.requests,
        "providers": with_capacity(sellers, busiest(bought), here=here),
        "places": places(here, where, sellers),
        "transport": transport(here, persons, where, sellers),
        "personal_budgets": budget,
        "services": offered,
        "outcomes": outcomes(here, offered),
        "contracts": contracts(here, offered, sellers, by_provider(bought)),
        "workforce": workforce(here),
        "budgets": budgets(here, joint.packages),
        "pooled_funds": pooled_funds(here),
        "governance": governance(),
        "priorities": priorities(),
        "intentions": intentions(here, offered),
        "engagement": engagement(here),
        "selfassessment": selfassessment(),
        "actions": actions(),
        **modules(here, persons, before(here, persons), where, sellers, budget),
    }
    return {name: _in_contract(name, found[name]) for name in local_files()}


def _in_contract(name: str, table: pd.DataFrame) -> pd.DataFrame:
    columns = [column for column in local_files()[name].columns if column in table]
    return table[columns].reset_index(drop=True)
