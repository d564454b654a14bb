"""The calculation in docs/running-at-scale.md follows from the inputs it names."""

import re
from pathlib import Path

import pytest

PAGE = (Path(__file__).parents[1] / "docs" / "running-at-scale.md").read_text(encoding="utf-8")
COST = {name: float(value) for name, value in re.findall(r"\| `(\w+)` \|.*\| ([\d.]+) \|", PAGE)}
ROWS = re.findall(r"^\| ([\d,]+) \| (\d+) \| (\d+) \|(.+)\|$", PAGE, flags=re.MULTILINE)


def seconds(text):
    number, unit = text.split()
    return float(number) * {"h": 3600, "min": 60}[unit]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: "-".join(row[:3]))
def test_a_line_of_the_table_is_what_its_inputs_come_to(row):
    reports, machines, processors = (int(cell.replace(",", "")) for cell in row[:3])
    cpu, time, memory, network, disk = (cell.strip() for cell in row[3].split("|"))
    workers = machines * processors
    once = COST["read_cpu_s"] * machines + COST["start_cpu_s"] * workers
    work = reports * COST["report_cpu_s"]
    assert float(cpu) == pytest.approx((work + once) / 3600, abs=0.051)
    least = COST["read_cpu_s"] + COST["start_cpu_s"] + work / workers
    wanted = max(least, reports * COST["land_s"])
    assert seconds(time) == pytest.approx(wanted, rel=0.03, abs=31)
    assert float(memory) == pytest.approx(processors * COST["worker_gb"], abs=0.51)
    sent = reports * COST["report_mb"] / 1000
    assert float(disk) == pytest.approx(sent, abs=0.051)
    assert float(network) == pytest.approx(sent + machines * COST["inputs_mb"] / 1000, abs=0.051)


def test_the_turning_point_is_the_one_the_page_names():
    (named,) = re.findall(r"Beyond about (\d+) workers", PAGE)
    assert float(named) == pytest.approx(COST["report_cpu_s"] / COST["land_s"], rel=0.1)
    assert len(COST) == 7
    assert len(ROWS) >= 6
