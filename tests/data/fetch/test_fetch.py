import hashlib
import io
import json
import zipfile

import pytest

from sendlib.data.fetch.fetch import fetch, gather
from sendlib.data.fetch.integrity import content_sha256
from sendlib.data.fetch.receipts import RECEIPTS, read_receipts
from sendlib.data.register import Register, load_register
from sendlib.errors import SourceError

VERSION = "4c3eb898-bfd5-4081-9a96-4aa9abe32090"
ZIP_ADDRESS = f"/ees_content/releases/{VERSION}/files"
DICTIONARY_ADDRESS = "/github/dfe/lait/dictionary.csv"
DICTIONARY = b"Measure_code,Topic\n4,Health\n" * 2000
LAYER_ADDRESS = "/arcgis/S/FeatureServer/0/query"


def zipped(year=2025, caseload="a,b\n"):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(zipfile.ZipInfo("data/caseload.csv", (year, 1, 1, 0, 0, 0)), caseload)
    return file.getvalue()


def entry(path, content, way, **keys):
    return {
        "path": path,
        "title": "Plans",
        "publisher": "DfE",
        "page": "https://example.org/plans",
        "edition": "2025",
        "licence": "ogl",
        "origin": "as published",
        "size_bytes": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
        "fetch": way,
        **keys,
    }


@pytest.fixture
def register(tmp_path):
    (tmp_path / "registered.zip").write_bytes(zipped())
    release = {"publication": "p", "release": "2025", "release_version": VERSION}
    layer = {"service": "S", "key": "K", "query": {}, "rows": 1}
    address = DICTIONARY_ADDRESS.removeprefix("/github/")
    member = {"kind": "zip_member", "archive": "ehcp/plans.zip", "member": "data/caseload.csv"}
    licence = {"name": "OGL", "url": "https://ogl.example", "statements": ["OGL."]}
    sources = [
        entry("ehcp/caseload.csv", b"a,b\n", member),
        entry(
            "ehcp/plans.zip",
            zipped(),
            {"kind": "ees_zip", **release},
            content_sha256=content_sha256(tmp_path / "registered.zip"),
        ),
        entry(
            "lait/dictionary.csv",
            DICTIONARY,
            {"kind": "file", "server": "github", "address": address},
        ),
        entry("reference/map.geojson", b"{}", {"kind": "arcgis", **layer}),
        entry("x/tidy.csv", b"x", {"kind": "by_hand", "instruction": "Lay it out anew."}),
    ]
    return Register.model_validate({"licences": {"ogl": licence}, "sources": sources})


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "data_raw"


@pytest.fixture
def served(publisher):
    publisher.serve(ZIP_ADDRESS, zipped(2026))
    publisher.serve(DICTIONARY_ADDRESS, DICTIONARY, etag='"v1"')
    publisher.serve(LAYER_ADDRESS, b'{"features": [{"properties": {"K": "E1"}}]}')
    return publisher


@pytest.fixture
def get(register, folder, served, client, naps):
    def get(function=fetch, **options):
        return function(
            register,
            folder,
            client=client,
            base_urls=served.base_urls(),
            sleep=naps.append,
            **options,
        )

    return get


def no_pause(_seconds):
    """Take no pause between attempts."""


def statuses(fetched):
    return {each.path: each.status for each in fetched}


def files(folder):
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_every_file_comes_into_its_place_and_what_cannot_is_told(get, folder):
    fetched = get()
    assert statuses(fetched) == {
        "ehcp/plans.zip": "downloaded",
        "ehcp/caseload.csv": "downloaded",
        "lait/dictionary.csv": "downloaded",
        "reference/map.geojson": "downloaded",
        "x/tidy.csv": "by hand",
    }
    by_hand = next(each.detail for each in fetched if each.status == "by hand")
    assert by_hand == (
        f"Lay it out anew. Page: https://example.org/plans. Put it at {folder / 'x/tidy.csv'}"
    )
    assert (folder / "lait/dictionary.csv").read_bytes() == DICTIONARY
    assert json.loads((folder / "reference/map.geojson").read_bytes())["name"] == "S"
    assert files(folder) == {
        *(each.path for each in fetched if each.status == "downloaded"),
        RECEIPTS,
    }
    assert read_receipts(folder)["lait/dictionary.csv"].etag == '"v1"'


def test_files_that_are_there_are_not_asked_for_again(get, folder, served):
    get()
    served.requests.clear()
    (folder / "x").mkdir()
    (folder / "x/tidy.csv").write_bytes(b"x")
    assert statuses(get()) == {
        "ehcp/plans.zip": "up to date",
        "ehcp/caseload.csv": "up to date",
        "lait/dictionary.csv": "up to date",
        "reference/map.geojson": "kept",
        "x/tidy.csv": "up to date",
    }
    assert served.requests == []


def test_a_refresh_asks_the_publishers_and_takes_only_what_is_new(get, served):
    get()
    served.requests.clear()
    refreshed = get(refresh=True)
    assert statuses(refreshed)["lait/dictionary.csv"] == "up to date"
    details = {each.path: each.detail for each in refreshed}
    assert details["reference/map.geojson"] == "the same as the file that was there"
    assert served.asked(DICTIONARY_ADDRESS)[0]["headers"]["If-None-Match"] == '"v1"'


def test_a_file_changed_in_place_is_kept_and_a_refresh_restores_it(get, folder):
    get()
    (folder / "lait/dictionary.csv").write_bytes(b"mine")
    assert statuses(get())["lait/dictionary.csv"] == "kept"
    assert (folder / "lait/dictionary.csv").read_bytes() == b"mine"
    assert statuses(get(refresh=True))["lait/dictionary.csv"] == "downloaded"
    assert (folder / "lait/dictionary.csv").read_bytes() == DICTIONARY


def test_a_file_the_publisher_changed_is_not_taken_unasked(get, folder, served):
    get()
    served.serve(DICTIONARY_ADDRESS, b"Measure,Topic\n", etag='"v2"')
    with pytest.raises(SourceError) as raised:
        get(refresh=True)
    text = str(raised.value)
    assert "lait/dictionary.csv: the publisher's file changed: 14 bytes with sha256" in text
    assert "--accept-changed" in text
    assert "by hand" not in text
    assert (folder / "lait/dictionary.csv").read_bytes() == DICTIONARY
    assert not [path for path in files(folder) if ".part" in path]


def test_a_file_the_publisher_changed_is_taken_if_accepted(get, folder, served):
    served.serve(DICTIONARY_ADDRESS, b"Measure,Topic\n")
    fetched = get(accept_changed=True)
    detail = next(each.detail for each in fetched if each.path == "lait/dictionary.csv")
    assert detail.startswith("another edition than the registered one, accepted: sha256")
    assert (folder / "lait/dictionary.csv").read_bytes() == b"Measure,Topic\n"
    assert statuses(get())["lait/dictionary.csv"] == "kept"


def test_a_layer_that_changed_does_not_replace_the_one_that_is_there(get, folder, served):
    get()
    before = (folder / "reference/map.geojson").read_bytes()
    served.serve(LAYER_ADDRESS, b'{"features": [{"properties": {"K": "E2"}}]}')
    failed = get(gather, refresh=True).failed
    assert "reference/map.geojson: the publisher's file changed" in "".join(failed)
    assert (folder / "reference/map.geojson").read_bytes() == before


def test_a_failure_is_named_with_the_remedy_and_the_others_come(get, folder, served):
    del served.files[DICTIONARY_ADDRESS]
    served.serve(ZIP_ADDRESS, zipped()[:-20])
    with pytest.raises(SourceError) as raised:
        get()
    text = str(raised.value)
    assert text.startswith("3 file(s) could not be fetched, the others are there:\n- ehcp/plans")
    assert f"lait/dictionary.csv: {served.address}{DICTIONARY_ADDRESS}: HTTP 404" in text
    remedy = f"Download it by hand from https://example.org/plans and put it at {folder}"
    assert text.count(remedy) == 3
    assert "ehcp/plans.zip: the file is broken off or damaged" in text
    assert "ehcp/caseload.csv: it is inside ehcp/plans.zip, which is not there" in text
    assert files(folder) == {"reference/map.geojson", RECEIPTS}


def test_a_download_that_failed_is_gone_on_with_later(get, folder, served):
    head = {"ETag": '"v1"'}
    served.fault(DICTIONARY_ADDRESS, body=DICTIONARY, headers=head, cut_at=30_000)
    for _ in range(4):
        served.fault(DICTIONARY_ADDRESS, status=504)
    assert "HTTP 504" in "".join(get(gather).failed)
    assert not (folder / "lait/dictionary.csv").exists()
    get()
    assert served.requests[-1]["headers"]["Range"] == "bytes=30000-"
    assert (folder / "lait/dictionary.csv").read_bytes() == DICTIONARY
    assert not [path for path in files(folder) if ".part" in path]


def test_a_web_page_in_the_place_of_a_file_is_refused(get, folder, served):
    served.serve(DICTIONARY_ADDRESS, b"<!DOCTYPE html><p>Please sign in to the council's network")
    assert "a proxy or a sign-in page?" in "".join(get(gather, accept_changed=True).failed)
    assert not (folder / "lait/dictionary.csv").exists()


def test_progress_is_told_by_path(get):
    told = []
    get(only=["lait"], progress=lambda *step: told.append(step))
    assert told[-1] == ("lait/dictionary.csv", len(DICTIONARY), len(DICTIONARY))


@pytest.mark.parametrize(
    ("only", "paths"),
    [
        (["lait/dictionary.csv"], ["lait/dictionary.csv"]),
        (["ehcp/"], ["ehcp/plans.zip", "ehcp/caseload.csv"]),
        (["*.zip", "x"], ["ehcp/plans.zip", "x/tidy.csv"]),
    ],
)
def test_files_can_be_chosen_by_path_folder_and_pattern(get, only, paths):
    assert [each.path for each in get(only=only)] == paths


def test_a_choice_that_matches_nothing_is_refused_with_the_nearest(get):
    with pytest.raises(SourceError, match=r"called lait/dictionry.csv; the nearest is lait/dict"):
        get(only=["x", "lait/dictionry.csv"])
    with pytest.raises(SourceError, match=r"called zzz$"):
        get(only=["zzz"])


def test_a_place_that_cannot_be_written_is_named(get, folder):
    folder.mkdir()
    (folder / "lait").write_text("a file where a folder is to be")
    failed = get(gather, only=["lait/*"]).failed
    assert len(failed) == 1
    assert failed[0].startswith("- lait/dictionary.csv: cannot be put in place: ")


def test_without_a_client_one_is_opened_that_honours_the_systems_proxy(
    register, folder, served, monkeypatch
):
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    fetched = fetch(register, folder, only=["lait"], base_urls=served.base_urls())
    assert statuses(fetched) == {"lait/dictionary.csv": "downloaded"}
    monkeypatch.delenv("NO_PROXY")
    gathered = gather(
        register, folder, only=["lait"], refresh=True, base_urls=served.base_urls(), sleep=no_pause
    )
    assert "Connect" in "".join(gathered.failed)


def test_every_way_of_the_projects_register_can_be_gone(folder, publisher, client, naps):
    """No server has anything: each file is asked for by a well-formed request, and fails alone."""
    register = load_register()
    gathered = gather(
        register, folder, client=client, base_urls=publisher.base_urls(), sleep=naps.append
    )
    fetched = [source for source in register.sources if source.is_fetched]
    assert len(gathered.failed) == len(fetched)
    assert {each.status for each in gathered.fetched} == {"by hand"}
    members = [source for source in fetched if source.fetch.kind == "zip_member"]
    assert len(publisher.requests) == len(fetched) - len(members)
