import json
import zipfile

import pytest
from pydantic import TypeAdapter

from sendlib.data.fetch.arrival import Carrier
from sendlib.data.ways import Way
from sendlib.errors import SourceError

VERSION = "4c3eb898-bfd5-4081-9a96-4aa9abe32090"


@pytest.fixture
def bring(transfer, servers, tmp_path):
    carrier = Carrier(transfer, servers, tmp_path)

    def bring(known_etag=None, **way):
        return carrier.bring(
            TypeAdapter(Way).validate_python(way),
            tmp_path / "part",
            known_etag=known_etag,
            received=lambda _so_far, _total: None,
        )

    return bring


@pytest.fixture
def part(tmp_path):
    return tmp_path / "part"


def test_a_release_comes_as_its_zip(publisher, bring, part):
    publisher.serve(f"/ees_content/releases/{VERSION}/files", b"zip")
    way = {"kind": "ees_zip", "publication": "p", "release": "2025", "release_version": VERSION}
    assert bring(**way).url.endswith("files?fromPage=ReleaseDownloads")
    assert part.read_bytes() == b"zip"


def test_a_data_set_of_the_catalogue_comes_as_csv(publisher, bring, part):
    publisher.serve(f"/ees_site/data-catalogue/data-set/{VERSION}/csv", b"a,b")
    bring(kind="ees_csv", data_set=VERSION)
    assert part.read_bytes() == b"a,b"


def test_a_data_set_of_the_api_comes_as_csv(publisher, bring, part):
    def listed(name):
        content = {"paging": {"totalPages": 1}, "results": [{"id": name, "title": name}]}
        return json.dumps(content).encode()

    publisher.serve("/ees_api/publications", listed("p"))
    publisher.serve("/ees_api/publications/p/data-sets", listed("d"))
    publisher.serve("/ees_api/data-sets/d/csv", b"a,b")
    bring(kind="ees_api", publication="p", data_set="d")
    assert part.read_bytes() == b"a,b"


def test_a_file_in_a_repository_comes_with_its_mark(publisher, bring, part):
    publisher.serve("/github/dfe/lait/abc/01_data/x.parquet", b"PAR1", etag='"v1"')
    way = {"kind": "file", "server": "github", "address": "dfe/lait/abc/01_data/x.parquet"}
    assert bring(**way).etag == '"v1"'
    assert part.read_bytes() == b"PAR1"
    part.unlink()
    assert bring(known_etag='"v1"', **way) is None


def test_an_address_with_blanks_is_served(publisher, bring, part):
    publisher.serve("/github/dfe/Outturn%20data.xlsx", b"PK")
    bring(kind="file", server="github", address="dfe/Outturn data.xlsx")
    assert part.read_bytes() == b"PK"


def test_a_table_of_nomis_is_written(publisher, bring, part):
    header = b"GEOGRAPHY_CODE,RECORD_COUNT\nE92000001,1\n"
    publisher.serve("/nomis/dataset/NM_1_1.data.csv", header)
    columns = {"code": {"column": "GEOGRAPHY_CODE"}}
    way = {"dataset": "NM_1_1", "areas": ["england"], "query": {}, "columns": columns, "rows": 1}
    assert bring(kind="nomis", **way).url.endswith("/dataset/NM_1_1")
    assert part.read_bytes() == b"code\nE92000001\n"


def test_a_layer_of_the_geography_portal_is_written(publisher, bring, part):
    publisher.serve("/arcgis/S/FeatureServer/0/query", b'{"features": [{"properties": {"K": 1}}]}')
    assert bring(kind="arcgis", service="S", key="K", query={}, rows=1).url.endswith("/arcgis/S")
    assert json.loads(part.read_bytes())["features"][0]["properties"] == {"K": 1}


def test_a_member_is_taken_out_of_its_zip(bring, part, tmp_path):
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        archive.writestr("data/a.csv", "a,b")
    way = {"kind": "zip_member", "archive": "x.zip", "member": "data/a.csv"}
    assert bring(**way).url == "x.zip/data/a.csv"
    assert part.read_bytes() == b"a,b"


def test_a_member_that_cannot_be_had_is_an_error(bring, part, tmp_path):
    way = {"kind": "zip_member", "archive": "x.zip", "member": "a.csv"}
    with pytest.raises(SourceError, match=r"inside x\.zip, which is not there"):
        bring(**way)
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        archive.writestr("b.csv", "a,b")
    with pytest.raises(SourceError, match=r"x\.zip has no readable a\.csv"):
        bring(**way)
    (tmp_path / "x.zip").write_bytes(b"junk")
    with pytest.raises(SourceError, match=r"x\.zip has no readable a\.csv"):
        bring(**way)
    assert not part.exists()
