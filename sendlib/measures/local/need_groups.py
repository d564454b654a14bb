"""Primary needs in few groups: fine enough to read, coarse enough to hide little."""

import pandas as pd

from sendlib.contracts.local_files import code_sets
from sendlib.measures.local.table import Field

OTHER = "OTHER"
GROUP_OF = {
    "ASD": "ASD", "SEMH": "SEMH", "SLCN": "SLCN", "MLD": "LD", "SLD": "LD", "SPLD": "LD",
    "PMLD": "PMLD", "HI": "SENSORY", "VI": "SENSORY", "MSI": "SENSORY", "PD": "PD",
}  # fmt: skip
NEED_GROUP = Field(
    "need",
    "Need",
    {code: name for code, name in code_sets()["need_groups"].items() if code != "ANY"}
    | {OTHER: "Other need, or not recorded"},
)


def need_groups(needs: pd.Series) -> pd.Series:
    """Return the group of each primary need, a category of `NEED_GROUP`.

    Args:
        needs: codes of primary need; missing ones count as other.
    """
    return needs.astype(object).map(GROUP_OF).fillna(OTHER).astype(str)
