"""The returns to DfE, filled from the council's own records, for the private folder alone."""

from sendlib.contracts.areas import area_name
from sendlib.measures.local.demand_persons import PROVISIONS
from sendlib.measures.local.demand_returns import expected_for_returns
from sendlib.measures.local.table import Records
from sendlib.measures.returns.forms import FORMS, Form, form
from sendlib.measures.returns.sheets import Expected, filled
from sendlib.params.scenarios import ReturnsMapping
from sendlib.report.returns import workbook

NOT_FOR_PUBLICATION = (
    "NOT FOR PUBLICATION. Numbers of few persons are not hidden: the workbook is for the return to "
    "the Department for Education and for nobody else."
)


def private_returns(records: Records, *, slug: str) -> dict[str, bytes]:
    """Return the workbooks of all returns by file name; none where persons cannot be projected.

    Args:
        records: the council's own files, and what else the projection rests on.
        slug: of the params file; names begin with it.
    """
    expected = expected_for_returns(records)
    if expected is None:
        return {}
    mapping = records.options.returns
    found = {}
    for name in FORMS:
        one = form(name)
        years = f"{expected.years[0]} to {expected.years[-1]}"
        title = f"{one.title}, {area_name(records.area)}, {years}"
        lines = _assumptions(one, expected, mapping)
        found[f"{slug}-{one.name}.xlsx"] = workbook(title, filled(one, expected, mapping), lines)
    return found


def _assumptions(one: Form, expected: Expected, mapping: ReturnsMapping) -> list[str]:
    first = expected.years[0]
    lines = [
        NOT_FOR_PUBLICATION,
        "Expected numbers are means of simulations of the council's own records, rounded so that "
        "parts add up to their total; a table may differ from another by the rounding.",
        f"The January count of a year stands for the year before: January {first + 1} for {first}.",
        "Ages are in whole years at 31 August before the school year.",
        "No decision that is still to come is in these numbers: no new places, no change of "
        "policy. Check them before they are sent.",
    ]
    if any(table.of != "plans" for table in one.tables):
        lines.append(
            "Requests, assessments and plans issued are as many for each child or young person who "
            "gets a plan as in the years recorded, by stage of education."
        )
    lines.append("What the records cannot tell apart (commissioning: returns in the params file):")
    told = type(mapping).model_fields
    used = {
        key
        for category in one.categories
        for source in category.of
        for key in (source.percent, source.rest_of)
        if key
    }
    lines += [f"{key}: {getattr(mapping, key):g}. {told[key].description}" for key in sorted(used)]
    lines.append("Categories and the provision recorded that makes them up:")
    for category in one.categories:
        parts = dict.fromkeys(PROVISIONS[source.provision] for source in category.of)
        lines.append(f"{category.title}: {'; '.join(parts)}")
    return lines
