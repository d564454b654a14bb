"""What a week of a package costs and who pays it, in a demo council."""

import numpy as np
import pandas as pd

from sendlib.data.demo.containers import Flags, Floats

# pounds a week of the weeks that are paid for, at prices of 2024
_WEEKLY = {
    ("independent_special", "day"): 1480, ("independent_special", "residential_38"): 3900,
    ("independent_special", "residential_52"): 5600, ("non_maintained_special", "day"): 1260,
    ("non_maintained_special", "residential_38"): 3300,
    ("non_maintained_special", "residential_52"): 5000, ("post_16_special", "day"): 930,
    ("post_16_special", "residential_38"): 2900, ("post_16_special", "residential_52"): 4300,
    ("childrens_home", "residential_52"): 6100, ("childrens_home", "short_break"): 420,
    ("own_home", "none"): 150, ("other", "none"): 980, ("other", "residential_38"): 2900,
    ("other", "residential_52"): 4600,
}  # fmt: skip
_OF_TYPE = {"community_support": 210.0, "therapy": 105.0, "equipment": 38.0, "short_breaks": 165.0}
_NEED = {
    "PMLD": 1.28, "MSI": 1.45, "PD": 1.16, "SLD": 1.14, "HI": 1.10, "VI": 1.10, "SEMH": 1.08,
    "ASD": 1.03, "SLCN": 0.90, "MLD": 0.86, "SPLD": 0.80, "OTH": 1.0,
}  # fmt: skip
_INDEX = {
    2015: 0.745, 2016: 0.755, 2017: 0.77, 2018: 0.785, 2019: 0.805, 2020: 0.825, 2021: 0.845,
    2022: 0.89, 2023: 0.95, 2024: 1.0, 2025: 1.035,
}  # fmt: skip
_RENEGOTIATED = 1.06
_PER_MILE, _SPREAD = 0.0011, 0.16
_HEAVY_SHARE, _HEAVY = 0.035, (1.7, 3.2)
HIGHEST = 14_000.0


def weekly_costs(rng: np.random.Generator, packages: pd.DataFrame) -> Floats:
    """Draw the weekly cost of packages, rounded to fifty pence.

    Args:
        rng: source of random numbers.
        packages: setting_type, accommodation, package_type, primary_need, start_date, distance,
            effect (log of the provider's prices) and again ("renegotiated" costs more).
    """
    size = len(packages)
    pairs = zip(packages["setting_type"], packages["accommodation"], strict=True)
    base = np.array([float(_WEEKLY.get(pair, 300)) for pair in pairs])
    of_type = packages["package_type"].map(_OF_TYPE).to_numpy(float)
    base = np.where(np.isnan(of_type), base, of_type)
    need = packages["primary_need"].map(_NEED).to_numpy(float)
    year = np.clip(packages["start_date"].dt.year.to_numpy(), min(_INDEX), max(_INDEX))
    index = pd.Series(year).map(_INDEX).to_numpy(float)
    own = np.exp(rng.normal(0, _SPREAD, size))
    heavy = np.where(rng.random(size) < _HEAVY_SHARE, rng.uniform(*_HEAVY, size), 1.0)
    renewed = np.where(packages["again"].eq("renegotiated"), _RENEGOTIATED, 1.0)
    far = np.exp(_PER_MILE * packages["distance"].to_numpy(float))
    cost = base * need * index * own * heavy * renewed * far
    cost = cost * np.exp(packages["effect"].to_numpy(float))
    costs: Floats = np.round(np.minimum(cost, HIGHEST) * 2) / 2
    return costs


def split(total: Floats, shares: Floats) -> Floats:
    """Split costs by percentages, to the penny: what rounding leaves falls to the first agency.

    Args:
        total: a cost for each package.
        shares: a row per package, a column per agency, 100 in all.
    """
    parts: Floats = np.round(total[:, None] * shares / 100, 2)
    parts[:, 0] = np.round(total - parts[:, 1:].sum(axis=1), 2)
    return parts


def missing_where(amounts: Floats, unknown: Flags) -> pd.Series:
    """Return amounts, missing where nobody has said what is paid."""
    return pd.Series(np.where(unknown, np.nan, amounts))
