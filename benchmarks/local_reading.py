"""Time and memory of reading and validating local files: packages by rows, a SEN2 return by plans.

    python benchmarks/local_reading.py            # 10,000 and 500,000 rows, 10,000 plans
    python benchmarks/local_reading.py 1000 5000 500

CPU time of this process, the largest memory it has held since it started, and how much more a row
costs in the larger file than in the smaller one. All data are invented.
"""

import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from sendlib.data.local.opening import read_folder
from sendlib.data.local.tables import LocalTables

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


def timed(lines: Iterator[str], name: str) -> tuple[float, LocalTables]:
    """Return the CPU seconds that reading a file takes, and what it holds."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
        before = time.process_time()
        tables = read_folder(Path(folder))
        return time.process_time() - before, tables


def main(small: int, large: int, persons: int) -> None:
    """Print what each file took."""
    seconds, tables = timed(plans(persons), "return.xml")
    count = sum(table.rows_in for table in tables.tables.values())
    print(f"return of {persons:,} plans, {count:,} records: {seconds:.1f} s, {memory():,.0f} MB")
    per_row = []
    for rows in (small, large):
        seconds, tables = timed(packages(rows), "packages.csv")
        table = tables.tables["packages"]
        per_row.append(seconds / rows)
        print(
            f"{rows:,} packages: {seconds:.1f} s, {1e6 * per_row[-1]:.0f} microseconds a row, "
            f"{len(table.rows):,} kept, {len(table.left_out):,} left out, "
            f"{len(table.faults):,} faults, {memory():,.0f} MB"
        )
    print(f"a row of the larger file costs {per_row[1] / per_row[0]:.2f} times one of the smaller")


def memory() -> float:
    """Return the most memory the process has held so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


if __name__ == "__main__":
    main(*(int(text) for text in sys.argv[1:] or ("10000", "500000", "10000")))
