"""A demo council's SEN2 return as the XML that case systems write for the Department."""

from collections.abc import Mapping
from xml.sax.saxutils import escape

import pandas as pd

from sendlib.data.demo.local.files import XML_STYLE
from sendlib.data.demo.local.here import CENSUS, SNAPSHOTS, Here
from sendlib.data.demo.local.lines import sheet

# element of each module, and the column by which its records lie in those of the module above
_ELEMENTS = {
    "sen2_persons": "Person",
    "sen2_requests": "Requests",
    "sen2_assessments": "Assessment",
    "sen2_named_plans": "NamedPlan",
    "sen2_plan_detail": "PlanDetail",
    "sen2_active_plans": "ActivePlans",
    "sen2_placement_detail": "PlacementDetail",
    "sen2_sen_need": "SENneed",
}
MODULES = frozenset(_ELEMENTS)
_ABOVE = {
    "sen2_requests": ("sen2_persons", "person_id"),
    "sen2_assessments": ("sen2_requests", "request_id"),
    "sen2_named_plans": ("sen2_assessments", "assessment_id"),
    "sen2_plan_detail": ("sen2_named_plans", "named_plan_id"),
    "sen2_active_plans": ("sen2_requests", "request_id"),
    "sen2_placement_detail": ("sen2_active_plans", "active_plans_id"),
    "sen2_sen_need": ("sen2_active_plans", "active_plans_id"),
}
_OWN = {
    "sen2_persons": "person_id", "sen2_requests": "request_id", "sen2_assessments": "assessment_id",
    "sen2_named_plans": "named_plan_id", "sen2_active_plans": "active_plans_id",
}  # fmt: skip
_NUMBERS = frozenset({*_OWN.values(), "plan_detail_id", "placement_detail_id", "sen_need_id"})
_SPELT = {"upn": "UPN", "urn": "URN", "ukprn": "UKPRN", "pb": "PB", "oa": "OA", "rya": "RYA"}


def return_xml(here: Here, records: Mapping[str, pd.DataFrame]) -> bytes:
    """Return the XML: persons, in each its requests, in these assessments and plans."""
    below: dict[str, dict[str, str]] = {name: {} for name in _ELEMENTS}
    # a record is written before the one it lies in
    for name in reversed(_ELEMENTS):
        texts = _elements(name, records[name], below)
        if name in _ABOVE:
            above, link = _ABOVE[name]
            inside = below[above]
            pairs = list(zip(records[name][link], texts, strict=True))
            for parent, text in reversed(pairs):
                inside[parent] = text + inside.get(parent, "")
    year = SNAPSHOTS[-1]
    head = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<Message>\n<Header>\n<CollectionDetails>'
        f"<Collection>SEN2</Collection><Year>{year}</Year>"
        f"<ReferenceDate>{CENSUS[year]}</ReferenceDate></CollectionDetails>\n<Source>"
        f"<SourceLevel>L</SourceLevel><LEA>{here.council.code}</LEA>"
        "<SoftwareCode>Demonstration, invented</SoftwareCode></Source>\n</Header>\n"
        "<SEN2>\n<Persons>\n"
    )
    return (head + "\n".join(texts) + "\n</Persons>\n</SEN2>\n</Message>\n").encode("utf-8")


def _elements(name: str, table: pd.DataFrame, below: Mapping[str, Mapping[str, str]]) -> list[str]:
    """Return each record's element: its values, then the records that lie in it."""
    columns = [column for column in table if column not in _NUMBERS]
    lines = sheet(name, table[columns], XML_STYLE).lines
    tags = {str(column): _tag(str(column)) for column in columns}
    inside = below[name]
    numbers = table[_OWN[name]] if name in _OWN else [""] * len(table)
    element = _ELEMENTS[name]
    found = []
    for number, line in zip(numbers, lines, strict=True):
        values = [
            f"<{tags[column]}>{escape(str(cell))}</{tags[column]}>"
            for column, cell in line.cells.items()
            if cell is not None
        ]
        found.append(f"<{element}>{''.join(values)}{inside.get(number, '')}</{element}>")
    return found


def _tag(column: str) -> str:
    return _SPELT.get(column) or column.title().replace("_", "")
