"""What has to be the same on two machines for them to make the same report, byte for byte."""

import json
import sys
from collections.abc import Iterable, Mapping
from importlib import metadata

from sendlib.errors import NotebookError
from sendlib.report.manifest import code_hash, package_versions, version
from sendlib.run.code import code_of

ABSENT = "absent"
DIGITS = 12  # of a checksum, for people
MOST_NAMED = 5


def versions(reports: Iterable[str]) -> dict[str, str]:
    """Return the version of all that makes some reports here: Python, packages, code, notebooks.

    A report's manifest lists these packages, so that one more or less is a difference as well.
    """
    found = {**package_versions(), "sendlib": version(), "code of sendlib": code_hash()[:DIGITS]}
    try:
        found["distributed"] = metadata.version("distributed")
    except metadata.PackageNotFoundError:
        found["distributed"] = ABSENT
    for report in sorted(set(reports)):
        try:
            found[f"notebook {report}"] = code_of(report).notebook
        except NotebookError:
            found[f"notebook {report}"] = ABSENT
    return found


def differences(here: Mapping[str, str], there: Mapping[str, str]) -> list[str]:
    """Return what differs, in words, the least general first."""
    names = [name for name in {**here, **there} if here.get(name) != there.get(name)]
    told = [
        f"{name} {there.get(name, ABSENT)} (here {here.get(name, ABSENT)})"
        for name in sorted(names, key=lambda name: (name == "code of sendlib", name))
    ]
    left = len(told) - MOST_NAMED
    return [*told[:MOST_NAMED], *([f"{left} more"] if left > 0 else [])]


def tell() -> None:
    """Print what is here as JSON, for the process that asked; its arguments are reports."""
    print(json.dumps(versions(sys.argv[1:])))
