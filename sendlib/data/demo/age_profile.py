"""Plans by age group since 2010."""

import numpy as np

from sendlib.data.demo.containers import Floats, Ints, csv_bytes, rounded
from sendlib.data.demo.ees import counted
from sendlib.data.demo.forms import where
from sendlib.data.demo.profiles import AREAS, COUNT, summed
from sendlib.data.demo.rates import rates
from sendlib.data.demo.world import World

PATH = "outcomes/ehcp_ageprofile.csv"


def age_profile_files(demo: World) -> dict[str, bytes]:
    """Return the file by its path."""
    return {PATH: _age_profile(demo)}


def _age_profile(demo: World) -> bytes:
    section = rates()["age_profile"]
    groups: list[str] = section["groups"]
    header = ("time_period", "time_identifier", "geographic_level", "country_code", "country_name",
              "region_code", "region_name", "new_la_code", "old_la_code", "la_name")  # fmt: skip
    rows = []
    for text, mix in reversed(list(section["by_year"].items())):
        year = int(text)
        counts = summed(_by_age_group(demo, year, np.array(mix, dtype=float)))
        for at, area in enumerate(AREAS):
            for group_at, group in enumerate(groups):
                if mix[group_at] == 0:
                    continue
                count = int(counts[at, group_at])
                share = float(rounded(100 * count / counts[at].sum(), 5))
                rows.append(
                    [
                        text,
                        "Calendar year",
                        *where(area, *header[2:]),
                        group,
                        "Total",
                        str(count),
                        repr(share),
                        f"{count}.0",
                        group,
                    ]
                )
    more = ("characteristic_age", "ehcp_or_statement", "num_caseload", "pc_caseload",
            "Number of EHCPs", "Age group")  # fmt: skip
    return csv_bytes((*header, *more), rows)


def _by_age_group(demo: World, year: int, mix: Floats) -> Ints:
    """Count plans by age group: from the people where they are followed, else by England's mix."""
    if year in demo.people.stocks:
        people = demo.people.stocks[year]
        codes = np.searchsorted(np.array([5, 11, 16, 20]), people["age"].to_numpy(), side="right")
        return counted(people["council"].to_numpy(), (codes, len(mix)))
    rng = demo.rng("history", year)
    weight = mix * np.exp(demo.rng("history", 1).normal(0, 0.05, (COUNT, len(mix))))
    chance = weight / weight.sum(axis=1, keepdims=True)
    plans = demo.profile.plans_in(year)
    return np.array([rng.multinomial(plans[at], chance[at]) for at in range(COUNT)])
