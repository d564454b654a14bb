from datetime import UTC, datetime

import httpx
import pytest

from sendlib.data.fetch.transfer import Transfer, described
from sendlib.errors import SourceError


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_a_busy_server_is_asked_again_after_growing_pauses(publisher, transfer, naps, status):
    publisher.serve("/x", b'{"a": 1}')
    for _ in range(3):
        publisher.fault("/x", status=status)
    assert transfer.json(f"{publisher.address}/x", {}) == {"a": 1}
    assert naps == [1, 2, 4]


def test_a_server_that_stays_busy_is_given_up_after_five_attempts(publisher, transfer, naps):
    for _ in range(5):
        publisher.fault("/x", status=504)
    with pytest.raises(SourceError, match="/x: HTTP 504 Gateway Timeout, 5 times in a row"):
        transfer.text(f"{publisher.address}/x", {})
    assert naps == [1, 2, 4, 8]


def test_the_pause_a_server_asks_for_is_kept(publisher, transfer, naps):
    publisher.serve("/x", b"ok")
    publisher.fault("/x", status=429, headers={"Retry-After": "17"})
    assert transfer.text(f"{publisher.address}/x", {}) == "ok"
    assert naps == [17]


@pytest.mark.parametrize(
    ("asked", "pause"),
    [
        ("Sat, 01 Nov 2025 12:00:30 GMT", 30),
        ("Sat, 01 Nov 2025 11:00:00 GMT", 0),
        ("Sat, 01 Nov 2025 12:00:30 -0000", 1),
        ("soon", 1),
        ("", 1),
    ],
)
def test_the_pause_can_be_a_date_and_nonsense_is_overlooked(publisher, client, asked, pause):
    naps = []
    noon = datetime(2025, 11, 1, 12, tzinfo=UTC)
    transfer = Transfer(client, sleep=naps.append, now=lambda: noon)
    publisher.serve("/x", b"ok")
    publisher.fault("/x", status=503, headers={"Retry-After": asked})
    transfer.text(f"{publisher.address}/x", {})
    assert naps == [pause]


def test_a_server_that_asks_for_an_hour_is_not_waited_for(publisher, transfer, naps):
    publisher.fault("/x", status=429, headers={"Retry-After": "3600"})
    with pytest.raises(SourceError, match=r"HTTP 429.*asks to wait 3600 seconds"):
        transfer.text(f"{publisher.address}/x", {})
    assert naps == []


def test_a_page_that_is_not_there_is_not_asked_for_again(publisher, transfer, naps):
    with pytest.raises(SourceError, match="/none: HTTP 404 Not Found"):
        transfer.text(f"{publisher.address}/none", {})
    assert naps == []
    assert len(publisher.requests) == 1


def test_an_answer_that_breaks_off_is_asked_for_again(publisher, transfer, naps):
    publisher.serve("/x", b'{"a": 1}')
    publisher.fault("/x", body=b'{"a": 1}', cut_at=4)
    publisher.fault("/x", body=b'{"a": 1', has_length=False)
    assert transfer.json(f"{publisher.address}/x", {}) == {"a": 1}
    assert naps == [1, 2]


def test_an_answer_that_refuses_with_status_200_is_asked_for_again(publisher, transfer, naps):
    publisher.serve("/x", b"[]")
    publisher.fault("/x", body=b'"busy"')
    answer = transfer.json(
        f"{publisher.address}/x", {}, refusal=lambda found: "busy" if found == "busy" else None
    )
    assert answer == []
    assert naps == [1]


def test_a_server_that_cannot_be_reached_is_tried_again_and_named(transfer, naps):
    # port 9 of this machine: nothing listens there
    with pytest.raises(SourceError, match=r"http://127.0.0.1:9/x: Connect: .*5 times in a row"):
        transfer.text("http://127.0.0.1:9/x", {})
    assert len(naps) == 4


def test_a_circle_of_redirects_is_an_error(publisher, transfer, naps):
    for _ in range(30):
        publisher.fault("/x", status=302, headers={"Location": f"{publisher.address}/x"})
    with pytest.raises(SourceError, match="TooManyRedirects"):
        transfer.text(f"{publisher.address}/x", {})
    assert naps == []


def test_an_error_without_words_is_named_by_its_kind():
    assert described(httpx.ReadTimeout("")) == "ReadTimeout"
