"""Time and memory of reading and validating local files: packages by rows, a SEN2 return by plans.

    python benchmarks/local_reading.py            # 10,000, 50,000 and 500,000 rows; 10,000 plans
    python benchmarks/local_reading.py --rows 1000 5000 --plans 500 --rounds 1

Medians over rounds of the CPU time, each file read in a process of its own after a small one to
warm up; the largest memory that process held; and what a row costs beside one of the smallest file.
All data are invented.
"""

import argparse
import resource
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from sendlib.data.local.opening import read_folder
from sendlib.data.local.tables import LocalTables

ROWS = [10_000, 50_000, 500_000]
PLANS = 10_000
ROUNDS = 5
WARM_UP = 500
PACKAGES = (
    "package_id,person_id,provider_id,package_type,setting_type,accommodation,primary_need,"
    "start_date,end_date,weeks_a_year,residential_nights,weekly_cost_education_gbp,"
    "weekly_cost_health_gbp,weekly_cost_social_care_gbp,weekly_cost_other_gbp,looked_after,"
    "continuing_care,health_severity,distance_miles,home_postcode,provider_postcode"
)
NEEDS = ("ASD", "SEMH", "SLCN", "MLD", "PD")


def packages(rows: int) -> Iterator[str]:
    """Yield the lines of a file of packages; one in a thousand has a fault."""
    yield PACKAGES
    for row in range(rows):
        year, month, day = 2019 + row % 5, 1 + row % 12, 1 + row % 28
        end = "" if row % 3 else f"{day:02}/{month:02}/{year + 1}"
        cost = "about 900" if row % 1000 == 0 else f"£{500 + row % 4000:,}.{row % 100:02}"
        yield (
            f"PK{row:07},P{row // 2:07},PR{row % 300:03},residential_education,"
            f"independent_special,residential_38,{NEEDS[row % 5]},{day:02}/{month:02}/{year},"
            f'{end},38,{row % 6},"{cost}",{row % 700},{row % 900}.50,0,no,no,low,'
            f"{row % 60}.5,AB{row % 9 + 1} {row % 9}CD,AB3 4EF"
        )


def plans(count: int) -> Iterator[str]:
    """Yield the lines of a SEN2 return, each person with one plan and one placement."""
    yield "<Message><Header><CollectionDetails><Collection>SEN2</Collection><Year>2025</Year>"
    yield "<ReferenceDate>2025-01-16</ReferenceDate></CollectionDetails></Header><Persons>"
    for place in range(count):
        born = f"{2005 + place % 15}-{1 + place % 12:02}-{1 + place % 28:02}"
        yield (
            f"<Person><Surname>N{place}</Surname><Forename>F</Forename>"
            f"<PersonBirthDate>{born}</PersonBirthDate><Sex>M</Sex><Ethnicity>WBRI</Ethnicity>"
            f"<PostCode>AB1 2CD</PostCode><UPN>A{place:012}</UPN><Requests>"
            "<ReceivedDate>2023-01-10</ReceivedDate><RYA>0</RYA>"
            "<RequestOutcomeDate>2023-02-14</RequestOutcomeDate>"
            "<RequestOutcome>Y</RequestOutcome><RequestMediation>0</RequestMediation>"
            "<RequestTribunal>0</RequestTribunal><Assessment><AssessmentOutcome>Y"
            "</AssessmentOutcome><AssessmentOutcomeDate>2023-05-30</AssessmentOutcomeDate>"
            "<AssessmentMediation>0</AssessmentMediation><AssessmentTribunal>0"
            "</AssessmentTribunal><OtherMediation>0</OtherMediation><OtherTribunal>0"
            "</OtherTribunal><Week20>0</Week20><NamedPlan><StartDate>2023-05-30</StartDate>"
            "<PB>0</PB><OA>0</OA><PlanDetail><URN>100000</URN><PlacementRank>1</PlacementRank>"
            "<SENunitIndicator>0</SENunitIndicator><ResourcedProvisionIndicator>0"
            "</ResourcedProvisionIndicator></PlanDetail></NamedPlan></Assessment><ActivePlans>"
            "<ReviewMeeting>2024-05-01</ReviewMeeting><LastReview>2024-06-01</LastReview>"
            "<PlacementDetail><URN>100000</URN><PlacementRank>1</PlacementRank>"
            "<EntryDate>2023-09-04</EntryDate><SENunitIndicator>0</SENunitIndicator>"
            "<ResourcedProvisionIndicator>0</ResourcedProvisionIndicator></PlacementDetail>"
            f"<SENneed><SENtype>{NEEDS[place % 5]}</SENtype><SENtypeRank>1</SENtypeRank>"
            "</SENneed></ActivePlans></Requests></Person>"
        )
    yield "</Persons></Message>"


def read(lines: Iterator[str], name: str) -> tuple[float, LocalTables]:
    """Return the CPU seconds that reading a file takes, and what it holds."""
    with tempfile.TemporaryDirectory() as folder:
        with (Path(folder) / name).open("w", encoding="utf-8") as file:
            file.writelines(f"{line}\n" for line in lines)
        before = time.process_time()
        tables = read_folder(Path(folder))
        return time.process_time() - before, tables


def measured(kind: str, size: int) -> tuple[float, float, str]:
    """Return the seconds and the MB of memory that reading takes, and what came of it in words."""
    lines, name = KINDS[kind]
    read(lines(WARM_UP), name)
    seconds, tables = read(lines(size), name)
    given = tables.tables.values()
    came = (
        f"{sum(table.rows_in for table in given):,} rows, "
        f"{sum(len(table.left_out) for table in given):,} left out, "
        f"{sum(len(table.faults) for table in given):,} faults"
    )
    return seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000, came


def main(rows: list[int], persons: int, rounds: int) -> None:
    """Print what each file took, one file of each size in every round."""
    files = [("plans", persons), *(("packages", size) for size in sorted(rows))]
    taken: dict[tuple[str, int], list[tuple[float, float, str]]] = {file: [] for file in files}
    for _ in range(rounds):
        for file in files:
            # a fresh process, whose memory is what this file takes
            with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as process:
                taken[file].append(process.submit(measured, *file).result())
    first = None
    for (kind, size), results in taken.items():
        seconds = statistics.median(one[0] for one in results)
        each = 1e6 * seconds / size
        words = f"{size:,} {kind}: {seconds:.2f} s, {max(one[1] for one in results):,.0f} MB"
        if kind == "packages":
            first = first or each
            words += f", {each:.1f} microseconds a row, {each / first:.2f} times the smallest"
        print(f"{words}; {results[0][2]}")


KINDS: dict[str, tuple[Callable[[int], Iterator[str]], str]] = {
    "plans": (plans, "return.xml"),
    "packages": (packages, "packages.csv"),
}


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, nargs="+", default=ROWS)
    parser.add_argument("--plans", type=int, default=PLANS)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    given = parser.parse_args()
    main(given.rows, given.plans, given.rounds)
