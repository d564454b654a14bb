"""The box on returns to DfE: where their workbooks lie, and what published figures can fill."""

from dataclasses import asdict, dataclass, field
from typing import Any

from sendlib.measures.demand import Demand
from sendlib.measures.local.demand import PROJECTION
from sendlib.measures.local.protected import ProtectedTables
from sendlib.measures.returns.forms import FORMS, form
from sendlib.measures.returns.public import public_sheets
from sendlib.measures.review import Review
from sendlib.params.model import ReportParams
from sendlib.views.blocks import Bundle, Callout
from sendlib.views.formats import listed

RETURNS = "application/vnd.sendlib.returns+json"
LABEL = "demand-returns-workbooks"
TITLE = "Workbooks for the returns to the Department for Education"


@dataclass(frozen=True)
class Workbooks:
    """A box, and the workbooks that stand beside the report: title, assumptions and sheets each."""

    box: Callout
    files: dict[str, dict[str, Any]] = field(default_factory=dict)

    def _repr_mimebundle_(self, **kept: object) -> Bundle:
        data, metadata = self.box._repr_mimebundle_(**kept)
        return data | ({RETURNS: self.files} if self.files else {}), metadata


def returns_box(
    own: ProtectedTables, demand: Demand, review: Review, params: ReportParams
) -> Workbooks:
    """Say where the workbooks of returns are; from published figures they come with the report.

    Args:
        own: the protected tables.
        demand: the projection of published counts.
        review: the published tables seen from the council.
        params: of the report.
    """
    titles = listed([form(name).title for name in FORMS])
    if own.result(PROJECTION) is not None:
        where = (
            "were written to the private folder that the params file names"
            if params.local.private
            else "are written to a private folder, once the params file names one (local: private)"
        )
        text = (
            f"{titles}: filled from the projection of the council's own records, they {where}. "
            "They hold numbers of few persons and are for the returns alone."
        )
        return Workbooks(Callout(TITLE, text, LABEL))
    files = _files(demand, review, params)
    if not files:
        text = f"{titles} need a projection, for which too little is published."
        return Workbooks(Callout(TITLE, text, LABEL, tone="missing"))
    filled = listed([str(one["title"]) for one in files.values()])
    text = (
        f"Beside the report, in its folder “returns”: {filled}, with the tables that published "
        "counts can fill, on the assumption that the mix stays as it is. The rest, and tables of "
        "more than one field, need the council's own SEN2 returns."
    )
    return Workbooks(Callout(TITLE, text, LABEL), files)


def _files(demand: Demand, review: Review, params: ReportParams) -> dict[str, dict[str, Any]]:
    found = {}
    for name in FORMS:
        one = form(name)
        sheets, lacking = public_sheets(one, demand, review, params.commissioning.returns)
        if sheets:
            found[f"{one.name}.xlsx"] = {
                "title": f"{one.title}, {demand.place.name}",
                "assumptions": _assumptions(lacking),
                "sheets": [asdict(sheet) for sheet in sheets],
            }
    return found


def _assumptions(lacking: list[str]) -> list[str]:
    lines = [
        "From published figures alone: the total is projected, the mix by age, provision and need "
        "stays as at the latest January published.",
        "The January count of a year stands for the year before.",
        "Ages are at the January count, not at 31 August before the school year.",
        "Published figures tell neither support from specialist bases (half each), nor post-16 "
        "providers of different kinds, nor arrangements elsewhere: see commissioning: returns in "
        "the params file.",
    ]
    if lacking:
        lines.append(f"Not filled, for want of the council's own records: {listed(lacking)}.")
    return lines
