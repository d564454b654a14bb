"""A page on this machine alone that shows a report and reloads when it changes."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

from sendlib.errors import ParamsError

LOOPBACK = "127.0.0.1"
REPORT, VERSION = "/report.html", "/version"
# the report lies in a frame, so that nothing of it has to be changed; it keeps its place
FRAME = """<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><title>sendlib watch</title>
<style>html, body, iframe {{ margin: 0; border: 0; width: 100%; height: 100%; display: block }}
body {{ overflow: hidden }}</style></head>
<body><iframe title="The report" src="{report}"></iframe><script>
const frame = document.querySelector("iframe");
let shown = null;
setInterval(async () => {{
  try {{
    const version = await (await fetch("{version}", {{ cache: "no-store" }})).json();
    if (shown !== null && version !== shown) {{
      const place = frame.contentWindow.scrollY;
      frame.onload = () => frame.contentWindow.scrollTo(0, place);
      frame.contentWindow.location.reload();
    }}
    shown = version;
  }} catch (stopped) {{}}
}}, 250);
</script></body></html>
"""
FAULT = """<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><title>The report could not be built</title></head>
<body style="font: 1.1rem/1.5 sans-serif; max-width: 45rem; margin: 3rem auto; padding: 0 1rem">
<h1>The report could not be built</h1><pre style="white-space: pre-wrap">{fault}</pre></body></html>
"""


class Preview:
    """What is shown: the latest page, and a number that grows with each."""

    def __init__(self, port: int) -> None:
        self.page = FAULT.format(fault="It is being built.").encode()
        self.version = 0
        self._server = _Server((LOOPBACK, port), _Handler)
        self._server.preview = self

    @property
    def address(self) -> str:
        """Where a browser finds it."""
        return f"http://{LOOPBACK}:{self._server.server_address[1]}/"

    def show(self, page: bytes, fault: str = "") -> None:
        """Show another page, or what is wrong with it."""
        self.page = page or FAULT.format(fault=escape(fault)).encode()
        self.version += 1

    def answer(self, path: str) -> tuple[str, bytes] | None:
        """Return kind and content of what is asked for, None where there is no such thing."""
        if path == "/":
            return "text/html; charset=utf-8", FRAME.format(report=REPORT, version=VERSION).encode()
        if path == REPORT:
            return "text/html; charset=utf-8", self.page
        if path == VERSION:
            return "application/json", json.dumps(self.version).encode()
        return None

    def is_own(self, host: str) -> bool:
        """Say whether a browser asked for this address, and was not led here by another name."""
        port = self._server.server_address[1]
        return host in (f"{LOOPBACK}:{port}", f"localhost:{port}")

    @contextmanager
    def serving(self) -> Iterator[None]:
        """Serve, within."""
        thread = Thread(target=self._server.serve_forever, args=(0.1,), daemon=True)
        thread.start()
        try:
            yield
        finally:
            self._server.shutdown()
            self._server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    preview: Preview


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def do_GET(self) -> None:  # the name is the library's
        """Answer a browser on this machine."""
        preview = self.server.preview
        is_own = preview.is_own(self.headers.get("Host", ""))
        found = preview.answer(self.path) if is_own else None
        if found is None:
            self.send_error(HTTPStatus.NOT_FOUND if is_own else HTTPStatus.FORBIDDEN)
            return
        kind, content = found
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: Any) -> None:
        """Say nothing of each request."""


def open_preview(port: int) -> Preview:
    """Return a preview on a port of this machine, any free one for 0.

    Raises:
        ParamsError: the port is taken.
    """
    try:
        return Preview(port)
    except OSError as error:
        raise ParamsError(
            f"--port {port}: cannot be used: {error.strerror}; name another, or leave it out"
        ) from error
