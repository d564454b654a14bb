"""The page of a report that is watched: on this machine alone, anew when it changes."""

import http.client
import json

import pytest

from sendlib.errors import ParamsError
from sendlib.run.preview import open_preview


@pytest.fixture
def preview():
    made = open_preview(0)
    with made.serving():
        yield made


def get(preview, path, **headers):
    host, _, port = preview.address.removeprefix("http://").strip("/").partition(":")
    connection = http.client.HTTPConnection(host, int(port), timeout=10)
    try:
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        return answer.status, answer.read().decode(), dict(answer.getheaders())
    finally:
        connection.close()


def test_the_report_is_served_as_it_is_and_its_version_grows(preview):
    assert "It is being built." in get(preview, "/report.html")[1]
    before = json.loads(get(preview, "/version")[1])
    preview.show(b"<p>One</p>")
    status, text, headers = get(preview, "/report.html")
    assert (status, text, headers["Cache-Control"]) == (200, "<p>One</p>", "no-store")
    assert json.loads(get(preview, "/version")[1]) > before
    frame = get(preview, "/")[1]
    assert 'src="/report.html"' in frame
    assert 'fetch("/version"' in frame


def test_a_fault_is_shown_in_place_of_the_report_as_text(preview):
    preview.show(b"", "<b>no</b>")
    assert "&lt;b&gt;no&lt;/b&gt;" in get(preview, "/report.html")[1]


def test_nothing_else_is_served_and_nobody_is_led_here_by_another_name(preview):
    assert get(preview, "/../../etc/passwd")[0] == 404
    assert get(preview, "/", Host="evil.example")[0] == 403
    port = preview.address.rpartition(":")[2].strip("/")
    assert get(preview, "/", Host=f"localhost:{port}")[0] == 200
    assert preview.address.startswith("http://127.0.0.1:")


def test_a_port_that_is_taken_is_told(preview):
    port = int(preview.address.rpartition(":")[2].strip("/"))
    with pytest.raises(ParamsError, match=f"--port {port}: cannot be used: Address already in use"):
        open_preview(port)
