"""Figures that the Department publishes of the same plans: they are known whatever is hidden."""

from collections.abc import Iterator, Mapping

import pandas as pd

from sendlib.data.tables import Tables
from sendlib.measures.ages import AGE_TOPIC, BANDS
from sendlib.measures.disclosure_tables import Key, cell_key
from sendlib.measures.local import plans
from sendlib.measures.local.people import AGE_BANDS
from sendlib.measures.local.table import NOT_RECORDED
from sendlib.measures.needs import NEEDS
from sendlib.measures.placements import MIX

TOTAL_TOPIC = "Total"
# published setting group, in the order of `placements.MIX`
_GROUPS = (
    "mainstream", "state_special", "independent_special", "further_education",
    "alternative_provision", "early_years", "elsewhere", NOT_RECORDED,
)  # fmt: skip
_BAND_OF = {age: band for (band, name) in AGE_BANDS.items() for age in BANDS[name]}
_REASONS = {
    "max_age": "1", "needs_met": "2", "he": "3", "employ": "4", "transfer": "5",
    "no_engage": "6", "moved_outside_eng": "7", "deceased": "8",
    "other": plans.OTHER_REASON, "not_rec": plans.OTHER_REASON,
}  # fmt: skip
Figures = Mapping[Key, float]


def official(published: Tables, area: str) -> Figures:
    """Return the published figures of a council's plans by the key of the cell they are of.

    Plans at each January; by need and by setting at the latest, also by age; plans that started,
    and those that ended by reason, in each year.

    Args:
        published: the published tables.
        area: the council.
    """
    found: dict[Key, float] = {}
    for key, value in _all(published, area):
        if pd.notna(value):
            found[key] = found.get(key, 0.0) + float(value)
    return found


def _all(published: Tables, area: str) -> Iterator[tuple[Key, float]]:
    needs = {f"number_{code}": _need(code) for code in NEEDS}
    yield from _by_field(published, area, "needs", needs, "need", "ehc_plans")
    settings = {
        field: group for one, group in zip(MIX, _GROUPS, strict=True) for field in one.count.fields
    }
    yield from _by_field(published, area, "caseload", settings, "setting", "ehcplans")
    for period, topic, _age, field, value in _cells(published, area, "new_plans"):
        if field == "new_ehc_plans" and topic == TOTAL_TOPIC:
            yield cell_key(plans.STARTED.format(year=period), {}), value
    for period, topic, _age, field, value in _cells(published, area, "ceased"):
        if topic == TOTAL_TOPIC and field in {*_REASONS, "total_ceased"}:
            where = {"cease_reason": _REASONS[field]} if field in _REASONS else {}
            yield cell_key(plans.ENDED.format(year=period), where), value


def _need(code: str) -> str:
    return NOT_RECORDED if code == "need_unknown" else code.upper()


def _by_field(
    published: Tables, area: str, dataset: str, categories: Mapping[str, str], name: str, whole: str
) -> Iterator[tuple[Key, float]]:
    """Yield a dataset's cells by need or setting, alone and by age, and their totals."""
    for period, topic, age, field, value in _cells(published, area, dataset):
        population = plans.IN_FORCE.format(year=period)
        where = {name: categories[field]} if field in categories else {}
        if topic == AGE_TOPIC and age in _BAND_OF:
            where |= {"age": _BAND_OF[age]}
        elif topic != TOTAL_TOPIC:
            continue
        # the total of needs and of settings is one figure; it is taken from the settings
        if where.keys() & {name} or (field == whole and dataset == "caseload"):
            yield cell_key(population, where), value


def _cells(
    published: Tables, area: str, dataset: str
) -> Iterator[tuple[str, str, str, str, float]]:
    facts = published.facts(dataset)
    if facts.empty:
        return
    own = facts[facts["area_code"] == area]
    columns = ["period", "breakdown_topic", "breakdown", "field", "value"]
    for period, topic, breakdown, field, value in own[columns].itertuples(index=False, name=None):
        yield str(period), str(topic), str(breakdown), str(field), value
