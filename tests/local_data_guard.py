"""Refuse files that look like a council's own data: what `make check` runs before a commit.

Looks at what git would commit (the index), not at what lies about.
"""

import io
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path, PurePosixPath

from sendlib.contracts.local_files import local_files

# kinds of files in which data travel; none belongs into the project, which tests with drawn tables
DATA_SUFFIXES = {
    ".csv", ".tsv", ".tab", ".psv", ".xls", ".xlsx", ".xlsm", ".xlsb", ".ods", ".xml", ".zip",
    ".gz", ".7z", ".parquet", ".feather", ".arrow", ".sqlite", ".db", ".accdb", ".mdb", ".sav",
    ".dta", ".rds", ".rdata", ".pkl", ".pickle", ".jsonl", ".dat",
}  # fmt: skip
ALLOWED = ("benchmarks/", "tests/golden/")  # results and words to compare with, looked into too
# kinds in which rows could travel too, which the project has for other ends
LOOKED_INTO = DATA_SUFFIXES | {".txt", ".json", ".html", ""}
PERSONAL = re.compile(
    r"(?<![a-z])(upn|unique ?pupil ?number|uln|nhs ?(number|no)|date ?of ?birth|dob|"
    r"person ?birth ?date|birth ?date|person ?id|surname|forename|child ?id)(?![a-z])"
)
SEPARATOR = re.compile(r"[,;\t|]")
WORDS_IN_MARKUP = re.compile(r">([^<>]{2,40})<|\"([^\"]{2,40})\"\s*:")
SEN2_ROOT = re.compile(
    rb"<(Message|SEN2|SENRoot)\b.*?<(Collection>\s*SEN2|SEN2\b|Persons?\b)", re.S
)
PEEK, HEADER_LINES, FEWEST_COLUMNS = 65_536, 20, 3
ADVICE = (
    "Local data are read where they lie and never belong into the repository. Take the file out: "
    "git rm --cached FILE, and keep it elsewhere; `local/` is ignored by git."
)


def faults(names: Iterable[str], content: Callable[[str], bytes]) -> list[str]:
    """Return a message for each file that looks like local data.

    Args:
        names: paths in the repository.
        content: gives the bytes of one of them.
    """
    found = []
    for name in names:
        path = PurePosixPath(name)
        if path.suffix.lower() not in LOOKED_INTO:
            continue
        reason = _by_name(path) or _by_content(content(name))
        if reason:
            found.append(f"{name}: {reason}")
    return found


def _by_name(path: PurePosixPath) -> str:
    if path.suffix.lower() not in DATA_SUFFIXES:
        return ""
    stem = re.sub(r"[^a-z0-9]+", "_", path.stem.lower())
    for known in local_files():
        if stem == known or stem.startswith((f"{known}_", "sen2_")):
            return f"is named like the local file {known if known in stem else 'sen2'}"
    if path.as_posix().startswith(ALLOWED):
        return ""
    return f"is a file of data ({path.suffix}); tests draw their tables or make files when they run"


def _by_content(content: bytes) -> str:
    if content[:4] == b"PK\x03\x04":
        return _inside(content)
    head = content[:PEEK]
    if SEN2_ROOT.search(head):
        return "holds a SEN2 return"
    text = head.decode("utf-8-sig", errors="replace").casefold()
    lines = [SEPARATOR.split(line) for line in text.splitlines()[:HEADER_LINES]]
    words = [cell for cells in lines if len(cells) >= FEWEST_COLUMNS for cell in cells]
    words += [one or other for one, other in WORDS_IN_MARKUP.findall(text)]
    for word in words:
        plain = re.sub(r"[^a-z]+", " ", word).strip()
        if PERSONAL.fullmatch(plain):
            return f"has a column “{plain}”, which says something of one person"
    return ""


def _inside(content: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            reasons = (_by_content(archive.read(name)) for name in archive.namelist())
            return next(filter(None, reasons), "")
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError):  # the latter: a password
        return "is a zip that cannot be looked into"


def main() -> int:
    """Look at every file of the index; print what is refused and why."""
    root = Path(__file__).parents[1]

    def git(*arguments: str) -> bytes:
        return subprocess.run(["git", *arguments], cwd=root, capture_output=True, check=True).stdout

    try:
        names = git("ls-files", "-z", "--cached").decode().split("\0")[:-1]
    except (OSError, subprocess.CalledProcessError):
        return 0  # not a checkout: nothing is committed from here
    refused = faults(names, lambda name: git("show", f":{name}"))
    for line in refused:
        print(line, file=sys.stderr)
    if refused:
        print(ADVICE, file=sys.stderr)
    return 1 if refused else 0


if __name__ == "__main__":
    sys.exit(main())
