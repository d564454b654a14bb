"""Providers of a demo council: who owns them, where they are, what they charge beside others."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from sendlib.contracts.areas import DEMO_COUNCILS
from sendlib.data.demo.local.here import LAST_DAY, Here, between, chosen, day, few
from sendlib.data.demo.local.roll import numbers, postcodes
from sendlib.data.demo.providers import listed

FOR_PROFIT, CHARITY, COUNCIL = "independent_private", "independent_charity", "council"
GROUPS = (
    "Demo Care Group", "Demo Education Partners", "Demo Harbour Schools", "Demo Learning Trust",
    "Demo Meadow Group", "Demo Orchard Trust", "Demo Schools Limited", "Demo Lantern Holdings",
    "Demo Compass Care", "Demo Beacon Education", "Demo Willow Foundation", "Demo Kite Group",
    "Demo Anchor Homes", "Demo Bridge Trust", "Demo Northlight Limited", "Demo Saltmarsh Care",
    "Demo Thornfield Group",
)  # fmt: skip
_WORDS = (
    "Alder", "Bramble", "Copper", "Elder", "Flint", "Hazel", "Ivy", "Rowan", "Aspen", "Birch",
    "Cedar", "Damson", "Fern", "Gorse", "Heather", "Juniper", "Larch", "Maple", "Nettle", "Oak",
    "Poplar", "Quince", "Rush", "Sorrel", "Teasel", "Umber", "Vetch", "Walnut", "Yarrow", "Zinnia",
)  # fmt: skip
_JUDGED = {
    "outstanding": 0.14, "good": 0.58, "requires_improvement": 0.15, "inadequate": 0.05,
    "not_inspected": 0.08,
}  # fmt: skip


@dataclass(frozen=True)
class Kind:
    """A kind of provider: how many a council of the usual size buys from, and of what sort."""

    setting: str
    count: int
    ending: str
    owned: dict[str, float]
    in_area: float
    what: str


_KINDS = (
    Kind("independent_special", 16, "School", {FOR_PROFIT: 0.7, CHARITY: 0.3}, 0.3, "school"),
    Kind("non_maintained_special", 5, "School", {"non_maintained": 1.0}, 0.2, "school"),
    Kind("post_16_special", 5, "College", {CHARITY: 0.6, FOR_PROFIT: 0.4}, 0.4, "school"),
    Kind("childrens_home", 9, "House", {FOR_PROFIT: 0.85, CHARITY: 0.15}, 0.4, "home"),
    Kind("own_home", 6, "Support", {"voluntary": 0.6, FOR_PROFIT: 0.4}, 0.9, "support"),
    Kind("other", 3, "Fostering", {FOR_PROFIT: 0.7, "voluntary": 0.3}, 0.5, "fostering"),
    Kind("own_home", 2, "Therapies", {FOR_PROFIT: 0.5, CHARITY: 0.5}, 0.8, "therapy"),
)  # fmt: skip
# what the council and the NHS run themselves, one of each
_PUBLIC = (
    ("Short Breaks House", "childrens_home", COUNCIL, "breaks"),
    ("Education Support Service", "other", COUNCIL, "service"),
    ("Community NHS Trust", "other", "nhs", "therapy"),
    ("Mental Health NHS Trust", "other", "nhs", "service"),
)
# those that take whoever lives near: setting, type, end of the name, persons with plans in each
SCHOOLS = {
    "special_maintained": ("maintained_special", "maintained_school", "Special School", 150),
    "special_academy": ("maintained_special", "academy_trust", "Special Academy", 150),
    "mainstream_maintained": ("mainstream", "maintained_school", "School", 45),
    "mainstream_academy": ("mainstream", "academy_trust", "Academy", 60),
    "mainstream_independent": ("independent_mainstream", CHARITY, "Independent School", 25),
    "college": ("further_education", "other", "College", 110),
    "training": ("further_education", "other", "Training", 40),
    "ap_maintained": ("alternative_provision", "maintained_school", "Hospital School", 30),
    "ap_academy": ("alternative_provision", "academy_trust", "AP Academy", 30),
}


def providers(here: Here, *, pupils: Mapping[str, int]) -> pd.DataFrame:
    """Draw the council's providers.

    Args:
        here: the council.
        pupils: persons of the council by the kinds of SCHOOLS.

    Returns:
        A row per provider: the columns of the local file but for capacity, and what ("school",
        "home" and so on), effect (log of its prices beside others) and miles (distance of
        an ordinary home).
    """
    rng = here.rng("market")
    rows: list[dict[str, object]] = [*_schools(here, rng, pupils), *_public(here)]
    taken: set[str] = set()
    for kind in _KINDS:
        known = _known(here, kind.setting)
        for number in range(few(kind.count, here.size**0.6, lowest=2)):
            row = known[number] if number < len(known) else _drawn(here, rng, kind, taken)
            rows.append({"setting_type": kind.setting, "what": kind.what, **row})
    table = pd.DataFrame(rows)
    size = len(table)
    judged = chosen(rng, _JUDGED, size)
    latest = between(rng, np.full(size, day("2020-01-06")), np.full(size, LAST_DAY - 60))
    in_area = table["in_area"].to_numpy(bool)
    schooled = table["what"].isin(["school", "home", *SCHOOLS])
    registered = pd.Series([f"Z{100001 + number}" for number in range(size)])
    inspected = schooled & (np.array(judged) != "not_inspected")
    profit = (table["provider_type"] == FOR_PROFIT).to_numpy()
    return table.assign(
        provider_id=numbers(size, letter="PR", width=3),
        registration=registered.where(schooled),
        judgement=pd.Series(judged).where(schooled),
        judgement_date=np.where(inspected, latest, day("NaT")),
        postcode=postcodes(rng, size),
        miles=np.where(in_area, rng.gamma(4.0, 2.2, size) + 1, rng.gamma(3.0, 17.0, size) + 14),
        effect=rng.normal(0, 0.12, size) + 0.08 * profit,
    ).set_index("provider_id", drop=False)


def _schools(
    here: Here, rng: np.random.Generator, pupils: Mapping[str, int]
) -> list[dict[str, object]]:
    """Return schools and colleges that take whoever lives near, as many as the persons need."""
    rows: list[dict[str, object]] = []
    for kind, (setting, sort, ending, each) in SCHOOLS.items():
        owner = "Demo Orchard Trust" if sort == "academy_trust" else f"{here.name} Council"
        for number in range(max(1, round(pupils.get(kind, 0) / each))):
            word = _WORDS[rng.integers(8, len(_WORDS))]
            name = f"{here.name} {word} {ending} {number + 1}"
            owned = name if sort in ("other", CHARITY) else owner
            rows.append(
                {"setting_type": setting, "what": kind, **_row(name, owned, sort, in_area=True)}
            )
    return rows


def _public(here: Here) -> list[dict[str, object]]:
    return [
        {
            "provider_name": f"{here.name} {name}",
            "provider_type": kind,
            "parent_owner": f"{here.name} {name}" if kind == "nhs" else f"{here.name} Council",
            "setting_type": setting,
            "in_area": True,
            "what": what,
        }
        for name, setting, kind, what in _PUBLIC
    ]


def _known(here: Here, setting: str) -> list[dict[str, object]]:
    """Return the council's own schools of the published lists, by their names there."""
    approved, others = listed(here.demo)
    found: list[dict[str, object]] = []
    for _, place, name, owner, kind, _ in approved:
        wanted = "post_16_special" if "post-16" in str(kind) else "independent_special"
        if place == here.name and wanted == setting:
            found.append(_row(str(name), str(owner), FOR_PROFIT, in_area=True))
    for _, _, place, name, owner, kind, _ in others:
        wanted = "non_maintained_special" if "Non" in str(kind) else "independent_special"
        sort = "non_maintained" if "Non" in str(kind) else FOR_PROFIT
        if place == here.name and wanted == setting:
            found.append(_row(str(name), str(owner), sort, in_area=True))
    return found


def _drawn(here: Here, rng: np.random.Generator, kind: Kind, taken: set[str]) -> dict[str, object]:
    in_area = bool(rng.random() < kind.in_area)
    elsewhere = [council.name for council in DEMO_COUNCILS.values() if council != here.council]
    place = here.name if in_area else elsewhere[rng.integers(len(elsewhere))]
    # words of the published lists are the first eight, kept for them
    word = _free(rng, place, kind.ending, taken)
    sort = chosen(rng, kind.owned, 1)[0]
    weight = 1 / np.arange(1, len(GROUPS) + 1) ** 0.8
    group = GROUPS[rng.choice(len(GROUPS), p=weight / weight.sum())]
    owner = group if sort == FOR_PROFIT or rng.random() < 0.25 else f"{place} {word} Trust"
    return _row(f"{place} {word} {kind.ending}", owner, sort, in_area=in_area)


def _free(rng: np.random.Generator, place: str, ending: str, taken: set[str]) -> str:
    words: Sequence[str] = [word for word in _WORDS[8:] if f"{place} {word} {ending}" not in taken]
    word = words[int(rng.integers(len(words)))]
    taken.add(f"{place} {word} {ending}")
    return word


def _row(name: str, owner: str, sort: str, *, in_area: bool) -> dict[str, object]:
    return {"provider_name": name, "provider_type": sort, "parent_owner": owner, "in_area": in_area}


def with_capacity(providers: pd.DataFrame, busiest: pd.Series, *, here: Here) -> pd.DataFrame:
    """Add how many places a provider is registered for: more than the council ever had there.

    Args:
        providers: as `providers` draws them.
        busiest: by provider_id, the most children the council had there at once.
        here: the council.
    """
    rng = here.rng("market", 1)
    most = busiest.reindex(providers.index).fillna(0).to_numpy(float)
    others = rng.gamma(2.0, 12.0, len(providers))
    homes = (providers["what"] == "home").to_numpy()
    places = np.ceil(most * 1.15 + np.where(homes, 2 + others / 12, 8 + others))
    whole = pd.Series(places, providers.index).astype("Int64")
    return providers.assign(capacity=whole.where(providers["what"].isin(["school", "home"])))
