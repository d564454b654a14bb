"""Destinations after 16 to 18 study, by learning difficulty or SEN."""

import numpy as np

from sendlib.contracts.areas import ENGLAND
from sendlib.data.demo.containers import csv_bytes, number, percent
from sendlib.data.demo.forms import children_in, digits, where
from sendlib.data.demo.profiles import AREAS, COUNT, summed
from sendlib.data.demo.rates import rates
from sendlib.data.demo.world import World

PATH = "outcomes/destinations_1618.csv"


def destination_files(demo: World) -> dict[str, bytes]:
    """Return the file by its path; it has no rows of England, as the published one."""
    return {PATH: _destinations(demo)}


def _destinations(demo: World) -> bytes:
    section = rates()["destinations"]
    years, kinds, labels = section["years"], section["kinds"], section["labels"]
    sustained = len(kinds) - 2
    rows = []
    for number_, (group, shares) in enumerate(section["percent_2021"].items()):
        rng = demo.rng("pupils", 50 + number_)
        steps = rng.normal(0, 0.12, (COUNT, len(kinds)))
        steps[:, sustained] -= 0.12 * demo.profile.themes["participation"]
        weight = np.array(shares) * np.exp(steps)
        chance = weight / weight.sum(axis=1, keepdims=True)
        sizes = np.rint(
            children_in(demo, years) * section["cohort_per_1000_children"][group] / 1000
        )
        counts = np.stack(
            [[rng.multinomial(int(size), chance[at]) for size in sizes[at]] for at in range(COUNT)]
        )
        table, cohort = summed(counts), summed(sizes.astype(np.int64))
        overall = table[:, :, :sustained].sum(axis=2)
        for at, area in enumerate(AREAS):
            if area == ENGLAND:
                continue
            for year_at, year in enumerate(years):
                figures = [*table[at, year_at], overall[at, year_at]]
                rows += [
                    [
                        digits(year),
                        *where(area, "geographic_level", "region_name", "la_name"),
                        group,
                        str(int(cohort[at, year_at])),
                        year,
                        kind,
                        number(float(percent(figure, cohort[at, year_at]))),
                        labels[kind],
                    ]
                    for kind, figure in zip([*kinds, "overall"], figures, strict=True)
                ]
    header = ("time_period", "geographic_level", "region_name", "la_name", "characteristic",
              "cohort", "academic_year", "destination_raw", "% of pupils",
              "Destination")  # fmt: skip
    return csv_bytes(header, rows)
