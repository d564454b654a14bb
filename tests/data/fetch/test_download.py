import gzip

import pytest

from sendlib.data.fetch.download import download, note_of
from sendlib.errors import SourceError

BODY = bytes(range(256)) * 1000


@pytest.fixture
def part(tmp_path):
    return tmp_path / "x.csv.part"


@pytest.fixture
def get(publisher, transfer, part):
    def get(known_etag=None, told=None):
        received = told.append if told is not None else lambda _step: None
        return download(
            transfer,
            f"{publisher.address}/x.csv",
            part,
            known_etag=known_etag,
            received=lambda *step: received(step),
        )

    return get


def test_a_file_arrives_with_its_mark_and_its_progress(publisher, get, part):
    publisher.serve("/x.csv", BODY, etag='"v1"')
    told = []
    assert get(told=told).etag == '"v1"'
    assert part.read_bytes() == BODY
    assert told[-1] == (len(BODY), len(BODY))


def test_a_dropped_connection_is_gone_on_with_where_it_broke(publisher, get, part, naps):
    publisher.serve("/x.csv", BODY, etag='"v1"')
    publisher.fault("/x.csv", body=BODY, headers={"ETag": '"v1"'}, cut_at=100_000)
    told = []
    get(told=told)
    assert part.read_bytes() == BODY
    assert naps == [1]
    second = publisher.requests[1]["headers"]
    assert (second["Range"], second["If-Range"]) == ("bytes=100000-", '"v1"')
    assert told[-1] == (len(BODY), len(BODY))


def test_a_download_that_broke_off_is_gone_on_with_in_the_next_run(publisher, get, part):
    publisher.serve("/x.csv", BODY, modified="Sat, 01 Nov 2025 12:00:00 GMT", etag='W/"weak"')
    publisher.fault("/x.csv", body=BODY, headers=publisher.files["/x.csv"][1], cut_at=5_000)
    for _ in range(4):
        publisher.fault("/x.csv", status=504)
    with pytest.raises(SourceError, match="5 times in a row"):
        get()
    get()
    assert part.read_bytes() == BODY
    last = publisher.requests[-1]["headers"]
    assert last["Range"] == "bytes=5000-"
    # a weak mark cannot promise the same bytes, a date can
    assert last["If-Range"] == "Sat, 01 Nov 2025 12:00:00 GMT"


def test_attempts_that_bring_the_file_forward_are_not_counted(publisher, get, part):
    publisher.serve("/x.csv", BODY, etag='"v1"')
    original, steps = publisher.reply, iter(range(8))

    def reply(*request):
        answer = original(*request)
        answer.cut_at = 20_000 if next(steps, None) is not None else None
        return answer

    publisher.reply = reply
    get()
    assert part.read_bytes() == BODY
    assert len(publisher.requests) == 9


def test_a_file_that_changed_meanwhile_is_started_afresh(publisher, get, part):
    publisher.serve("/x.csv", BODY[::-1], etag='"v2"')
    publisher.fault("/x.csv", body=BODY, headers={"ETag": '"v1"'}, cut_at=100_000)
    assert get().etag == '"v2"'
    assert part.read_bytes() == BODY[::-1]


def test_a_part_without_a_mark_is_started_afresh(publisher, get, part):
    publisher.serve("/x.csv", BODY)
    publisher.fault("/x.csv", body=BODY, cut_at=100_000)
    get()
    assert part.read_bytes() == BODY
    assert "Range" not in publisher.requests[1]["headers"]


@pytest.mark.parametrize(
    "note", ["not json", '{"a": 1}', '{"url": "u", "etag": "\\"v1\\"", "last_modified": null}']
)
def test_a_part_of_something_else_is_started_afresh(publisher, get, part, note):
    publisher.serve("/x.csv", BODY, etag='"v1"')
    part.write_bytes(b"junk")
    note_of(part).write_text(note)
    get()
    assert part.read_bytes() == BODY


def test_a_part_longer_than_the_file_is_started_afresh(publisher, get, part, naps):
    publisher.serve("/x.csv", BODY, etag='"v1"')
    get()
    part.write_bytes(BODY + b"more")
    get()
    assert part.read_bytes() == BODY
    assert naps == [1]


def test_a_range_other_than_the_one_asked_for_is_not_taken(publisher, get, part, naps):
    publisher.serve("/x.csv", BODY, etag='"v1"')
    publisher.fault("/x.csv", body=BODY, headers={"ETag": '"v1"'}, cut_at=100_000)
    publisher.fault("/x.csv", body=b"?", status=206, headers={"Content-Range": "bytes 7-8/9"})
    get()
    assert part.read_bytes() == BODY
    assert naps == [1, 2]


def test_a_file_the_server_has_not_changed_is_not_sent_again(publisher, get, part):
    publisher.serve("/x.csv", BODY, etag='"v1"')
    assert get(known_etag='"v1"') is None
    assert not part.exists()
    assert get(known_etag='"v0"').etag == '"v1"'


def test_a_packed_answer_is_unpacked_and_never_gone_on_with(publisher, get, part):
    publisher.serve("/x.csv", gzip.compress(BODY), etag='"v1"', **{"Content-Encoding": "gzip"})
    told = []
    get(told=told)
    assert part.read_bytes() == BODY
    assert told[-1] == (len(BODY), None)
    assert not note_of(part).exists()
