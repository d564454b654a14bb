from contextlib import suppress

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sendlib.data.layouts import layouts
from sendlib.data.reading import read_content, read_file
from sendlib.errors import SendlibError, SourceError

OFFICERS = next(layout for layout in layouts() if layout.dataset == "medical_officers")
CSV = (
    b"time_period,time_identifier,geographic_level,country_code,country_name,region_code,"
    b"region_name,new_la_code,old_la_code,la_name,des_med_off,des_clin_off,des_so_care_off\n"
    b"2024,Calendar year,Local authority,E92000001,England,E12000005,West Midlands,E10000034,885,"
    b"Worcestershire,Yes,No,n/a\n"
)
LAIT = pd.DataFrame(
    {
        "Short Desc": ["A", "A"],
        "Data item": [None, None],
        "Years": ["2024", "2025 (prov)"],
        "LA and Regions": ["Worcestershire", "England"],
        "Values": ["1.5", "-"],
        "LA Number": [885.0, 970.0],
        "Region": ["West Midlands", "NA"],
    }
)


def test_a_csv_is_read_whatever_its_name():
    (read,) = read_content(CSV, "some/where/Other Name.CSV")
    assert (read.dataset, read.publication) == ("medical_officers", "ehc_plans")
    assert read.source == "some/where/Other Name.CSV"
    assert read.table["value"].tolist()[:2] == [1.0, 0.0]
    assert read.names is not None
    assert read.names["published_name"].tolist() == ["Worcestershire"]


def test_columns_that_stand_twice_are_reported():
    header, row = CSV.decode().splitlines()
    (read,) = read_content(f"{header},la_name\n{row},Kent\n".encode(), "x.csv")
    assert read.repeated_columns == ("la_name",)


def test_every_csv_of_a_zip_is_read_under_its_path_in_it(zip_bytes):
    content = zip_bytes(
        {"data/b.csv": CSV, "data/a.csv": b"x,y\n1,2", "data-guidance.txt": b"hello"}
    )
    (read,) = read_content(content, "ehcp/plans.zip")
    assert read.source == "ehcp/plans.zip/data/b.csv"


def test_a_workbook_or_parquet_file_of_another_kind_holds_nothing_of_ours(
    workbook_bytes, parquet_bytes
):
    assert read_content(workbook_bytes(first=[["a", "b"], [1, 2]], second=[[]]), "x.xlsx") == []
    assert read_content(parquet_bytes(pd.DataFrame({"a": [1]})), "x.parquet") == []


@pytest.mark.parametrize("name", ["notes.txt", "page.html", "plans.pdf", "none"])
def test_files_of_other_types_are_left_alone(name):
    assert read_content(b"anything \xff", name) == []


def test_a_csv_of_another_kind_is_left_alone():
    assert read_content(b"a,b\n1,2", "x.csv") == []


@pytest.mark.parametrize("suffix", ["csv", "xlsx", "ods", "zip", "parquet", "geojson"])
@pytest.mark.parametrize(
    ("content", "message"),
    [(b"", "empty"), (b"<!DOCTYPE html>", "web page"), (b"\xff\xfe\x00", "")],
)
def test_an_empty_file_and_an_error_page_are_refused_under_every_suffix(suffix, content, message):
    with pytest.raises(SourceError, match=rf"^outcomes/x\.{suffix}: .*{message}.*download it"):
        read_content(content, f"outcomes/x.{suffix}")


@pytest.mark.parametrize("suffix", ["xlsx", "ods", "zip", "parquet"])
def test_text_under_the_suffix_of_another_type_is_refused(suffix):
    with pytest.raises(SourceError, match=f"not a {suffix} file; download it again"):
        read_content(b"a,b\n1,2", f"x.{suffix}")


def test_a_file_that_cannot_be_opened_is_named(tmp_path):
    with pytest.raises(SourceError, match=r"x\.csv: cannot be opened"):
        read_file(tmp_path / "absent.csv", source="x.csv")


def test_a_file_is_read_from_its_path(tmp_path):
    (tmp_path / "x.csv").write_bytes(CSV)
    assert len(read_file(tmp_path / "x.csv", source="x.csv")) == 1


def test_an_edition_nobody_knows_is_refused_inside_a_zip_too(zip_bytes):
    content = zip_bytes({"data/b.csv": CSV.replace(b"des_med_off", b"des_new")})
    with pytest.raises(SourceError, match=r"plans\.zip/data/b\.csv: looks like .*des_new"):
        read_content(content, "plans.zip")


def test_lait_is_read_from_parquet(parquet_bytes):
    (read,) = read_content(parquet_bytes(LAIT), "bds.parquet")
    assert read.dataset == "lait"


def test_text_that_is_damaged_inside_a_parquet_file_is_refused(parquet_bytes):
    content = parquet_bytes(LAIT).replace(b"Worcestershire", b"\x80orcestershire")
    with pytest.raises(SourceError, match=r"bds\.parquet: not a whole parquet file"):
        read_content(content, "bds.parquet")


@pytest.fixture(scope="module")
def whole_files(workbook_bytes, parquet_bytes, zip_bytes):
    neighbours = [["LA num", "LA Name"], [885, "Worcestershire"]]
    return {
        "x.csv": CSV,
        "x.zip": zip_bytes({"data/b.csv": CSV}),
        "x.xlsx": workbook_bytes(sheet=neighbours),
        "x.parquet": parquet_bytes(LAIT),
        "x.geojson": b'{"type": "FeatureCollection", "features": []}',
    }


@pytest.mark.parametrize("name", ["x.csv", "x.zip", "x.xlsx", "x.parquet", "x.geojson"])
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_a_damaged_or_truncated_file_is_read_or_refused_and_nothing_else(whole_files, name, data):
    content = bytearray(whole_files[name])
    if data.draw(st.booleans(), label="truncated"):
        content = content[: data.draw(st.integers(0, len(content) - 1), label="length")]
    for _ in range(data.draw(st.integers(0, 3), label="changed bytes") if content else 0):
        place = data.draw(st.integers(0, len(content) - 1), label="place")
        content[place] = data.draw(st.integers(0, 255), label="byte")
    with suppress(SendlibError):
        read_content(bytes(content), name)
