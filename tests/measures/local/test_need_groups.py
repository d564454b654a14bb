"""Needs in groups."""

import pandas as pd

from sendlib.contracts.local_files import code_sets
from sendlib.measures.local.need_groups import GROUP_OF, NEED_GROUP, need_groups


def test_every_need_has_a_group_and_what_is_missing_is_other():
    needs = pd.Series(["ASD", "SLD", "MSI", "DS", None, pd.NA], dtype="string")
    assert need_groups(needs).tolist() == ["ASD", "LD", "SENSORY", "OTHER", "OTHER", "OTHER"]
    assert need_groups(pd.Series(["PD"], index=[7])).index.tolist() == [7]


def test_groups_are_those_of_places_and_services_and_one_for_the_rest():
    assert set(GROUP_OF.values()) == set(NEED_GROUP.categories) - {"OTHER"}
    assert set(code_sets()["need_types"]) - set(GROUP_OF) == {"DS", "OTH"}
    assert "ANY" not in NEED_GROUP.categories
