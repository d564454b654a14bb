"""Where people with plans are educated: England's mix by age and need, tilted for each council."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from sendlib.data.demo.containers import Floats, Ints
from sendlib.data.demo.profiles import COUNT, Profiles
from sendlib.data.demo.rates import rates

BAND_ENDS = np.array([4, 10, 15, 18])
LATEST = 2025
# the field of each setting and its name where settings are a breakdown
LABELS = {
    "mainstream_la_maintained": "Mainstream - LA maintained",
    "mainstream_la_maintained_resourced_provision":
        "Mainstream - LA maintained (resourced provision)",
    "mainstream_la_maintained_senunit": "Mainstream - LA maintained (SEN unit)",
    "mainstream_academy": "Mainstream - academy",
    "mainstream_academy_resourced_provision": "Mainstream - academy (resourced provision)",
    "mainstream_academy_senunit": "Mainstream - academy (SEN unit)",
    "mainstream_free_school": "Mainstream - free school",
    "mainstream_free_school_resourced_provision": "Mainstream - free school (resourced provision)",
    "mainstream_free_school_senunit": "Mainstream - free school (SEN unit)",
    "mainstream_independent": "Mainstream - independent",
    "special_la_maintained": "Special - LA maintained",
    "special_academy_free": "Special - Academy/free schools",
    "special_independent": "Special - independent",
    "special_non_maintained": "Special - non-maintained",
    "ap_pru_academy": "AP/PRU - academy",
    "ap_pru_free_school": "AP/PRU - free school",
    "ap_pru_la_maintained": "AP/PRU - LA maintained",
    "general_fe_tertiary_colleges": "FE - general FE and tertiary colleges",
    "specialist_post_16_institutions": "FE - specialist post-16 institutions",
    "ukrlp_provider": "FE - UKRLP provider",
    "elective_home_education": "Educated elsewhere - elective home education",
    "other_arrangements_la": "Educated elsewhere - other arrangements by LA",
    "other_arrangements_parents": "Educated elsewhere - other arrangements by parents",
    "online_provider": "Educated elsewhere - online provider",
    "w_settings": "Educated elsewhere - Welsh establishment",
    "other_schools": "Educated elsewhere - other schools and establishments",
    "other_placement_settings": "Educated elsewhere - other placement settings",
    "neet": "Educated elsewhere - NEET",
    "neet_ntci": "Educated elsewhere - not in education or training (notice to cease issued)",
    "neet_other": "Educated elsewhere - not in education or training (other)",
    "neet_other_csa": "Educated elsewhere - not in education or training (compulsory school age)",
    "nm_early_years": "Non-maintained early years",
    "placement_unknown": "Placement not recorded",
}  # fmt: skip
FIELDS = tuple(LABELS)
HISTORIC_FIELDS = (*FIELDS, "await_prov_2022", "perm_ex_2022")
TOTALS = {
    "mainstream_total": "Mainstream - total",
    "special_total": "Special - total",
    "ap_pru_total": "AP/PRU - total",
    "fe_total": "FE - total",
    "ed_elsewhere": "Educated elsewhere - total",
}
_STARTS = {
    "mainstream_total": "Mainstream", "special_total": "Special", "ap_pru_total": "AP/PRU",
    "fe_total": "FE", "ed_elsewhere": "Educated elsewhere",
}  # fmt: skip
MEMBERS = {
    total: tuple(field for field, label in LABELS.items() if label.startswith(start))
    for total, start in _STARTS.items()
}
_INDEPENDENT = ("special_independent", "special_non_maintained")


def group(field: str) -> str:
    """Return the group of a setting, as `by_placement_group` of the rates has them."""
    if field in _INDEPENDENT:
        return "special_independent"
    starts = {
        "Mainstream": "mainstream", "Special": "special_state", "AP/PRU": "ap", "FE": "fe",
        "Educated elsewhere": "elsewhere",
    }  # fmt: skip
    return starts.get(LABELS.get(field, "").partition(" - ")[0], "other")


GROUPS = tuple(group(field) for field in HISTORIC_FIELDS)


@dataclass(frozen=True)
class Settings:
    """England's mix: by age band and need, and its change from year to year."""

    tilt: Floats
    by_band: Floats
    by_need: Floats
    stock_years: dict[int, Floats]
    new_years: dict[int, Floats]

    def of(self, people: pd.DataFrame, year: int) -> Ints:
        """Return the setting of each plan in January of a year, as a place in FIELDS."""
        return self._chosen(people, self.stock_years[max(year, 2023)])

    def of_new(self, people: pd.DataFrame, year: int) -> Ints:
        """Return the setting of each plan made in a year."""
        return self._chosen(people, self.new_years[year])

    def _chosen(self, people: pd.DataFrame, mix: Floats) -> Ints:
        council = int(people["council"].iloc[0])
        band = np.searchsorted(BAND_ENDS, people["age"].to_numpy())
        weight = self.by_band[:, None, :] * self.by_need[None, :, :]
        change = mix[: len(FIELDS)] / self.stock_years[LATEST][: len(FIELDS)]
        weight = weight * change * np.exp(self.tilt[council, : len(FIELDS)])
        limits = np.cumsum(weight, axis=2)
        limits /= limits[:, :, -1:]
        mine = limits[band, people["need"].to_numpy()]
        chosen: Ints = (people["place"].to_numpy()[:, None] >= mine).sum(axis=1)
        return chosen

    def historic(self, rng: np.random.Generator, totals: Ints, year: int, *, new: bool) -> Ints:
        """Split totals of councils by the settings of a year before there were breakdowns."""
        mix = (self.new_years if new else self.stock_years)[year]
        weight = mix * np.exp(self.tilt)
        shares = weight / weight.sum(axis=1, keepdims=True)
        return np.array([rng.multinomial(totals[at], shares[at]) for at in range(COUNT)])


def settings(profile: Profiles) -> Settings:
    """Return the mix of settings, tilted for each council."""
    caseload, new = rates()["caseload"], rates()["new_plans"]
    academy = np.array([_academy(field) for field in HISTORIC_FIELDS])
    tilt = np.stack([profile.setting_tilt[name] for name in GROUPS], axis=1)
    tilt = tilt + profile.academy_tilt[:, None] * academy
    need = {
        name: np.array(counts, dtype=float)
        for name, counts in rates()["needs"]["by_placement_group"].items()
    }
    whole = np.sum(list(need.values()), axis=0)
    relative = {
        name: (counts / counts.sum()) / (whole / whole.sum()) for name, counts in need.items()
    }
    return Settings(
        tilt=tilt,
        by_band=np.array(list(caseload["setting_counts_by_age_band"].values()), dtype=float),
        by_need=np.stack([relative[name] for name in GROUPS[: len(FIELDS)]], axis=1),
        stock_years=_mixes(caseload["setting_counts_by_year"]),
        new_years=_mixes(new["setting_counts_by_year"]),
    )


def _academy(field: str) -> float:
    if "academy" in field:
        return 0.5
    return -0.5 if "la_maintained" in field else 0.0


def _mixes(counts: dict[str, list[int]]) -> dict[int, Floats]:
    """Return shares by year; those of 2022 for new plans have no place awaited."""
    return {
        int(year): np.maximum(np.array(row, dtype=float), 0.0) / sum(row)
        for year, row in counts.items()
    }
