"""A publisher's server on this machine: it serves files, pages and faults, and notes requests."""

import json
import threading
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit

import httpx
import pytest

from sendlib.data.fetch.servers import SERVERS
from sendlib.data.fetch.transfer import Transfer


@dataclass
class Reply:
    """What the server answers; `cut_at` drops the connection after that many bytes of the body."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    cut_at: int | None = None
    has_length: bool = True


class Publisher:
    """What the server holds. Faults queued for a path are served before what lies there."""

    def __init__(self, address):
        self.address = address
        self.files = {}
        self.answers = {}
        self.faults = defaultdict(list)
        self.requests = []

    def serve(self, path, body, *, etag=None, modified=None, **headers):
        marks = {"ETag": etag, "Last-Modified": modified, **headers}
        self.files[path] = (body, {name: mark for name, mark in marks.items() if mark})

    def answer(self, path, function):
        """Answer requests to a path with what a function makes of the query."""
        self.answers[path] = function

    def fault(self, path, **reply):
        self.faults[path].append(Reply(**reply))

    def asked(self, path):
        return [request for request in self.requests if request["path"] == path]

    def base_urls(self):
        return {name: f"{self.address}/{name}" for name in SERVERS}

    def reply(self, path, query, headers):
        if self.faults[path]:
            return self.faults[path].pop(0)
        if path in self.answers:
            return self.answers[path](query)
        if path not in self.files:
            return Reply(b"no such page", 404)
        return self._file(path, headers)

    def _file(self, path, headers):
        body, marks = self.files[path]
        if "ETag" in marks and headers.get("If-None-Match") == marks["ETag"]:
            return Reply(b"", 304, marks)
        start = int(headers.get("Range", "bytes=0-").removeprefix("bytes=").removesuffix("-"))
        if not start or headers.get("If-Range") not in marks.values():
            return Reply(body, 200, marks)
        if start >= len(body):
            return Reply(b"", 416, marks)
        span = {"Content-Range": f"bytes {start}-{len(body) - 1}/{len(body)}"}
        return Reply(body[start:], 206, {**marks, **span})


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        parts = urlsplit(self.path)
        publisher = self.server.publisher
        query = dict(parse_qsl(parts.query))
        publisher.requests.append(
            {"path": parts.path, "query": query, "headers": dict(self.headers.items())}
        )
        reply = publisher.reply(parts.path, query, self.headers)
        self.send_response(reply.status)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        if reply.has_length and reply.status != 304:
            self.send_header("Content-Length", str(len(reply.body)))
        self.end_headers()
        self.wfile.write(reply.body[: reply.cut_at])

    def log_message(self, *_args):
        pass


@pytest.fixture(scope="module")
def server() -> Iterator[ThreadingHTTPServer]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def publisher(server):
    server.publisher = Publisher(f"http://127.0.0.1:{server.server_address[1]}")
    return server.publisher


@pytest.fixture
def naps():
    """The pauses that were asked for: none is taken."""
    return []


@pytest.fixture(scope="module")
def client():
    with httpx.Client(trust_env=False, follow_redirects=True, timeout=5) as client:
        yield client


@pytest.fixture
def transfer(client, naps):
    return Transfer(client, sleep=naps.append)


@pytest.fixture
def servers(publisher):
    return publisher.base_urls()


@pytest.fixture
def json_answer():
    return lambda content: Reply(json.dumps(content).encode())


@pytest.fixture
def text_answer():
    return lambda text: Reply(text.encode())
