"""Tables in the shape of Explore Education Statistics (EES): who, when, breakdown, figures."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from sendlib.contracts.areas import DEMO_COUNCILS, DEMO_REGIONS, ENGLAND, ENGLAND_NAME
from sendlib.data.demo.containers import Floats, Ints, csv_bytes, number
from sendlib.data.demo.profiles import AREAS, COUNT, summed
from sendlib.data.layouts import layouts

COUNTRY = "E92000001"
PLACE = ("country_code", "country_name", "region_code", "region_name")
COUNCIL = ("new_la_code", "old_la_code", "la_name")
HEADER = ("time_period", "time_identifier", "geographic_level", *PLACE, *COUNCIL)

Fields = Mapping[str, Floats]


@dataclass(frozen=True)
class Block:
    """The rows of one period and topic.

    labels: the breakdowns. fields: figures by area of AREAS and label; NaN is written as x, and
    so is a field that is not there. kept: which rows the publisher gives: those with anybody.
    """

    period: str
    topic: str
    labels: Sequence[str]
    fields: Fields
    kept: Floats


def place_cells(area: str) -> dict[str, str]:
    """Return the cells that say where a row is about, empty where they do not apply."""
    cells = dict.fromkeys(("geographic_level", *PLACE, *COUNCIL), "")
    cells |= {"country_code": COUNTRY, "country_name": ENGLAND_NAME}
    if area == ENGLAND:
        return cells | {"geographic_level": "National"}
    region = area if area in DEMO_REGIONS else DEMO_COUNCILS[area].region
    cells |= {"region_code": region, "region_name": DEMO_REGIONS[region]}
    if area in DEMO_REGIONS:
        return cells | {"geographic_level": "Regional"}
    council = DEMO_COUNCILS[area]
    return cells | {
        "geographic_level": "Local authority",
        "new_la_code": council.ons_codes[0],
        "old_la_code": council.code,
        "la_name": council.name,
    }


def dataset_fields(dataset: str) -> tuple[str, ...]:
    """Return the columns of figures that a dataset's file has."""
    return next(layout for layout in layouts() if layout.dataset == dataset).fields


def ees_bytes(dataset: str, identifier: str, blocks: Iterable[Block]) -> bytes:
    """Return the CSV of a dataset, in the columns its layout has."""
    fields = dataset_fields(dataset)
    rows = (row for block in blocks for row in _rows(block, fields, identifier))
    header = (*HEADER, "breakdown_topic", "breakdown", *fields)
    return csv_bytes(header, rows, mark=True, newline="\r\n")


def _rows(block: Block, fields: Sequence[str], identifier: str) -> Iterable[list[str]]:
    missing = np.full(block.kept.shape, np.nan)
    table = np.stack([block.fields.get(field, missing) for field in fields], axis=2)
    for at, area in enumerate(AREAS):
        place = place_cells(area)
        where = [place[column] for column in HEADER[2:]]
        for label_at, label in enumerate(block.labels):
            if block.kept[at, label_at] > 0:
                figures = [number(value) for value in table[at, label_at]]
                yield [block.period, identifier, *where, block.topic, label, *figures]


def counted(council: Ints, *codes: tuple[Ints, int]) -> Ints:
    """Count people by council and one or more codes, each given with the number of its kinds."""
    sizes = [size for _, size in codes]
    flat = council.astype(np.int64)
    for values, size in codes:
        flat = flat * size + values
    counts: Ints = np.bincount(flat, minlength=COUNT * int(np.prod(sizes))).astype(np.int64)
    return counts.reshape(COUNT, *sizes)


def area_counts(council: Ints, *codes: tuple[Ints, int]) -> Floats:
    """Count people as `counted` does, by area of AREAS."""
    return summed(counted(council, *codes))


@dataclass(frozen=True)
class Table:
    """One file of a release: its dataset, what its time is called, its rows by block."""

    dataset: str
    identifier: str
    blocks: tuple[Block, ...]

    def content(self) -> bytes:
        """Return the CSV."""
        return ees_bytes(self.dataset, self.identifier, self.blocks)

    def total(self, period: str, field: str) -> Floats:
        """Return a field of everybody in a period, by area of AREAS."""
        block = next(block for block in self.blocks if block.period == period)
        return block.fields[field][:, 0]
