"""What keeping children close to home saves year by year, and how a saving is shared out.

Saving of year t: councils x children a year x years since savings began x what one year saves.
"""

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal

import pandas as pd

from sendlib.errors import ContractError
from sendlib.params.value_for_money import LocalPackage, ValueForMoney

PENNY = Decimal("0.01")


def savings(plan: ValueForMoney) -> pd.DataFrame:
    """Return the saving of each year, and all years together.

    Returns:
        year (from 1), children (kept local in that year), saving_gbp, total_gbp (so far).

    Source: NatSIP 2018, Regional commissioning for low-incidence, high-need children, section 5.7.
    """
    years = range(1, plan.years + 1)
    children = [
        plan.areas * plan.children_per_year * max(0, year - plan.first_year + 1) for year in years
    ]
    saved = [count * plan.gap_gbp for count in children]
    found = pd.DataFrame({"year": list(years), "children": children, "saving_gbp": saved})
    found = found.astype({"children": float, "saving_gbp": float})
    return found.assign(total_gbp=found["saving_gbp"].cumsum())


def package_parts(package: LocalPackage) -> pd.DataFrame:
    """Return the parts of a local package and their sum.

    Returns:
        part: `education`, `transport`, `short_breaks`, `all`; cost_gbp a year.
    """
    short_breaks = package.nights_per_week * package.weeks * package.night_gbp
    return pd.DataFrame(
        {
            "part": ["education", "transport", "short_breaks", "all"],
            "cost_gbp": [
                package.education_gbp, package.transport_gbp, short_breaks, package.cost_gbp(),
            ],
        }
    )  # fmt: skip


def shared_out(amount_gbp: float | Decimal, weights: Mapping[str, float]) -> dict[str, Decimal]:
    """Return an amount shared out by weight, to the penny; the shares add up to it exactly.

    Pennies left over go to those whose share was cut most, the first named first.

    Args:
        amount_gbp: to share out, rounded to the penny.
        weights: name -> weight, none below 0.

    Raises:
        ContractError: no weight above 0, or one below.
    """
    total = sum(map(_exact, weights.values()), Decimal(0))
    if total <= 0 or any(weight < 0 for weight in weights.values()):
        raise ContractError(f"weights: found {dict(weights)}, expected some above 0, none below")
    amount = _exact(amount_gbp).quantize(PENNY, ROUND_HALF_UP)
    pennies = int(abs(amount) / PENNY)
    exact = {name: pennies * _exact(weight) / total for name, weight in weights.items()}
    whole = {name: int(share) for name, share in exact.items()}
    left = pennies - sum(whole.values())
    order = sorted(weights, key=lambda name: whole[name] - exact[name])
    sign = -1 if amount < 0 else 1
    return {name: sign * (whole[name] + (order.index(name) < left)) * PENNY for name in weights}


def retained_or_pooled(
    plan: ValueForMoney, *, earned: Mapping[str, float], needs: Mapping[str, float]
) -> pd.DataFrame:
    """Return what each council has of the whole saving if part is kept and the rest is pooled.

    Args:
        plan: its saving over all years, and the percentage that councils keep.
        earned: council -> its part in the saving, such as children kept local; kept money goes by
            it.
        needs: the same councils -> what pooled money goes by, such as population.

    Returns:
        A row per council: area, retained_gbp, pooled_gbp, all_gbp (Decimal, to the penny). The
        columns add up to the saving exactly.
    """
    if set(earned) != set(needs):
        raise ContractError("earned and needs: found different councils, expected the same")
    whole = _exact(float(savings(plan)["saving_gbp"].sum())).quantize(PENNY, ROUND_HALF_UP)
    kept = (whole * _exact(plan.retained_percent) / 100).quantize(PENNY, ROUND_HALF_UP)
    retained = shared_out(kept, earned)
    pooled = shared_out(whole - kept, needs)
    rows = [(area, retained[area], pooled[area], retained[area] + pooled[area]) for area in earned]
    return pd.DataFrame(rows, columns=["area", "retained_gbp", "pooled_gbp", "all_gbp"])


def _exact(number: float | Decimal) -> Decimal:
    return number if isinstance(number, Decimal) else Decimal(str(number))
