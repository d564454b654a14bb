import csv
import io

import pytest

from sendlib.data.fetch import nomis
from sendlib.data.fetch.nomis import nomis_csv
from sendlib.data.ways import Nomis
from sendlib.errors import SourceError

PATH = "/nomis/dataset/NM_2002_1.data.csv"
HEADER = "GEOGRAPHY_CODE,C_AGE_NAME,OBS_VALUE,RECORD_COUNT\n"
COLUMNS = {
    "new_la_code": {"column": "GEOGRAPHY_CODE"},
    "age": {"column": "C_AGE_NAME", "remove": "Age "},
    "population": {"column": "OBS_VALUE"},
}


def way(rows, areas=("england", "regions")):
    return Nomis(
        kind="nomis",
        dataset="NM_2002_1",
        areas=areas,
        query={"date": "2023", "c_age": "101...102"},
        columns=COLUMNS,
        rows=rows,
    )


@pytest.fixture
def served(publisher, text_answer):
    """The table of two ages that Nomis serves, at most as many rows a page as it is asked for."""

    def answer(query):
        areas = query["geography"].split(",")
        lines = [f"{area},Age {age},{age + 1}" for area in areas for age in (0, 1)]
        start, limit = int(query["recordoffset"]), int(query["recordlimit"])
        shown = "".join(f"{line},{len(lines)}\n" for line in lines[start : start + limit])
        return text_answer(HEADER + shown)

    publisher.answer(PATH, answer)
    return publisher


def test_a_table_is_put_together_from_its_pages(served, transfer, servers, monkeypatch):
    monkeypatch.setattr(nomis, "PAGE_ROWS", 7)
    rows = list(csv.DictReader(io.StringIO(nomis_csv(transfer, way(20), servers).decode())))
    assert rows[0] == {"new_la_code": "E92000001", "age": "0", "population": "1"}
    assert len(rows) == 20
    assert [request["query"]["recordoffset"] for request in served.requests] == ["0", "7", "14"]
    assert served.requests[0]["query"]["select"] == (
        "geography_code,c_age_name,obs_value,record_count"
    )


def test_every_council_is_asked_for_by_its_present_code(served, transfer, servers):
    nomis_csv(transfer, way(306, areas=("councils",)), servers)
    codes = served.requests[0]["query"]["geography"].split(",")
    assert len(set(codes)) == 153
    assert "E10000034" in codes


def test_a_server_that_is_busy_within_the_pages_is_asked_again(served, transfer, servers, naps):
    served.fault(PATH, status=429, headers={"Retry-After": "3"})
    nomis_csv(transfer, way(20), servers)
    assert naps == [3]


@pytest.mark.usefixtures("served")
def test_missing_rows_are_an_error(transfer, servers):
    with pytest.raises(SourceError, match="20 rows came, 22 are expected"):
        nomis_csv(transfer, way(22), servers)


def test_an_empty_table_is_an_error(publisher, transfer, servers):
    publisher.serve(PATH, HEADER.encode())
    with pytest.raises(SourceError, match="0 rows came"):
        nomis_csv(transfer, way(20), servers)


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (b"<html>Sorry", "no column C_AGE_NAME, GEOGRAPHY_CODE, OBS_VALUE, RECORD_COUNT.*<html>"),
        (b"", "no column"),
        (HEADER.encode() + b"E92000001,Age 0,1,20\nE92000001,Age", "breaks off within a row"),
        (HEADER.encode() + b"E92000001,Age 0,1,many\n", "breaks off within a row"),
    ],
)
def test_an_answer_that_is_no_table_is_an_error(publisher, transfer, servers, body, found):
    publisher.serve(PATH, body)
    with pytest.raises(SourceError, match=found):
        nomis_csv(transfer, way(20), servers)
